"""Whatever lists pages, on a site of 1,000 documents and, in the same run, on the same site grown to 100,000.

Times are processor time, and the shortest of many readings: the two cannot be measured in turn, and the machine may
have had other work to do during one of them. Counts are kept until the next publication, so the reading after it is
measured as well. The database is SQLite in this process, so nothing is left out. Documents and what is found of them
are written in bulk; how long a rebuild takes from the pages themselves is measured on the small site.
``LISTS_BENCH_DOCUMENTS`` makes the large one smaller.
"""

import os

from django.core.cache import cache
from django.db import connection
from django.test import Client

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.search import kept_lists
from foundation.search.rebuilding import rebuild
from foundation.signoff.services import publish_structure
from portal.serving import version
from tests.offices import Office, open_office

from .bench_pages import ANEW, SENTENCE, scratch_database
from .bulk import fill_column, index_column
from .rows import Row, Taken, taken

FEW = 1_000
MANY = int(os.environ.get("LISTS_BENCH_DOCUMENTS", "100000"))
REPEATS, WARM_UP = 15, 2
LIMIT = 1.3
# One file of the site map holds up to 5,000 addresses; it is to stay below a second (portal/discovery/sitemaps.py).
SECTION_LIMIT = 1_000.0
SCREENS = {
    "首页": f"/{ANEW}",
    "目录": "/catalogue/",
    "目录按年": "/catalogue/?year=2015",
    "政策文件库": "/library/",
    "政策文件库按体裁": "/library/?genre=通知",
    "网站地图索引": "/sitemap.xml",
    "订阅源": "/feeds/atom.xml",
    "接口文件清单": "/api/v1/documents/",
}
# Lists that count all there is; no limit of the issue, so that of the site map's sections.
COUNTING = {name: SCREENS[name] for name in ("目录", "政策文件库", "接口文件清单")}
FIRST_LIMIT = 1_000.0
# The home page shows as many interpretations (portal/selectors.py); every site has some of this month.
RECENT = 8
SECTION = "/sitemap-document-2015.xml"
YEAR = "?year=2015"


def run() -> list[Row]:
    """Ratios of every list, the time of one file of the site map, and of the index from the pages themselves."""
    with scratch_database():
        office = open_office()
        text = [("text", f"<p>{SENTENCE}</p>") for _ in range(3)]
        pattern = office.publish(office.document(genre="通知", subject="02", overview=SENTENCE, content=text))
        for _ in range(RECENT):
            office.publish(office.interpretation(pattern))
        small = grown(office, pattern, FEW)
        few = measured(small)
        indexing = taken(lambda: rebuild(lambda n: None, again=True))
        large = grown(office, pattern, MANY - FEW)
        first = {name: counted_anew(address).processor for name, address in COUNTING.items()}
        many = measured(large)
        section = shortest(SECTION)
        indexed = f"从网页重建检索，{FEW}份短文件（秒）"
        return [
            *(Row(f"{name}：{MANY}份与{FEW}份（处理器毫秒）", many[name], LIMIT, few[name]) for name in few),
            *(
                Row(f"{name}：公开后第一次，{MANY}份（处理器毫秒）", time, FIRST_LIMIT)
                for name, time in first.items()
            ),
            Row(
                f"网站地图一节，{MANY // 20}个地址（毫秒）",
                section.wall,
                SECTION_LIMIT,
                processor=section.processor,
            ),
            Row(indexed, indexing.wall, 300 * FEW / 100_000, processor=indexing.processor),
        ]


def grown(office: Office, pattern: DocumentPage, count: int) -> ColumnPage:
    """A new public column with so many documents, and the statistics that a night's work would have brought."""
    office.home.refresh_from_db()
    column = ColumnPage(title=f"文件{count}", body=office.body, unit=office.unit, column_type="policy")
    office.home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    column.refresh_from_db()
    fill_column(column, pattern, count)
    index_column(column, pattern)
    kept_lists.forget()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    version.renew()
    return column


def measured(column: ColumnPage) -> dict[str, float]:
    """Milliseconds on the processor of every list."""
    lists = SCREENS | {"栏目": column.url + ANEW, "栏目按年": column.url + YEAR}
    return {name: shortest(address).processor for name, address in lists.items()}


def shortest(address: str) -> Taken:
    """Of many readings, in milliseconds."""
    for _ in range(WARM_UP):
        read(address)
    times = [taken(lambda: read(address)) for _ in range(REPEATS)]
    return Taken(*(min(each) * 1000 for each in zip(*times, strict=True)))


def counted_anew(address: str) -> Taken:
    """One reading after everything kept was let go of, in milliseconds."""
    read(address)  # templates are loaded once in the life of a process
    cache.clear()
    return Taken(*(each * 1000 for each in taken(lambda: read(address))))


def read(address: str) -> None:
    response = Client().get(address)
    if response.status_code != 200 or not b"".join(response):
        raise AssertionError(f"{address}: {response.status_code}")
