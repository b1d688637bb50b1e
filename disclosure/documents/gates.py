"""Reasons why a document may not be submitted or go live (elements of R-022, R-082)."""

from collections.abc import Iterator

from django.utils import timezone

from foundation.rules.parameters import choice
from foundation.signoff.gates import Reason
from foundation.workdays.periods import Period

from .enums import DocumentKind, Validity
from .importing.numbers import parse_document_number
from .models import DocumentPage, FiledPage, InformationPage


def document_gate(page) -> Iterator[Reason]:
    """All reasons for a page of this app; nothing for others."""
    if isinstance(page, InformationPage) and not page.text and not page.attachments.all():
        yield Reason("请填写正文或添加附件。", "text")
    if isinstance(page, FiledPage):
        yield from _period(page)
        yield from _secondary_columns(page)
    if isinstance(page, DocumentPage):
        yield from _elements(page)
        yield from _number(page)
        yield from _dates(page)
        yield from _abolition(page)


def _secondary_columns(page: FiledPage) -> Iterator[Reason]:
    """One item, one column, where the body's rules want no references (R-017)."""
    if choice("catalog.overlap", page.body_id) == "single" and page.secondary_columns.all():
        yield Reason(
            "本机关规定一条信息只列入一个栏目，请清空“同时列入的栏目”；时限以主栏目为准。",
            "secondary_columns",
        )


def _period(page: FiledPage) -> Iterator[Reason]:
    if not page.period:
        return
    try:
        period = Period.read(page.period)
    except ValueError:
        yield Reason(
            f"所属期“{page.period}”看不懂，请填如 2026年、2026年上半年、2026年第1季度、2026年3月。", "period"
        )
        return
    if period.first > timezone.localdate():
        yield Reason(f"所属期{period.words}尚未开始，请核对。", "period")


def _elements(page: DocumentPage) -> Iterator[Reason]:
    if not page.content and not page.attachments.all():
        yield Reason("正文为空。请填写正文或添加附件。", "content")
    if not page.written_on:
        yield Reason("请填写成文日期。", "written_on")
    if page.kind == DocumentKind.NORMATIVE:
        if not page.document_number:
            yield Reason("行政规范性文件须有文号。", "document_number")
        if not page.printed_on:
            yield Reason("行政规范性文件须填印发日期，公开期限自印发之日起计算。", "printed_on")


def _number(page: DocumentPage) -> Iterator[Reason]:
    if not page.document_number:
        return
    number = parse_document_number(page.document_number)
    if number is None:
        yield Reason("文号格式不正确，应如“示政办发〔2026〕3号”。", "document_number")
        return
    if page.written_on and number.year and number.year != page.written_on.year:
        yield Reason(
            f"文号年份（{number.year}）与成文年份（{page.written_on.year}）不一致，请核对。",
            "document_number",
        )
    same = DocumentPage.objects.filter(number_key=number.key).exclude(pk=page.pk).first()
    if same:
        yield Reason(f"文号“{number.display}”已用于《{same.title}》，请核对。", "document_number")


def _dates(page: DocumentPage) -> Iterator[Reason]:
    if page.written_on and page.written_on > timezone.localdate():
        yield Reason("成文日期晚于今天，请核对。", "written_on")
    if page.written_on and page.printed_on and page.printed_on < page.written_on:
        yield Reason("印发日期早于成文日期，请核对。", "printed_on")
    published = page.original_published_at
    if page.written_on and published and timezone.localdate(published) < page.written_on:
        yield Reason("发布日期早于成文日期，请核对。", "original_published_at")
    if page.effective_on and page.expires_on and page.expires_on < page.effective_on:
        yield Reason("失效日期早于施行日期，请核对。", "expires_on")


def _abolition(page: DocumentPage) -> Iterator[Reason]:
    if page.validity != Validity.ABOLISHED:
        return
    if not page.abolished_on:
        yield Reason("有效性为“废止”的，请填写废止日期。", "abolished_on")
    elif page.written_on and page.abolished_on < page.written_on:
        yield Reason("废止日期早于成文日期，请核对。", "abolished_on")
    if not page.abolished_by:
        yield Reason("有效性为“废止”的，请填写废止依据（废止决定或新文件的文号）。", "abolished_by")
