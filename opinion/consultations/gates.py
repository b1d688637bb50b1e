"""Reasons why a notice may not be submitted or go live (R-104, R-105, R-108)."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.html import strip_tags

from foundation.signoff.gates import Reason

from .enums import Part
from .models import ConsultationPage
from .selectors import approved_exceptions, period_check


def consultation_gate(page) -> Iterator[Reason]:
    """All reasons for a notice; nothing for other pages."""
    if not isinstance(page, ConsultationPage):
        return
    yield from _content(page)
    yield from _summary(page)
    yield from _contact(page)
    yield from _dates(page)


def _content(page: ConsultationPage) -> Iterator[Reason]:
    """草案、起草说明、依据: public all three, except what was approved to be kept secret."""
    secret = approved_exceptions(page)
    if Part.WHOLE in secret:
        yield Reason("本事项已批准不公开征求意见，不能发布公告。")
    ask = "；依法应当保密的，请在“依法不公开”中申请，批准后可以不公开。"
    if Part.DRAFT not in secret and not page.content and not page.attachments.all():
        yield Reason(f"征求意见稿为空。请填写条文或添加附件{ask}", "content")
    if Part.EXPLANATION not in secret and not _has_words(page.explanation):
        yield Reason(f"请填写起草说明{ask}", "explanation")
    if Part.BASIS not in secret and not _has_words(page.basis):
        yield Reason(f"请填写依据{ask}", "basis")
    for part, field in ((Part.EXPLANATION, page.explanation), (Part.BASIS, page.basis)):
        if part in secret and _has_words(field):
            yield Reason(f"{part.label}已批准不公开，请把正文删去。", part.value)
    if Part.DRAFT in secret and page.content:
        yield Reason("征求意见稿已批准不公开，请把条文删去。", "content")


def _has_words(rich_text: str) -> bool:
    return bool(strip_tags(rich_text).strip())


def _summary(page: ConsultationPage) -> Iterator[Reason]:
    for name in ("overview", "who_decides", "next_steps"):
        if not getattr(page, name).strip():
            label = page._meta.get_field(name).verbose_name
            yield Reason(f"请填写“{label}”，公告的摘要框要向读者说明。", name)
    if not page.results_expected_on:
        yield Reason("请填写预计公布结果日期。", "results_expected_on")
    elif page.closes_on and page.results_expected_on <= page.closes_on:
        yield Reason("预计公布结果日期应在截止日期之后。", "results_expected_on")


def _contact(page: ConsultationPage) -> Iterator[Reason]:
    """征集时限、联系人、联系方式 (R-105)."""
    if not page.contact_person.strip():
        yield Reason("请填写联系人。", "contact_person")
    if not page.contact_phone.strip():
        yield Reason("请填写联系电话。", "contact_phone")
    if not page.contact_address.strip() and not page.contact_email:
        yield Reason("请填写通信地址或者电子邮箱：不会上网的人也要能提交意见。", "contact_address")
    if not page.methods.all():
        yield Reason("请至少选择一种征集方式。", "methods")


def _dates(page: ConsultationPage) -> Iterator[Reason]:
    if not page.opens_on:
        yield Reason("请填写开始日期。", "opens_on")
    if not page.closes_on:
        yield Reason("请填写截止日期。", "closes_on")
    if not page.opens_on or not page.closes_on:
        return
    if page.closes_on < page.opens_on:
        yield Reason("截止日期早于开始日期，请核对。", "closes_on")
        return
    if page.live:
        yield from _frozen_dates(page)
        return
    if page.closes_on < timezone.localdate() and not page.original_published_at:
        yield Reason("截止日期已过，请按实际公开时间重新填写。", "closes_on")
        return
    check = period_check(page)
    if check and check.is_short and not page.short_reason.strip():
        yield Reason(
            f"从{check.opens_on}到{check.closes_on}公开{check.days_words}，规定{check.rule.words}"
            f"（公开当日不计入）。请把截止日期改为{check.earliest_close}或以后，或者写明缩短期限的理由。",
            "closes_on",
        )


def _frozen_dates(page: ConsultationPage) -> Iterator[Reason]:
    """People rely on the dates they were told: a change of them is told with its reason."""
    public = ConsultationPage.objects.filter(pk=page.pk).values("opens_on", "closes_on").first()
    for name, told in (public or {}).items():
        if getattr(page, name) != told:
            label = page._meta.get_field(name).verbose_name
            yield Reason(f"{label}已经公布为{told}，不能直接修改。请改回，用“延长或者提前结束”办理。", name)
