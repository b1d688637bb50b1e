"""A year's notice as a file, out and in: JSON as the shipped notices are written, CSV for a spreadsheet. Pure."""

import csv
import io
import json
from datetime import date
from typing import Any

from foundation.workdays.notices import MAKE_UP_NAME, OffRange
from foundation.workdays.parsing import ReadNotice, read_day

HEADINGS = ("年份", "发文字号", "成文日期", "类别", "名称", "开始日期", "结束日期")
OFF, WORK = "放假", "上班"
# A notice has about 20 rows; a file beyond this is not one.
MAX_BYTES = 200_000


class UnreadableFile(ValueError):
    """Why the file cannot be read, and what to do, for the person who sent it."""


def to_json(year: int, notice_no: str, issued_on: date, off: list[OffRange], work: list[date]) -> str:
    content = {
        "year": year,
        "notice_no": notice_no,
        "issued_on": issued_on.isoformat(),
        "off": [{"name": o.name, "first": o.first.isoformat(), "last": o.last.isoformat()} for o in off],
        "work_days": [day.isoformat() for day in work],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def to_csv(year: int, notice_no: str, issued_on: date, off: list[OffRange], work: list[date]) -> str:
    """With a byte order mark: spreadsheets then read the Chinese as it is."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    head = (year, notice_no, issued_on)
    writer.writerows([*head, OFF, o.name, o.first, o.last] for o in off)
    writer.writerows([*head, WORK, MAKE_UP_NAME, day, day] for day in work)
    return "\ufeff" + out.getvalue()


def read_file(name: str, content: bytes) -> ReadNotice:
    """The notice in a file of one of the two forms. Raises UnreadableFile."""
    if len(content) > MAX_BYTES:
        raise UnreadableFile("文件过大，不像是一个年度的放假安排，请核对后重新选择。")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise UnreadableFile("文件不是文本，请选择本页导出的CSV或JSON文件。") from None
    return _from_json(text) if name.lower().endswith(".json") else _from_csv(text)


def _from_json(text: str) -> ReadNotice:
    try:
        content = json.loads(text)
        return ReadNotice(
            year=int(content["year"]),
            notice_no=str(content.get("notice_no", "")),
            issued_on=date.fromisoformat(content["issued_on"]),
            off_ranges=[_off(off) for off in content["off"]],
            work_days=[date.fromisoformat(day) for day in content["work_days"]],
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableFile(
            "JSON文件的格式不对：须有year、issued_on、off（name、first、last）和work_days，日期如2027-02-05。"
        ) from None


def _off(content: dict[str, Any]) -> OffRange:
    return OffRange(
        str(content["name"]), date.fromisoformat(content["first"]), date.fromisoformat(content["last"])
    )


def _from_csv(text: str) -> ReadNotice:
    reader = csv.DictReader(io.StringIO(text))
    if missing := [heading for heading in HEADINGS if heading not in (reader.fieldnames or [])]:
        raise UnreadableFile(f"CSV文件第一行缺少列：{'、'.join(missing)}。请先导出一个年度作为样式。")
    notice = ReadNotice()
    for number, row in enumerate(reader, start=2):
        _read_row(notice, number, {key: (row.get(key) or "").strip() for key in HEADINGS})
    if notice.year is None:
        raise UnreadableFile("CSV文件中没有放假安排的行。")
    return notice


def _read_row(notice: ReadNotice, number: int, row: dict[str, str]) -> None:
    if not any(row.values()):
        return
    if not row["年份"].isdigit() or notice.year not in (None, int(row["年份"])):
        raise UnreadableFile(f"第{number}行的年份“{row['年份']}”不对：一个文件只放一个年度的安排。")
    notice.year = int(row["年份"])
    notice.notice_no = notice.notice_no or row["发文字号"]
    notice.issued_on = notice.issued_on or read_day(row["成文日期"], None)
    first = read_day(row["开始日期"], notice.year)
    last = read_day(row["结束日期"] or row["开始日期"], notice.year)
    if not first or not last:
        raise UnreadableFile(f"第{number}行的日期读不出来，请写成2027-02-05的样子。")
    if row["类别"] == OFF:
        notice.off_ranges.append(OffRange(row["名称"], first, last))
    elif row["类别"] == WORK:
        notice.work_days += OffRange("", first, last).days()
    else:
        raise UnreadableFile(f"第{number}行的类别“{row['类别']}”不对，应为“放假”或“上班”。")
