"""Findings from a CSV file, as monitoring tools give it: every faulty row is named, and all come in or none."""

import csv
import datetime as dt
import io
from dataclasses import dataclass, field

from charset_normalizer import from_bytes
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.organisations.models import Body, User

from .enums import Channel, Level
from .models import Finding, Source
from .services import register

HEADINGS = {
    "主题": "title", "来源渠道": "channel", "信息来源": "source", "链接": "link", "知悉时间": "known_at",
    "级别": "level", "时间": "happened_at", "地点": "place", "主要内容": "content", "传播情况": "spread",
    "主要诉求": "demands", "处置建议": "suggestion",
}  # fmt: skip
REQUIRED = ("主题", "来源渠道", "知悉时间", "级别")
# More are more likely the wrong file than one day's findings. A property of the form, not of law.
MOST_ROWS, MOST_BYTES = 500, 2_000_000
EXAMPLE = (
    "网民反映甲河镇农贸市场停水", "网络宣传", "本地论坛", "", "2026-01-05 09:20", "一般", "2026年1月4日晚",
    "甲河镇农贸市场", "有网民发帖称市场停水两天", "本地论坛1帖，回复20余条", "尽快恢复供水", "请供水公司核实",
)  # fmt: skip
_MOMENTS = ("%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%dT%H:%M")


@dataclass(slots=True)
class Imported:
    """What came in, or every fault by its row of the file; nothing came in where there is a fault."""

    findings: list[Finding] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def example() -> str:
    """The example file, with a mark that spreadsheets know it as UTF-8 by."""
    out = io.StringIO()
    csv.writer(out).writerows([list(HEADINGS), EXAMPLE])
    return "\ufeff" + out.getvalue()


def rows_of(data: bytes) -> list[dict[str, str]]:
    """The rows by heading. Raises ValidationError for what is no such table."""
    if len(data) > MOST_BYTES:
        raise ValidationError("文件超过2MB，请分成几个文件导入。")
    text = _decoded(data)
    reader = csv.reader(io.StringIO(text))
    try:
        table = [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as wrong:
        raise ValidationError("文件不是CSV表格，请下载示例文件，按其格式填写后导入。") from wrong
    heads = [cell.strip() for cell in table[0]] if table else []
    if missing := [name for name in REQUIRED if name not in heads]:
        raise ValidationError(f"缺少“{'”“'.join(missing)}”列，请下载示例文件，按其表头填写。")
    if len(table) - 1 > MOST_ROWS:
        raise ValidationError(f"一次最多导入{MOST_ROWS}行，请分成几个文件。")
    return [dict(zip(heads, (cell.strip() for cell in row), strict=False)) for row in table[1:]]


def _decoded(data: bytes) -> str:
    for coding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    best = from_bytes(data).best()
    if best is None:
        raise ValidationError("读不出文件的文字编码，请另存为“CSV UTF-8”后再导入。")
    return str(best)


def import_findings(body: Body, user: User, data: bytes) -> Imported:
    """All rows or none. Raises PermissionDenied, ValidationError for a file that cannot be read at all."""
    done = Imported()
    sources = {one.name: one for one in Source.objects.filter(body=body)}
    with transaction.atomic():
        for number, row in enumerate(rows_of(data), start=2):
            try:
                with transaction.atomic():
                    done.findings.append(register(body, user, **_values(row, sources)))
            except ValidationError as wrong:
                done.faults.append((number, "；".join(wrong.messages)))
            except PermissionDenied as wrong:
                raise ValidationError(str(wrong)) from wrong
        if done.faults:
            transaction.set_rollback(True)
            done.findings = []
    return done


def _values(row: dict[str, str], sources: dict[str, Source]) -> dict:
    told = {name: row.get(heading, "") for heading, name in HEADINGS.items()}
    faults = [f"没有填写“{heading}”" for heading in REQUIRED if not row.get(heading)]
    for heading, name in HEADINGS.items():
        limit = getattr(Finding._meta.get_field(name), "max_length", None)
        if limit and len(told[name]) > limit:
            faults.append(f"“{heading}”超过{limit}字")
    channel = next((one for one in Channel if one.label == told["channel"]), None)
    level = next((one for one in Level if one.label == told["level"]), None)
    known_at = _moment(told["known_at"])
    if told["channel"] and channel is None:
        faults.append(f"来源渠道“{told['channel'][:20]}”应为：{'、'.join(Channel.labels)}")
    if told["level"] and level is None:
        faults.append(f"级别“{told['level'][:20]}”应为：{'、'.join(Level.labels)}")
    if told["known_at"] and known_at is None:
        faults.append(f"知悉时间“{told['known_at'][:20]}”应写成2026-01-05 09:20")
    if told["source"] and told["source"] not in sources:
        faults.append(f"信息来源“{told['source'][:20]}”尚未登记，请先登记或者留空")
    if told["link"] and not told["link"].startswith(("http://", "https://")):
        faults.append("链接应以http://或者https://开头")
    if faults:
        raise ValidationError(faults)
    return told | {
        "channel": channel, "level": level, "known_at": known_at, "source": sources.get(told["source"]),
    }  # fmt: skip


def _moment(words: str) -> dt.datetime | None:
    for form in _MOMENTS:
        try:
            return timezone.make_aware(dt.datetime.strptime(words, form))
        except ValueError:
            continue
    return None
