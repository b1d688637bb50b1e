"""The ledger as a spreadsheet: what it is written as, and how one that comes back is read. Pure but for the files."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from disclosure.documents.importing.encoding import decode
from disclosure.documents.importing.problems import ImportProblem
from foundation.organisations.spreadsheets import harmless

from .enums import Verdict
from .ledger_rules import refusal_of

NUMBER, VERSION, THEME, VERDICT, REASON = "编号", "版本", "类别", "采纳情况", "理由"
HEADINGS = (
    NUMBER, VERSION, "来源", "条款", "收到日期", "身份类型", "意见", "研究单位", THEME, VERDICT, REASON, "办理情况",
)  # fmt: skip
NEEDED = (NUMBER, VERSION, THEME, VERDICT, REASON)
_WIDTHS = (22, 7, 10, 14, 12, 10, 60, 16, 18, 12, 50, 12)
# Technical limits: what one file may hold.
MOST_BYTES, MOST_UNPACKED, MOST_ROWS = 20 * 1024 * 1024, 200 * 1024 * 1024, 50_000
LONGEST_THEME = 100
_VERDICTS = {str(verdict.label): verdict.value for verdict in Verdict}


class SheetProblem(Exception):
    """The file cannot be read as a ledger; the words say what to do."""


def write(rows: Iterable[Sequence[object]]) -> bytes:
    """An XLSX file with the headings; what people typed is never run as a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("采纳台账")
    sheet.freeze_panes = "A2"
    for position, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + position)].width = width
    sheet.append([_bold(sheet, words) for words in HEADINGS])
    for row in rows:
        sheet.append([_clean(cell) for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _bold(sheet: Any, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=words)
    cell.font = Font(bold=True)
    return cell


def _clean(cell: object) -> object:
    shown = harmless(cell)
    return ILLEGAL_CHARACTERS_RE.sub("", shown) if isinstance(shown, str) else shown


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file that came back, by heading; ``at`` is its number in the file."""

    at: int
    cells: dict[str, str]


def read(data: bytes, name: str) -> list[Row]:
    """Every row that is not empty. Raises SheetProblem."""
    if len(data) > MOST_BYTES:
        raise SheetProblem("文件超过20MB。请只保留台账的一张表，删去图片后再上传。")
    ending = name.lower().rsplit(".", 1)[-1]
    if ending == "xlsx":
        found = list(_xlsx(data))
    elif ending == "csv":
        found = list(_csv(data))
    else:
        raise SheetProblem("只能导入 .xlsx 或者 .csv 文件。旧的 .xls 文件请用表格软件另存为 .xlsx 再上传。")
    return _rows(found)


def _xlsx(data: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise SheetProblem("文件展开后过大，请只保留台账的一张表再上传。")
        book = load_workbook(io.BytesIO(data), data_only=True)
    except SheetProblem:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as broken:
        raise SheetProblem("文件不是有效的 .xlsx 表格，可能已损坏或者加密。请重新另存后上传。") from broken
    sheet = book.worksheets[0]
    if merged := list(sheet.merged_cells.ranges):
        where = "、".join(str(one) for one in merged[:5])
        raise SheetProblem(f"表中有合并的单元格（{where}），无法逐行读取。请取消合并、逐行填写后再上传。")
    if sheet.max_row > MOST_ROWS:
        raise SheetProblem(f"表格超过{MOST_ROWS}行，请核对是否选错了文件。")
    for row in sheet.iter_rows(values_only=True):
        yield [_text(cell) for cell in row]


def _csv(data: bytes) -> Iterator[list[str]]:
    try:
        text, damaged = decode(data)
    except ImportProblem as problem:
        raise SheetProblem(problem.message) from problem
    if damaged:
        raise SheetProblem(f"文件中有{damaged}个无法识别的字，请另存为 UTF-8 编码的 CSV 或者 .xlsx 再上传。")
    csv.field_size_limit(200_000)
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error as broken:
        raise SheetProblem("文件不是有效的 CSV 表格。请用表格软件另存为 .xlsx 再上传。") from broken


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _rows(found: list[list[str]]) -> list[Row]:
    headings = [cell.strip().lstrip("\ufeff") for cell in found[0]] if found else []
    if missing := [name for name in NEEDED if name not in headings]:
        raise SheetProblem(
            f"第1行缺少表头：{'、'.join(missing)}。请用“导出台账”或者“示例文件”得到的表格填写，不要改动表头。"
        )
    if twice := sorted({name for name in NEEDED if headings.count(name) > 1}):
        raise SheetProblem(f"表头“{'、'.join(twice)}”出现了两次，请删去多余的列。")
    places = {name: headings.index(name) for name in NEEDED}
    rows = []
    for at, cells in enumerate(found[1:], start=2):
        if any(cell.strip() for cell in cells):
            rows.append(
                Row(
                    at,
                    {
                        name: cells[place].strip() if place < len(cells) else ""
                        for name, place in places.items()
                    },
                )
            )
    if not rows:
        raise SheetProblem("表中只有表头，没有内容。")
    return rows


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger has on an opinion."""

    version: int
    theme: str
    verdict: str
    reason: str
    is_confirmed: bool
    is_standing: bool


@dataclass(slots=True)
class Checked:
    """What a file would change, row by row, and what is wrong with it."""

    changes: list[tuple[int, str, int, str, str, str]] = field(default_factory=list)
    unchanged: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


def check(rows: Iterable[Row], known: dict[str, Known]) -> Checked:
    """Compare a file with the ledger. An empty cell leaves what is there; opinions without a row stay as they are."""
    checked, seen = Checked(), dict[str, int]()
    for row in rows:
        number = row.cells[NUMBER].removeprefix("'").upper()
        if not number:
            checked.errors.append((row.at, "没有编号。"))
        elif number in seen:
            checked.errors.append((row.at, f"编号{number}与第{seen[number]}行重复，请只留一行。"))
        elif number not in known:
            checked.errors.append((row.at, f"编号{number}不在本次征集的台账中，请核对。"))
        else:
            _check_row(row, number, known[number], checked)
        seen.setdefault(number, row.at)
    checked.absent = [number for number, one in known.items() if number not in seen and one.is_standing]
    return checked


def _check_row(row: Row, number: str, now: Known, checked: Checked) -> None:
    theme = _typed(row.cells[THEME]) or now.theme
    words = row.cells[VERDICT]
    reason = _typed(row.cells[REASON]) or now.reason
    verdict = _VERDICTS.get(words, "") if words else now.verdict
    if (theme, verdict, reason) == (now.theme, now.verdict, now.reason) and (verdict or not words):
        checked.unchanged += 1
        return
    if wrong := _wrong(row, now, theme, verdict, reason):
        checked.errors.append((row.at, f"{number}：{wrong}"))
        return
    checked.changes.append((row.at, number, now.version, theme, verdict, reason))


def _wrong(row: Row, now: Known, theme: str, verdict: str, reason: str) -> str:
    """Why the row may not be written."""
    version, words = row.cells[VERSION], row.cells[VERDICT]
    if not now.is_standing:
        return "这条意见已撤回或者暂不公开，不能办理。"
    if version != str(now.version):
        return f"导出以后台账已有变化（表中版本{version or '为空'}，现为{now.version}），请重新导出后填写。"
    if now.is_confirmed:
        return "采纳情况已经确认，不能修改；确需修改的，请科室负责人先退回。"
    if words and words not in _VERDICTS:
        return f"采纳情况“{words}”不能识别，应为{'、'.join(_VERDICTS)}。"
    if len(theme) > LONGEST_THEME:
        return f"类别请控制在{LONGEST_THEME}字以内，现有{len(theme)}字。"
    if reason and not verdict:
        return "填写了理由，但没有填写采纳情况。"
    return refusal_of(verdict, reason)[1] if verdict else ""


def _typed(cell: str) -> str:
    """As somebody typed it: without the mark that keeps a cell from being run."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
