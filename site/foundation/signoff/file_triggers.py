"""The database's own refusal to change or delete a sealed file, for update() and SQL."""

from collections.abc import Iterator

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from .file_models import FileKind
from .files import SHOWN
from .triggers import Trigger, changed

SEALED = "该文件已随页面送审或公开，不能替换或删除"


def _bound(kind: FileKind, row: str) -> str:
    """The same condition as ``SealedFileQuerySet.binding``."""
    return (
        f"EXISTS (SELECT 1 FROM signoff_sealedfile s WHERE s.kind = '{kind.value}' AND s.file_id = {row}.id AND ("  # noqa: S608
        "EXISTS (SELECT 1 FROM signoff_clearance c WHERE c.revision_id = s.revision_id) OR "
        "EXISTS (SELECT 1 FROM signoff_seal d WHERE d.revision_id = s.revision_id AND d.decision = 'concluded') OR "
        "EXISTS (SELECT 1 FROM wagtailcore_taskstate t "
        "WHERE t.revision_id = s.revision_id AND t.status = 'in_progress')))"
    )


def file_triggers() -> Iterator[Trigger]:
    """Three for each library: update, delete, and the insert by which SQLite's REPLACE overwrites a row."""
    for kind, model in ((FileKind.DOCUMENT, get_document_model()), (FileKind.IMAGE, get_image_model())):
        table = model._meta.db_table
        there = f'EXISTS (SELECT 1 FROM "{table}" o WHERE o.id = NEW.id)'  # noqa: S608
        conditions = {
            "UPDATE": f"{changed(['id', *SHOWN[kind]])} AND {_bound(kind, 'OLD')}",
            "DELETE": _bound(kind, "OLD"),
            "INSERT": f"{there} AND {_bound(kind, 'NEW')}",
        }
        for event, condition in conditions.items():
            yield Trigger(f"{table}_{event.lower()}", table, event, condition, SEALED)
