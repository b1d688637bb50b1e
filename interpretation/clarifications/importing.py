"""Findings of monitoring tools from a CSV file: every row is checked, and all come in or none (R-129)."""

import csv
import datetime as dt
import io
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from foundation.organisations.models import Unit, User

from .access import units_registered_for
from .enums import CaseState, Intake
from .models import LONGEST_CLAIM, RumourCase
from .rules import plain
from .services import SHORTEST_CLAIM, add_source, open_case

CLAIM, ADDRESS, FOUND, SPREAD = "网传内容", "来源链接", "发现时间", "传播情况"
COLUMNS = (CLAIM, ADDRESS, FOUND, SPREAD)
# A day's findings of a tool; more is looked through before it becomes work. Technical.
MOST_ROWS, MOST_BYTES = 500, 2 * 1024 * 1024
EXAMPLE = f"{','.join(COLUMNS)}\r\n网传某地自来水被污染,某短视频平台账号,2026-03-02 09:30,转发约200次\r\n"


@dataclass
class Row:
    """One finding as the file has it."""

    number: int
    claim: str
    address: str
    spread: str
    found: dt.datetime


@dataclass
class Imported:
    """What came of a file."""

    cases: list[RumourCase] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


def read(upload: UploadedFile) -> list[Row]:
    """The rows of a file. Raises ValidationError with one message for each fault."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError("文件超过2MB，请拆分后再导入。")
    lines = list(csv.reader(io.StringIO(_decoded(upload.read()))))
    header = [name.strip() for name in lines[0]] if lines else []
    if missing := [name for name in (CLAIM, FOUND) if name not in header]:
        raise ValidationError(f"第一行缺少列“{'、'.join(missing)}”。列名应为：{'、'.join(COLUMNS)}。")
    body = [
        (number, line) for number, line in enumerate(lines[1:], start=2) if any(cell.strip() for cell in line)
    ]
    if not body:
        raise ValidationError("文件中没有数据行。")
    if len(body) > MOST_ROWS:
        raise ValidationError(f"一次最多导入{MOST_ROWS}行，现有{len(body)}行，请拆分后再导入。")
    rows: list[Row] = []
    faults: list[str] = []
    for number, line in body:
        cells = dict(zip(header, (cell.strip() for cell in line), strict=False))
        try:
            rows.append(_row(number, cells))
        except ValueError as wrong:
            faults.append(f"第{number}行：{wrong}")
    if faults:
        raise ValidationError(faults)
    return rows


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ValidationError("读不出文件的文字，请在表格软件中另存为“CSV UTF-8”后再导入。")


def _row(number: int, cells: dict[str, str]) -> Row:
    claim = cells.get(CLAIM, "")
    if not SHORTEST_CLAIM <= len(claim) <= LONGEST_CLAIM:
        raise ValueError(f"“{CLAIM}”应为{SHORTEST_CLAIM}至{LONGEST_CLAIM}字，现为{len(claim)}字。")
    return Row(
        number,
        claim,
        cells.get(ADDRESS, "")[:500],
        cells.get(SPREAD, "")[:1000],
        _moment(cells.get(FOUND, "")),
    )


def _moment(text: str) -> dt.datetime:
    try:
        found = parse_datetime(text.replace("/", "-"))
    except ValueError:
        found = None
    if found is None:
        raise ValueError(f"“{FOUND}”应如 2026-03-02 09:30，现为“{text}”。")
    found = found if timezone.is_aware(found) else timezone.make_aware(found)
    if found > timezone.now():
        raise ValueError(f"“{FOUND}”在现在之后。")
    return found


@transaction.atomic
def take_in(rows: list[Row], unit: Unit, user: User) -> Imported:
    """A matter for each finding; what is open already, or stands in the file twice, is not opened again."""
    if not units_registered_for(user).filter(pk=unit.pk).exists():
        raise PermissionDenied("只能为本科室、本机关登记澄清事项。")
    waiting = RumourCase.objects.filter(body=unit.body).exclude(state=CaseState.CLOSED)
    known = {plain(claim) for claim in waiting.values_list("claim", flat=True)}
    done = Imported()
    for row in rows:
        if plain(row.claim) in known:
            done.known.append(f"第{row.number}行")
            continue
        known.add(plain(row.claim))
        case = open_case(
            claim=row.claim, body=unit.body, unit=unit, by=user, discovered_at=row.found,
            intake=Intake.IMPORTED, spread=row.spread,
        )  # fmt: skip
        if row.address:
            add_source(case, None, address=row.address)
        done.cases.append(case)
    return done
