"""Reasons why a press page may not be submitted (R-122, R-123)."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.html import strip_tags

from foundation.signoff.gates import Reason

from .enums import ConferenceKind, ReleaseKind
from .models import PressConferencePage, PressReleasePage, ReleaseAuthorisation
from .models.pages import PressPage


def press_gate(page) -> Iterator[Reason]:
    """All reasons for a press page; nothing for other pages."""
    if not isinstance(page, PressPage):
        return
    if isinstance(page, PressReleasePage):
        yield from _release(page)
    elif isinstance(page, PressConferencePage):
        yield from _conference(page)
    yield from _media(page)


def authorisation_gate(page) -> Iterator[Reason]:
    """根据授权发布新闻 (R-123): asked at submission and again at the signature, whichever way the page goes live."""
    if not isinstance(page, PressPage) or not page.needs_authorisation:
        return
    given = page.pk and ReleaseAuthorisation.objects.in_force(timezone.localdate()).filter(page_id=page.pk)
    if not given:
        yield Reason(
            "尚未登记有效的发布授权（谁授权、授权范围、日期）。请由领导或者办公室在“发布授权”中登记后再送审。"
        )


def _release(page: PressReleasePage) -> Iterator[Reason]:
    if not _words(page.text):
        yield Reason("正文为空，请填写。", "text")
    if page.kind != ReleaseKind.REPRINT:
        return
    for name, words in (
        ("original_source", "转载须写明原文来源。"),
        ("original_url", "转载须附原文链接。"),
        ("original_on", "转载须写明原文日期。"),
    ):
        if not getattr(page, name):
            yield Reason(words, name)
    if page.original_on and page.original_on > timezone.localdate():
        yield Reason("原文日期在今天之后，请核对。", "original_on")


def _conference(page: PressConferencePage) -> Iterator[Reason]:
    labels = {"starts_at": "举行时间", "place": "地点", "host": "主办单位"}
    for name, label in labels.items():
        if not getattr(page, name):
            yield Reason(f"{label}为空，请填写。", name)
    if not any((block.value["name"] or "").strip() for block in page.speakers):
        yield Reason("请至少填写一名发布人。", "speakers")
    if page.kind == ConferenceKind.BRIEFING and not page.links.all():
        yield Reason("政策吹风会须关联所介绍的政策文件或者解读。", "links")
    if page.is_record:
        yield from _record(page)


def _record(page: PressConferencePage) -> Iterator[Reason]:
    """What belongs into the record of a conference that was held (R-122)."""
    if page.starts_at and page.starts_at > timezone.now():
        yield Reason("发布会尚未举行，不能公开实录。请先以“预告”公开。", "stage")
    if not page.media_present.strip():
        yield Reason("实录须写明到会媒体。", "media_present")
    if not (_words(page.transcript) or page.live_text):
        yield Reason("实录须有文字实录或者图文直播文字。", "transcript")
    for number, block in enumerate(page.questions, start=1):
        if not _words(block.value["answer"].source):
            yield Reason(f"第{number}问没有答复内容，请补充。", "questions")


def _media(page: PressPage) -> Iterator[Reason]:
    """A picture or a recording without text reaches neither a screen reader nor the search."""
    for number, block in enumerate(page.media, start=1):
        value = block.value
        if block.block_type == "photo" and not (value["caption"] or "").strip():
            yield Reason(f"第{number}项照片没有图片说明，请补充。", "media")
        if block.block_type == "recording":
            if not (value["transcript"] or "").strip():
                yield Reason(f"第{number}项视频没有文字稿，请补充。", "media")
            if not value["captions"]:
                yield Reason(f"请写明第{number}项视频的字幕情况。", "media")


def _words(source: str) -> str:
    return strip_tags(source).replace("&nbsp;", " ").strip()
