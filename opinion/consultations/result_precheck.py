"""What of a result the pre-check reads: personal data in an excerpt or a reason is flagged before it is public."""

from collections.abc import Iterator

from disclosure.documents.passages import field_parts, linked_files, passage, pictures_in_text, web_links
from foundation.precheck.registry import FilePart, OutsideLink, TextPart

from .result_models import ConsultationResultPage

_RICH = {"asked": "我们征求了什么", "said": "大家怎么说", "did": "我们怎么做"}


def texts(page) -> Iterator[TextPart]:
    """Everything a reader will read."""
    if not isinstance(page, ConsultationResultPage):
        return
    yield from field_parts(page, {"title": "标题"})
    for one in _passages(page):
        yield from one.text_parts()
    for number, row in enumerate(page.table, start=1):
        place = f"采纳情况表第{number}行"
        yield TextPart(
            "table", place, "\n".join(filter(None, (row["theme"], row["clause"], row["reason"]))), "行"
        )
        if page.shows_examples:
            yield TextPart("table", f"{place}意见摘录", row["excerpt"])


def files(page) -> Iterator[FilePart]:
    """Documents that the text links to, and pictures."""
    if isinstance(page, ConsultationResultPage):
        passages = list(_passages(page))
        yield from linked_files(passages)
        yield from pictures_in_text(passages)


def links(page) -> Iterator[OutsideLink]:
    """Links to other sites."""
    if isinstance(page, ConsultationResultPage):
        yield from web_links(_passages(page))


def _passages(page: ConsultationResultPage) -> Iterator:
    for name, label in _RICH.items():
        yield passage(name, label, getattr(page, name))
