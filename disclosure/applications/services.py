"""An application comes in: from the website, or typed in by staff. What happens to it then is ``requests``' matter."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from disclosure.requests import access
from disclosure.requests import services as cases
from disclosure.requests.enums import Channel, State
from disclosure.requests.models import Case
from foundation.duties import services as duties
from foundation.organisations.models import Body, User
from foundation.submissions import uploads
from foundation.submissions.intake import Receipt, receive
from foundation.submissions.models import HeldFile
from foundation.submissions.registry import submission_kind
from foundation.submissions.tokens import Token

from .duties import HELP
from .forms import fields_of_case
from .kind import KIND
from .models import ConfirmationMail, HelpWanted, SolvedCount

NOT_BY_TELEPHONE = "电话不直接受理申请，请登记为电话咨询；书面确有困难的，按口头申请由工作人员代为填写。"
NOT_YOURS = "申请由受理机构登记，您目前不在该岗位上。"


def arrived(case: Case, items: Sequence[str]) -> None:
    """It came by the website: the case begins, and the applicant is asked to confirm. In its transaction."""
    cases.open_case(case, items=items)
    case.refresh_from_db()
    if case.email and case.state == State.UNCONFIRMED:
        ConfirmationMail.objects.create(case=case)
    _ask_help(case)


def confirm(case: Case) -> Case:
    """双方确认 by the applicant's own click; a second click, or one that comes too late, changes nothing."""
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case.pk)
        if case.state != State.UNCONFIRMED:
            return case
        cases.confirm(case, on=timezone.localdate())
    case.refresh_from_db()
    return case


@transaction.atomic
def take_in(
    user: User, body: Body, token: Token, *, scans: Iterable[UploadedFile] = (), **data: Any
) -> Receipt:
    """Staff intake: counter, mail, fax, e-mail, oral. Raises PermissionDenied, ValidationError.

    Gives number and code as the website does, for the applicant to follow the case. The same token again gives
    the same receipt: a second click is no second application.
    """
    if not access.bodies_entered(user).filter(pk=body.pk).exists():
        raise PermissionDenied(NOT_YOURS)
    own = fields_of_case(data) | _of_channel(user, data)
    _hold(token, body, scans)
    at = timezone.make_aware(dt.datetime.combine(data["submitted_on"], dt.time(9)))

    def begin(case: Case) -> None:
        cases.open_case(case, items=data["items"], by=user)
        _ask_help(case)

    receipt = receive(
        submission_kind(KIND),
        token,
        data,
        body=body,
        on_received=begin,
        received_at=min(at, timezone.now()),
        **own,
    )
    receipt.submission.refresh_from_db()
    return receipt


def _of_channel(user: User, data: dict[str, Any]) -> dict[str, Any]:
    """Dates and facts that the channel asks for."""
    channel = data["channel"]
    if channel not in Channel.values or channel == Channel.ONLINE:
        raise ValidationError({"channel": NOT_BY_TELEPHONE})
    _check_dates(data)
    own = {name: data.get(name) for name in ("channel", "submitted_on", "signed_for_on", "confirmed_on")}
    if channel == Channel.POST_SIGNED and not own["signed_for_on"]:
        raise ValidationError({"signed_for_on": "须签收的邮件，请填写签收日期，以签收之日为收到申请之日。"})
    own["is_marked"] = bool(data.get("is_marked"))
    if channel == Channel.ORAL:
        own |= _oral(user, data)
    return own


def _check_dates(data: dict[str, Any]) -> None:
    today = timezone.localdate()
    for name in ("submitted_on", "signed_for_on", "confirmed_on"):
        day = data.get(name)
        if day and day > today:
            raise ValidationError({name: "日期不能晚于今天。"})
        if day and day < data["submitted_on"]:
            raise ValidationError({name: "不能早于提交（寄出）日期。"})


def _oral(user: User, data: dict[str, Any]) -> dict[str, Any]:
    """代为填写: why, by whom, and that it was read back (条例 29; R-152)."""
    reason = (data.get("oral_reason") or "").strip()
    if not reason:
        raise ValidationError({"oral_reason": "口头申请须写明采用书面形式确有困难的原因。"})
    if not data.get("read_back"):
        raise ValidationError({"read_back": "请向申请人宣读代填的内容，确认后勾选。"})
    return {"oral_reason": reason, "read_back": True, "filled_in_by": user}


def _hold(token: Token, body: Body, files: Iterable[UploadedFile]) -> None:
    """Scans, checked as the public's are; kept with the personal data and deleted with it."""
    files = list(files)
    if problems := [refused for file in files if (refused := uploads.problem(file, body))]:
        raise ValidationError({"scans": problems})
    uploads.hold(token.key, files)
    uploads.check_count(HeldFile.objects.filter(key=token.key).count(), body)


def _ask_help(case: Case) -> None:
    if not case.needs_help:
        return
    HelpWanted.objects.create(case=case)
    duties.open_duty(
        HELP.key, subject=case, label=f"协助申请人（{case.number}）", body=case.body, unit=case.unit,
        base_on=timezone.localdate(), url=reverse("applications_admin:help"), confirmed=True,
    )  # fmt: skip


@transaction.atomic
def helped(wanted: HelpWanted, user: User, *, note: str) -> HelpWanted:
    """Somebody helped, and says how. Raises PermissionDenied, ValidationError."""
    wanted = HelpWanted.objects.select_for_update().select_related("case").get(pk=wanted.pk)
    if not access.as_office(wanted.case, user):
        raise PermissionDenied("协助申请人由受理机构办理，您目前不在该岗位上。")
    if wanted.helped_at:
        return wanted
    wanted.note = note.strip()[:200]
    if not wanted.note:
        raise ValidationError({"note": "请写明怎样协助的。"})
    wanted.helped_at, wanted.helped_by = timezone.now(), user
    wanted.save(update_fields=["helped_at", "helped_by", "note"])
    duties.meet_for(HELP.key, subject=wanted.case, by=user)
    return wanted


def solved() -> None:
    """Somebody found the answer before applying."""
    today = timezone.localdate()
    SolvedCount.objects.get_or_create(day=today)
    SolvedCount.objects.filter(day=today).update(times=F("times") + 1)
