"""After publication: re-check, new evidence, close-out with what it leaves to accountability or the police (R-134)."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.rules.parameters import value
from foundation.secrecy.access import acting, names

from .access import DECIDERS, decider
from .duties import DECIDE, RECHECK, drop_recheck, meet_recheck, plan_recheck, start_clock, stop_clock
from .enums import CaseState, EventKind, HandedTo, Helped
from .models import RumourCase
from .page_models import ClarificationPage
from .parameters import RECHECK_DAYS
from .record_models import CloseOut, HandedOn
from .reports import end_reports
from .services import locked, record, require_handler, require_reason

# Who follows up what is handed on.
FOLLOWING = frozenset({PostKind.SUPERVISOR, *DECIDERS})


@transaction.atomic
def page_public(page: ClarificationPage) -> None:
    """A clarification went live: the matter is decided and clarified, and looked at again after some days."""
    # A later correction of the page changes nothing about a matter that is done.
    for case in RumourCase.objects.filter(page=page).exclude(
        state__in=[CaseState.CLARIFIED, CaseState.CLOSED]
    ):
        case = locked(case)
        record(case, EventKind.PUBLISHED, f"《{page.title}》已公开", None)
        case.decided_at = case.decided_at or timezone.now()
        case.save(update_fields=["decided_at"])
        stop_clock(case, None)
        days = value(RECHECK_DAYS.key, case.body)
        plan_recheck(case, timezone.localdate() + dt.timedelta(days=days), None)


@transaction.atomic
def page_gone(page: ClarificationPage) -> None:
    """A clarification was taken down: the public has none any more."""
    for case in RumourCase.objects.filter(page=page, state__in=[CaseState.CLARIFIED, CaseState.CLOSED]):
        case = locked(case)
        record(case, EventKind.TAKEN_DOWN, f"《{page.title}》已撤下", None)
        drop_recheck(case, "澄清已撤下", None)


@transaction.atomic
def recheck(
    case: RumourCase, user: User, *, found: str, words: str, next_on: dt.date | None = None
) -> RumourCase:
    """复查: effective, still spread, or changed; the latter two reopen the matter. Raises ValidationError."""
    case = locked(case)
    require_handler(case, user)
    words = require_reason("words", words, "复查情况")
    if next_on and next_on <= timezone.localdate():
        raise ValidationError({"next_on": "下次复查日期应在今天之后。"})
    record(case, EventKind.RECHECKED, f"{Helped(found).label}。{words}", user)
    meet_recheck(case, user)
    if found != Helped.CALM:
        return reopen(case, user, reason=f"复查：{Helped(found).label}")
    if next_on:
        plan_recheck(case, next_on, user, "上次复查")
    return case


@transaction.atomic
def reopen(case: RumourCase, user: User | None, *, reason: str) -> RumourCase:
    """New evidence, “没有帮助”, or a re-check: the matter is verified anew, with a clock of its own."""
    case = locked(case)
    if user is not None:
        require_handler(case, user)
        reason = reason.strip()
        if len(reason) < 5:
            raise ValidationError({"reason": "请写明新的证据或者情况。"})
    record(case, EventKind.REOPENED, reason, user)
    case.result, case.course = "", ""
    case.save(update_fields=["result", "course"])
    drop_recheck(case, "重新办理", user)
    now = timezone.now()
    start_clock(case, user, now, period=f"重办{timezone.localtime(now):%m%d%H%M%S}")
    return case


@transaction.atomic
def close(
    case: RumourCase,
    user: User,
    *,
    timeliness: str,
    omissions: str = "",
    harm_done: str = "",
    police: bool = False,
    police_facts: str = "",
) -> CloseOut:
    """办结 with the form of R-134. A late first decision makes a proposal for 追责 by itself.

    Raises PermissionDenied, ValidationError.
    """
    case = locked(case)
    if decider(case, user) is None:
        raise PermissionDenied(f"由{names(DECIDERS)}办结，您目前不在这些岗位上。")
    if not timeliness.strip():
        raise ValidationError({"timeliness": "请写明处置是否及时；超时的写明原因。"})
    if police and not police_facts.strip():
        raise ValidationError({"police_facts": "移送公安机关的，请写明事实。"})
    record(case, EventKind.CLOSED, f"办结。{timeliness.strip()}", user)
    first = Duty.objects.of(case, DECIDE).order_by("pk").first()
    closing = CloseOut.objects.create(
        case=case,
        was_late=bool(first and first.is_late),
        hours=_hours_used(case),
        timeliness=timeliness.strip(),
        omissions=omissions.strip(),
        harm_done=harm_done.strip(),
        by=user,
    )
    end_reports(case)
    if closing.was_late:
        limit = first.length if first else 0
        facts = f"首次处置决定用时{closing.hours}小时，超过规定期限{limit}小时。{timeliness.strip()}"
        _hand_on(closing, user, HandedTo.ACCOUNTABILITY, facts, by_system=True)
    if police:
        _hand_on(closing, user, HandedTo.POLICE, police_facts.strip(), by_system=False)
    return closing


def _hours_used(case: RumourCase) -> int:
    used = (case.decided_at or timezone.now()) - case.discovered_at
    return max(0, int(used.total_seconds() // 3600))


def _hand_on(closing: CloseOut, user: User, to: str, facts: str, *, by_system: bool) -> HandedOn:
    handed = HandedOn.objects.create(closing=closing, to=to, facts=facts, by_system=by_system)
    record(closing.case, EventKind.HANDED_ON, f"{HandedTo(to).label}：{facts}", user)
    return handed


@transaction.atomic
def settle(handed: HandedOn, user: User, *, receiver: str, reference: str, outcome: str) -> HandedOn:
    """What became of a proposal or a referral to the police. Raises PermissionDenied, ValidationError."""
    case = locked(handed.closing.case)
    handed = HandedOn.objects.select_for_update().get(pk=handed.pk)
    if acting(user, FOLLOWING, case.body_id, case.unit_id) is None:
        raise PermissionDenied("由主责单位或者主管部门监督员登记结果。")
    if not receiver.strip() or not outcome.strip():
        raise ValidationError({"outcome": "请写明接收机关和结果。"})
    handed.receiver, handed.reference, handed.outcome = receiver.strip(), reference.strip(), outcome.strip()
    handed.settled_at, handed.settled_by = timezone.now(), user
    handed.save()
    record(
        case,
        EventKind.HANDED_ON,
        f"{handed.get_to_display()}结果（{handed.receiver}）：{handed.outcome}",
        user,
    )
    return handed


def recheck_due(case: RumourCase) -> Duty | None:
    """The open re-check."""
    return Duty.objects.open().of(case, RECHECK).order_by("due_on").first()
