"""Spreadsheets of the ledger: out at once; in by a job that goes on where it stopped and writes every row once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from foundation.organisations.models import User

from . import ledger_access as access
from .ledger import NOT_MANAGER, require_running
from .ledger_enums import RUNNING, SheetState
from .ledger_models import LedgerEvent, LedgerSheet
from .ledger_selectors import listed, progress_of
from .models import ConsultationPage
from .opinion_models import Opinion, OpinionTheme
from .sheets import Known, SheetProblem, check, read

# Rows in one transaction, and how many are done while the user waits. Technical, no legal source.
BATCH, AT_ONCE = 500, 500
# Rows in one statement: it grows with their square.
PER_STATEMENT = 100
MOST_ABSENT_NAMED = 2000
SMALL_FILE = 200 * 1024


def rows_of(page: ConsultationPage) -> Iterator[Sequence[object]]:
    """The ledger row by row, without anything personal about the senders."""
    opinions = listed(Opinion.objects.filter(consultation=page)).order_by("received_at", "pk")
    for one in opinions.iterator(chunk_size=2000):
        yield (
            one.number,
            one.version,
            one.get_source_display(),
            one.clause_label or "全文",
            timezone.localdate(one.received_at).isoformat(),
            one.get_identity_display(),
            one.text,
            one.verdict_unit.name if one.verdict_unit else "",
            one.theme.name if one.theme else "",
            one.get_verdict_display(),
            one.verdict_reason,
            str(progress_of(one).label),
        )


def receive(user: User, page: ConsultationPage, name: str, data: bytes) -> LedgerSheet:
    """Keep an uploaded file; a small one is checked at once, others by the job. Raises as ``ledger`` does."""
    require_running(page)
    if access.may_manage(user, page) is None:
        raise PermissionDenied(NOT_MANAGER)
    sheet = LedgerSheet(consultation=page, name=name[-120:], by=user)
    ending = "csv" if name.lower().endswith(".csv") else "xlsx"
    sheet.file.save(f"{page.pk}.{ending}", ContentFile(data), save=False)
    sheet.save()
    if len(data) <= SMALL_FILE:
        check_sheet(sheet)
    return sheet


@transaction.atomic
def check_sheet(sheet: LedgerSheet) -> LedgerSheet:
    """Read the whole file and keep what it would change. Nothing is written into the ledger."""
    held = LedgerSheet.objects.select_for_update().select_related("consultation").get(pk=sheet.pk)
    if held.state != SheetState.CHECKING:
        return held
    try:
        with held.file.open("rb") as file:
            found = check(read(file.read(), held.name), _known(held.consultation))
    except (SheetProblem, FileNotFoundError) as problem:
        held.state, held.problem = SheetState.REFUSED, str(problem)[:500]
        held.finished_at = timezone.now()
    else:
        held.state = SheetState.CHECKED
        held.rows, held.errors, held.unchanged = found.changes, found.errors, found.unchanged
        held.absent, held.absent_numbers = len(found.absent), found.absent[:MOST_ABSENT_NAMED]
    held.save()
    sheet.refresh_from_db()
    return held


def _known(page: ConsultationPage) -> dict[str, Known]:
    rows = Opinion.objects.filter(consultation=page).order_by("received_at", "pk")
    fields = (
        "number", "version", "theme__name", "verdict", "verdict_reason", "confirmed_at", "withdrawn_at", "held_at",
    )  # fmt: skip
    return {
        number: Known(
            version, theme or "", verdict, reason, confirmed is not None, gone is None and held is None
        )
        for number, version, theme, verdict, reason, confirmed, gone, held in rows.values_list(*fields)
    }


@transaction.atomic
def start_writing(user: User, sheet: LedgerSheet, *, only_good: bool) -> LedgerSheet:
    """写入: the whole file, or after confirmation its good rows. Raises PermissionDenied, ValidationError."""
    held = LedgerSheet.objects.select_for_update().select_related("consultation").get(pk=sheet.pk)
    require_running(held.consultation)
    if access.may_manage(user, held.consultation) is None:
        raise PermissionDenied(NOT_MANAGER)
    if held.state != SheetState.CHECKED:
        raise ValidationError(f"这次导入{held.get_state_display()}，不必再次写入。")
    if not held.rows:
        raise ValidationError("表中没有可以写入的改动。")
    if held.errors and not only_good:
        raise ValidationError({"only_good": "表中有错误。请改正后重新上传，或者勾选只写入无误的行。"})
    held.state = SheetState.WRITING
    held.save(update_fields=["state"])
    return held


@transaction.atomic
def drop(user: User, sheet: LedgerSheet) -> LedgerSheet:
    """放弃: nothing was written, and nothing will be."""
    held = LedgerSheet.objects.select_for_update().select_related("consultation").get(pk=sheet.pk)
    if access.may_manage(user, held.consultation) is None:
        raise PermissionDenied(NOT_MANAGER)
    if held.state not in (SheetState.CHECKING, SheetState.CHECKED):
        raise ValidationError(f"这次导入{held.get_state_display()}，不能放弃。")
    held.state, held.finished_at = SheetState.DROPPED, timezone.now()
    held.save(update_fields=["state", "finished_at"])
    return held


def write_sheet(sheet: LedgerSheet) -> LedgerSheet:
    """Write what is left, in batches that each keep how far they came; may be broken off and run again."""
    while _write_batch(sheet.pk):
        pass
    sheet.refresh_from_db()
    return sheet


@transaction.atomic
def _write_batch(pk: int) -> bool:
    """One batch; whether there is more."""
    held = LedgerSheet.objects.select_for_update().select_related("consultation", "by").get(pk=pk)
    if held.state != SheetState.WRITING:
        return False
    batch = held.rows[held.done : held.done + BATCH]
    written = _write_rows(held, batch)
    held.done += len(batch)
    held.written += written
    if written:
        LedgerEvent.objects.create(
            consultation=held.consultation, number=written, words=f"导入表格“{held.name}”", by=held.by
        )
    if held.done >= held.total:
        held.state, held.finished_at = SheetState.DONE, timezone.now()
    held.save(update_fields=["done", "written", "errors", "state", "finished_at"])
    return held.state == SheetState.WRITING


def _write_rows(sheet: LedgerSheet, batch: Sequence[Sequence[Any]]) -> int:
    """The rows whose opinion is still as it was checked; the others are named in ``sheet.errors``. How many."""
    open_ones = Opinion.objects.to_answer().filter(consultation=sheet.consultation, confirmed_at=None)
    # Nobody changes them between the comparison and the writing.
    locked = (
        open_ones.filter(number__in=[row[1] for row in batch]).order_by("pk").select_for_update(of=("self",))
    )
    found = {one.number: one for one in locked.only("number", "version")}
    alike, themes = defaultdict[tuple[str, str], list[Opinion]](list), _themes(sheet, batch)
    for at, number, version, theme, verdict, reason in batch:
        one = found.get(number)
        if one is None or one.version != version:
            sheet.errors.append((at, f"{number}：检查以后刚由他人办理或者撤回，这一行没有写入。"))
            continue
        one.verdict_reason = reason
        alike[theme, verdict].append(one)
    for (theme, verdict), ones in alike.items():
        fields: dict[str, Any] = {"verdict": verdict, "theme_id": themes.get(theme)}
        if verdict:
            fields |= {"drafted_by": sheet.by, "drafted_at": timezone.now()}
        keys = [one.pk for one in ones]
        Opinion.objects.filter(pk__in=keys).update(version=F("version") + 1, **fields)
        # Reasons differ from row to row, the rest hardly does.
        Opinion.objects.bulk_update(ones, ["verdict_reason"], batch_size=PER_STATEMENT)
    return sum(map(len, alike.values()))


def _themes(sheet: LedgerSheet, batch: Sequence[Sequence[str]]) -> dict[str, int]:
    names = {row[3] for row in batch} - {""}
    known = dict(
        OpinionTheme.objects.filter(consultation=sheet.consultation, name__in=names).values_list("name", "pk")
    )
    for name in sorted(names - known.keys()):
        known[name] = OpinionTheme.objects.create(consultation=sheet.consultation, name=name).pk
    return known


def run_sheets() -> str:
    """The job: check and write what waits. May run again at any time."""
    done = 0
    for sheet in LedgerSheet.objects.filter(state__in=RUNNING).order_by("pk"):
        if sheet.state == SheetState.CHECKING:
            check_sheet(sheet)
        else:
            write_sheet(sheet)
        done += 1
    return f"办理台账导入{done}件" if done else ""
