"""What a search costs among 100,000 documents, against Wagtail's own search among 8,000, and the index anew.

``SEARCH_BENCH_DOCUMENTS`` makes it smaller. With ``POSTGRES_URL`` and ``SEARCH_URL`` run it for those as well:
``DATABASE_URL`` chooses the database of the product's figures.
"""

import datetime as dt
import os
import random
import resource
import statistics
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from foundation.search import kept_lists
from foundation.search.engines import choosing
from foundation.search.models import EntryText, SearchEntry
from foundation.search.queries import Query
from foundation.search.rebuilding import BATCH, rebuild_node
from foundation.search.selectors import find
from foundation.search.services import index_rows
from foundation.search.vocabulary import learn
from foundation.signoff import triggers
from tests.databases import restore_migrated_rows
from tests.foundation.search.judged import judged

from .bare.models import BarePage
from .bench_pages import scratch_database
from .rows import Row, Taken, taken

DOCUMENTS = int(os.environ.get("SEARCH_BENCH_DOCUMENTS", "100000"))
# Our own aim for a word that stands in nearly every document, the first time after a publication.
FIRST_TIME = 1_500.0
STOCK_DOCUMENTS = min(8_000, DOCUMENTS)
WORDS = 20_000
GENRES = ["通知", "意见", "决定", "公告", "函", "批复"]
SUBJECTS = [
    "综合政务",
    "财政、金融、审计",
    "农业、林业、水利",
    "卫生、体育",
    "科技、教育",
    "民政、扶贫、救灾",
]
VALIDITIES = ["有效", "有效", "有效", "有效", "失效", "废止"]
PLACES = [a + b for a in "太新长龙石清双金白" for b in "平桥河山"]
MATTERS = [
    "农村公路", "养老服务", "河道整治", "学前教育", "就业补助", "医疗保障", "耕地保护", "安全生产", "防汛抗旱",
    "招商引资", "营商环境", "秸秆禁烧", "燃气管理", "住房保障", "人才引进", "数字乡村", "垃圾分类", "殡葬管理",
]  # fmt: skip
ACTS = ["实施方案", "管理办法", "工作要点", "专项行动方案", "补贴标准", "考核细则", "应急预案", "若干措施"]


def run() -> list[Row]:
    """Figures of the engine that the settings name."""
    with scratch_database():
        restore_migrated_rows()
        triggers.remove(connection)  # nobody signed these
        pages = list(_pages(DOCUMENTS))
        seconds = _fill(pages)
        if choosing.node():
            rebuild_node(lambda n: None)
        queries = _queries()
        for words in queries:
            find(Query(words))
        found = [taken(lambda words=words: find(Query(words))) for words in queries]
        kept_lists.forget()
        anew = taken(lambda: find(Query(FREQUENT)))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        name = "检索服务" if choosing.node() else connection.vendor
        again = [taken(lambda key=key: _again(key)) for key in _some_keys()]
        stock = _stock_median(pages[:STOCK_DOCUMENTS])
        return [
            *_reading(name, found, stock),
            _row(
                f"{name}：最常见的词，首次检索（毫秒）",
                Taken(*(seconds * 1000 for seconds in anew)),
                FIRST_TIME,
            ),
            _row(f"{name}：写入索引（秒）", seconds, 300 * DOCUMENTS / 100_000),
            _row(f"{name}：更新一份（毫秒）", _median(again), 50),
            Row(f"{name}：内存峰值（MB）", memory, 500),
        ]


def _reading(name: str, found: list[Taken], stock: Taken) -> list[Row]:
    """What readers wait for."""
    median = _median(found)
    p95 = Taken(*(sorted(times)[int(len(times) * 0.95)] * 1000 for times in zip(*found, strict=True)))
    return [
        _row(f"{name}：{DOCUMENTS}份，中位数（毫秒）", median, 80.0 if name == "sqlite" else 100.0),
        Row(f"{name}：与原生检索{STOCK_DOCUMENTS}份之比", median.wall, 0.01, stock.wall),
        _row(
            f"{name}：95百分位与中位数之比",
            Taken(p95.wall / median.wall, p95.processor / median.processor),
            5,
        ),
    ]


def _row(name: str, figure: Taken, limit: float) -> Row:
    """Only SQLite does all its work in this process; of a server's the processor time is not seen here."""
    alone = connection.vendor == "sqlite" and not choosing.node()
    return Row(name, figure.wall, limit, processor=figure.processor if alone else None)


def _median(times: Iterable[Taken]) -> Taken:
    """In milliseconds."""
    return Taken(*(statistics.median(each) * 1000 for each in zip(*times, strict=True)))


class Made(NamedTuple):
    """A page that was made, without what the bench itself would keep in memory."""

    pk: int
    title: str


def _pages(count: int) -> Iterator[Made]:
    """Live pages with a title of its own each."""
    chance = random.Random(1)
    root = Page.objects.get(depth=1)
    type_id = ContentType.objects.get_for_model(BarePage).pk
    for start in range(0, count, 2_000):
        made = Page.objects.bulk_create(
            Page(
                path=Page._get_path(root.path, 2, number + 1), depth=2, title=_title(chance, number), draft_title="",
                slug=f"d{number}", url_path=f"/d{number}/", live=True, content_type_id=type_id,
                locale_id=root.locale_id,
            )
            for number in range(start, min(start + 2_000, count))
        )  # fmt: skip
        yield from (Made(page.pk, page.title) for page in made)


def _title(chance: random.Random, number: int) -> str:
    return f"{chance.choice(PLACES)}镇{chance.choice(MATTERS)}{chance.choice(ACTS)}（第{number}号）"


class Author:
    """Writes documents: words by Zipf's law as in any language, between them a sentence of real documents."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        characters = sorted(
            {c for one in judged()["passages"] for c in one["text"] if "\u4e00" <= c <= "\u9fff"}
        )
        lexicon = random.Random(0)
        self.words = [
            "".join(lexicon.choices(characters, k=lexicon.choice([2, 2, 2, 3, 4]))) for _ in range(WORDS)
        ]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
        texts = (one["text"] for one in judged()["passages"])
        self.real = [p.strip() for text in texts for p in text.replace("\n", "。").split("。") if len(p) > 6]

    def text(self) -> str:
        """Some 300 to 3,000 characters."""
        chosen = self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randint(120, 1_200))
        sentences = ["".join(chosen[at : at + 9]) for at in range(0, len(chosen), 9)]
        if self.chance.random() < 0.3:
            sentences.append(self.chance.choice(self.real))
        return "。".join(sentences) + "。"


FREQUENT = Author(0).words[10]


def _fill(pages: list[Made]) -> Taken:
    """Entries and index in batches, as a rebuild does; the time without the writing of the texts themselves.

    The reading of StreamFields is left out.
    """
    chance, author = random.Random(2), Author(2)
    steps: list[Taken] = []
    for start in range(0, len(pages), BATCH):
        batch = pages[start : start + BATCH]
        entries = [_entry(chance, page, start + n) for n, page in enumerate(batch)]
        texts = [author.text() for _ in batch]
        steps.append(taken(lambda entries=entries, texts=texts: _write(entries, texts)))
    steps.append(taken(choosing.database().settle))
    return Taken(*map(sum, zip(*steps, strict=True)))


def _write(entries: list[SearchEntry], texts: list[str]) -> None:
    SearchEntry.objects.bulk_create(entries)
    EntryText.objects.bulk_create(EntryText(entry=e, text=t) for e, t in zip(entries, texts, strict=True))
    learn(entry.title for entry in entries)
    choosing.database().write(index_rows([entry.pk for entry in entries]))


def _entry(chance: random.Random, page: Made, number: int) -> SearchEntry:
    day = dt.date(2006, 1, 1) + dt.timedelta(days=chance.randint(0, 7300))
    validity = chance.choice(VALIDITIES)
    kind = chance.choice(["wenjian", "wenjian", "jiedu", "xinxi"])
    return SearchEntry(
        page_id=page.pk,
        document_id=page.pk - chance.randint(1, 50) if kind == "jiedu" and number > 50 else None,
        title=page.title,
        number=f"示政办发〔{day.year}〕{number % 400 + 1}号",
        number_key=f"示政办发{day.year}{number % 400 + 1}",
        kind=kind,
        body_name=f"{chance.choice(PLACES)}镇人民政府",
        year=str(day.year),
        subject=chance.choice(SUBJECTS),
        genre=chance.choice(GENRES),
        validity=validity,
        is_out_of_force=validity in ("失效", "废止"),
        public_date=day,
    )


def _queries() -> list[str]:
    """What readers type: the judged queries, matters, titles with a place, numbers, one frequent word."""
    chance = random.Random(3)
    asked = [one["query"] for one in judged()["queries"]]
    titles = [f"{chance.choice(PLACES)} {chance.choice(MATTERS)}" for _ in range(20)]
    numbers = [f"示政办发〔{chance.randint(2006, 2025)}〕{chance.randint(1, 400)}号" for _ in range(10)]
    words = [FREQUENT, *(Author(0).words[rank] for rank in (30, 100, 300, 1_000, 3_000, 10_000))]
    return [*asked, *MATTERS, *titles, *numbers, *words]


def _some_keys() -> list[int]:
    return list(SearchEntry.objects.order_by("pk").values_list("pk", flat=True)[100:1_100:50])


def _again(key: int) -> None:
    choosing.write(index_rows([key]))


def _stock_median(pages: list[Made]) -> Taken:
    """Wagtail's own database search among these pages, with the same texts.

    It finds no word inside a sentence, so it is asked for the one thing it finds: a mark that stands alone, in a
    tenth of the documents, as a frequent word does.
    """
    from wagtail.search.models import IndexEntry

    author = Author(2)
    backend = get_search_backend("wagtail.search.backends.database")
    type_id = ContentType.objects.get_for_model(BarePage).pk
    texts = [f"{author.text()} mark{number % 10}" for number in range(len(pages))]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO bare_barepage (page_ptr_id, text) VALUES (%s, '')", [(page.pk,) for page in pages]
        )
        if connection.vendor == "sqlite":
            rows = zip(pages, texts, strict=True)
            IndexEntry.objects.bulk_create(
                IndexEntry(content_type_id=type_id, object_id=p.pk, title=p.title, body=t, autocomplete="")
                for p, t in rows
            )
        else:
            cursor.executemany(
                "INSERT INTO wagtailsearch_indexentry"
                " (content_type_id, object_id, title, body, autocomplete, title_norm, title_text, body_text)"
                " VALUES (%s, %s, to_tsvector(%s), to_tsvector(%s), ''::tsvector, 1.0, '', '')",
                [(type_id, str(p.pk), p.title, t) for p, t in zip(pages, texts, strict=True)],
            )

    def search(words: str) -> object:
        found = backend.search(words, BarePage.objects.live())
        return len(found), list(found[:10])

    return _median(taken(lambda n=n: search(f"mark{n}")) for n in range(3))
