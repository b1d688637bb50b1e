"""Read side of the secrecy review."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Body, User
from foundation.rules.parameters import value
from foundation.signoff.file_models import SealedFile
from foundation.workdays.rules import Deadline, WorkCalendar
from foundation.workdays.selectors import load_calendar

from . import access
from .enums import (
    OF_THIRD_PARTIES,
    Choice,
    Determination,
    Question,
    ReferralKind,
    ReferralState,
    ReferralTopic,
    Step,
    ThirdPartyAnswer,
)
from .models import Addressee, Referral, ReferralQuerySet, SecrecyReview
from .release_models import PublicInterestDecision, ThirdPartyConsultation
from .states import LEVELS, OPENERS, TRANSITIONS, refusal, steps_from

# 条例第十七条, when a body has not said whom it asks.
DEFAULT_ADDRESSEES = {
    ReferralTopic.STATE_SECRET: "保密行政管理部门",
    ReferralTopic.BUSINESS: "有关主管部门",
}


def open_referral(page) -> Referral | None:
    """The referral of this page that awaits a decision. One query."""
    if not page.pk:
        return None
    return Referral.objects.open().filter(page_id=page.pk).first()


def last_referral(page) -> Referral | None:
    """The newest referral of this page that was not withdrawn; an open one is always the newest. One query."""
    if not page.pk:
        return None
    rows = Referral.objects.filter(page_id=page.pk).exclude(state=ReferralState.WITHDRAWN)
    return rows.order_by("-pk").first()


def forbids(referral: Referral, page) -> bool:
    """Whether it was decided that exactly this text and these files may not be public as they are."""
    if referral.is_open or referral.determination == Determination.OPEN:
        return False
    return referral.content_digest == page.current_digest()


def addressees(body: Body, topic: str) -> list[str]:
    """Whom a body asks, the first one first (R-053)."""
    own = list(Addressee.objects.filter(body=body, topic=topic).values_list("name", flat=True))
    if own:
        return own
    if topic == ReferralTopic.BUSINESS and body.is_vertical and body.vertical_superior:
        return [body.vertical_superior]
    return [DEFAULT_ADDRESSEES[ReferralTopic(topic)]]


def visible_referrals(user: User) -> ReferralQuerySet:
    """Referrals of the user's bodies and units, newest first."""
    scope = Q(body__in=access.bodies_reached(user, access.READ_REFERRALS)) | Q(
        unit__in=access.units_reached(user)
    )
    return Referral.objects.filter(scope | Q(opened_by=user)).select_related("body", "unit", "opened_by")


def may_see_referral(referral: Referral, user: User) -> bool:
    """Whether the user may read it."""
    return referral.opened_by_id == user.pk or bool(
        access.acting(user, access.READ_REFERRALS, referral.body_id, referral.unit_id)
    )


def opening_refusal(user: User, body_id: int | None, unit_id: int | None, kind: str) -> str:
    """Why this user may not open a referral; empty when the user may."""
    posts = access.HANDLERS if kind == ReferralKind.RECONSIDERATION else OPENERS
    if access.acting(user, posts, body_id, unit_id):
        return ""
    return f"提请确定由本机构的{access.names(posts)}办理，您目前不在这些岗位上。"


def step_refusal(referral: Referral, step: str, user: User) -> str:
    """Why this user may not take this step now; empty when the user may."""
    if why_not := refusal(referral.state, step):
        return why_not
    posts = TRANSITIONS[ReferralState(referral.state), Step(step)].posts
    if step == Step.WITHDRAW:
        return "" if referral.opened_by_id == user.pk else "只有提请人可以撤回。"
    if access.acting(user, posts, referral.body_id, referral.unit_id) is None:
        return f"“{Step(step).label}”由“{access.names(posts)}”办理，您目前不在该岗位上。"
    if step in LEVELS and _took_a_level(referral, step, user):
        return "初审、复审、批准须由不同的人办理，您已办理过本件的其他环节。"
    return ""


def _took_a_level(referral: Referral, step: str, user: User) -> bool:
    """A level already taken, the drafter's question included; a second look at the same level is no other level."""
    here = TRANSITIONS[ReferralState(referral.state), Step(step)].posts
    events = referral.events.filter(person=user, step__in=[*LEVELS, Step.OPEN])
    for event in events:
        if event.step == Step.OPEN:
            return True
        taken = [t.posts for (_, known), t in TRANSITIONS.items() if known == event.step]
        if here not in taken:
            return True
    return False


def steps_for(referral: Referral, user: User) -> list[Step]:
    """What this user may do with it now."""
    return [step for step in steps_from(referral.state) if not step_refusal(referral, step, user)]


def waiting_for(user: User) -> list[Referral]:
    """Referrals in which the user has a step to take, oldest first (待复审)."""
    kinds = {posts for (_, step), t in TRANSITIONS.items() if step != Step.WITHDRAW for posts in t.posts}
    bodies = access.bodies_reached(user, kinds)
    rows = Referral.objects.open().filter(body__in=bodies).select_related("body", "unit", "opened_by")
    return [row for row in rows.order_by("pk") if any(step != Step.WITHDRAW for step in steps_for(row, user))]


@dataclass(frozen=True, slots=True)
class Clock:
    """How long the addressee has (R-067)."""

    deadline: Deadline
    is_extended: bool
    is_overdue: bool

    @property
    def words(self) -> str:
        return self.deadline.explanation


def answer_deadline(calendar: WorkCalendar, referral: Referral) -> Deadline | None:
    """The last day for an answer, extension included; None before receipt is recorded."""
    if referral.received_on is None:
        return None
    # The rules of the day it was received hold to its end.
    days = value("review.referral_days", referral.body_id, referral.received_on)
    return calendar.add_workdays(referral.received_on, days + (referral.extension_days or 0))


def clock_of(referral: Referral, calendar: WorkCalendar | None = None) -> Clock | None:
    """The clock of a referral that was sent and received."""
    deadline = answer_deadline(calendar or load_calendar(), referral)
    if deadline is None or deadline.due is None:
        return None
    until = referral.decided_on or timezone.localdate()
    return Clock(deadline, bool(referral.extension_days), until > deadline.due)


def overdue_referrals(user: User) -> list[tuple[Referral, Clock]]:
    """Sent, and not answered in time: the list for the 主管部门 (R-067)."""
    calendar = load_calendar()
    rows = visible_referrals(user).filter(state=ReferralState.SENT, received_on__isnull=False)
    clocks = [(row, clock_of(row, calendar)) for row in rows]
    return [(row, clock) for row, clock in clocks if clock and clock.is_overdue]


def released_questions(page_id: int | None) -> frozenset[str]:
    """Questions of third parties for which this page may be public. Two queries."""
    if page_id is None:
        return frozenset()
    asked = list(ThirdPartyConsultation.objects.filter(page_id=page_id, closed_reason=""))
    decided = list(PublicInterestDecision.objects.filter(page_id=page_id))
    found = set()
    for question in OF_THIRD_PARTIES:
        letters = [letter for letter in asked if letter.subject == question]
        consented = bool(letters) and all(letter.releases for letter in letters)
        # The newest decision counts.
        last = next((decision for decision in decided if decision.subject == question), None)
        if consented or (last is not None and last.releases):
            found.add(question.value)
    return frozenset(found)


def third_party_obstacles(page_id: int) -> Iterator[str]:
    """What of consultations and decisions keeps a page from the last signature; names nobody. Two queries."""
    decided = list(PublicInterestDecision.objects.filter(page_id=page_id))
    effective = {decision.subject for decision in decided if decision.releases}
    for decision in decided:
        if decision.outcome == Choice.OPEN and decision.notice_sent_on is None:
            yield (
                f"因公共利益公开{decision.get_subject_display()}的决定尚未书面告知权利人，请先发出"
                "《决定公开政府信息告知书》并登记送达。"
            )
    for letter in ThirdPartyConsultation.objects.filter(page_id=page_id, closed_reason=""):
        if letter.releases or letter.subject in effective:
            continue
        subject = letter.get_subject_display()
        if not letter.answer:
            yield f"就{subject}征求权利人意见尚无结果，请登记答复；逾期未答复的，须作出处理决定。"
        elif letter.answer == ThirdPartyAnswer.SILENT and not letter.choice:
            yield f"权利人就{subject}逾期未答复，不等于同意，须由保密审查责任人写明理由作出处理决定。"
        else:
            yield f"权利人不同意公开或已决定不予公开（{subject}），请修改稿件，或者依法作出公共利益决定。"


def third_party_deadline(calendar: WorkCalendar, letter: ThirdPartyConsultation) -> Deadline:
    """The last day for the right holder's answer: counted from receipt, from sending until that is known."""
    begun = letter.received_on or letter.sent_on
    return calendar.add_workdays(begun, value("review.third_party_days", letter.body_id, letter.sent_on))


def visible_consultations(user: User) -> QuerySet[ThirdPartyConsultation]:
    """Letters of the user's bodies, newest first."""
    bodies = access.bodies_reached(user, access.READ_CONSULTATIONS)
    return ThirdPartyConsultation.objects.filter(body__in=bodies).select_related("body", "created_by")


def visible_decisions(user: User) -> QuerySet[PublicInterestDecision]:
    """Public-interest decisions of the user's bodies, newest first."""
    bodies = access.bodies_reached(user, access.READ_CONSULTATIONS)
    return PublicInterestDecision.objects.filter(body__in=bodies).select_related("body")


def files_under_review(revision_id: int) -> list[dict[str, str]]:
    """Title and fingerprint of every file sealed with a revision. One query."""
    rows = SealedFile.objects.filter(revision_id=revision_id).order_by("pk")
    return [{"title": row.title, "sha256": row.sha256} for row in rows]


def reviews_of(page_id: int) -> QuerySet[SecrecyReview]:
    """Signed forms of a page, newest first."""
    return SecrecyReview.objects.filter(page_id=page_id).select_related("seal")


def withheld_as_secret(user: User) -> QuerySet[SecrecyReview]:
    """Forms that call something a state secret, for sampling by the 主管部门 (R-064)."""
    bodies = access.bodies_reached(user, access.READ_INSPECTIONS)
    return (
        SecrecyReview.objects.filter(body__in=bodies)
        .filter(**{f"answers__{Question.STATE_SECRET.value}": "yes"})
        .select_related("body", "seal")
    )


def vacant_posts(day: dt.date | None = None) -> list[tuple[Body, list[str]]]:
    """Bodies without a 保密审查责任人 or 保密复审人 of its own, or with one person in both (R-063). Two queries."""
    held: dict[int, dict[str, set[int]]] = {}
    rows = Appointment.objects.on(day or timezone.localdate()).filter(
        post__kind__in=[PostKind.SECRECY_REVIEWER, PostKind.SECRECY_SECOND], user__is_active=True
    )
    for body_id, kind, user_id in rows.values_list("post__body_id", "post__kind", "user_id"):
        held.setdefault(body_id, {}).setdefault(kind, set()).add(user_id)
    found = []
    for body in Body.objects.order_by("name"):
        posts = held.get(body.pk, {})
        first = posts.get(PostKind.SECRECY_REVIEWER, set())
        second = posts.get(PostKind.SECRECY_SECOND, set())
        lacks = [
            f"缺{kind.label}"
            for kind, people in (
                (PostKind.SECRECY_REVIEWER, first),
                (PostKind.SECRECY_SECOND, second),
            )
            if not people
        ]
        if first and first == second and len(first) == 1:
            lacks.append("初审和复审是同一人，须另有一人")
        if lacks:
            found.append((body, lacks))
    return found
