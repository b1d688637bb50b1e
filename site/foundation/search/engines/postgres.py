"""The index in PostgreSQL: two tsvector columns beside the entry's own, made of tokens without its parser."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from ..queries import Parsed, Term
from .asking import FACETS, REACH, Answer, Ask, IndexRow, counted

# PostgreSQL's own limits: positions of one lexeme, highest position, bytes of a tsvector (1 MB, with a margin).
_MOST_PLACES, _LAST_PLACE, _MOST_BYTES = 255, 16_383, 900_000
_COLUMN = {"": "all_vector", "title": "title_vector", "number": "title_vector", "text": "all_vector"}
_WEIGHT = {"": "", "title": ":A", "number": ":B", "text": ":CD"}
# {D, C, B, A}: attachment, body, number, title.
_WEIGHTS = "'{0.1, 0.2, 1.0, 1.0}'"
# Ranking reads the whole vector of each hit, so only these are ranked: hits in the title and the newest others.
POOL = 1_000


class PostgresEngine:
    """Full-text search of PostgreSQL."""

    def write(self, rows: Iterable[IndexRow]) -> None:
        values = []
        for row in rows:
            head = [(row.title, "A"), (row.number, "B")]
            values.append((vector(head), vector([*head, (row.body, "C"), (row.files, "D")]), row.id))
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_searchentry SET title_vector = %s::tsvector, all_vector = %s::tsvector WHERE id = %s",
                values,
            )

    def remove(self, ids: Collection[int]) -> None:
        """The vectors go with the entry's row."""

    def settle(self) -> None:
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM (ANALYZE) search_searchentry")

    def search(self, ask: Ask) -> Answer:
        where, params = _condition(ask)
        chosen = " AND ".join([where, *(f"{name} = %s" for name in ask.filters)])
        values = [*params, *ask.filters.values()]
        facets: dict[str, dict[str, int]] = {}
        with connection.cursor() as cursor:
            if ask.parsed.words and not ask.by_date:
                cursor.execute(*_ranked(ask, chosen, values))
            else:
                cursor.execute(
                    f"SELECT id FROM search_searchentry e WHERE {chosen} "  # noqa: S608
                    f"ORDER BY public_date DESC, id DESC LIMIT {REACH}",
                    values,
                )
            ids = [row[0] for row in cursor.fetchall()]
        is_frequent = ask.parsed.words and (ask.filters or len(ids) == REACH)
        with _by_index() if is_frequent else connection.cursor() as cursor:
            if ask.counts:
                columns = ", ".join(FACETS)
                cursor.execute(f"SELECT {columns} FROM search_searchentry e WHERE {where}", params)  # noqa: S608
                total, facets = counted(cursor.fetchall(), ask.filters)
            else:
                cursor.execute(f"SELECT COUNT(*) FROM search_searchentry e WHERE {chosen}", values)  # noqa: S608
                (total,) = cursor.fetchone()
        return Answer(ids, total, facets)


@contextmanager
def _by_index() -> Iterator[CursorWrapper]:
    """For counting a word that stands in most documents the planner would read every vector from disk.

    It takes that for free; with 100,000 documents it costs two seconds, the index a tenth of one.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield cursor
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")  # the transaction may be a wider one


def _condition(ask: Ask) -> tuple[str, list]:
    conditions: list[str] = []
    params: list = []
    if ask.parsed.words:
        conditions.append(f"{_COLUMN[ask.field]} @@ %s::tsquery")
        params.append(match(ask.parsed, ask.any_word, _WEIGHT[ask.field]))
    for bound, sign in ((ask.since, ">="), (ask.until, "<=")):
        if bound:
            conditions.append(f"public_date {sign} %s")
            params.append(bound)
    return " AND ".join(conditions) or "true", params


def _ranked(ask: Ask, where: str, params: list) -> tuple[str, list]:
    """Hits in the title and the newest others, best first."""
    in_title = match(ask.parsed, ask.any_word, ":A")
    plain = match(ask.parsed, ask.any_word, "")
    phrases = match(ask.parsed, ask.any_word, "", side_by_side=True)
    newest = f"ORDER BY public_date DESC, id DESC LIMIT {POOL}"
    query = (
        f"WITH pool AS ((SELECT id FROM search_searchentry e WHERE {where} AND title_vector @@ %s::tsquery {newest})"  # noqa: S608
        f" UNION (SELECT id FROM search_searchentry e WHERE {where} {newest}))"
        " SELECT e.id FROM pool JOIN search_searchentry e ON e.id = pool.id ORDER BY ("
        f" ts_rank({_WEIGHTS}, title_vector, %s::tsquery, 1) * 4"
        " + CASE WHEN title_vector @@ %s::tsquery THEN 1.5 ELSE 0 END"
        f" + ts_rank({_WEIGHTS}, all_vector, %s::tsquery, 1)"
        " + CASE WHEN all_vector @@ %s::tsquery THEN 0.3 ELSE 0 END"
        f") * CASE WHEN e.is_out_of_force THEN 0.6 ELSE 1 END DESC, public_date DESC, e.id DESC LIMIT {REACH}"
    )
    return query, [*params, in_title, *params, plain, phrases, plain, phrases]


def match(parsed: Parsed, any_word: bool, weight: str, side_by_side: bool = False) -> str:
    """The query as a tsquery. ``side_by_side`` asks for whole words instead of all their pairs."""
    if any_word and not side_by_side:
        terms = [term for word in parsed.words for terms in word.alternatives for term in terms]
        return " | ".join(
            dict.fromkeys(_token(token, term, weight) for term in terms for token in term.tokens)
        )
    joint = " <-> " if side_by_side else " & "
    words = (
        " | ".join(
            "("
            + " & ".join(f"({joint.join(_token(t, term, weight) for t in term.tokens)})" for term in terms)
            + ")"
            for terms in word.alternatives
        )
        for word in parsed.words
    )
    return (" | " if any_word else " & ").join(f"({word})" for word in words)


def _token(token: str, term: Term, weight: str) -> str:
    marks = weight.removeprefix(":") + ("*" if term.is_prefix else "")
    return f"'{token}'" + (f":{marks}" if marks else "")


def vector(parts: Iterable[tuple[str, str]]) -> str:
    """A tsvector in its written form of (tokens, weight); cut off where PostgreSQL would refuse it."""
    places: dict[str, list[str]] = {}
    position = size = 0
    for tokens, weight in parts:
        for token in tokens.split():
            position += 1
            at = places.get(token)
            if at is None:
                size += len(token.encode()) + 12
                at = places[token] = []
            elif len(at) >= _MOST_PLACES:
                continue
            else:
                size += 2
            if size > _MOST_BYTES:
                break
            at.append(f"{min(position, _LAST_PLACE)}{weight}")
        position += 1  # words of two parts never stand side by side
    return " ".join(f"'{token}':{','.join(at)}" for token, at in places.items() if at)
