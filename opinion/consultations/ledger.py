"""The 采纳台账: opinions are grouped and assigned, verdicts are drafted and confirmed.

Every change names the version it was made on. Whoever comes second is told by whom the opinion was changed in
between, and nothing is overwritten: the database compares and writes in one statement.
"""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.utils import timezone

from foundation.organisations.models import Unit, User

from . import ledger_access as access
from .course_models import ConsultationCourse
from .enums import Verdict
from .ledger_models import LedgerEvent
from .ledger_rules import refusal_of
from .models import ConsultationPage
from .opinion_models import Opinion, OpinionTheme

SHORTEST_REASON = 5
CHANGED = "所选意见在您办理期间有变化，没有写入。请核对最新情况后再提交。"
NOT_MANAGER = "由征集公告的责任科室或者办公室办理，您目前不在这些岗位上。"


def responsible(page: ConsultationPage, units: Collection[int]) -> Q:
    """Those of the units: assigned to one of them, or not assigned while one of them asked for the opinions."""
    mine = Q(verdict_unit__in=units)
    return mine | Q(verdict_unit=None) if page.unit_id in units else mine


@transaction.atomic
def draft_verdict(user: User, opinion: Opinion, version: int, *, verdict: str, reason: str) -> Opinion:
    """拟办. Raises PermissionDenied, ValidationError."""
    opinion = _fresh(opinion)
    page = opinion.consultation
    require_running(page)
    units = access.units_drafted(user, page)
    if units is not None and opinion.verdict_unit_id not in units:
        raise PermissionDenied("这条意见没有交由您所在的科室研究。")
    require_good(verdict, reason)
    _write(
        opinion,
        version,
        verdict=verdict,
        verdict_reason=reason.strip(),
        drafted_by=user,
        drafted_at=timezone.now(),
        confirmed_by=None,
        confirmed_at=None,
    )
    return _told(opinion, user, f"拟办：{Verdict(verdict).label}")


@transaction.atomic
def confirm_verdict(user: User, opinion: Opinion, version: int) -> Opinion:
    """The head of the unit confirms what was drafted. Raises as above."""
    opinion = _fresh(opinion)
    page = opinion.consultation
    require_running(page)
    if (opinion.verdict_unit_id or page.unit_id) not in access.units_headed(user):
        raise PermissionDenied("由研究单位的科室负责人确认，您目前不在这个岗位上。")
    if not opinion.verdict:
        raise ValidationError("这条意见还没有拟定采纳情况，请先拟办。")
    _write(opinion, version, confirmed_by=user, confirmed_at=timezone.now())
    return _told(opinion, user, f"确认：{Verdict(opinion.verdict).label}")


@transaction.atomic
def return_verdict(user: User, opinion: Opinion, version: int, *, reason: str) -> Opinion:
    """退回重拟: also what was confirmed, until the results are public. Raises as above."""
    opinion = _fresh(opinion)
    require_running(opinion.consultation)
    if (opinion.verdict_unit_id or opinion.consultation.unit_id) not in access.units_headed(user):
        raise PermissionDenied("由研究单位的科室负责人退回，您目前不在这个岗位上。")
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": f"请写明退回的理由，不少于{SHORTEST_REASON}个字。"})
    _write(
        opinion, version, verdict="", drafted_by=None, drafted_at=None, confirmed_by=None, confirmed_at=None
    )
    return _told(opinion, user, f"退回重拟：{reason.strip()}")


def mark_of(opinions: QuerySet[Opinion]) -> str:
    """What the chosen opinions are now: any change or arrival among them makes another mark. One query."""
    found = opinions.order_by().aggregate(
        number=Count("pk"), versions=Sum("version"), last=Max("pk"), gone=Count("withdrawn_at"), held=Count("held_at"),
        confirmed=Count("confirmed_at"),
    )  # fmt: skip
    return "-".join(
        str(found[name] or 0) for name in ("number", "versions", "last", "gone", "held", "confirmed")
    )


@transaction.atomic
def put_in_theme(
    user: User, page: ConsultationPage, chosen: QuerySet[Opinion], mark: str, *, name: str
) -> int:
    """归类 and merging of groups: an empty name takes them out. Raises as above."""
    _require_manager(user, page)
    name = name.strip()
    theme = OpinionTheme.objects.get_or_create(consultation=page, name=name)[0] if name else None
    number = _write_many(chosen, mark, theme=theme)
    OpinionTheme.objects.filter(consultation=page, opinions=None).delete()
    return _told_many(page, user, number, f"归入“{name}”" if name else "移出类别")


@transaction.atomic
def assign(user: User, page: ConsultationPage, chosen: QuerySet[Opinion], mark: str, *, unit: Unit) -> int:
    """交由科室研究. What is confirmed stays with who confirmed it. Raises as above."""
    _require_manager(user, page)
    number = _write_many(chosen, mark, only=Q(confirmed_at=None), verdict_unit=unit)
    return _told_many(page, user, number, f"交由{unit}研究")


@transaction.atomic
def draft_many(
    user: User, page: ConsultationPage, chosen: QuerySet[Opinion], mark: str, *, verdict: str, reason: str
) -> int:
    """One verdict with one reason for a group; what is confirmed already stays. Raises as above."""
    require_running(page)
    require_good(verdict, reason)
    units = access.units_drafted(user, page)
    mine = Q() if units is None else Q(verdict_unit__in=units)
    number = _write_many(
        chosen,
        mark,
        only=mine & Q(confirmed_at=None),
        verdict=verdict,
        verdict_reason=reason.strip(),
        drafted_by=user,
        drafted_at=timezone.now(),
    )
    if not number:
        raise ValidationError("所选意见都已经确认，或者没有交由您所在的科室研究，没有可以拟办的。")
    return _told_many(page, user, number, f"拟办：{Verdict(verdict).label}")


@transaction.atomic
def confirm_many(user: User, page: ConsultationPage, chosen: QuerySet[Opinion], mark: str) -> int:
    """The head of the unit confirms every drafted verdict of a group. Raises as above."""
    require_running(page)
    units = access.units_headed(user)
    if not units:
        raise PermissionDenied("由研究单位的科室负责人确认，您目前不在这个岗位上。")
    drafted = responsible(page, units) & Q(confirmed_at=None) & ~Q(verdict="")
    number = _write_many(chosen, mark, only=drafted, confirmed_by=user, confirmed_at=timezone.now())
    if not number:
        raise ValidationError("所选意见中没有您可以确认的：还没有拟办，或者由其他科室研究。")
    return _told_many(page, user, number, "确认采纳情况")


def require_running(page: ConsultationPage) -> None:
    """What is public was signed; the ledger behind it stays as it was. Raises ValidationError."""
    if ConsultationCourse.objects.filter(page=page, results_on__isnull=False).exists():
        raise ValidationError("征集结果已经公布，台账不能再改动；确需更正的，请先办理撤下或者更正。")


def require_good(verdict: str, reason: str) -> None:
    """Raises ValidationError by field."""
    field, words = refusal_of(verdict, reason)
    if words:
        raise ValidationError({field: words})


def _require_manager(user: User, page: ConsultationPage) -> None:
    require_running(page)
    if access.may_manage(user, page) is None:
        raise PermissionDenied(NOT_MANAGER)


def _fresh(opinion: Opinion) -> Opinion:
    """As it is now: who may act depends on the unit it is assigned to at this moment."""
    rows = Opinion.objects.without_personal_data().select_related("consultation")
    return rows.get(pk=opinion.pk)


def _write(opinion: Opinion, version: int, **fields: Any) -> None:
    same = Opinion.objects.standing().filter(pk=opinion.pk, version=version)
    if same.update(version=F("version") + 1, **fields):
        return
    if Opinion.objects.filter(pk=opinion.pk, withdrawn_at__isnull=False).exists():
        raise ValidationError("这条意见已由提出人撤回，不必再办。")
    theirs = Q(opinion=opinion) | Q(opinion=None, consultation=opinion.consultation_id)
    last = LedgerEvent.objects.filter(theirs).select_related("by").first()
    who = f"刚由{last.by.get_full_name()}办理（{last.words}）" if last else "刚有变化"
    raise ValidationError(f"这条意见{who}，您填写的内容没有写入，也没有覆盖对方的内容。请核对后再提交。")


def _write_many(chosen: QuerySet[Opinion], mark: str, only: Q | None = None, **fields: Any) -> int:
    rows = Opinion.objects.filter(pk__in=chosen.order_by().values("pk"))
    # Nobody changes them between the comparison and the writing.
    len(rows.order_by("pk").select_for_update().values_list("pk"))
    if mark_of(rows) != mark:
        raise ValidationError(CHANGED)
    return rows.filter(only or Q()).standing().update(version=F("version") + 1, **fields)


def _told(opinion: Opinion, user: User, words: str) -> Opinion:
    LedgerEvent.objects.create(
        consultation_id=opinion.consultation_id, opinion=opinion, words=words[:300], by=user
    )
    opinion.refresh_from_db()
    return opinion


def _told_many(page: ConsultationPage, user: User, number: int, words: str) -> int:
    if number:
        LedgerEvent.objects.create(consultation=page, number=number, words=words[:300], by=user)
    return number
