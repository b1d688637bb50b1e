"""The hours of a finding in the ledger: upward reporting (上报) and public response (回应), each kind its own (D13)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from foundation.duties import services as duties
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.models import User

from . import parameters
from .enums import GRAVE_LEVELS, Level
from .models import Finding

REPORT_KINDS = {level: f"yq.report.{level.value}" for level in Level}
FIRST_WORD, CONFERENCE, RESPONSE = "yq.first_word", "yq.conference", "yq.response"
ASSESS, EVALUATE, MEASURE, SUMMARY = "yq.assess", "yq.evaluate", "yq.measure", "yq.summary"
PUBLIC_KINDS = (FIRST_WORD, CONFERENCE, RESPONSE)
_IN_THE_REGISTER = "请在舆情台账中办理本件，办理后自动办结。"
# Titles on the screens of a finding.
LABELS = {
    **dict.fromkeys(REPORT_KINDS.values(), "向上报送"),
    FIRST_WORD: "首次发布权威信息",
    CONFERENCE: "举行新闻发布会",
    RESPONSE: "公开回应",
    ASSESS: "研判",
    EVALUATE: "总结评估",
}


def register_kinds() -> None:
    """Called when the app is ready."""
    for level, kind in REPORT_KINDS.items():
        _register(kind, f"舆情上报（{level.label}）", parameters.REPORT[level], "知悉舆情")
    _register(FIRST_WORD, "重大舆情首次回应", parameters.FIRST_WORD, "知悉舆情")
    _register(CONFERENCE, "重大舆情新闻发布会", parameters.CONFERENCE, "知悉舆情")
    _register(RESPONSE, "政务舆情回应", parameters.RESPONSE, "知悉舆情")
    _register(ASSESS, "重大舆情研判", parameters.ASSESS, "报送舆情")
    _register(EVALUATE, "舆情总结评估", parameters.EVALUATE, "舆情办结")
    _register(MEASURE, "舆情处置措施", None, "研判或者方案批准")
    _register(SUMMARY, "重点政策舆情小结", parameters.SUMMARY, "文件公开")


def _register(key: str, label: str, limit: parameters.Parameter | None, base: str) -> None:
    basis = limit.basis if limit else "处置方案和研判意见（需求R-142、R-143）"
    name = limit.key if limit else ""
    register_kind(DutyKind(key, label, basis, parameter=name, base_event=base, ends_by=_IN_THE_REGISTER))


def public_kinds(level: str) -> tuple[str, ...]:
    """Which public clocks a level has: 5 h and 24 h from 重大 on, else 48 h (R-144)."""
    return (FIRST_WORD, CONFERENCE) if level in GRAVE_LEVELS else (RESPONSE,)


def start(finding: Finding, kind: str, base_at: dt.datetime, by: User | None) -> Duty:
    """Open one clock; what it says tells nothing of what the finding is about."""
    unit = finding.handling_unit if finding.handling_unit_id and kind != ASSESS else finding.unit
    return duties.open_duty(
        kind,
        subject=finding,
        label=f"{LABELS[kind]}：舆情{finding.number}（{finding.get_level_display()}）",
        body=unit.body if unit else finding.body,
        unit=unit,
        person=by if kind in REPORT_KINDS.values() else None,
        base_at=base_at,
        url=reverse("monitoring:finding", args=[finding.pk]),
        by=by,
    )


def start_on_knowing(finding: Finding, by: User | None) -> Duty:
    """Both sets run from 知悉. The one for reporting is given back."""
    for kind in public_kinds(finding.level):
        start(finding, kind, finding.known_at, by)
    return start(finding, REPORT_KINDS[Level(finding.level)], finding.known_at, by)


def relevel(finding: Finding, before: str, by: User | None) -> list[str]:
    """The clocks of the new level in place of those of the old one, from the same 知悉; what changed, in words."""
    said: list[str] = []
    if finding.reported_at is None:
        _swap(finding, (REPORT_KINDS[Level(before)],), (REPORT_KINDS[Level(finding.level)],), said, by)
    if public_kinds(before) != public_kinds(finding.level):
        _swap(finding, public_kinds(before), public_kinds(finding.level), said, by)
    return said


def _swap(
    finding: Finding, old: tuple[str, ...], new: tuple[str, ...], said: list[str], by: User | None
) -> None:
    for kind in old:
        if duty := running(finding, kind):
            duties.cancel(duty, f"级别调整为{finding.get_level_display()}", by)
            said.append(f"{LABELS[kind]}原到期{_at(duty)}")
    for kind in new:
        answered = (kind, FIRST_WORD) if kind == RESPONSE else (kind,)
        if Duty.objects.met().of(finding).filter(kind__in=answered).exists():
            continue
        said.append(f"{LABELS[kind]}现到期{_at(start(finding, kind, finding.known_at, by))}")


def _at(duty: Duty) -> str:
    return f"{timezone.localtime(duty.due_at):%m月%d日%H:%M}" if duty.due_at else "未定"


def running(finding: Finding, kind: str) -> Duty | None:
    """The open clock of this kind."""
    return Duty.objects.open().of(finding, kind).first()


def stop(finding: Finding, kinds: tuple[str, ...], reason: str, by: User | None) -> None:
    """It need not be done after all."""
    for kind in kinds:
        if duty := running(finding, kind):
            duties.cancel(duty, reason, by)


def meet(finding: Finding, kind: str, by: User | None, at: dt.datetime | None = None) -> None:
    """Done. Raises ValidationError for a moment before 知悉."""
    if at and at < finding.known_at:
        raise ValidationError("公开时间早于知悉时间，不能计为本件的回应。")
    duties.meet_for(kind, subject=finding, at=at, by=by)
