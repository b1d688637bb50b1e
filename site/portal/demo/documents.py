"""The documents of 示范县 with their attachments, and the interpretations of what needs one."""

import datetime as dt
from html import escape

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from disclosure.documents.enums import DocumentKind, Relation, Validity
from disclosure.documents.models import Attachment, DocumentPage, RelatedDocument
from disclosure.documents.services import keep_index_number
from foundation.workdays.rules import WorkCalendar
from interpretation.policies.enums import Section
from interpretation.policies.models import InterpretationPage, InterpretedDocument

from . import files, signing
from .columns import Columns
from .packages import write_package
from .people import Staff
from .schedule import Plan, published_at
from .text import blocks, chinese_date, fill

NORMATIVE_ITEM, OTHER_ITEM, INTERPRETATION_ITEM = 10, 11, 12
# Published, in need of an interpretation, and without one: what the dashboards are to show as late.
WITHOUT_INTERPRETATION = {
    ("就业创业", 0), ("食品安全", 0), ("农业农村", 0), ("学校招生", 0), ("营商环境", 2),
}  # fmt: skip
_RELATIONS: dict[str, Relation] = {Validity.AMENDED: Relation.AMENDS, Validity.LAPSED: Relation.RELATED}
_ADDRESSEES = "各乡镇人民政府、街道办事处，县政府有关部门："


def _lines(plan: Plan) -> list[str]:
    return [fill(line, plan.written_on.year, plan.edition) for line in plan.text.lines]


def _body(plan: Plan) -> list[tuple[str, object]]:
    """The blocks of the page: the covering notice and what it issues, or the document itself."""
    lines = _lines(plan)
    if not plan.is_normative:
        return blocks(lines)
    cover = [_ADDRESSEES, f"现将《{plan.name}》印发给你们，请遵照执行。", chinese_date(plan.written_on)]
    part = ("heading", {"level": "part", "text": plan.name, "anchor": ""})
    return [*blocks(cover), part, *blocks(lines)]


def attachment(title: str, extension: str, lines: list[str]) -> Attachment:
    """A real file in the document library, attached under its title."""
    make = {"docx": files.docx_file, "pdf": files.pdf_file, "txt": files.text_file}[extension]
    document = get_document_model()(title=title)
    document.file.save(f"{title}.{extension}", ContentFile(make(title, lines)), save=False)
    document.save()
    return Attachment(document=document, title=title)


def _attachments(plan: Plan, position: int) -> list[Attachment]:
    """Normative documents as text and as PDF; of the others every second one has an annex."""
    lines = [line.lstrip("# ") for line in _lines(plan)]
    if plan.is_normative:
        return [attachment(f"{plan.name}（{kind}）", kind.lower(), lines) for kind in ("DOCX", "PDF")]
    if position % 2:
        return []
    return [
        attachment(
            f"附件：{plan.topic.name}工作联系表", ("txt", "docx", "pdf")[position // 2 % 3], lines[-2:]
        )
    ]


def publish_document(plan: Plan, position: int, staff: Staff, columns: Columns, earlier: DocumentPage | None):
    """One document through the whole chain; from the former site it keeps date and index number."""
    page = DocumentPage(
        title=plan.title,
        kind=DocumentKind.NORMATIVE if plan.is_normative else DocumentKind.OTHER,
        genre=plan.text.genre,
        document_number=plan.number,
        written_on=plan.written_on,
        printed_on=plan.printed_on,
        subject=plan.topic.subject,
        validity=plan.validity,
        effective_on=plan.effective_on,
        expires_on=plan.expires_on,
        abolished_on=plan.abolished_on,
        abolished_by=plan.abolished_by,
        is_important=lacks_interpretation(plan),
        overview=fill(plan.text.overview, plan.written_on.year, plan.edition),
        source=staff.body.name,
        phone="0000-0000000",
        original_published_at=plan.published_on and published_at(plan.published_on),
        content=_body(plan),
    )
    page.attachments = _attachments(plan, position)
    page.tags.add(*plan.topic.tags)
    main, secondary = columns.for_document(plan.topic, NORMATIVE_ITEM if plan.is_normative else OTHER_ITEM)
    page.secondary_columns = secondary
    if earlier and plan.is_normative:
        relation = _RELATIONS.get(earlier.validity, Relation.ABOLISHES)
        page.relations = [RelatedDocument(target=earlier, relation=relation)]
    page = signing.draft(page, main, staff)
    if plan.published_on:
        keep_index_number(page, f"{staff.body.index_code}/{plan.written_on.year}-{position + 1:05d}")
    write_package(page, plan, staff)
    return signing.publish(page, staff)


def lacks_interpretation(plan: Plan) -> bool:
    """Whether it needs one that nobody has written."""
    return plan.edition == 1 and (plan.topic.name, plan.position) in WITHOUT_INTERPRETATION


def has_interpretation(plan: Plan) -> bool:
    """Whether the county has written one."""
    return plan.is_normative and not lacks_interpretation(plan)


def draft_interpretation(plan: Plan, document: DocumentPage, staff: Staff, columns: Columns, **fields):
    """The interpretation of a document as its editor saves it."""
    sections = [
        (
            "section",
            {"kind": kind, "text": f"<p>{escape(plan.topic.elements[heading])}</p>", "not_applicable": ""},
        )
        for kind, heading in zip(Section.values, plan.topic.elements, strict=True)
    ]
    page = InterpretationPage(
        title=f"《{plan.name}》政策解读",
        sections=sections,
        clause_notes=[
            ("note", {"clause": clause, "text": f"<p>{escape(words)}</p>"})
            for clause, words in plan.topic.notes.items()
        ],
        overview=f"解读《{plan.name}》的制定背景、主要内容和办理方式。",
        interpreter=staff.approvers[0].get_full_name(),
        interpreter_post=f"{staff.unit.name}负责人",
        interpreter_kind="drafter",
        source=staff.body.name,
        **fields,
    )
    page.documents = [InterpretedDocument(document=document)]
    main, _ = columns.for_document(plan.topic, INTERPRETATION_ITEM)
    return signing.draft(page, main, staff)


def interpreted_on(plan: Plan, calendar: WorkCalendar) -> dt.date | None:
    """One to two working days after the document, within the three that are allowed."""
    return calendar.add_workdays(plan.published_on, 1 + plan.edition).due if plan.published_on else None


def publish_interpretation(
    plan: Plan, document: DocumentPage, staff: Staff, columns: Columns, calendar: WorkCalendar
):
    """As the former site did."""
    day = interpreted_on(plan, calendar)
    page = draft_interpretation(
        plan, document, staff, columns, original_published_at=day and published_at(day)
    )
    return signing.publish(page, staff)
