"""Senders who asked for an answer are told by mail once the results are public; all others find it by their receipt."""

import logging
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.utils import timezone

from .course_models import ConsultationCourse
from .opinion_models import Opinion

logger = logging.getLogger(__name__)
# Mails in one run; the rest wait for the next. Technical, no legal source.
A_RUN = 300


def tell_senders() -> str:
    """The job: whoever is not told yet. A mail server that fails leaves them for the next run."""
    concluded = ConsultationCourse.objects.filter(results_on__isnull=False, results_page__live=True)
    waiting = Opinion.objects.standing().filter(
        consultation__course__in=concluded, wants_answer=True, told_at=None, forgotten_at=None
    )
    told = 0
    for opinion in waiting.select_related("consultation__course__results_page").order_by("pk")[:A_RUN]:
        if _is_address(opinion.contact):
            try:
                send_mail("您的意见有了答复", _words(opinion), None, [opinion.contact.strip()])
            except OSError:
                logger.exception("sender not told: %s", opinion.number)
                break
            told += 1
        Opinion.objects.filter(pk=opinion.pk).update(told_at=timezone.now())
    return f"告知意见提出人{told}人" if told else ""


def _is_address(contact: str) -> bool:
    try:
        validate_email(contact.strip())
    except ValidationError:
        return False
    return True


def _words(opinion: Opinion) -> str:
    """Neither the opinion nor anything personal stands in the mail."""
    result = opinion.consultation.course.results_page
    lines = [
        f"您对《{opinion.consultation.title}》提出的意见（编号{opinion.number}）已经研究。",
        f"采纳情况：{opinion.get_verdict_display() or '见征集结果'}",
        f"征集结果：{urljoin(settings.WAGTAILADMIN_BASE_URL, result.url)}" if result else "",
        "凭编号和回执码可在本网站“回执查询”查看对您意见的答复。",
        "",
        "本邮件由政务公开平台自动发送，请勿回复。",
    ]
    return "\n".join(lines)
