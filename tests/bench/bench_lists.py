"""Whatever lists pages, on a site of 1,000 documents and, in the same run, on the same site grown to 100,000.

Times are processor time: the two cannot be measured in turn, and the machine may have had other work to do during one
of them. The database is SQLite in this process, so nothing is left out. ``LISTS_BENCH_DOCUMENTS`` makes it smaller.
"""

import os
import statistics

from django.db import connection
from django.test import Client

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.search.rebuilding import rebuild
from foundation.signoff.services import publish_structure
from portal.serving import version
from tests.offices import Office, open_office

from .bench_pages import SENTENCE, scratch_database
from .bulk import fill_column
from .rows import Row, Taken, taken

FEW = 1_000
MANY = int(os.environ.get("LISTS_BENCH_DOCUMENTS", "100000"))
REPEATS, WARM_UP = 15, 3
LIMIT = 1.3
# One file of the site map holds up to 5,000 addresses; it is to stay below a second (portal/discovery/sitemaps.py).
SECTION_LIMIT = 1_000.0
# Asked with a parameter, a page is made anew instead of taken from memory (portal/serving/kept_pages.py).
ANEW = "?u=1"
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
SECTION = "/sitemap-document-2015.xml"
YEAR = "?year=2015"


def run() -> list[Row]:
    """Ratios of every list, the time of one file of the site map, and of the index anew from the pages themselves."""
    with scratch_database():
        office = open_office()
        text = [("text", f"<p>{SENTENCE}</p>") for _ in range(3)]
        pattern = office.publish(office.document(genre="通知", subject="02", overview=SENTENCE, content=text))
        small = grown(office, pattern, FEW)
        few = measured(small)
        large = grown(office, pattern, MANY - FEW)
        indexing = taken(lambda: rebuild(lambda n: None, again=True))
        many = measured(large)
        section = median(SECTION)
        queries = f"{MANY}份短文件重建检索（秒）"
        return [
            *(Row(f"{name}：{MANY}份与{FEW}份（处理器毫秒）", many[name], LIMIT, few[name]) for name in few),
            Row(
                f"网站地图一节，{MANY // 20}个地址（毫秒）",
                section.wall,
                SECTION_LIMIT,
                processor=section.processor,
            ),
            Row(queries, indexing.wall, 300 * MANY / 100_000, processor=indexing.processor),
        ]


def grown(office: Office, pattern: DocumentPage, count: int) -> ColumnPage:
    """A new public column with so many documents, and the statistics that a night's work would have brought."""
    office.home.refresh_from_db()
    column = ColumnPage(title=f"文件{count}", body=office.body, unit=office.unit, column_type="policy")
    office.home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    column.refresh_from_db()
    fill_column(column, pattern, count)
    if count < MANY // 2:
        rebuild(lambda n: None, again=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    version.renew()
    return column


def measured(column: ColumnPage) -> dict[str, float]:
    """Milliseconds on the processor of every list."""
    lists = SCREENS | {"栏目": column.url + ANEW, "栏目按年": column.url + YEAR}
    return {name: median(address).processor for name, address in lists.items()}


def median(address: str) -> Taken:
    """Of several readings, in milliseconds."""
    client = Client()

    def read() -> None:
        response = client.get(address)
        if response.status_code != 200 or not b"".join(response):
            raise AssertionError(f"{address}: {response.status_code}")

    for _ in range(WARM_UP):
        read()
    times = [taken(read) for _ in range(REPEATS)]
    return Taken(*(statistics.median(each) * 1000 for each in zip(*times, strict=True)))
