"""A finding is entered, reported upwards, raised or lowered, and let go."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from foundation.duties import services as duties
from foundation.organisations.models import Body, Unit, User

from . import clocks, evidence, notices
from .access import standing_of
from .acting import moved, needed, past_minute, record, taken
from .enums import GRAVE_LEVELS, Channel, EventKind, Level, Notice
from .models import Finding
from .rules import late_in_words, late_minutes
from .states import Step

# A second click within this time is the same entry. A property of mice, not of law.
SAME_ENTRY = dt.timedelta(minutes=10)
# What a report must tell; the labels are those of the form.
REPORT_FIELDS = {
    "happened_at": "时间", "place": "地点", "content": "主要内容", "spread": "传播情况",
    "demands": "主要诉求", "suggestion": "处置建议",
}  # fmt: skip
ENTRY_FIELDS = (
    "unit", "channel", "source", "link", "title", *REPORT_FIELDS, "level", "is_emergency", "known_at",
)  # fmt: skip


def missing_of(finding: Finding) -> dict[str, str]:
    """What a report still lacks, by field."""
    return {
        name: f"报送须写明{label}。"
        for name, label in REPORT_FIELDS.items()
        if not getattr(finding, name).strip()
    }


@transaction.atomic
def register(
    body: Body,
    user: User,
    *,
    found_by_superior: bool = False,
    files: Sequence[UploadedFile] = (),
    **data: Any,
) -> Finding:
    """Enter a finding and start its clocks from 知悉. Raises PermissionDenied, ValidationError."""
    standing = standing_of(user)
    if body.pk not in standing.enters:
        raise PermissionDenied(
            "舆情由本机关的值班员、办公室、应急值班或者基层信息员登记，您目前不在这些岗位上。"
        )
    finding = _cleaned(Finding(body=body, created_by=user), data)
    evidence.check_files(files, body)
    same = Finding.objects.filter(
        body=body, created_by=user, title=finding.title, known_at=finding.known_at,
        created_at__gt=timezone.now() - SAME_ENTRY,
    ).first()  # fmt: skip
    if same:
        return same
    finding.save()
    record(
        finding, EventKind.REGISTERED, f"{finding.get_channel_display()}，{finding.get_level_display()}", user
    )
    evidence.keep(finding, user, files)
    finding.report_due_at = clocks.start_on_knowing(finding, user).due_at
    finding.save(update_fields=["report_due_at"])
    if finding.is_emergency:
        _call_emergency(finding, user)
    if body.pk not in standing.officer:
        notices.tell_desk(finding, user)
    if found_by_superior or body.pk in standing.supervises:
        _omitted(finding, "由上级先行发现", user)
    return finding


def _cleaned(finding: Finding, data: dict[str, Any]) -> Finding:
    """The entry's values on the finding, checked."""
    for name in ENTRY_FIELDS:
        if name in data:
            value = data[name]
            setattr(finding, name, value.strip() if isinstance(value, str) else value)
    finding.title = needed(finding.title, "主题", "title", 4)
    finding.known_at = past_minute(finding.known_at, "知悉时间", "known_at")
    if finding.channel not in Channel.values:
        raise ValidationError({"channel": "请选择来源渠道。"})
    if finding.level not in Level.values:
        raise ValidationError({"level": "请选择级别。"})
    if finding.unit and finding.unit.body_id != finding.body_id:
        raise ValidationError({"unit": "所选科室不属于该机关，请重选。"})
    return finding


def _call_emergency(finding: Finding, user: User) -> None:
    """R-139: the 应急 role hears at once; where nobody holds it, the record says so."""
    told = notices.tell_emergency(finding)
    names = "、".join(told) if told else "本机关及上级均无人担任应急值班，请立即电话报告"
    record(finding, EventKind.EMERGENCY, names, user)


def _omitted(finding: Finding, words: str, user: User) -> None:
    finding.is_omitted, finding.omitted_words = True, words[:300]
    finding.save(update_fields=["is_omitted", "omitted_words"])
    record(finding, EventKind.OMITTED, words, user)


@transaction.atomic
def edit(finding: Finding, user: User, **data: Any) -> Finding:
    """Complete what was entered; level and 知悉时间 have services of their own. Raises as ``taken``."""
    finding = taken(finding, Step.EDIT, user)
    kept = {"level": finding.level, "known_at": finding.known_at, "is_emergency": finding.is_emergency}
    _cleaned(finding, data | kept)
    finding.save()
    record(finding, EventKind.EDITED, "补充报送内容", user)
    return finding


@transaction.atomic
def report(finding: Finding, user: User, *, reported_at: dt.datetime | None = None) -> Finding:
    """Send it upwards to those whom its level names. ``reported_at`` is earlier where the telephone was first.

    Raises PermissionDenied, ValidationError with every missing field.
    """
    finding = taken(finding, Step.REPORT, user)
    if missing := missing_of(finding):
        raise ValidationError(missing)
    at = past_minute(reported_at or timezone.now(), "上报时间", "reported_at")
    if at < finding.known_at:
        raise ValidationError({"reported_at": "上报时间早于知悉时间，请核对。"})
    kind = clocks.REPORT_KINDS[Level(finding.level)]
    running = clocks.running(finding, kind)
    due = running.due_at if running and running.due_at else finding.report_due_at or at
    finding.reported_at, finding.report_due_at = at, due
    finding.late_minutes = late_minutes(due, at)
    moved(finding, Step.REPORT)
    finding.save()
    clocks.meet(finding, kind, user, at=at)
    told = notices.tell_recipients(finding, Notice.REPORT)
    late = late_in_words(finding.late_minutes)
    words = f"{timezone.localtime(at):%m月%d日%H:%M}上报，{late or '按时'}；送达{'、'.join(told) or '无人'}"
    record(finding, EventKind.REPORTED, words, user, late_minutes=finding.late_minutes)
    if finding.is_grave:
        clocks.start(finding, clocks.ASSESS, at, user)
    return finding


@transaction.atomic
def set_level(finding: Finding, user: User, *, level: str, reason: str) -> Finding:
    """Raise or lower it: every running clock is reckoned anew from 知悉, and the record says from what to what."""
    finding = taken(finding, Step.LEVEL, user)
    if level not in Level.values:
        raise ValidationError({"level": "请选择级别。"})
    if level == finding.level:
        raise ValidationError({"level": "与现在的级别相同，不必调整。"})
    reason = needed(reason, "调整理由", "reason")
    change_level(finding, user, level, reason)
    return finding


def change_level(finding: Finding, user: User, level: str, reason: str) -> None:
    """For services that hold the row already."""
    before, was = finding.level, finding.get_level_display()
    finding.level = level
    changed = clocks.relevel(finding, before, user)
    if finding.reported_at is None and (
        running := clocks.running(finding, clocks.REPORT_KINDS[Level(level)])
    ):
        finding.report_due_at = running.due_at
    finding.save()
    assessed = finding.assessments.exists()
    if level in GRAVE_LEVELS and finding.reported_at and not assessed:
        clocks.start(finding, clocks.ASSESS, finding.reported_at, user)
    elif level not in GRAVE_LEVELS:
        clocks.stop(finding, (clocks.ASSESS,), f"级别调整为{finding.get_level_display()}", user)
    words = f"由{was}调整为{finding.get_level_display()}：{reason}。{'；'.join(changed)}"
    record(finding, EventKind.LEVEL, words, user, before=before, after=level)
    if finding.reported_at:
        notices.tell_recipients(finding, Notice.LEVEL)


@transaction.atomic
def declare_emergency(finding: Finding, user: User) -> Finding:
    """It turned out to be an emergency. A second click tells nobody twice."""
    finding = taken(finding, Step.EMERGENCY, user)
    if finding.is_emergency:
        return finding
    finding.is_emergency = True
    finding.save(update_fields=["is_emergency"])
    _call_emergency(finding, user)
    return finding


@transaction.atomic
def assign(finding: Finding, user: User, *, unit: Unit) -> Finding:
    """Say which unit handles it; its running clocks go there. Raises as ``taken``."""
    finding = taken(finding, Step.ASSIGN, user)
    if unit.pk == finding.handling_unit_id:
        return finding
    finding.handling_unit = unit
    finding.save(update_fields=["handling_unit"])
    record(finding, EventKind.ASSIGNED, str(unit), user)
    for kind in clocks.PUBLIC_KINDS:
        if duty := clocks.running(finding, kind):
            duties.reassign(duty, unit=unit, person=None, reason="确定责任科室", by=user)
    notices.tell_head(finding)
    return finding


@transaction.atomic
def mark_omitted(finding: Finding, user: User, *, words: str) -> Finding:
    """漏报: others found it first (R-146)."""
    finding = taken(finding, Step.OMIT, user)
    if not finding.is_omitted:
        _omitted(finding, needed(words, "漏报说明", "words"), user)
    return finding


@transaction.atomic
def dismiss(finding: Finding, user: User, *, reason: str) -> Finding:
    """No 舆情 after all: a doubled entry, or nothing to it. Its clocks end with the reason."""
    finding = taken(finding, Step.DISMISS, user)
    reason = needed(reason, "理由", "reason")
    moved(finding, Step.DISMISS)
    finding.save(update_fields=["state"])
    kinds = (*clocks.REPORT_KINDS.values(), *clocks.PUBLIC_KINDS, clocks.ASSESS)
    clocks.stop(finding, kinds, f"不作舆情办理：{reason}", user)
    record(finding, EventKind.DISMISSED, reason, user)
    return finding
