"""The gate inside the database: what no code path, shell or SQL statement can step around.

A live page needs a clearance of its live revision that was not taken down since; it comes down only with a
takedown of that revision; what is live changes only while it is being published; seals, clearances and
takedowns are never changed or removed. Installed after every migrate, because SQLite drops a
table's triggers silently whenever a later migration rebuilds the table.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from modelcluster.fields import ParentalKey

PREFIX = "signoff_guard_"
APPEND_ONLY = (
    "signoff_seal",
    "signoff_clearance",
    "signoff_sealedfile",
    "signoff_takedown",
    "signoff_chainversion",
)
# What a row is known by: an insert over it would replace it (SQLite's REPLACE fires no delete trigger).
KNOWN_BY = {
    "signoff_seal": ("id", "digest"),
    "signoff_clearance": ("id", "revision_id"),
    "signoff_sealedfile": ("id",),
    "signoff_takedown": ("id", "revision_id"),
    "signoff_chainversion": ("id",),
}
NOT_CLEARED = "该版本未完成审签，不能公开"
NOT_PUBLISHING = "已公开内容只能经审签后的发布改动"
IS_APPEND_ONLY = "审签记录只能追加"
NOT_SEALED = "发布许可没有相应的封签"
STILL_LIVE = "公开过或者已经签发的页面是档案，不能删除"
NOT_TAKEN_DOWN = "已公开的页面须经撤下审批"
HIDES_LIVE = "已公开的页面不能直接限定访问，须经撤下审批"


def _taken_down(row: str) -> str:
    """The revision that was live in this row has a takedown."""
    return (
        "EXISTS (SELECT 1 FROM signoff_takedown t "  # noqa: S608
        f"WHERE t.page_id = {row}.id AND t.revision_id = {row}.live_revision_id)"
    )


HAS_CLEARANCE = (
    "EXISTS (SELECT 1 FROM signoff_clearance c "
    "WHERE c.page_id = NEW.id AND c.revision_id = NEW.live_revision_id)"
)
CLEARED = f"({HAS_CLEARANCE} AND NOT {_taken_down('NEW')})"
RESTRICTIONS = "wagtailcore_pageviewrestriction"
# A restriction holds for the page and all below it; their paths begin with its own.
HIDES = (
    "EXISTS (SELECT 1 FROM wagtailcore_page p, wagtailcore_page w WHERE p.id = NEW.page_id AND w.live "
    "AND w.depth > 1 AND SUBSTR(w.path, 1, LENGTH(p.path)) = p.path)"
)
# A clearance stands on a decision over the very content that it clears.
UNSEALED = (
    "NEW.kind IN ('chain', 'emergency', 'structure') AND NOT EXISTS (SELECT 1 FROM signoff_seal s "
    "WHERE s.id = NEW.seal_id AND s.page_id = NEW.page_id AND s.content_digest = NEW.content_digest "
    "AND s.decision IN ('approved', 'emergency', 'structure'))"
)
# Columns are the site's frame, not information: an empty one that was taken down may go.
WAS_SIGNED = (
    "(EXISTS (SELECT 1 FROM signoff_clearance c WHERE c.page_id = OLD.id AND c.kind <> 'structure') "
    "OR EXISTS (SELECT 1 FROM signoff_seal s WHERE s.page_id = OLD.id AND s.decision = 'concluded'))"
)


def _publishing(page_id: str) -> str:
    return f"EXISTS (SELECT 1 FROM signoff_publication p WHERE p.page_id = {page_id})"  # noqa: S608


def _frozen(page_id: str) -> str:
    """The page is live and not being published at this moment."""
    live = f"EXISTS (SELECT 1 FROM wagtailcore_page w WHERE w.id = {page_id} AND w.live)"  # noqa: S608
    return f"{live} AND NOT {_publishing(page_id)}"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger in terms that both databases know. ``refuse_when`` is a condition over OLD and NEW.

    The event TRUNCATE, which only PostgreSQL has, is refused whatever the condition.
    """

    name: str
    table: str
    event: str
    refuse_when: str
    message: str
    after: bool = False


TriggerSource = Callable[[], Iterable[Trigger]]
_sources: list[TriggerSource] = []


def register_triggers(source: TriggerSource) -> None:
    """Let another part of sign-off add its triggers; called when the app is ready."""
    if source not in _sources:
        _sources.append(source)


def _signed_models() -> Iterator[type[Model]]:
    from .pages import SignedPage

    yield from (model for model in apps.get_models() if issubclass(model, SignedPage))


def changed(columns: list[str | None]) -> str:
    """A condition: the update changes one of these columns."""
    return "(" + " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns) + ")"


def _exists_already(table: str, columns: Iterable[str | None]) -> str:
    """A row that the insert would replace."""
    same = " OR ".join(f"o.{column} = NEW.{column}" for column in columns)
    return f'EXISTS (SELECT 1 FROM "{table}" o WHERE {same})'  # noqa: S608


def _content_triggers() -> Iterator[Trigger]:
    """Content tables and their child rows: frozen while live, except during a publication."""
    for model in _signed_models():
        table = model._meta.db_table
        link = model._meta.pk.column
        columns = [f.column for f in model._meta.local_concrete_fields if f.column != link]
        if columns:
            condition = f"{changed(columns)} AND {_frozen(f'NEW.{link}')}"
            yield Trigger(f"{table}_content", table, "UPDATE", condition, NOT_PUBLISHING)
        over = f"{_exists_already(table, (link,))} AND {_frozen(f'NEW.{link}')}"
        yield Trigger(f"{table}_replace", table, "INSERT", over, NOT_PUBLISHING)
        for child, key in _child_tables(model):
            for event in ("INSERT", "UPDATE", "DELETE"):
                # An update may also carry a row away from a live page.
                rows = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}[event]
                condition = " OR ".join(f"({_frozen(f'{row}.{key}')})" for row in rows)
                yield Trigger(f"{child}_{event.lower()}", child, event, condition, NOT_PUBLISHING)


def _child_tables(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Child rows of the model itself; comments hang on every page and are not content."""
    for relation in model._meta.related_objects:
        if isinstance(relation.field, ParentalKey) and relation.model is model:
            yield relation.related_model._meta.db_table, relation.field.column


def _page_triggers() -> list[Trigger]:
    """The page table: what goes live, what is live, what comes down."""
    page = "wagtailcore_page"
    text = changed(["title", "seo_title", "search_description", "go_live_at", "expire_at"])
    uncleared = f"NEW.live AND NEW.depth > 1 AND NOT {CLEARED}"
    replaced = f"NEW.live AND {_exists_already(page, ('id', 'path'))}"
    # The row of a page that is not live may hold any draft: only a publication writes what was cleared.
    unpublished = (
        f"NEW.live AND NEW.depth > 1 AND NOT {_publishing('NEW.id')} "
        "AND (NOT OLD.live OR OLD.live_revision_id IS DISTINCT FROM NEW.live_revision_id)"
    )
    rewritten = f"OLD.live AND NEW.live AND {text} AND NOT {_publishing('NEW.id')}"
    down = f"OLD.live AND OLD.depth > 1 AND NOT NEW.live AND NOT {_taken_down('OLD')}"
    deleted = f"OLD.depth > 1 AND (OLD.live OR {WAS_SIGNED})"
    return [
        Trigger("page_insert", page, "INSERT", uncleared, NOT_CLEARED, after=True),
        Trigger("page_replace", page, "INSERT", replaced, STILL_LIVE),
        Trigger("page_truncate", page, "TRUNCATE", "", STILL_LIVE),
        Trigger("page_live", page, "UPDATE", uncleared, NOT_CLEARED),
        Trigger("page_goes_live", page, "UPDATE", unpublished, NOT_PUBLISHING),
        Trigger("page_text", page, "UPDATE", rewritten, NOT_PUBLISHING),
        Trigger("page_down", page, "UPDATE", down, NOT_TAKEN_DOWN),
        Trigger("page_delete", page, "DELETE", deleted, STILL_LIVE),
        *(
            Trigger(f"restriction_{event.lower()}", RESTRICTIONS, event, HIDES, HIDES_LIVE)
            for event in ("INSERT", "UPDATE")
        ),
    ]


def _record_triggers() -> Iterator[Trigger]:
    """Records are only added to, and a clearance stands on a seal."""
    for table in APPEND_ONLY:
        for event in ("UPDATE", "DELETE", "TRUNCATE"):
            yield Trigger(f"{table}_{event.lower()}", table, event, "1=1", IS_APPEND_ONLY)
    for table, columns in KNOWN_BY.items():
        yield Trigger(f"{table}_insert", table, "INSERT", _exists_already(table, columns), IS_APPEND_ONLY)
    yield Trigger("clearance_unsealed", "signoff_clearance", "INSERT", UNSEALED, NOT_SEALED)


def all_triggers() -> list[Trigger]:
    """Every trigger the database must have, for the models that are installed."""
    more = [trigger for source in _sources for trigger in source()]
    return [*_page_triggers(), *_content_triggers(), *_record_triggers(), *more]


def _sqlite(trigger: Trigger) -> list[str]:
    if trigger.event == "TRUNCATE":
        return []
    # SQLite spells "IS DISTINCT FROM" as "IS NOT" before 3.39.
    condition = trigger.refuse_when.replace("IS DISTINCT FROM", "IS NOT")
    moment = "AFTER" if trigger.after else "BEFORE"
    return [
        f'CREATE TRIGGER "{PREFIX}{trigger.name}" {moment} {trigger.event} ON "{trigger.table}" FOR EACH ROW '
        f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{trigger.message}'); END"
    ]


def _postgresql(trigger: Trigger) -> list[str]:
    # A WHEN clause may not hold a subquery, so the condition stands in the function.
    function = f"{PREFIX}{trigger.name}"
    moment = "AFTER" if trigger.after else "BEFORE"
    row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(trigger.event, "NEW")
    each = "STATEMENT" if trigger.event == "TRUNCATE" else "ROW"
    return [
        f'CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN '
        f"IF {trigger.refuse_when or 'TRUE'} THEN RAISE EXCEPTION '{trigger.message}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $guard$",
        f'CREATE TRIGGER "{function}" {moment} {trigger.event} ON "{trigger.table}" FOR EACH {each} '
        f'EXECUTE FUNCTION "{function}"()',
    ]


_DIALECTS = {"sqlite": _sqlite, "postgresql": _postgresql}


def installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Names and tables of the guard's triggers that the database has."""
    query = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name: table.strip('"') for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger of the guard. For schema changes; migrate puts them back."""
    with connection.cursor() as cursor:
        for name, table in installed(connection).items():
            on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on_table}')


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place anew. Tables that a partial migrate has not made yet are passed over."""
    tables = set(connection.introspection.table_names())
    remove(connection)
    if not tables.issuperset({*APPEND_ONLY, "signoff_publication", "wagtailcore_page"}):
        return
    dialect = _DIALECTS[connection.vendor]
    with connection.cursor() as cursor:
        for trigger in all_triggers():
            if trigger.table in tables:
                for statement in dialect(trigger):
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that should be there and are not."""
    present, dialect = installed(connection), _DIALECTS[connection.vendor]
    return [t.name for t in all_triggers() if dialect(t) and f"{PREFIX}{t.name}" not in present]


def append_only(*models: type[Model], message: str = IS_APPEND_ONLY) -> Iterator[Trigger]:
    """Two for each kind of record: what was written is neither changed nor deleted."""
    for model in models:
        table = model._meta.db_table
        for event in ("UPDATE", "DELETE"):
            yield Trigger(f"{table}_{event.lower()}", table, event, "1=1", message)
