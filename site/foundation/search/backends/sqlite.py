"""SQLite: values and queries in tokens, the ranking read once instead of once for every hit."""

from typing import Any

from django.db import connection
from django.db.models import Case, FloatField, Value, When
from modelsearch.backends.database.sqlite import sqlite
from modelsearch.utils import get_descendants_content_types_pks

from ..segmentation import segment
from .asked import ends_in_one_character, in_tokens

# More hits than anybody reads are not ranked: the newest of the rest follow.
RANKED = 500


class TitleFirst(sqlite.BM25):
    """FTS5's ranking with the title (autocomplete, body, title in the table) above the text."""

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, list[Any]]:
        return f"bm25({sqlite.SQLiteFTSIndexEntry._meta.db_table}, 1.0, 1.0, 10.0)", []


class ChineseIndexer(sqlite.ObjectIndexer):
    """Values as tokens."""

    def prepare_value(self, value: Any) -> str:
        return segment(super().prepare_value(value))


# The index makes its indexers by this name.
sqlite.ObjectIndexer = ChineseIndexer


class ChineseSQLiteIndex(sqlite.SQLiteIndex):
    """An index that does not average all titles at each save."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Ranking goes by FTS5's own measure of length, so the norm stays what it is."""


class ChineseSQLiteQuery(sqlite.SQLiteSearchQueryCompiler):
    """Search of whole words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = in_tokens(self.query)
        if ends_in_one_character(self.query):
            self.LAST_TERM_IS_PREFIX = True

    def search(self, config: Any, start: int, stop: int | None, score_field: str | None = None) -> Any:
        by_relevance = self.order_by_relevance
        self.order_by_relevance = False
        try:
            found = super().search(config, None, None)
        finally:
            self.order_by_relevance = by_relevance
        if found.query.is_empty():
            return found
        scores = self._scores() if by_relevance or score_field else {}
        if score_field or by_relevance:
            name = score_field or "_score"
            found = found.annotate(**{name: _score_of(scores)})
            if by_relevance:
                found = found.order_by(name, "-pk")
        return found[start:stop]

    def _scores(self) -> dict[str, float]:
        """The best hits by FTS5's ranking, lower is better; one query whatever the number of hits."""
        normalized = sqlite.normalize(self.query)
        if not isinstance(normalized, sqlite.PlainText | sqlite.Phrase | sqlite.And | sqlite.Or):
            return {}
        expression = sqlite.MatchExpression(
            self.fields or self.FTS_TABLE_FIELDS, self.build_search_query(normalized, config=None)
        )
        rows = (
            sqlite.SQLiteFTSIndexEntry.objects.filter(expression)
            .filter(index_entry__content_type__in=get_descendants_content_types_pks(self.queryset.model))
            .annotate(score=TitleFirst())
            .order_by("score")
        )
        return dict(rows.values_list("index_entry__object_id", "score")[:RANKED])


def _score_of(scores: dict[str, float]) -> Any:
    if not scores:
        return Value(0.0, output_field=FloatField())
    cases = [When(pk=key, then=Value(score)) for key, score in scores.items()]
    return Case(*cases, default=Value(0.0), output_field=FloatField())


class ChineseSQLiteAutocomplete(ChineseSQLiteQuery, sqlite.SQLiteAutocompleteQueryCompiler):
    """Search while typing."""


class _WithStatistics:
    """Rebuilding ends with the statistics without which the planner asks the index anew for every row."""

    def finish(self) -> None:
        super().finish()  # type: ignore[misc]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class ChineseRebuilder(_WithStatistics, sqlite.SQLiteSearchRebuilder):
    """Rebuilding step by step."""


class ChineseAtomicRebuilder(_WithStatistics, sqlite.SQLiteSearchAtomicRebuilder):
    """Rebuilding in one transaction."""


class ChineseSQLiteBackend(sqlite.SQLiteSearchBackend):
    """Wagtail's SQLite search for Chinese."""

    index_class = ChineseSQLiteIndex
    query_compiler_class = ChineseSQLiteQuery
    autocomplete_query_compiler_class = ChineseSQLiteAutocomplete
    rebuilder_class = ChineseRebuilder
    atomic_rebuilder_class = ChineseAtomicRebuilder
