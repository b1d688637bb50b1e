"""Reasons why a document may not be submitted or go live (elements of R-022, R-041–R-043, R-082)."""

import re
from collections.abc import Iterator

from django.utils import timezone

from foundation.signoff.gates import Reason

from .enums import DocumentKind, Openness, Validity, WithholdingReason
from .importing.numbers import parse_document_number
from .models import DocumentPage, FiledPage, InformationPage

# Long enough to say what the information is and why; “内部” is not a reason.
SHORTEST_NOTE = 5
_ARTICLE_OF_LAW = re.compile(r"《.+》.*第[一二三四五六七八九十百零\d]+条")
# 条例 14: 依法确定为国家秘密的,法律、行政法规禁止公开的,公开后可能危及“三安全一稳定”的,不予公开.
NEVER_DISCLOSED = frozenset(
    {WithholdingReason.STATE_SECRET, WithholdingReason.FORBIDDEN_BY_LAW, WithholdingReason.STABILITY}
)


def document_gate(page) -> Iterator[Reason]:
    """All reasons for a page of this app; nothing for others."""
    if isinstance(page, FiledPage):
        yield from _openness(page)
    if isinstance(page, InformationPage) and not page.text and not page.attachments.all():
        yield Reason("请填写正文或添加附件。", "text")
    if isinstance(page, DocumentPage):
        yield from _elements(page)
        yield from _number(page)
        yield from _dates(page)
        yield from _abolition(page)


def _openness(page: FiledPage) -> Iterator[Reason]:
    if page.openness == Openness.PROACTIVE:
        return
    label = page.get_openness_display()
    if not page.openness_reason:
        yield Reason(f"选择“{label}”的,请选择法定理由。", "openness_reason")
    else:
        yield from _fitting_reason(page, label)
    if not _ARTICLE_OF_LAW.search(page.openness_basis):
        yield Reason(
            f"选择“{label}”的,请写明法律依据的名称和条款,如《中华人民共和国政府信息公开条例》第十五条。",
            "openness_basis",
        )
    note = page.openness_note.strip()
    if len(note) < SHORTEST_NOTE:
        said = f"“{note}”不足以说明理由。" if note else ""
        yield Reason(
            f"{said}选择“{label}”的,请说明哪些内容、为什么不能公开(不少于{SHORTEST_NOTE}个字)。",
            "openness_note",
        )
    yield Reason(
        f"公开属性为“{label}”的信息不在网站公开,不能送审发布;草稿和理由已保存,供核稿和备查。", "openness"
    )


def _fitting_reason(page: FiledPage, label: str) -> Iterator[Reason]:
    """条例 14: what must not be disclosed cannot be disclosed on request either."""
    reason = page.get_openness_reason_display()
    if page.openness == Openness.ON_REQUEST and page.openness_reason in NEVER_DISCLOSED:
        yield Reason(f"“{reason}”依法不予公开(条例第十四条),公开属性请改选“不予公开”。", "openness")
    if page.openness == Openness.WITHHELD and page.openness_reason == WithholdingReason.CERTAIN_PARTIES:
        yield Reason(f"“只涉及部分人和事”不是“{label}”的理由,公开属性请改选“依申请公开”。", "openness")


def _elements(page: DocumentPage) -> Iterator[Reason]:
    if not page.content and not page.attachments.all():
        yield Reason("正文为空。请填写正文或添加附件。", "content")
    if not page.written_on:
        yield Reason("请填写成文日期。", "written_on")
    if page.kind == DocumentKind.NORMATIVE:
        if not page.document_number:
            yield Reason("行政规范性文件须有文号。", "document_number")
        if not page.printed_on:
            yield Reason("行政规范性文件须填印发日期,公开期限自印发之日起计算。", "printed_on")


def _number(page: DocumentPage) -> Iterator[Reason]:
    if not page.document_number:
        return
    number = parse_document_number(page.document_number)
    if number is None:
        yield Reason("文号格式不正确,应如“示政办发〔2026〕3号”。", "document_number")
        return
    if page.written_on and number.year and number.year != page.written_on.year:
        yield Reason(
            f"文号年份({number.year})与成文年份({page.written_on.year})不一致,请核对。", "document_number"
        )
    same = DocumentPage.objects.filter(number_key=number.key).exclude(pk=page.pk).first()
    if same:
        yield Reason(f"文号“{number.display}”已用于《{same.title}》,请核对。", "document_number")


def _dates(page: DocumentPage) -> Iterator[Reason]:
    if page.written_on and page.written_on > timezone.localdate():
        yield Reason("成文日期晚于今天,请核对。", "written_on")
    if page.written_on and page.printed_on and page.printed_on < page.written_on:
        yield Reason("印发日期早于成文日期,请核对。", "printed_on")
    published = page.original_published_at
    if page.written_on and published and timezone.localdate(published) < page.written_on:
        yield Reason("发布日期早于成文日期,请核对。", "original_published_at")
    if page.effective_on and page.expires_on and page.expires_on < page.effective_on:
        yield Reason("失效日期早于施行日期,请核对。", "expires_on")


def _abolition(page: DocumentPage) -> Iterator[Reason]:
    if page.validity != Validity.ABOLISHED:
        return
    if not page.abolished_on:
        yield Reason("有效性为“废止”的,请填写废止日期。", "abolished_on")
    elif page.written_on and page.abolished_on < page.written_on:
        yield Reason("废止日期早于成文日期,请核对。", "abolished_on")
    if not page.abolished_by:
        yield Reason("有效性为“废止”的,请填写废止依据(废止决定或新文件的文号)。", "abolished_by")
