"""What happens to a consultation: it opens, its period changes, its results come. Refusals are in Chinese."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, User
from foundation.secrecy.access import acting, names

from . import duties
from .access import APPROVERS, SECRECY_APPROVERS
from .course_models import Asked, ConsultationCourse, PeriodChange, SecrecyException
from .enums import ChangeKind, Part, State
from .models import ConsultationPage
from .signals import course_changed

ASKERS = frozenset({PostKind.EDITOR, PostKind.UNIT_HEAD})


def settle_course(page: ConsultationPage) -> ConsultationCourse | None:
    """Let the dates that hold follow a publication or takedown. None for what was never public."""
    course = ConsultationCourse.objects.filter(page=page).first()
    if course is None and page.live and page.opens_on and page.closes_on:
        # Signed late, it cannot have been open before anybody could read it.
        opens_on = max(page.opens_on, page.public_date or timezone.localdate())
        course = ConsultationCourse.objects.create(
            page=page, opens_on=opens_on, closes_on=max(page.closes_on, opens_on)
        )
    if course:
        course.page = page
        duties.settle(course)
        course_changed.send(ConsultationCourse, course=course)
    return course


@transaction.atomic
def ask_for_change(
    page: ConsultationPage, kind: str, closes_on: dt.date, reason: str, by: User
) -> PeriodChange:
    """Ask to move the last day. A leader decides (``decide_change``); nothing changes until then."""
    _require(acting(by, ASKERS, page.body_id, page.unit_id), "责任科室的编辑和负责人", "申请变更征集期限")
    course = _locked(page)
    reason = _words(reason, "请写明延长或者提前结束的理由，理由将在公告中公布。")
    _check_change(course, kind, closes_on)
    if PeriodChange.objects.filter(page=page, decided_at=None).exists():
        raise ValidationError("已有一项期限变更等待批准，请先办理。")
    return PeriodChange.objects.create(
        page=page, kind=kind, before=course.closes_on, closes_on=closes_on, reason=reason, asked_by=by
    )


@transaction.atomic
def decide_change(change: PeriodChange, approve: bool, note: str, by: User) -> PeriodChange:
    """Approved, the new last day holds at once and is shown with its reason."""
    change = PeriodChange.objects.select_for_update().select_related("page").get(pk=change.pk)
    course = _locked(change.page)
    if approve and change.is_open:
        # Time may have passed since it was asked for.
        _check_change(course, change.kind, change.closes_on)
    _decide(change, approve, note, acting(by, APPROVERS, change.page.body_id), APPROVERS, by)
    if approve:
        course.closes_on = change.closes_on
        course.save(update_fields=["closes_on"])
        course_changed.send(ConsultationCourse, course=course)
    return change


def _check_change(course: ConsultationCourse, kind: str, closes_on: dt.date) -> None:
    today = timezone.localdate()
    if not course.page.live or course.state(today) not in (State.UPCOMING, State.OPEN):
        raise ValidationError("征集已经结束，不能再变更期限；确需继续听取意见的，请另发公告。")
    if kind == ChangeKind.EXTENDED and closes_on <= course.closes_on:
        raise ValidationError(f"延长后的截止日期应在{course.closes_on}之后。")
    if kind == ChangeKind.EARLY and not max(today, course.opens_on) <= closes_on < course.closes_on:
        raise ValidationError(
            f"提前结束的日期应不早于{max(today, course.opens_on)}、早于{course.closes_on}，请核对。"
        )


@transaction.atomic
def ask_for_secrecy(
    page: ConsultationPage, part: str, reason: str, legal_basis: str, by: User
) -> SecrecyException:
    """Ask to keep a part of the consultation, or all of it, from the public (应当保密的除外, R-104)."""
    _require(acting(by, ASKERS, page.body_id, page.unit_id), "责任科室的编辑和负责人", "申请不公开")
    reason = _words(reason, "请写明不公开的理由（不得写入涉密内容）。")
    legal_basis = _words(legal_basis, "请写明法律依据，如《中华人民共和国政府信息公开条例》第十四条。")
    same = SecrecyException.objects.filter(page=page, part=part).exclude(approved=False)
    if same.exists():
        raise ValidationError(f"“{Part(part).label}”已经申请过，不必重复。")
    return SecrecyException.objects.create(
        page=page, part=part, reason=reason, legal_basis=legal_basis, asked_by=by
    )


@transaction.atomic
def decide_secrecy(asked: SecrecyException, approve: bool, note: str, by: User) -> SecrecyException:
    """The approver and the post are kept with the reason."""
    asked = SecrecyException.objects.select_for_update().select_related("page").get(pk=asked.pk)
    post = acting(by, SECRECY_APPROVERS, asked.page.body_id)
    _decide(asked, approve, note, post, SECRECY_APPROVERS, by)
    return asked


def _decide(
    asked: Asked, approve: bool, note: str, post: Appointment | None, who: frozenset[PostKind], by: User
) -> None:
    """Nobody decides what he asked for, and nobody decides twice."""
    _require(post, names(who), "批准")
    if not asked.is_open:
        raise ValidationError("该申请已经办理，请刷新页面查看结果。")
    if asked.asked_by_id == by.pk:
        raise PermissionDenied("不能批准自己提出的申请。")
    if not approve:
        note = _words(note, "不批准的，请写明意见。")
    asked.decided_by, asked.decided_at, asked.approved = by, timezone.now(), approve
    asked.decided_as, asked.decision_note = (post.post.title if post else "")[:80], note.strip()[:300]
    asked.save()


@transaction.atomic
def results_published(page: ConsultationPage, results_page: Page, on: dt.date) -> ConsultationCourse:
    """The results became public on that day: the state is 结果已公布 and the duty is met.

    Called by the results page when it goes live; refused while the consultation is still open.
    """
    course = _locked(page)
    if course.state() in (State.UPCOMING, State.OPEN):
        raise ValidationError(f"征集到{course.closes_on}24时才结束，结束前不能公布结果。")
    course.results_on, course.results_page = on, results_page
    course.save(update_fields=["results_on", "results_page"])
    # From here the period runs after which personal data is deleted.
    page.opinions.filter(closed_at=None).update(closed_at=timezone.now())
    duties.settle(course)
    course_changed.send(ConsultationCourse, course=course)
    return course


@transaction.atomic
def results_withdrawn(page: ConsultationPage) -> ConsultationCourse:
    """The results page was taken down: they are owed again."""
    course = _locked(page)
    course.results_on = course.results_page = None
    course.save(update_fields=["results_on", "results_page"])
    page.opinions.update(closed_at=None)
    duties.settle(course)
    course_changed.send(ConsultationCourse, course=course)
    return course


def _locked(page: ConsultationPage) -> ConsultationCourse:
    course = ConsultationCourse.objects.select_for_update().filter(page_id=page.pk).first()
    if course is None:
        raise ValidationError("公告尚未公开，没有可以变更的征集期限。请直接修改公告中的日期。")
    course.page = page
    return course


def _require(post: Appointment | None, who: str, what: str) -> None:
    if post is None:
        raise PermissionDenied(f"只有{who}可以{what}。")


def _words(words: str, refusal: str) -> str:
    if not words.strip():
        raise ValidationError(refusal)
    return words.strip()
