"""Delivery by mail: an expiring link to the letter and the files, and the record of every opening.

The mail says nothing of what was asked or answered: whoever reads it in passing learns nothing. The link is signed
by the platform's key, names the delivery alone, and leads nowhere once ``Delivery.link_until`` is over.
"""

import logging
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .handing_out import hand_out
from .models import Delivery, LinkMail, LinkOpening

logger = logging.getLogger(__name__)
SALT = "answers.link"
# Mails in one run; the rest wait for the next. Technical, no legal source.
A_RUN = 100
# An address that was refused is tried again after an hour, in seconds. Technical, no legal source.
AFTER_REFUSAL = 3600


def token_of(delivery: Delivery) -> str:
    """What stands in the address of the link."""
    return signing.dumps(delivery.pk, salt=SALT)


def address_of(delivery: Delivery) -> str:
    """The full address of the link."""
    return settings.WAGTAILADMIN_BASE_URL + reverse("answer_link", args=[token_of(delivery)])


def send_links() -> str:
    """The job: mails that have not gone out yet. A mail server that fails leaves them for the next run.

    One refused address holds up nobody else. The log has the number alone: what a server says repeats the address.
    """
    waiting = Delivery.objects.filter(link_until__gt=timezone.now(), mail=None).select_related("signed__case")
    sent = tried = 0
    for delivery in waiting.order_by("pk").iterator():
        case = delivery.signed.case
        refused = f"answers:refused:{delivery.pk}"
        if not case.email or cache.get(refused):
            continue
        if tried == A_RUN:
            break
        tried += 1
        try:
            send_mail("您的政府信息公开申请已有答复", _words(delivery), None, [case.email])
        except SMTPRecipientsRefused:
            logger.warning("answer refused by the mail server: %s", case.number)
            cache.set(refused, True, AFTER_REFUSAL)
            continue
        except OSError:
            logger.warning("answer not mailed: %s", case.number)
            break
        LinkMail.objects.create(delivery=delivery)
        sent += 1
    return f"送达答复{sent}件" if sent else ""


def _words(delivery: Delivery) -> str:
    until = timezone.localtime(delivery.link_until)
    return "\n".join(
        [
            f"您的政府信息公开申请（编号{delivery.signed.case.number}）已有答复。",
            "请打开以下链接查看和下载答复书及提供的文件：",
            address_of(delivery),
            f"链接在{until:%Y年%m月%d日 %H:%M}前有效，请不要转发。过期后仍可凭编号和回执码在网站查询。",
            "",
            "本邮件由政务公开平台自动发送，请勿回复。",
        ]
    )


@never_cache
@require_safe
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    """The letter and the files behind a link. 404 for a wrong one, 410 with words for one that is over."""
    delivery = _delivery(token)
    is_over = _is_over(delivery)
    if not is_over and request.method == "GET":
        LinkOpening.objects.create(delivery=delivery, what="打开链接")
    shown = {"delivery": delivery, "signed": delivery.signed, "token": token, "is_over": is_over}
    response = render(request, "answers/link.html", shown, status=410 if is_over else 200)
    return _private(response)


@never_cache
@require_safe
def link_file(request: HttpRequest, token: str, which: str) -> HttpResponseBase:
    """One file of the answer: the letter, or a file by its place in the list. Raises Http404."""
    delivery = _delivery(token)
    if _is_over(delivery):
        raise Http404("链接已经过期。")
    try:
        return _private(hand_out(delivery, which, is_recorded=request.method == "GET"))
    except ValidationError as changed:
        raise Http404(changed.messages[0]) from None


def _delivery(token: str) -> Delivery:
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Http404("链接不完整，请从邮件中完整复制。") from None
    found = Delivery.objects.select_related("signed__letter", "signed__case__body").filter(pk=pk).first()
    if found is None or found.link_until is None:
        raise Http404("没有这个链接。")
    return found


def _is_over(delivery: Delivery) -> bool:
    return delivery.link_until is None or delivery.link_until <= timezone.now()


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
