"""The mail that asks the applicant to confirm: after the commit, and again by the job when the server was down."""

import logging

from django.core.mail import send_mail
from django.core.signing import BadSignature, Signer
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from disclosure.requests.enums import State
from disclosure.requests.models import Case

from .models import ConfirmationMail

logger = logging.getLogger(__name__)
_SALT = "applications.confirm"
# Mails in one run, and tries of one mail; the rest wait. Technical, no legal source.
A_RUN, MOST_TRIES = 200, 50
FOOTER = "本邮件由政务公开平台自动发送，请勿回复。"


def token_of(case: Case) -> str:
    """What stands in the link: it confirms this case and opens nothing."""
    return Signer(salt=_SALT).sign(case.number)


def case_of(token: str) -> Case | None:
    """The case of a link that we gave out."""
    try:
        number = Signer(salt=_SALT).unsign(token)
    except BadSignature:
        return None
    return Case.objects.without_personal_data().filter(number=number).select_related("body").first()


def send(mail: ConfirmationMail) -> bool:
    """One try. Whether the server took it; a failure is logged without the address."""
    case = mail.case
    ConfirmationMail.objects.filter(pk=mail.pk).update(tries=F("tries") + 1)
    try:
        send_mail("请确认您的政府信息公开申请", _words(case), None, [case.email])
    except (OSError, ValueError):
        logger.warning("confirmation not sent: %s", case.number)
        return False
    ConfirmationMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
    return True


def send_waiting() -> str:
    """The job: whatever is not sent while its case still waits. A server that fails leaves the rest for later."""
    waiting = ConfirmationMail.objects.filter(
        sent_at=None, tries__lt=MOST_TRIES, case__state=State.UNCONFIRMED, case__forgotten_at=None
    )
    sent = 0
    for mail in waiting.select_related("case__body").order_by("tries", "pk")[:A_RUN]:
        if not send(mail):
            break
        sent += 1
    return f"发出确认邮件 {sent} 封" if sent else ""


def _words(case: Case) -> str:
    """Neither what is asked for nor anything personal stands in the mail."""
    site = Site.objects.filter(is_default_site=True).first()
    address = f"{site.root_url if site else ''}{reverse('applications:confirm', args=[token_of(case)])}"
    return "\n".join(
        (
            f"{case.body.name}收到一件政府信息公开申请，编号{case.number}。",
            "请打开下面的网页，核对编号后点击“确认”。双方确认之日为收到申请之日，答复期限自次日起计算：",
            address,
            "",
            "不是您提交的，不必理会本邮件，也不要点击。",
            "未收到您确认的，受理机构也会按您留下的电话与您联系。",
            "",
            FOOTER,
        )
    )
