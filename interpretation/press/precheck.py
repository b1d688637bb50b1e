"""What of press pages the pre-check reads (R-080)."""

from collections.abc import Iterator

from disclosure.documents.passages import (
    Passage,
    dead_links,
    field_parts,
    file_part,
    linked_files,
    passage,
    picture_finding,
    picture_findings,
    pictures_in_text,
    web_links,
    without_numbers,
)
from foundation.precheck.registry import FilePart, OutsideLink, TextPart
from foundation.precheck.rules.finding import Finding, Kind

from .models import PressConferencePage, PressReleasePage
from .models.pages import PressPage

CHECKED_KINDS = (Kind.LINK, Kind.ALT_TEXT)
_FIELDS: dict[type, dict[str, str]] = {
    PressReleasePage: {
        "title": "标题",
        "overview": "内容概述",
        "source": "信息来源",
        "author": "作者",
        "original_source": "原文来源",
    },
    PressConferencePage: {
        "title": "主题",
        "overview": "内容概述",
        "place": "地点",
        "host": "主办单位",
        "moderator": "主持人",
        "media_present": "到会媒体",
        "source": "信息来源",
    },
}
_TEXTS: dict[type, dict[str, str]] = {
    PressReleasePage: {"text": "正文"},
    PressConferencePage: {"opening": "情况介绍", "transcript": "文字实录"},
}


def texts(page) -> Iterator[TextPart]:
    """Everything a reader of the page will read or hear read out."""
    if not isinstance(page, PressPage):
        return
    yield from field_parts(page, _FIELDS[type(page)])
    for one in _passages(page):
        yield from one.text_parts()
    if isinstance(page, PressConferencePage):
        yield from _conference_texts(page)
    yield from _media_texts(page)


def files(page) -> Iterator[FilePart]:
    """Photos, pictures in the text and documents that it links to."""
    if not isinstance(page, PressPage):
        return
    passages = list(_passages(page))
    yield from linked_files(passages)
    yield from pictures_in_text(passages)
    for number, block in enumerate(page.media, start=1):
        if block.block_type == "photo" and block.value["image"]:
            yield file_part("media", f"第{number}项照片", block.value["image"])


def links(page) -> Iterator[OutsideLink]:
    """Links to other sites: in the text, of recordings, and to what was reprinted."""
    if not isinstance(page, PressPage):
        return
    yield from web_links(_passages(page))
    for number, block in enumerate(page.media, start=1):
        if block.block_type == "recording" and block.value["url"]:
            title = without_numbers(block.value["title"])
            yield OutsideLink("media", f"第{number}项视频", block.value["url"], title)
    if url := getattr(page, "original_url", ""):
        yield OutsideLink("original_url", "原文链接", url, without_numbers(page.title))


def check(page) -> Iterator[Finding]:
    """Links that lead nowhere and pictures without a text alternative."""
    if not isinstance(page, PressPage):
        return
    passages = list(_passages(page))
    yield from dead_links(page, passages)
    yield from picture_findings(passages)
    for number, block in enumerate(page.media, start=1):
        if block.block_type != "photo" or not (image := block.value["image"]):
            continue
        if not image.contextual_alt_text and not image.decorative:
            yield picture_finding("media", f"第{number}项照片")


def _passages(page: PressPage) -> Iterator[Passage]:
    for name, label in _TEXTS[type(page)].items():
        yield passage(name, label, getattr(page, name))
    if isinstance(page, PressConferencePage):
        for number, block in enumerate(page.questions, start=1):
            yield passage("questions", f"第{number}问的答", block.value["answer"].source)


def _conference_texts(page: PressConferencePage) -> Iterator[TextPart]:
    for block in page.speakers:
        yield TextPart("speakers", "发布人", f"{block.value['name']} {block.value['post']}")
    for block in page.live_text:
        yield TextPart("live_text", f"直播文字（{block.value['at']}）", block.value["text"], "行")
    for number, block in enumerate(page.questions, start=1):
        yield TextPart("questions", f"第{number}问", block.value["question"])
        yield TextPart("questions", f"第{number}问的提问媒体", block.value["asked_by"])


def _media_texts(page: PressPage) -> Iterator[TextPart]:
    for number, block in enumerate(page.media, start=1):
        if block.block_type == "photo":
            alternative = getattr(block.value["image"], "contextual_alt_text", "") or ""
            yield TextPart("media", f"第{number}项照片说明", block.value["caption"])
            yield TextPart("media", f"第{number}项照片替代文字", alternative)
        else:
            yield TextPart("media", f"第{number}项视频名称", block.value["title"])
            yield TextPart("media", f"第{number}项视频文字稿", block.value["transcript"], "行")
