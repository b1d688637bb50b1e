"""Passages of five real documents and queries with the passages that answer them, as entries of the index."""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page

from foundation.search.engines import choosing
from foundation.search.models import EntryText, SearchEntry, Synonym
from foundation.search.segmentation import tidy
from foundation.search.services import index_rows
from foundation.signoff import triggers
from tests.databases import restore_migrated_rows

_FILE = Path(__file__).parent / "data" / "search_eval.json"
_LEFT_OUT = re.compile(r"[\s()〔〕\[\]【】《》〈〉{}「」『』〖〗]")
DEPTH = 10


@cache
def judged() -> dict:
    """The file: passages, queries, synonyms."""
    return json.loads(_FILE.read_text(encoding="utf-8"))


def fill_index() -> dict[int, int]:
    """Make an entry of every passage; the passage's id by the entry's."""
    restore_migrated_rows()
    root = Page.objects.get(depth=1)
    type_id = ContentType.objects.get_for_model(Page).pk
    passages = judged()["passages"]
    triggers.remove(connection)  # nobody signed these
    pages = Page.objects.bulk_create(
        Page(
            title=f"段落{one['id']}", draft_title="", slug=f"p{one['id']}", path=f"{root.path}{one['id']:04d}", depth=2,
            url_path=f"/p{one['id']}/", live=True, content_type_id=type_id, locale_id=root.locale_id,
        )
        for one in passages
    )  # fmt: skip
    triggers.install(connection)
    return enter(pages, [one["text"] for one in passages], [one["id"] for one in passages])


def enter(pages: list[Page], texts: list[str], keys: list[int]) -> dict[int, int]:
    """Entries for pages; a passage has no title of its own."""
    day = dt.date(2024, 1, 1)
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(page=page, title=page.title, kind="wenjian", year="2024", public_date=day)
        for page in pages
    )
    EntryText.objects.bulk_create(
        EntryText(entry=entry, text=tidy(text)) for entry, text in zip(entries, texts, strict=True)
    )
    Synonym.objects.bulk_create(Synonym(words=",".join(group)) for group in judged()["synonyms"])
    choosing.write(index_rows([entry.pk for entry in entries]))
    return {entry.pk: key for entry, key in zip(entries, keys, strict=True)}


def relevant(query: dict) -> set[int]:
    """Passages that answer a query: those that match every pattern."""
    patterns = [re.compile(pattern) for pattern in query["all_of"]]
    return {
        one["id"] for one in judged()["passages"]
        if all(pattern.search(_bare(one["text"])) for pattern in patterns)
    }  # fmt: skip


def _bare(text: str) -> str:
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text))


def quality(search: Callable[[str], list[int]], kind: str = "") -> tuple[float, float]:
    """Recall among the first ten and mean reciprocal rank, over all queries or those of a kind."""
    recalls, ranks = [], []
    for query in judged()["queries"]:
        if kind and query["kind"] != kind:
            continue
        wanted = relevant(query)
        found = search(query["query"])[:DEPTH]
        recalls.append(len(wanted & set(found)) / min(DEPTH, len(wanted)))
        ranks.append(next((1 / place for place, one in enumerate(found, 1) if one in wanted), 0.0))
    return sum(recalls) / len(recalls), sum(ranks) / len(ranks)
