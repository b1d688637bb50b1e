"""PostgreSQL: values and queries in tokens; the index over title and body comes with a migration of this app."""

from typing import Any

from django.db import connection
from modelsearch.backends.database.postgres import postgres

from ..segmentation import segment
from .asked import ends_in_one_character, in_tokens

# A tsvector holds one megabyte; so many tokens fit whatever they are.
MOST_TOKENS = 60_000


class ChineseIndexer(postgres.ObjectIndexer):
    """Values as tokens."""

    def prepare_value(self, value: Any) -> str:
        tokens = segment(super().prepare_value(value)).split(" ", MOST_TOKENS)
        return " ".join(tokens[:MOST_TOKENS])


# The index makes its indexers by this name.
postgres.ObjectIndexer = ChineseIndexer


class ChinesePostgresIndex(postgres.PostgresIndex):
    """An index that does not average all titles at each save."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Weighted by length only when everything is rebuilt; between, a new title counts as an average one."""
        if full:
            super()._refresh_title_norms(full=True)


class ChinesePostgresQuery(postgres.PostgresSearchQueryCompiler):
    """Search of whole words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = in_tokens(self.query)
        if ends_in_one_character(self.query):
            self.LAST_TERM_IS_PREFIX = True


class ChinesePostgresAutocomplete(postgres.PostgresAutocompleteQueryCompiler):
    """Search while typing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = in_tokens(self.query)
        if ends_in_one_character(self.query):
            self.LAST_TERM_IS_PREFIX = True


class _WithStatistics:
    def finish(self) -> None:
        super().finish()  # type: ignore[misc]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE wagtailsearch_indexentry")


class ChineseRebuilder(_WithStatistics, postgres.PostgresSearchRebuilder):
    """Rebuilding step by step."""


class ChineseAtomicRebuilder(_WithStatistics, postgres.PostgresSearchAtomicRebuilder):
    """Rebuilding in one transaction."""


class ChinesePostgresBackend(postgres.PostgresSearchBackend):
    """Wagtail's PostgreSQL search for Chinese."""

    index_class = ChinesePostgresIndex
    query_compiler_class = ChinesePostgresQuery
    autocomplete_query_compiler_class = ChinesePostgresAutocomplete
    rebuilder_class = ChineseRebuilder
    atomic_rebuilder_class = ChineseAtomicRebuilder
