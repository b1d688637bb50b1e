"""What is done about a finding: assessment, plan, measures, responses, and its end."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from foundation.duties import services as duties
from foundation.organisations.models import Unit, User
from foundation.signoff.pages import SignedPage

from . import clocks, contingency
from .acting import moved, needed, past_minute, record, taken
from .enums import EventKind, Level, PlanState, ResponseKind, Trend
from .models import Assessment, Evaluation, Finding, HandlingPlan, Measure, Response
from .rules import names_a_person
from .services import change_level
from .states import Step

# One measure as the forms give it: what, by whom, until when.
Asked = tuple[str, Unit | None, dt.date]
_KIND_OF = {
    ResponseKind.FIRST_WORD: clocks.FIRST_WORD,
    ResponseKind.CONFERENCE: clocks.CONFERENCE,
    ResponseKind.RESPONSE: clocks.RESPONSE,
}


@transaction.atomic
def assess(
    finding: Finding,
    user: User,
    *,
    held_at: dt.datetime,
    attendees: str,
    level: str,
    trend: str,
    opinion: str,
    needs_response: bool = True,
    measures: list[Asked] | None = None,
) -> Assessment:
    """Keep what a meeting judged; another level than before sets the clocks anew. Raises as ``taken``."""
    finding = taken(finding, Step.ASSESS, user)
    held_at = past_minute(held_at, "研判时间", "held_at")
    if trend not in Trend.values or level not in Level.values:
        raise ValidationError({"trend": "请选择走势和级别。"})
    attendees = needed(attendees, "参加人员", "attendees")
    opinion = needed(opinion, "研判意见", "opinion", 5)
    if level != finding.level:
        change_level(finding, user, level, "研判调整")
    if finding.is_grave and not needs_response:
        raise ValidationError({"needs_response": "重大以上舆情须公开回应，不能登记为不需回应。"})
    made = Assessment.objects.create(
        finding=finding, held_at=held_at, attendees=attendees, level=level, trend=trend, opinion=opinion,
        needs_response=needs_response, by=user,
    )  # fmt: skip
    moved(finding, Step.ASSESS)
    finding.save(update_fields=["state"])
    clocks.meet(finding, clocks.ASSESS, user)
    if not needs_response:
        clocks.stop(finding, clocks.PUBLIC_KINDS, "研判不需公开回应", user)
    elif not finding.responses.exists():
        for kind in clocks.public_kinds(finding.level):
            clocks.start(finding, kind, finding.known_at, user)
    _add_measures(finding, measures or [], user, assessment=made)
    words = f"{made}；{attendees}；{'需要公开回应' if needs_response else '不需公开回应'}"
    record(finding, EventKind.ASSESSED, words, user)
    return made


def _add_measures(finding: Finding, asked: list[Asked], user: User, **of: Any) -> None:
    """Each measure is a duty with its day."""
    for words, unit, due_on in asked:
        if due_on < timezone.localdate():
            raise ValidationError({"measures": f"“{words}”的完成期限{due_on}已过，请核对。"})
        measure = Measure.objects.create(
            finding=finding, words=needed(words, "措施", "measures"), unit=unit, due_on=due_on, **of
        )
        _open_measure(measure, user)


def _open_measure(measure: Measure, user: User) -> None:
    finding = measure.finding
    unit = measure.unit or finding.handling_unit or finding.unit
    duties.open_duty(
        clocks.MEASURE,
        subject=measure,
        label=f"舆情{finding.number}处置措施",
        body=unit.body if unit else finding.body,
        unit=unit,
        due_on=measure.due_on,
        url=reverse("monitoring:finding", args=[finding.pk]),
        by=user,
    )


@transaction.atomic
def submit_plan(
    finding: Finding, user: User, *, measures: list[Asked] | None = None, **data: Any
) -> HandlingPlan:
    """Draft the handling plan and ask for approval; its measures become tasks with the approval."""
    finding = taken(finding, Step.PLAN, user)
    current = finding.plans.exclude(state=PlanState.RETURNED).last()
    if current:
        raise ValidationError(f"本件已有{current}，不必再报。")
    words = {
        "measures_words": "处置措施", "statement": "统一口径", "spokesperson": "发言人",
        "channels": "发布渠道", "schedule": "时间安排",
    }  # fmt: skip
    told = {name: needed(str(data.get(name, "")), label, name) for name, label in words.items()}
    chosen = contingency.find(finding.body, str(data.get("contingency_key", "")))
    last = finding.plans.last()
    plan = HandlingPlan.objects.create(
        finding=finding, version=last.version + 1 if last else 1, drafted_by=user,
        contingency=chosen.title if chosen else "", contingency_key=chosen.key if chosen else "", **told,
    )  # fmt: skip
    for text, unit, due_on in measures or []:
        Measure.objects.create(finding=finding, plan=plan, words=text.strip(), unit=unit, due_on=due_on)
    record(finding, EventKind.PLAN_SUBMITTED, f"第{plan.version}版，发言人{plan.spokesperson}", user)
    return plan


@transaction.atomic
def decide_plan(plan: HandlingPlan, user: User, *, agreed: bool, words: str) -> HandlingPlan:
    """Approve: tasks open, the features' links are kept, the contingency plan starts. Or return it."""
    finding = taken(plan.finding, Step.APPROVE if agreed else Step.RETURN, user)
    plan = HandlingPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != PlanState.SUBMITTED:
        raise ValidationError(f"该方案{plan.get_state_display()}，不必再批。")
    if plan.drafted_by_id == user.pk:
        raise PermissionDenied("拟稿人不能批准自己的方案。")
    plan.decision_words = words.strip() if agreed else needed(words, "退回理由", "words")
    plan.state = PlanState.APPROVED if agreed else PlanState.RETURNED
    plan.decided_by, plan.decided_at = user, timezone.now()
    if agreed:
        _carry_out(finding, plan, user)
    plan.save()
    kind = EventKind.PLAN_APPROVED if agreed else EventKind.PLAN_RETURNED
    record(finding, kind, plan.decision_words or "同意", user)
    return plan


def _carry_out(finding: Finding, plan: HandlingPlan, user: User) -> None:
    plan.links = contingency.links_for(finding)
    if plan.contingency_key:
        started = contingency.activate(finding, plan.contingency_key, user)
        plan.links = [*plan.links, *([started] if started else [])]
    for measure in plan.measures.select_related(
        "finding__handling_unit__body", "finding__unit__body", "unit"
    ):
        _open_measure(measure, user)
    moved(finding, Step.APPROVE)
    finding.save(update_fields=["state"])


@transaction.atomic
def finish_measure(measure: Measure, user: User, *, words: str) -> Measure:
    """Say that a measure is done. A second click changes nothing."""
    finding = taken(measure.finding, Step.MEASURE, user)
    measure = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if measure.done_at:
        return measure
    if measure.plan and measure.plan.state != PlanState.APPROVED:
        raise ValidationError("所属处置方案尚未批准，不能填报完成。")
    measure.done_words = needed(words, "完成情况", "words")
    measure.done_at, measure.done_by = timezone.now(), user
    measure.save()
    duties.meet_for(clocks.MEASURE, subject=measure, by=user)
    record(finding, EventKind.MEASURE_DONE, f"{measure.words}：{measure.done_words}", user)
    return measure


@transaction.atomic
def link_response(finding: Finding, user: User, *, page: Page, kind: str) -> Response:
    """Join a page of the site that answers; its clock is met at the moment the page became public.

    A page that is still in its chain is linked as planned. The page is told nothing. Raises as ``taken``.
    """
    finding = taken(finding, Step.LINK, user)
    specific = page.specific
    if not isinstance(specific, SignedPage):
        raise ValidationError({"page": "请选择经审签发布的页面，如澄清、新闻稿或者政府信息。"})
    if kind not in ResponseKind.values:
        raise ValidationError({"kind": "请选择回应类别。"})
    known = finding.responses.filter(page_id=page.pk, kind=kind).first()
    if known:
        return known
    made = Response.objects.create(
        finding=finding,
        page_id=page.pk,
        page_title=specific.draft_title or specific.title,
        kind=kind,
        by=user,
    )
    record(finding, EventKind.RESPONSE, str(made), user)
    if specific.live and (at := _answered_at(specific, finding)):
        became_public(made, at)
    return made


def _answered_at(page: SignedPage, finding: Finding) -> dt.datetime | None:
    """When the live page first spoke after the finding was known: its first publication, else its last one.

    Raises ValidationError for what was only published before.
    """
    for at in (page.first_published_at, page.last_published_at):
        if at and at >= finding.known_at:
            return at
    raise ValidationError({"page": "该页面在知悉之前公开，此后没有更新，不能作为本件的回应。"})


def became_public(response: Response, at: dt.datetime) -> None:
    """The linked page is public: meet the clock that this kind of response answers to."""
    if response.published_at:
        return
    response.published_at = at
    response.save(update_fields=["published_at"])
    finding = response.finding
    clocks.meet(finding, _KIND_OF[ResponseKind(response.kind)], None, at=at)
    # Where no first word is asked for, whatever was said first is the response.
    if response.kind == ResponseKind.FIRST_WORD and not finding.is_grave:
        clocks.meet(finding, clocks.RESPONSE, None, at=at)
    record(finding, EventKind.RESPONDED, str(response), None)


def closing_problems(finding: Finding) -> list[str]:
    """All reasons why the finding cannot be closed yet. Four queries."""
    found = []
    if finding.plans.filter(state=PlanState.SUBMITTED).exists():
        found.append("处置方案尚未批准。")
    if finding.is_grave and not finding.plans.filter(state=PlanState.APPROVED).exists():
        found.append("重大以上舆情须有经批准的处置方案。")
    last = finding.assessments.last()
    answered = finding.responses.filter(published_at__isnull=False).exists()
    if not answered and not (last and not last.needs_response):
        found.append("尚无已公开的回应；不需公开回应的，请在研判中写明。")
    in_force = finding.measures.filter(done_at__isnull=True).exclude(plan__state=PlanState.RETURNED)
    if left := in_force.count():
        found.append(f"还有{left}项措施未完成。")
    return found


@transaction.atomic
def close(finding: Finding, user: User, *, words: str) -> Finding:
    """The handling is over; the evaluation is due now (R-145). Raises ValidationError with all reasons."""
    finding = taken(finding, Step.CLOSE, user)
    if problems := closing_problems(finding):
        raise ValidationError(problems)
    finding.closing_words = needed(words, "办结情况", "words", 5)
    finding.closed_at = timezone.now()
    moved(finding, Step.CLOSE)
    finding.save()
    record(finding, EventKind.CLOSED, finding.closing_words, user)
    unit = finding.handling_unit or finding.unit
    duties.open_duty(
        clocks.EVALUATE,
        subject=finding,
        label=f"总结评估：舆情{finding.number}",
        body=unit.body if unit else finding.body,
        unit=unit,
        url=reverse("monitoring:finding", args=[finding.pk]),
        by=user,
    )
    return finding


@transaction.atomic
def evaluate(finding: Finding, user: User, **data: Any) -> Evaluation:
    """Score it and keep the lesson; lessons are read more widely, so that they name nobody."""
    finding = taken(finding, Step.EVALUATE, user)
    if known := Evaluation.objects.filter(finding=finding).first():
        return known
    for name in ("timeliness", "quality", "effect"):
        if not 0 <= data[name] <= 100:
            raise ValidationError({name: "请填0至100的整数。"})
    for name, label in (("summary", "处置总结"), ("topic", "经验主题"), ("lessons", "经验教训")):
        data[name] = needed(data[name], label, name)
    for name in ("topic", "lessons"):
        if number := names_a_person(data[name], timezone.localdate()):
            raise ValidationError({name: f"经验库不得写入{number}，请删去。"})
    data["score"] = round((data["timeliness"] + data["quality"] + data["effect"]) / 3)
    made = Evaluation.objects.create(finding=finding, by=user, **data)
    duties.meet_for(clocks.EVALUATE, subject=finding, by=user)
    record(finding, EventKind.EVALUATED, f"{made.score}分", user)
    return made


@transaction.atomic
def archive(finding: Finding, user: User) -> Finding:
    """Put it away; refused without an evaluation (R-145)."""
    finding = taken(finding, Step.ARCHIVE, user)
    if not Evaluation.objects.filter(finding=finding).exists():
        raise ValidationError("尚未总结评估，不能归档。请先填写评估。")
    moved(finding, Step.ARCHIVE)
    finding.save(update_fields=["state"])
    record(finding, EventKind.ARCHIVED, "归档", user)
    return finding
