"""Who is told of what happens: the applicant by an outbox that outlives any mail server, colleagues by mail at once.

What colleagues have to do stands in the ledger too, whose reminders wait until they are sent.
"""

import datetime as dt
import logging

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import holders
from foundation.signoff.mails import FOOTER, are_held_back, at_posts, tell

from . import access
from .enums import Way
from .mail_models import ApplicantMail
from .models import Case, CaseEvent
from .places import address_of

logger = logging.getLogger(__name__)
# Mails in one run, minutes to the next attempt (longer each time) and the longest wait. Technical, no legal source.
A_RUN, PATIENCE, LONGEST = 200, 10, 720
# The receipt is told by the form itself.
_TOLD_ELSEWHERE = frozenset({"open"})


# What is handed over by mail goes out as a mail of its own, with the link.
_HANDED_OVER = frozenset({"deliver", "deliver_later", "supply"})


def queue_for_applicant(event: CaseEvent) -> None:
    """Put what the applicant is told into the outbox, in the transaction of the event."""
    if event.told and not _is_told_elsewhere(event) and not are_held_back() and mail_address(event.case):
        ApplicantMail.objects.create(event=event)


def _is_told_elsewhere(event: CaseEvent) -> bool:
    by_mail = event.step in _HANDED_OVER and event.details.get("way") == Way.EMAIL
    return by_mail or event.step in _TOLD_ELSEWHERE


def mail_address(case: Case) -> str:
    """Where mails to the applicant go; empty without an address."""
    for given in (case.email, case.contact):
        address = (given or "").strip()
        try:
            validate_email(address)
        except ValidationError:
            continue
        return address
    return ""


def send_waiting() -> str:
    """The job: every mail that waits. What fails is tried again later. Raises OSError when some failed."""
    sent = failed = 0
    waiting = ApplicantMail.objects.filter(sent_at=None, dropped_at=None, try_at__lte=timezone.now())
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)[:A_RUN]):
        outcome = _send(pk)
        sent += outcome is True
        failed += outcome is False
    if failed:
        raise OSError(f"已告知申请人{sent}件；{failed}件邮件未能发出，稍后重试。")
    return f"告知申请人{sent}件" if sent else ""


@transaction.atomic
def _send(pk: int) -> bool | None:
    """True when sent, False when the server failed, None when there was nothing to do or another machine does it."""
    skip = connection.features.has_select_for_update_skip_locked
    rows = ApplicantMail.objects.select_for_update(skip_locked=skip, of=("self",) if skip else ())
    mail = rows.filter(pk=pk, sent_at=None).select_related("event__case").first()
    if mail is None:
        return None
    if not (address := mail_address(mail.event.case)):
        mail.dropped_at = timezone.now()
        mail.save(update_fields=["dropped_at"])
        return None
    mail.attempts += 1
    try:
        send_mail(_subject(mail.event), _words(mail.event), None, [address])
    except OSError:
        logger.exception("applicant not told: %s", mail.event.case.number)
        wait = min(PATIENCE * mail.attempts, LONGEST)
        mail.try_at = timezone.now() + dt.timedelta(minutes=wait)
        mail.save(update_fields=["attempts", "try_at"])
        return False
    mail.sent_at = timezone.now()
    mail.save(update_fields=["attempts", "sent_at"])
    return True


def _subject(event: CaseEvent) -> str:
    return f"您的政府信息公开申请{event.case.number}：{event.label}"


def _words(event: CaseEvent) -> str:
    """Nothing personal stands in the mail, not even what was asked for."""
    lines = [
        f"您的政府信息公开申请（编号{event.case.number}）有新的进展。",
        event.told,
        "凭申请编号和查询码可在本网站查询办理过程、下载文书。",
        "",
        FOOTER,
    ]
    return "\n".join(lines)


def tell_office(case: Case, what: str, *, without: User | None = None) -> None:
    """The 受理机构, and the officer of the case."""
    people = at_posts(access.OFFICE, case.body_id, [without.pk] if without else [])
    if case.officer and case.officer != without:
        people.add(case.officer)
    tell(people, f"{what}：{case.number}", f"{what}：{case.number}。", address_of(case))


def tell_unit(case: Case, what: str, *, without: User | None = None) -> None:
    """Who works on it: the officer, else the editors and the head of the unit."""
    if case.officer:
        people = {case.officer}
    else:
        held = [
            one for kind in (PostKind.EDITOR, PostKind.UNIT_HEAD)
            for one in holders(kind, body_id=case.body_id, unit_id=case.unit_id)
        ]  # fmt: skip
        people = {one.user for one in held if one.post.unit_id == case.unit_id}
    people -= {without} if without else set()
    tell(people, f"{what}：{case.number}", f"{what}：{case.number}。", address_of(case))


def tell_head(case: Case, what: str, *, without: User | None = None) -> None:
    """政府信息公开工作机构负责人."""
    people = at_posts(access.HEAD, case.body_id, [without.pk] if without else [])
    tell(people, f"{what}：{case.number}", f"{what}：{case.number}。", address_of(case))
