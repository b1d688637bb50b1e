"""Records of verification, migration batches, duties and parameters: kept as written by the database itself."""

from collections.abc import Iterator

from .enums import ClearanceKind
from .triggers import IS_APPEND_ONLY, NOT_SEALED, Trigger, changed

CHECKS = "signoff_sealcheck"
# What happened to duties; the ledger stands below sign-off and cannot say so itself.
DUTY_RECORDS = ("duties_dutyevent", "duties_dutyextension", "duties_movedduty")
BATCHES = "signoff_migrationbatch"
ITEMS = "signoff_migrationitem"
PARAMETERS = "rules_parameterversion"
PARAMETERS_STAND = "参数版本只能追加"
UNLISTED = (
    "NEW.kind = 'migration' AND NOT EXISTS ("
    "SELECT 1 FROM signoff_migrationitem i JOIN signoff_migrationbatch b ON b.id = i.batch_id "
    "WHERE b.seal_id = NEW.seal_id AND i.page_id = NEW.page_id AND i.revision_id = NEW.revision_id "
    "AND i.content_digest = NEW.content_digest)"
)
KINDS = ", ".join(f"'{kind}'" for kind in ClearanceKind.values)
DUTY_RECORD = "法定时限的记录只能追加"
IS_SIGNED = "批次已经签发，清单不能改动"


def _signed(row: str) -> str:
    return f'EXISTS (SELECT 1 FROM "{BATCHES}" b WHERE b.id = {row}.batch_id AND b.seal_id IS NOT NULL)'  # noqa: S608


def parameter_triggers() -> Iterator[Trigger]:
    """A version of a parameter stands for good. Its app lies below this one and cannot register by itself."""
    for event in ("UPDATE", "DELETE", "TRUNCATE"):
        yield Trigger(f"{PARAMETERS}_{event.lower()}", PARAMETERS, event, "1=1", PARAMETERS_STAND)
    over = f'EXISTS (SELECT 1 FROM "{PARAMETERS}" o WHERE o.id = NEW.id)'  # noqa: S608
    yield Trigger(f"{PARAMETERS}_insert", PARAMETERS, "INSERT", over, PARAMETERS_STAND)


def record_triggers() -> Iterator[Trigger]:
    """Checks are only added to; the list of a signed batch stands, only what became of its pages is noted.

    A permission on the ground of a batch stands on its list.
    """
    for event in ("UPDATE", "DELETE"):
        yield Trigger(f"{CHECKS}_{event.lower()}", CHECKS, event, "1=1", IS_APPEND_ONLY)
        for table in DUTY_RECORDS:
            yield Trigger(f"{table}_{event.lower()}", table, event, "1=1", DUTY_RECORD)
    signed_as = changed(["name", "source", "body_id", "created_by_id", "left_out", "seal_id"])
    yield Trigger(
        f"{BATCHES}_update", BATCHES, "UPDATE", f"OLD.seal_id IS NOT NULL AND {signed_as}", IS_SIGNED
    )
    yield Trigger(f"{BATCHES}_delete", BATCHES, "DELETE", "OLD.seal_id IS NOT NULL", IS_SIGNED)
    listed = changed(["batch_id", "page_id", "revision_id", "content_digest"])
    yield Trigger(f"{ITEMS}_insert", ITEMS, "INSERT", _signed("NEW"), IS_SIGNED)
    yield Trigger(f"{ITEMS}_update", ITEMS, "UPDATE", f"{listed} AND {_signed('OLD')}", IS_SIGNED)
    yield Trigger(f"{ITEMS}_delete", ITEMS, "DELETE", _signed("OLD"), IS_SIGNED)
    yield Trigger("clearance_unlisted", "signoff_clearance", "INSERT", UNLISTED, NOT_SEALED)
    unknown = f"NEW.kind NOT IN ({KINDS})"
    yield Trigger("clearance_unknown", "signoff_clearance", "INSERT", unknown, NOT_SEALED)
