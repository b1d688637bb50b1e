"""The steps of a case as screens offer them: what is asked, which service does it, who is offered it, when."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from foundation.organisations.models import User
from foundation.organisations.selectors import appointments_of
from foundation.secrecy.access import acting

from . import access, case_forms, consultation_forms, desk_proposals, excess_forms, services
from .desk_selectors import RECEIVED_STATES
from .enums import OPEN_STATES, ConsultedKind, State
from .models import Case, Consultation, ReasonRequest
from .panels import address_of
from .selectors import was_asked_to_supplement
from .states import STEPS, Actor, Step, steps_from
from .transfer_models import Transfer

# What the work of each state is.
USUAL_NEXT = frozenset({"confirm", "accept", "supplement", "go_on", "paid", "submit", "deliver", "supply"})
# What seldom happens stands folded below the rest.
SELDOM = frozenset(
    {"withdraw", "merge", "split", "transfer", "give_to", "correct_receipt", "suspend", "propose_suspension"}
)
CLOCK_RUNS = STEPS["extend"].sources
GIVEN_STATES = tuple(state for state in RECEIVED_STATES if state != State.REGISTERED)
# What officers do besides the steps that move a case on.
BESIDE = {
    step.key: step
    for step in (
        Step("give_to", "改交科室", GIVEN_STATES, None, (Actor.OFFICE,),
             "改由其他科室或者经办人承办，期限不变", "新的承办人"),
        Step("review", "详审", (State.HANDLING, State.CONSULTING), None, (Actor.OFFICE, Actor.UNIT),
             "记录是否涉密、是否须经批准、是否涉及第三方；征求意见、取得批准前不能送审答复", "", "条例第十七条"),
        Step("check_identity", "身份核验无误", OPEN_STATES, None, (Actor.OFFICE,),
             "记录核验人和日期", ""),
        Step("correct_receipt", "更正收到日期", RECEIVED_STATES, None, (Actor.OFFICE,),
             "收到申请之日和各项期限按更正后的日期重新计算，原日期留在记录中", "", "条例第三十一条"),
        Step("ask_extension", "提请延期", CLOCK_RUNS, None, (Actor.OFFICE, Actor.UNIT),
             "报政府信息公开工作机构负责人同意；同意后生成延期告知书", "工作机构负责人", "条例第三十三条"),
        Step("propose_supplement", "提请再次补正", STEPS["ask_supplement"].sources, None, (Actor.OFFICE,),
             "补正应当一次性告知；再次补正须负责人同意后告知", "工作机构负责人", "条例第三十条"),
        Step("propose_suspension", "提请中止期限", STEPS["suspend"].sources, None, (Actor.OFFICE, Actor.UNIT),
             "报负责人同意后中止期限", "工作机构负责人", "R-181"),
        Step("take_over", "办理交接", OPEN_STATES, None, (Actor.OFFICE,),
             "确认收到移交的申请和材料，收到申请之日不变", "", "R-191"),
        Step("report", "报送办理结果", (State.SIGNED, State.SUPPLYING, State.CLOSED), None, (Actor.OFFICE,),
             "记录向移交机关报送的结果", "移交机关", "R-191"),
    )
}  # fmt: skip


def always(case: Case) -> bool:
    return True


def may_ask_extension(case: Case) -> bool:
    """Not asked yet, or refused."""
    extension = getattr(case, "extension", None)
    return extension is None or extension.is_granted is False


def reason_asked(case: Case) -> ReasonRequest | None:
    """What the applicant was asked because of number or frequency."""
    return getattr(case, "reason_asked", None)


def _handed_in(case: Case) -> list[Transfer]:
    return [one for one in case.transfers.all() if one.to_body_id == case.body_id]


def _take_over(case: Case, *, by: User) -> Transfer:
    return services.take_over(next(one for one in _handed_in(case) if one.taken_on is None), by=by)


def _report(case: Case, *, by: User, words: str, on: dt.date) -> Transfer:
    handed = next(one for one in _handed_in(case) if one.wants_report and one.reported_on is None)
    return services.report(handed, by=by, words=words, on=on)


def _supplement(case: Case, *, by: User, text: str, file: UploadedFile | None, on: dt.date) -> Case:
    return services.supplement(case, text=text, files=[file] if file else [], on=on, by=by)


def _delivered(
    consultation: Consultation, *, by: User, on: dt.date, proof: UploadedFile | None
) -> Consultation:
    kept = services.keep_file(consultation.case, "送达凭证", proof, by) if proof else None
    return services.delivered(consultation, on=on, proof=kept, by=by)


@dataclass(frozen=True, slots=True)
class Act:
    """One step with its form and service; ``when`` says more than the state does about whether it makes sense.

    ``record`` is the step of the event that it leaves, where that is not its own key.
    """

    step: Step
    form: type[case_forms.CaseForm]
    service: Callable[..., Any]
    when: Callable[[Case], bool] = always
    record: str = ""


ACTS: dict[str, Act] = {
    act.step.key: act
    for act in (
        Act(STEPS["confirm"], case_forms.ConfirmForm, services.confirm),
        Act(STEPS["accept"], case_forms.AcceptForm, services.accept),
        Act(
            STEPS["ask_supplement"], case_forms.SupplementNoticeForm, services.ask_supplement,
            lambda case: not was_asked_to_supplement(case),
        ),
        Act(
            BESIDE["propose_supplement"], case_forms.SupplementNoticeForm, desk_proposals.propose_supplement,
            was_asked_to_supplement, desk_proposals.PROPOSED,
        ),
        Act(STEPS["supplement"], case_forms.SupplementForm, _supplement),
        Act(STEPS["abandon"], case_forms.DayForm, services.abandon),
        Act(
            STEPS["ask_reason"], excess_forms.AskReasonForm, services.ask_reason,
            lambda case: reason_asked(case) is None,
        ),
        Act(
            STEPS["give_reason"], excess_forms.GiveReasonForm, services.give_reason,
            lambda case: getattr(reason_asked(case), "is_open", False),
        ),
        Act(
            STEPS["judge_reason"], excess_forms.JudgeReasonForm, services.judge_reason,
            lambda case: getattr(reason_asked(case), "may_be_judged", False),
        ),
        Act(
            STEPS["delay"], excess_forms.DelayForm, services.delay,
            lambda case: getattr(reason_asked(case), "may_be_delayed", False),
        ),
        Act(STEPS["consult"], consultation_forms.ConsultForm, services.consult),
        Act(BESIDE["review"], case_forms.ReviewForm, services.review),
        Act(BESIDE["ask_extension"], case_forms.ExtensionForm, services.ask_extension, may_ask_extension),
        Act(
            BESIDE["propose_suspension"], case_forms.SuspendForm, desk_proposals.propose_suspension,
            record=desk_proposals.PROPOSED,
        ),
        Act(STEPS["suspend"], case_forms.SuspendForm, services.suspend),
        Act(STEPS["go_on"], case_forms.GoOnForm, services.go_on),
        Act(BESIDE["give_to"], case_forms.GiveForm, services.give_to),
        Act(
            BESIDE["check_identity"], case_forms.CaseForm, services.check_identity,
            lambda case: case.identity_checked_on is None,
        ),
        Act(BESIDE["correct_receipt"], case_forms.ReceiptForm, services.correct_receipt),
        Act(STEPS["split"], case_forms.SplitForm, services.split, lambda case: len(case.items.all()) > 1),
        Act(STEPS["merge"], case_forms.MergeForm, services.merge, lambda case: bool(case.applicant_key)),
        Act(STEPS["transfer"], case_forms.TransferForm, services.transfer),
        Act(
            BESIDE["take_over"], case_forms.CaseForm, _take_over,
            lambda case: any(one.taken_on is None for one in _handed_in(case)), "transferred_in",
        ),
        Act(
            BESIDE["report"], case_forms.ReportForm, _report,
            lambda case: any(one.wants_report and one.reported_on is None for one in _handed_in(case)),
        ),
        Act(STEPS["withdraw"], case_forms.WithdrawForm, services.withdraw),
        Act(STEPS["correct"], case_forms.CorrectForm, services.correct_answer),
    )
}  # fmt: skip


def actors_of(case: Case, user: User) -> frozenset[Actor]:
    """In which parts the user may act on this case. One query."""
    held = appointments_of(user)
    posts = {Actor.OFFICE: access.OFFICE, Actor.UNIT: access.WRITERS, Actor.HEAD: access.HEAD}
    return frozenset(
        actor for actor, kinds in posts.items() if acting(user, kinds, case.body_id, case.unit_id, held)
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: the step, where it leads (name of an address that takes the case's number), in which state."""

    step: Step
    address: str
    state: State

    @property
    def is_main(self) -> bool:
        """Whether it is what usually comes next: before the acceptance that is not yet an answer."""
        is_early = self.step.key == "submit" and self.state == State.REGISTERED
        return self.step.key in USUAL_NEXT and not is_early

    @property
    def is_seldom(self) -> bool:
        return self.step.key in SELDOM


def offered(case: Case, actors: frozenset[Actor]) -> list[Offer]:
    """What these actors may do now, what usually comes next first; else in the order of the table.

    No query for a case that ``case_selectors.page_of`` has read.
    """
    state = State(case.state)
    possible = [step for step in steps_from(state) if actors & set(step.actors)]
    found = [
        Offer(step, address_of(step.key), state)
        for step in possible
        if address_of(step.key) or (step.key in ACTS and ACTS[step.key].when(case))
    ]
    beside = [
        ACTS[step.key] for step in BESIDE.values() if case.state in step.sources and actors & set(step.actors)
    ]
    # Whoever consents needs to ask nobody.
    if Actor.HEAD in actors:
        beside = [act for act in beside if act.step.key != "propose_suspension"]
    found += [Offer(act.step, "", state) for act in beside if act.when(case)]
    return sorted(found, key=lambda offer: not offer.is_main)


def _is_over(one: Consultation) -> bool:
    """Whether nobody need wait any longer: third parties and joint makers have a period from their receipt on."""
    if one.closed_on is not None:
        return False
    if one.kind in (ConsultedKind.THIRD_PARTY, ConsultedKind.JOINT_MAKER):
        return one.due_on is not None and one.due_on < timezone.localdate()
    return True


@dataclass(frozen=True, slots=True)
class ConsultationAct:
    """What can be done with one party asked; ``record`` is the step of the event that it leaves."""

    key: str
    record: str
    label: str
    effect: str
    form: type[case_forms.CaseForm]
    service: Callable[..., Any]
    when: Callable[[Consultation], bool]

    @property
    def is_main(self) -> bool:
        """Whether it is what usually comes next."""
        return self.key in ("delivered", "replied", "judge", "told")


CONSULTATION_ACTS: dict[str, ConsultationAct] = {
    act.key: act
    for act in (
        ConsultationAct(
            "delivered", "receive_consultation", "记录送达", "对方的答复期限自收到之日的次日起算",
            consultation_forms.DeliveredForm, _delivered,
            lambda one: one.closed_on is None and one.delivered_on is None and one.kind != ConsultedKind.UNIT,
        ),
        ConsultationAct(
            "replied", "reply_consultation", "登记意见", "全部意见收到后，答复期限恢复计算",
            consultation_forms.RepliedForm, services.replied,
            lambda one: one.closed_on is None,
        ),
        ConsultationAct(
            "lapse", "lapse_consultation", "期满未答复",
            "第三方未答复的由本机关决定，不视为同意；共同制作机关未答复的视为同意（条例第三十四条）",
            case_forms.CaseForm, services.lapse,
            _is_over,
        ),
        ConsultationAct(
            "judge", "judge", "认定", "记录本机关对不同意见或者未答复的认定，作为答复的依据（条例第三十二条）",
            consultation_forms.JudgeForm, services.judge,
            lambda one: one.waits_for_decision,
        ),
        ConsultationAct(
            "overrule", "overrule", "公共利益决定",
            "记录认定不公开会对公共利益造成重大影响的决定，生成给第三方的决定公开告知书；告知之前不得公开",
            consultation_forms.OverruleForm, services.overrule, services.may_be_overruled,
        ),
        ConsultationAct(
            "told", "tell_third_party", "记录告知第三方",
            "决定公开告知书送达第三方后，才能作出公开的答复（条例第三十二条）",
            consultation_forms.ToldForm, services.told,
            lambda one: one.overruled_on is not None and one.told_on is None,
        ),
    )
}  # fmt: skip


def consultation_acts(consultation: Consultation, actors: frozenset[Actor]) -> list[ConsultationAct]:
    """What these actors may do with it now."""
    if not actors & {Actor.OFFICE, Actor.UNIT} or consultation.case.state == State.CLOSED:
        return []
    return [act for act in CONSULTATION_ACTS.values() if act.when(consultation)]
