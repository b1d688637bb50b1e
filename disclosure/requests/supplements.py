"""补正 (条例 30): asked once, with everything that is missing; the clock starts afresh on the reply."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from foundation.duties.enums import PauseCategory
from foundation.duties.models import Duty
from foundation.organisations.models import User
from foundation.submissions import uploads as submissions

from . import access, clocks, telling, writing
from .closing import close_unanswered
from .duties import FIRST_REVIEW
from .enums import Ending, State
from .models import Case, Supplement
from .parameters import SUPPLEMENT_DAYS
from .selectors import was_asked_to_supplement
from .steps import begin, day_between, locked, move, note


@transaction.atomic
def ask_supplement(
    case: Case, *, by: User, asked: Sequence[str], due_on: dt.date | None = None, approver: User | None = None
) -> Supplement:
    """Ask for what is missing, all at once, until ``due_on`` (by default the body's usual period).

    A second time only with the consent of the named head (R-164). After the seventh working day the event says so.
    Raises ValidationError when the time for the answer is over: asking cannot revive it.
    """
    case = begin(case, "ask_supplement", by)
    lines = [text.strip() for text in asked if text.strip()]
    if not lines:
        raise ValidationError({"asked": "请逐项写明需要补正的事项。"})
    _check_consent(case, approver)
    today = timezone.localdate()
    due_on = due_on or clocks.usual_end(case, SUPPLEMENT_DAYS)
    if due_on <= today:
        raise ValidationError({"due_on": f"补正期限（{due_on}）应在今天之后，并为申请人留出合理的时间。"})
    clocks.check_not_over(case, "告知补正")
    is_late = is_too_late(case, today)
    clocks.met(case, today, by, FIRST_REVIEW.key)
    supplement = Supplement(case=case, asked=lines, notified_on=today, due_on=due_on, approver=approver)
    supplement.letter = writing.supplement(supplement, by)
    supplement.save()
    clocks.hold(case, PauseCategory.CORRECTION, "告知补正", today, by)
    move(case, "ask_supplement")
    words = f"需补正{len(lines)}项，{due_on}前" + ("；已超过七个工作日的告知期限" if is_late else "")
    told = f"请在{due_on}前补正：{'；'.join(lines)}。补正后重新计算答复期限；无正当理由逾期不补正的，视为放弃申请。"
    note(
        case, "ask_supplement", words, told=told, by=by, letter=supplement.letter, due_on=due_on, late=is_late,
        asked=lines,
    )  # fmt: skip
    return supplement


def _check_consent(case: Case, approver: User | None) -> None:
    if not was_asked_to_supplement(case):
        return
    if approver is None:
        raise ValidationError("补正应当一次性告知；确需再次告知补正的，须经政府信息公开工作机构负责人批准。")
    if not access.as_head(case, approver):
        raise PermissionDenied("再次告知补正由政府信息公开工作机构负责人批准。")


def is_too_late(case: Case, today: dt.date) -> bool:
    """Whether the seven working days from receipt are over, whatever has been done in them."""
    if was_asked_to_supplement(case):
        return False
    review = Duty.objects.of(case, FIRST_REVIEW.key).order_by("pk").last()
    return bool(review and review.due_on and today > review.due_on)


@transaction.atomic
def supplement(
    case: Case,
    *,
    text: str,
    files: Iterable[UploadedFile] = (),
    on: dt.date | None = None,
    by: User | None = None,
) -> Case:
    """The reply came, from the applicant (``by`` None) or by whatever way to an officer: time counts afresh."""
    before = locked(case)
    if before.ending == Ending.ABANDONED:
        raise ValidationError(
            f"本申请因逾期未补正，已于{before.closed_on}终结，不能再补正。"
            "仍然需要该信息的，请重新提出申请；有正当理由未能按期补正的，请与受理机构联系。"
        )
    case = begin(case, "supplement", by)
    asked = case.supplements.get(replied_on=None, lapsed_on=None)
    came = list(files)
    if not text.strip() and not came:
        raise ValidationError({"text": "请写明补正的内容，或者上传补正材料。"})
    day = day_between(on, asked.notified_on, "收到补正的日期")
    asked.reply, asked.replied_on = text.strip(), day
    asked.save(update_fields=["reply", "replied_on"])
    _keep(case, asked, came)
    # Who had not yet taken it up looks at it anew; the unit goes on otherwise.
    move(case, "supplement", state=State.HANDLING if case.unit_id else State.REGISTERED)
    clocks.restart(case, day, "收到补正", by)
    due = writing.due_of(case)
    told = f"已于{day}收到您的补正，答复期限自次日起重新计算，至{due}。"
    note(
        case,
        "supplement",
        f"附材料{len(came)}件" if came else "没有附材料",
        told=told,
        on=day,
        by=by,
        due_on=due,
    )
    telling.tell_office(case, "申请人已补正", without=by)
    return case


def _keep(case: Case, asked: Supplement, files: list[UploadedFile]) -> None:
    """Among what the applicant handed in: it is deleted with it when its time is over. Raises ValidationError."""
    submissions.check_count(len(files), case.body)
    if problems := [refused for file in files if (refused := submissions.problem(file, case.body))]:
        raise ValidationError({"files": problems})
    key = f"supplement-{asked.pk}"
    submissions.hold(key, files)
    submissions.hand_over(key, case)


@transaction.atomic
def abandon(case: Case, *, by: User, on: dt.date | None = None) -> Case:
    """The period is over without a reply and without a good reason: an officer says so, nobody else."""
    case = begin(case, "abandon", by)
    asked = case.supplements.get(replied_on=None, lapsed_on=None)
    day = day_between(on, asked.notified_on, "视为放弃的日期")
    if day <= asked.due_on:
        raise ValidationError(f"补正期限至{asked.due_on}，期满后才能认定放弃申请。")
    asked.lapsed_on = day
    asked.save(update_fields=["lapsed_on"])
    letter = writing.abandonment(asked, by)
    close_unanswered(case, "abandon", Ending.ABANDONED, day, by)
    told = f"未在{asked.due_on}前收到补正，依照条例第三十条视为放弃申请。仍然需要该信息的，可以重新提出申请。"
    note(case, "abandon", "申请人无正当理由逾期不补正", told=told, on=day, by=by, letter=letter)
    return case
