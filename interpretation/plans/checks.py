"""What the editor should confirm: points left out, sentences too long, text copied (R-087, R-095)."""

from collections.abc import Iterator

from django.utils.html import strip_tags

from disclosure.documents.models import DocumentPage
from foundation.rules.parameters import value
from foundation.signoff.gates import Reason
from interpretation.policies.models import InterpretationPage
from interpretation.policies.precheck import texts

from .rules import copied_passages, long_sentences
from .selectors import plan_of, uncovered_points


def coverage_check(page) -> Iterator[Reason]:
    """Every point of the approved outline is explained somewhere."""
    if not isinstance(page, InterpretationPage) or not page.pk:
        return
    for document in _documents(page):
        plan = plan_of(document)
        for point in uncovered_points(plan) if plan else []:
            where = f"（{point.clause}）" if point.clause else ""
            yield Reason(f"解读提纲中的“{point.point}”{where}未覆盖，请补充解读。", "sections")


def plain_language_check(page) -> Iterator[Reason]:
    """群众看得懂的话: short sentences, and not the document's own words."""
    if not isinstance(page, InterpretationPage):
        return
    written = "\n".join(part.text for part in texts(page) if part.field in ("sections", "clause_notes"))
    if long := long_sentences(written, value("interp.sentence_chars")):
        yield Reason(f"有{len(long)}句较长，建议断开，如“{long[0]}……”。", "sections")
    for document in _documents(page):
        if copied := copied_passages(written, _text_of(document), value("interp.copied_chars")):
            yield Reason(
                f"有{len(copied)}处照抄《{document.title}》原文，建议改用通俗的话，如“{copied[0]}……”。",
                "sections",
            )


def _documents(page: InterpretationPage) -> list[DocumentPage]:
    return [link.document for link in page.documents.all() if link.document_id]


def _text_of(document: DocumentPage) -> str:
    draft = document.get_latest_revision_as_object()
    return "".join(strip_tags(str(block.value)) for block in draft.content)
