"""The plan that comes with a document that is published here for the first time."""

from disclosure.documents.models import DocumentPage
from disclosure.documents.selectors import outline_of
from interpretation.plans.enums import Channel
from interpretation.plans.models import InterpretationPlan
from interpretation.plans.selectors import is_asked
from interpretation.policies.enums import Form
from opinion.consultations.documents import needs_record, record_consultation

from .people import Staff
from .schedule import Plan

POINTS = 4


def write_package(page: DocumentPage, plan: Plan, staff: Staff) -> None:
    """起草说明 and 解读方案, if the document has to come with them."""
    if needs_record(page):
        record_consultation(page, None, "对现行规定只作文字调整，未改变权利义务", staff.editor)
    if not is_asked(page):
        return
    elements = plan.topic.elements
    package = InterpretationPlan.objects.create(
        document=page,
        drafting_note=f"{elements['制定背景']}\n{elements['起草过程']}",
        channels=[Channel.PORTAL, Channel.SOCIAL, Channel.HALL],
        changed_by=staff.editor,
    )
    entries = [entry for entry in outline_of(page) if entry.is_article] or outline_of(page)
    for entry in entries[:POINTS]:
        package.outline.create(
            point=f"{entry.label}的适用范围和办理方式", clause=entry.label, source=f"《{plan.name}》起草依据"
        )
    package.materials.create(form=Form.DRAFTER)
    package.materials.create(form=Form.QUESTIONS)
