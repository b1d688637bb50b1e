"""What the index needs in the database beside Django's tables. Made after every migration, safe to repeat.

Django knows neither FTS5 tables nor indexes over expressions; Wagtail's own migrations lack the one over title and
body that its PostgreSQL search promises in a comment.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

_ENTRIES, _WAGTAIL = "search_searchentry", "wagtailsearch_indexentry"
# Tokens hold no ASCII but letters and figures, so the simplest tokenizer splits them at blanks and nowhere else.
_SQLITE = {
    _ENTRIES: [
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(title, number, body, files, tokenize='ascii')",
        # Words of one transaction that may wait in memory (64 MB, as a batch of a rebuild needs); 1 MB by default,
        # with which a rebuild spends a third more on merging.
        "INSERT INTO search_fts (search_fts, rank) VALUES ('hashsize', 67108864)",
    ]
}
_POSTGRESQL = {
    _ENTRIES: [
        f"ALTER TABLE {_ENTRIES} ADD COLUMN IF NOT EXISTS title_vector tsvector",
        f"ALTER TABLE {_ENTRIES} ADD COLUMN IF NOT EXISTS all_vector tsvector",
        f"CREATE INDEX IF NOT EXISTS search_entry_title ON {_ENTRIES} USING gin (title_vector)",
        f"CREATE INDEX IF NOT EXISTS search_entry_all ON {_ENTRIES} USING gin (all_vector)",
    ],
    _WAGTAIL: [
        f"CREATE INDEX IF NOT EXISTS search_admin_title_body ON {_WAGTAIL} USING gin ((title || body))"
    ],
}


def connect() -> None:
    """Called when the app is ready."""
    post_migrate.connect(_migrated, dispatch_uid="search.tables")


def _migrated(sender: Any, using: str, **kwargs: Any) -> None:
    if sender.label == "search":
        install(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Make what is missing, for the tables that are there."""
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}.get(connection.vendor, {})
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, needed in statements.items():
            for statement in needed if table in there else ():
                cursor.execute(statement)
