"""Steps of handling: verification, referral to the authority, tasks for media authorities, hand-over."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit, User
from foundation.signoff.mails import at_posts, tell

from .access import answering, decider, handler, receiver
from .duties import give_to, stop_clock
from .enums import EventKind, Result, TaskKind
from .models import RumourCase
from .record_models import HandOver, MediaTask, Referral, Verification
from .services import locked, record, require_handler, require_reason


@transaction.atomic
def verify(
    case: RumourCase,
    user: User,
    *,
    result: str,
    evidence: str,
    source: str,
    file: UploadedFile | None = None,
    authority: str = "",
    to_body: Body | None = None,
) -> Verification:
    """核实 with evidence; what is hard to confirm goes to the authority at once (R-128).

    Raises PermissionDenied, ValidationError.
    """
    case = locked(case)
    require_handler(case, user)
    evidence = require_reason("evidence", evidence, "核实依据")
    if not source.strip():
        raise ValidationError({"source": "请写明依据的来源，如出具单位、文件、记录。"})
    if result == Result.UNCERTAIN and not (authority.strip() or to_body):
        raise ValidationError({"authority": "难以确认的须报主管部门，请选择或者填写主管部门。"})
    verification = Verification.objects.create(
        case=case, result=result, evidence=evidence, source=source.strip(), file=file or "", by=user
    )
    record(
        case,
        EventKind.VERIFIED,
        f"核实结果：{Result(result).label}。依据：{evidence}（{source.strip()}）",
        user,
    )
    case.result = Result(result)
    case.save(update_fields=["result"])
    if result == Result.UNCERTAIN:
        refer(case, user, authority=authority, to_body=to_body, question=evidence)
    return verification


@transaction.atomic
def refer(
    case: RumourCase, user: User, *, question: str, authority: str = "", to_body: Body | None = None
) -> Referral:
    """报主管部门: a decision in itself, so that the clock of the first decision ends. One open referral at a time."""
    case = locked(case)
    name = authority.strip() or (to_body.name if to_body else "")
    try:
        with transaction.atomic():
            referral = Referral.objects.create(
                case=case, to_body=to_body, authority=name, question=question, sent_by=user
            )
    except IntegrityError:
        raise ValidationError("已经报主管部门，尚未答复；请先登记答复。") from None
    record(case, EventKind.REFERRED, f"报{name}确认：{question}", user)
    case.decided_at = case.decided_at or timezone.now()
    case.save(update_fields=["decided_at"])
    stop_clock(case, user)
    if to_body:
        people = at_posts([PostKind.OFFICE_REVIEWER], to_body.pk)
        tell(people, f"请确认：{case.number}", f"{case.body}就“{case.claim[:60]}”请求确认：{question}")
    return referral


@transaction.atomic
def answer_referral(referral: Referral, user: User, *, answer: str) -> Referral:
    """What the authority said, by the authority itself or written down by the owner."""
    case = locked(referral.case)
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if handler(case, user) is None and answering(referral.to_body_id, user) is None:
        raise PermissionDenied("由主管部门答复，或者由主责单位登记答复。")
    if referral.answered_at:
        raise ValidationError("已经登记过答复。")
    if not answer.strip():
        raise ValidationError({"answer": "请写明答复内容。"})
    referral.answer, referral.answered_at, referral.answered_by = answer.strip(), timezone.now(), user
    referral.save()
    record(case, EventKind.ANSWERED, f"{referral.authority}答复：{referral.answer}", user)
    return referral


@transaction.atomic
def assign_task(
    case: RumourCase, user: User, *, kind: str, asked: str, authority: str = "", to_body: Body | None = None
) -> MediaTask:
    """Ask an authority in charge of media for something (R-130). Raises PermissionDenied, ValidationError."""
    case = locked(case)
    if handler(case, user) is None and decider(case, user) is None:
        require_handler(case, user)
    name = authority.strip() or (to_body.name if to_body else "")
    if not name:
        raise ValidationError({"authority": "请选择或者填写媒介主管部门。"})
    if not asked.strip():
        raise ValidationError({"asked": "请写明要求。"})
    task = MediaTask.objects.create(
        case=case, to_body=to_body, authority=name, kind=kind, asked=asked.strip(), asked_by=user
    )
    record(case, EventKind.ASKED, f"请{name}{TaskKind(kind).label}：{task.asked}", user)
    if to_body:
        people = at_posts([PostKind.OFFICE_REVIEWER], to_body.pk)
        tell(people, f"交办任务：{case.number}", f"{case.body}请贵机关{TaskKind(kind).label}：{task.asked}")
    return task


@transaction.atomic
def finish_task(task: MediaTask, user: User, *, result: str) -> MediaTask:
    """What came of it. Raises PermissionDenied, ValidationError."""
    case = locked(task.case)
    task = MediaTask.objects.select_for_update().get(pk=task.pk)
    if handler(case, user) is None and answering(task.to_body_id, user) is None:
        raise PermissionDenied("由媒介主管部门反馈，或者由主责单位登记反馈。")
    if task.done_at:
        raise ValidationError("本任务已经反馈过。")
    if not result.strip():
        raise ValidationError({"result": "请写明办理结果。"})
    task.result, task.done_at, task.done_by = result.strip(), timezone.now(), user
    task.save()
    record(case, EventKind.DONE, f"{task.authority}反馈（{task.get_kind_display()}）：{task.result}", user)
    return task


@transaction.atomic
def offer(case: RumourCase, user: User, *, to_unit: Unit, reason: str) -> HandOver:
    """Ask another unit to take the matter; until it accepts, the owner stays and so does the clock (R-127)."""
    case = locked(case)
    require_handler(case, user)
    reason = require_reason("reason", reason, "移交理由")
    if to_unit.pk == case.unit_id:
        raise ValidationError({"to_unit": "接收科室就是现主责科室，请另选。"})
    try:
        with transaction.atomic():
            handover = HandOver.objects.create(
                case=case, to_unit=to_unit, reason=reason[:300], offered_by=user
            )
    except IntegrityError:
        raise ValidationError("已有一项移交等待答复。") from None
    record(case, EventKind.OFFERED, f"拟移交{to_unit}：{reason}。对方接受前仍由{case.owner}主责", user)
    people = at_posts([PostKind.OFFICE_REVIEWER], to_unit.body_id)
    tell(people, f"移交待接收：{case.number}", f"{case.owner}拟将“{case.claim[:60]}”移交{to_unit}：{reason}")
    return handover


@transaction.atomic
def answer_offer(handover: HandOver, user: User, *, accepted: bool, answer: str = "") -> RumourCase:
    """The receiving unit accepts or refuses. Raises PermissionDenied, ValidationError."""
    case = locked(handover.case)
    handover = (
        HandOver.objects.select_for_update(of=("self",)).select_related("to_unit__body").get(pk=handover.pk)
    )
    if receiver(handover.to_unit, user) is None:
        raise PermissionDenied("由接收科室负责人或者接收机关办公室答复。")
    if handover.accepted is not None:
        raise ValidationError("本项移交已经答复过。")
    if not accepted:
        answer = require_reason("answer", answer, "不接受的理由")
    handover.accepted, handover.answer = accepted, answer.strip()[:300]
    handover.answered_by, handover.answered_at = user, timezone.now()
    handover.save()
    if not accepted:
        record(case, EventKind.REFUSED, f"{handover.to_unit}不接受移交：{handover.answer}", user)
        return case
    record(case, EventKind.ACCEPTED, f"由{case.owner}移交{handover.to_unit}，计时继续", user)
    case.unit, case.body, case.person = handover.to_unit, handover.to_unit.body, None
    case.save(update_fields=["unit", "body", "person"])
    give_to(case, f"移交{handover.to_unit}", user)
    return case


@transaction.atomic
def take(case: RumourCase, user: User) -> RumourCase:
    """由我经办: one person of the owner takes it in hand."""
    case = locked(case)
    require_handler(case, user)
    case.person = user
    case.save(update_fields=["person"])
    return case
