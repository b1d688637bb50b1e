"""Reads of the public search: what is found, how it is shown, what to type instead."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.core.paginator import Paginator
from django.db.models import Min, Q, Sum, TextField, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString

from . import kept_lists, vocabulary
from .boundaries import no_words
from .engines import choosing
from .engines.asking import FACETS, REACH, Answer, Ask
from .highlight import highlight, holds_all, snippet
from .models import AttachmentText, EntryText, QueryLog, SearchEntry
from .queries import FIELDS, Parsed, Query, parse, without_asking
from .segmentation import fold
from .sources import kind_labels
from .synonyms import load_synonyms

SIZE = 20
# In how many of the best results, and in how much of each, a word of two characters is looked at.
LOOKED_AT, LOOKED_INTO = 60, 5_000
# A query becomes a suggestion or 热门搜索 when asked so often within so many days and found something.
POPULAR_COUNT, POPULAR_DAYS = 5, 30
_PER_STATEMENT = 500
# Names of filters in a query and in the index.
_COLUMN = {"body": "body_name"}
_NAME = {column: name for name, column in _COLUMN.items()}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """Where in an attachment the words stand."""

    file_id: int
    name: str
    place: str
    snippet_html: SafeString


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. ``interpretations`` are the live interpretations of a found document."""

    entry: SearchEntry
    title_html: SafeString
    snippet_html: SafeString
    number_html: SafeString
    attachment: FoundFile | None = None
    interpretations: tuple[SearchEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """One page of results.

    ``total`` counts all, ``reachable`` those that can be turned to. ``facets`` holds (value, label, count) by
    name, most frequent first, years newest first; none when approximate. ``exact`` says a 文号 was found.
    """

    query: Query
    hits: Sequence[Hit] = ()
    total: int = 0
    reachable: int = 0
    page: int = 1
    pages: int = 1
    approximate: bool = False
    exact: bool = False
    facets: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)
    suggestion: str = ""
    words: tuple[str, ...] = ()


def find(query: Query, page: int = 1, size: int = SIZE) -> Results:
    """Search what is public. Never raises on any query; at most ten queries of the database."""
    order = _order(query)
    parsed = order.parsed
    paginator = Paginator(order.ids, size)
    shown = paginator.get_page(page)
    is_slip = (order.approximate or not order.ids) and parsed.words and not parsed.number_key
    return Results(
        query=query,
        hits=_hits(list(shown.object_list), parsed, folds=not query.kind),
        total=order.total,
        reachable=len(order.ids),
        page=shown.number,
        pages=paginator.num_pages,
        approximate=order.approximate,
        exact=order.exact,
        facets={} if order.approximate else _facets(order.answer),
        suggestion=_suggestion(parsed) if is_slip else "",
        words=tuple(spelling for word in parsed.words for spelling in word.spellings),
    )


def listed(query: Query, limit: int) -> list[SearchEntry]:
    """The entries of a search in its order, without texts: for downloads and feeds. At most six queries."""
    ids = _order(query, counts=False).ids[:limit]
    entries: dict[int, SearchEntry] = {}
    for start in range(0, len(ids), _PER_STATEMENT):
        batch = SearchEntry.objects.public().shown().in_bulk(ids[start : start + _PER_STATEMENT])
        entries.update(batch)
    return [entries[id] for id in ids if id in entries]


@dataclass(frozen=True, slots=True)
class _Order:
    """What was found, in order, before anything is read of it."""

    parsed: Parsed
    answer: Answer
    ids: list[int]
    total: int = 0
    approximate: bool = False
    exact: bool = False


def _order(query: Query, counts: bool = True) -> _Order:
    parsed = parse(query.words, load_synonyms())
    if not parsed.words and query.words.strip():
        return _Order(parsed, Answer([], 0, {}), [])  # nothing but punctuation
    ask = replace(_ask(query, parsed), counts=counts)
    answer = kept_lists.search(ask)
    first = _by_number(parsed, ask)
    approximate = False
    if not answer.total and not first and parsed.words:
        answer = _loosely(query, ask)
        approximate = bool(answer.total)
    ids = [*first, *(id for id in _words_first(answer.ids, ask) if id not in first)]
    return _Order(parsed, answer, ids, max(answer.total, len(first)), approximate, bool(first))


def _loosely(query: Query, ask: Ask) -> Answer:
    """What holds the words that do not merely ask; failing that, what holds any part of the words. Not counted.

    Of a document number nobody bears, only the numbers that are like it: its pairs stand in nearly every text.
    """
    ask = replace(ask, counts=False)
    if ask.parsed.number_key:
        return choosing.search(replace(ask, any_word=True, field=ask.field or "number"))
    plain = without_asking(query.words)
    if plain and plain != query.words:
        ask = replace(ask, parsed=parse(plain, load_synonyms()))
        answer = choosing.search(ask)
        if answer.total:
            return answer
    if len(ask.parsed.text) == 2:  # has no part; the parts of its synonyms are about anything
        return Answer([], 0, {})
    return choosing.search(replace(ask, any_word=True))


def _words_first(ids: list[int], ask: Ask) -> list[int]:
    """For a word of two characters: of the best, those where it is no word come last; one query."""
    if len(ask.parsed.text) != 2 or ask.by_date:
        return ids
    best = ids[:LOOKED_AT]
    texts = EntryText.objects.filter(pk__in=best).annotate(
        head=Concat("entry__title", Value("\n"), Substr("text", 1, LOOKED_INTO), output_field=TextField())
    )
    last = no_words(ask.parsed.text, dict(texts.values_list("pk", "head")))
    return [*(id for id in best if id not in last), *(id for id in best if id in last), *ids[LOOKED_AT:]]


def _ask(query: Query, parsed: Parsed) -> Ask:
    return Ask(
        parsed,
        field=query.field if query.field in FIELDS else "",
        filters={
            _COLUMN.get(name, name): value.replace("\x00", "")[:100] for name, value in query.filters.items()
        },
        by_date=query.order == "date",
        since=_date(query.since),
        until=_date(query.until),
    )


def _date(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:  # 2026-02-31
        return None


def _by_number(parsed: Parsed, ask: Ask) -> list[int]:
    """The documents that bear the number asked for, within the chosen filters; they come first."""
    if not parsed.number_key:
        return []
    entries = SearchEntry.objects.filter(number_key=parsed.number_key, **ask.filters)
    return list(entries.order_by("-public_date", "-pk").values_list("pk", flat=True)[:REACH])


def _facets(answer: Answer) -> dict[str, list[tuple[str, str, int]]]:
    labels = kind_labels()
    facets = {}
    for column in FACETS:
        counts = answer.facets.get(column, {})
        rows = [
            (value, labels.get(value, value) if column == "kind" else value, n) for value, n in counts.items()
        ]
        if column == "year":
            rows.sort(reverse=True)
        else:
            rows.sort(key=lambda row: (-row[2], row[0]))
        facets[_NAME.get(column, column)] = rows
    return facets


def _hits(ids: list[int], parsed: Parsed, folds: bool) -> list[Hit]:
    """Results in order: what is still live of these, with texts, files and interpretations."""
    public = SearchEntry.objects.public().shown()
    entries = {entry.pk: entry for entry in public.filter(pk__in=ids)}
    groups: dict[int | None, list[SearchEntry]] = {}
    for entry in public.filter(document__in=[entry.page_id for entry in entries.values()]):
        groups.setdefault(entry.document_id, []).append(entry)
    shown = {entry.page_id for entry in entries.values()}
    # Where a document and its interpretation are both on the page, the second stands below the first.
    chosen = [
        entries[id] for id in ids
        if id in entries and not (folds and entries[id].document_id in shown)
    ]  # fmt: skip
    texts = dict(EntryText.objects.filter(pk__in=[entry.pk for entry in chosen]).values_list("pk", "text"))
    missing = [
        entry.pk for entry in chosen
        if parsed.words and not holds_all(f"{entry.title} {entry.number} {texts.get(entry.pk, '')}", parsed)
    ]  # fmt: skip
    files = _files(missing, parsed)
    return [
        Hit(
            entry,
            highlight(entry.title, parsed),
            snippet(texts.get(entry.pk, ""), parsed),
            highlight(entry.number, parsed),
            files.get(entry.pk),
            tuple(groups.get(entry.page_id, ())),
        )
        for entry in chosen
    ]


def _files(entry_ids: list[int], parsed: Parsed) -> dict[int, FoundFile]:
    """For each entry whose own text lacks words, the first page of a file that holds them; two queries."""
    if not entry_ids:
        return {}
    matching = Q()
    for word in parsed.words:
        matching &= Q(*(Q(text__icontains=spelling) for spelling in word.spellings), _connector=Q.OR)
    pages = AttachmentText.objects.filter(entry__in=entry_ids)
    first = pages.filter(matching).values("entry").annotate(first=Min("pk")).values_list("first", flat=True)
    return {
        one.entry_id: FoundFile(one.file_id, one.name, one.place, snippet(one.text, parsed))
        for one in AttachmentText.objects.filter(pk__in=list(first))
    }


def _suggestion(parsed: Parsed) -> str:
    """The same query with one word put right, if that finds something."""
    texts = [word.text for word in parsed.words]
    for index, text in enumerate(texts):
        for other in vocabulary.near(text) or vocabulary.put_right(text) or vocabulary.spelled(text):
            words = " ".join([*texts[:index], other, *texts[index + 1 :]])
            if choosing.search(Ask(parse(words), counts=False)).total:
                return words
    return ""


def suggest(prefix: str, limit: int = 8) -> list[str]:
    """While typing: popular queries that begin so, then titles that hold the words; three queries."""
    parsed = parse(prefix, load_synonyms())
    if not parsed.words or limit < 1:
        return []
    begun = popular(limit // 2, parsed.text)
    answer = choosing.search(Ask(parsed, field="title", counts=False))
    ids = answer.ids[:limit]
    titles = dict(SearchEntry.objects.public().filter(pk__in=ids).values_list("pk", "title"))
    return list(dict.fromkeys([*begun, *(titles[id] for id in ids if id in titles)]))[:limit]


def related(words: str, limit: int = 6) -> list[str]:
    """What says more than these words (相关搜索), also for who reads without script; two queries."""
    text = parse(words).text
    if len(text) < 2:
        return []
    more = [*popular(limit, text), *vocabulary.longer(text, limit)]
    return [one for one in dict.fromkeys(more) if one != text][:limit]


def popular(limit: int = 8, prefix: str = "") -> list[str]:
    """What is asked for most (热门搜索) and finds something; one query."""
    since = timezone.localdate() - dt.timedelta(days=POPULAR_DAYS)
    rows = QueryLog.objects.filter(day__gte=since, results__gt=0, query__startswith=fold(prefix))
    often = rows.values("query").annotate(times=Sum("count")).filter(times__gte=POPULAR_COUNT)
    return list(often.order_by("-times", "query").values_list("query", flat=True)[:limit])
