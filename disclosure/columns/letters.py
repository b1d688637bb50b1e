"""栏目维护任务书 (T08) and 栏目更新情况通报 (T32) as letters."""

from typing import Any

from django.utils import timezone

from disclosure.catalogue.models import ColumnPage
from foundation.letters.kinds import LetterField, LetterKind, register_letter, rows_field
from foundation.letters.layout import Fact, Facts, Heading, Listing, Signature, Text, Title
from foundation.letters.rules import chinese_date
from foundation.organisations.models import User

from .models import Acknowledgement

TO_SIGN = "责任机构确认人（签名）：　　　　　　　　　　　年　　月　　日"


def _any_official(_column: ColumnPage, user: User) -> bool:
    """栏目体检 is open to everybody who works in the admin."""
    return user.has_perm("wagtailadmin.access_admin")


TASK_SHEET = LetterKind(
    key="column-task",
    label="栏目维护任务书",
    basis="栏目维护任务书（T08）；栏目保障责任到人",
    fields=(
        rows_field(
            "task",
            "任务内容",
            ("项目", "内容"),
            ("栏目", "财政预决算"),
            ("责任机构", "示范县财政局·办公室"),
            ("更新频率", "每年"),
        ),
        LetterField("confirmed", "确认", "财政局办公室 张三，2026年3月2日"),
    ),
    outline=(
        Title("栏目维护任务书"),
        Listing("任务内容", ("项目", "内容"), (3, 10), has_head=False),
        Facts((Fact("确认", "{{ 确认 }}"),)),
        Signature(is_sealed=False),
    ),
    may_see=_any_official,
    has_letterhead=False,
)
CIRCULAR = LetterKind(
    key="column-circular",
    label="栏目更新情况通报",
    basis="巡查台账、栏目更新通报（T32）",
    fields=(
        LetterField(
            "summary",
            "概况",
            "2026年3月2日至3月8日，共巡查栏目80个。本周新发现问题3个，办结2个；截至3月8日，存在问题的栏目2个。",
        ),
        rows_field("by_unit", "各科室情况", ("责任科室", "存在问题的栏目数"), ("财政局·办公室", "2")),
        rows_field(
            "wrong",
            "问题栏目",
            ("栏目", "责任科室", "问题", "说明"),
            ("财政预决算", "财政局·办公室", "超期未更新", "应于2026年3月1日前更新"),
        ),
        rows_field(
            "open",
            "未办结的问题",
            ("栏目", "问题", "责任科室", "整改期限"),
            ("财政预决算", "超期未更新", "财政局·办公室", "2026-03-15"),
        ),
    ),
    outline=(
        Title("栏目更新情况通报"),
        Text("{{ 概况 }}"),
        Heading("一、各责任科室情况", when="各科室情况"),
        Listing("各科室情况", ("责任科室", "存在问题的栏目数"), (8, 5), when="各科室情况"),
        Heading("二、问题栏目", when="问题栏目"),
        Listing("问题栏目", ("栏目", "责任科室", "问题", "说明"), (4, 4, 3, 5), when="问题栏目"),
        Heading("三、未办结的巡查问题", when="未办结的问题"),
        Listing("未办结的问题", ("栏目", "问题", "责任科室", "整改期限"), (4, 5, 4, 3), when="未办结的问题"),
    ),
    may_see=_any_official,
    has_letterhead=False,
)


def register_letters() -> None:
    """Both."""
    register_letter(TASK_SHEET)
    register_letter(CIRCULAR)


def task_fields(task: list[tuple[str, str]], confirmed: Acknowledgement | None) -> dict[str, Any]:
    """T08: what the unit confirms, and who confirmed."""
    words = (
        f"{confirmed.unit.name} {confirmed.person_name}，{chinese_date(timezone.localdate(confirmed.at))}"
        if confirmed
        else TO_SIGN
    )
    return {"task": task, "confirmed": words}


def circular_fields(week: dict[str, Any]) -> dict[str, Any]:
    """T32, from what the page shows."""
    first, last, today = week["first"], week["last"], week["today"]
    summary = (
        f"{chinese_date(first)}至{last.month}月{last.day}日，共巡查栏目{week['total']}个。"
        f"本周新发现问题{week['found']}个，办结{week['solved']}个；"
        f"截至{today.month}月{today.day}日，存在问题的栏目{len(week['wrong'])}个。"
    )
    return {
        "summary": summary,
        "by_unit": week["by_unit"],
        "wrong": [
            (row.column.title, row.unit or "未分配", row.health.label, row.note) for row in week["wrong"]
        ],
        "open": [
            (
                problem.column.title,
                f"{problem.get_kind_display()}：{problem.words}",
                problem.unit or "未分配",
                problem.due_on,
            )
            for problem in week["open"]
        ],
    }
