"""The index in SQLite: an FTS5 table of tokens beside the entries; the row's id is the entry's."""

from collections.abc import Collection, Iterable

from django.db import connection, transaction

from ..queries import Parsed, Term
from .asking import FACETS, REACH, Answer, Ask, IndexRow, counted

_COLUMNS = {"": "", "title": "{title} : ", "number": "{number} : ", "text": "{body files} : "}
# Found in the title or the number says most, in an attachment least. Chosen on the judged queries of the tests.
_WEIGHTS = "10.0, 10.0, 1.0, 0.6"
_OUT_OF_FORCE = "(CASE WHEN e.is_out_of_force THEN 0.6 ELSE 1.0 END)"
# What cannot stand in a table's name or in a parameter is built of constants of this file.
_FROM = "FROM search_fts f CROSS JOIN search_searchentry e ON e.id = f.rowid"


class SQLiteEngine:
    """Full-text search of SQLite."""

    def write(self, rows: Iterable[IndexRow]) -> None:
        values = [(row.id, row.title, row.number, row.body, row.files) for row in rows]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_fts WHERE rowid = %s", [row[:1] for row in values])
            cursor.executemany(
                "INSERT INTO search_fts (rowid, title, number, body, files) VALUES (%s, %s, %s, %s, %s)",
                values,
            )

    def remove(self, ids: Collection[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_fts WHERE rowid = %s", [(id,) for id in ids])

    def settle(self) -> None:
        """Without statistics the planner asks the index anew for every row."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts (search_fts) VALUES ('optimize')")
            cursor.execute("ANALYZE")

    def search(self, ask: Ask) -> Answer:
        source, where, params = _source(ask)
        facets: dict[str, dict[str, int]] = {}
        with connection.cursor() as cursor:
            if ask.counts:
                columns = ", ".join(f"e.{name}" for name in FACETS)
                cursor.execute(f"SELECT {columns} {source} WHERE {where}", params)
                total, facets = counted(cursor.fetchall(), ask.filters)
            for name, value in ask.filters.items():
                where += f" AND e.{name} = %s"
                params.append(value)
            if not ask.counts:
                cursor.execute(f"SELECT COUNT(*) {source} WHERE {where}", params)
                (total,) = cursor.fetchone()
            ranked = ask.parsed.words and not ask.by_date
            order = f"bm25(search_fts, {_WEIGHTS}) * {_OUT_OF_FORCE}, " if ranked else ""
            cursor.execute(
                f"SELECT e.id {source} WHERE {where} "
                f"ORDER BY {order} e.public_date DESC, e.id DESC LIMIT {REACH}",
                params,
            )
            return Answer([id for (id,) in cursor.fetchall()], total, facets)


def _source(ask: Ask) -> tuple[str, str, list]:
    """Tables, condition and its values, filters apart."""
    source = "FROM search_searchentry e"
    conditions: list[str] = []
    params: list = []
    if ask.parsed.words:
        source = _FROM
        conditions.append("search_fts MATCH %s")
        params.append(match(ask.parsed, ask.any_word, ask.field))
    for bound, sign in ((ask.since, ">="), (ask.until, "<=")):
        if bound:
            conditions.append(f"e.public_date {sign} %s")
            params.append(bound)
    return source, " AND ".join(conditions) or "1 = 1", params


def match(parsed: Parsed, any_word: bool, field: str = "") -> str:
    """The query in the language of FTS5. Tokens hold letters and digits only, so quoting is all it takes."""
    if any_word:
        terms = [term for word in parsed.words for terms in word.alternatives for term in terms]
        parts = [part for term in terms for part in (_phrase(term), *map(_quoted, term.tokens))]
        expression = " OR ".join(dict.fromkeys(parts))
    else:
        words = (
            " OR ".join("(" + " AND ".join(map(_term, terms)) + ")" for terms in word.alternatives)
            for word in parsed.words
        )
        expression = " AND ".join(f"({word})" for word in words)
    return f"{_COLUMNS[field]}({expression})"


def _term(term: Term) -> str:
    """All pairs; standing side by side they count once more."""
    if len(term.tokens) == 1:
        return _phrase(term)
    return f"({_phrase(term)} OR ({' AND '.join(map(_quoted, term.tokens))}))"


def _phrase(term: Term) -> str:
    return _quoted(" ".join(term.tokens)) + (" *" if term.is_prefix else "")


def _quoted(token: str) -> str:
    return f'"{token}"'
