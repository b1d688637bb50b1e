"""What of a meeting's record the pre-check reads (R-080)."""

from collections.abc import Iterator

from disclosure.documents.passages import field_parts, linked_files, passage, pictures_in_text, web_links
from foundation.precheck.registry import FilePart, OutsideLink, TextPart

from .meeting_models import MeetingPage

_RICH = {"summary": "会议情况", "opinions": "主要意见"}


def texts(page) -> Iterator[TextPart]:
    """Everything a reader will read, listed names among it."""
    if not isinstance(page, MeetingPage):
        return
    yield from field_parts(page, {"title": "标题", "place": "地点或者渠道"})
    for one in _passages(page):
        yield from one.text_parts()
    for number, attendee in enumerate(page.attendees.all(), start=1):
        if page.lists(attendee):
            words = f"{attendee.name}\n{attendee.organisation}"
            yield TextPart("attendees", f"第{number}名参加人员", words, "行")


def files(page) -> Iterator[FilePart]:
    """Documents that the text links to, and pictures."""
    if isinstance(page, MeetingPage):
        passages = list(_passages(page))
        yield from linked_files(passages)
        yield from pictures_in_text(passages)


def links(page) -> Iterator[OutsideLink]:
    """Links to other sites."""
    if isinstance(page, MeetingPage):
        yield from web_links(_passages(page))


def _passages(page: MeetingPage) -> Iterator:
    for name, label in _RICH.items():
        yield passage(name, label, getattr(page, name))
