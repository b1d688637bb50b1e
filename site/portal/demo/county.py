"""Builds 示范县 from an empty database, in one transaction: either all of it is there or nothing."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import Body
from foundation.search.synonyms import load_shipped
from foundation.signoff.mails import held_back
from foundation.workdays.selectors import load_calendar
from opinion.consultations.enums import State
from portal.models import HomePage
from portal.services import init_site

from . import (
    clarifications,
    consultations,
    decisions,
    documents,
    feedback,
    ledger,
    monitoring,
    pages,
    press,
    reading,
    registers,
    requests,
    results,
    secrecy,
    workload,
)
from .columns import Columns, create_columns, explain_empty_columns
from .people import COUNTY, OFFICE, People, Staff, create_bodies, create_staffs
from .schedule import Plan, plans
from .text import information, read_drafts, topics

Report = Callable[[str], None]
# What is reported while building, so that a progress bar has its end.
STEPS = 217


def is_built() -> bool:
    """Whether the county is there."""
    return Body.objects.filter(code=COUNTY).exists()


def has_other_site() -> bool:
    """Whether somebody already set a site up here."""
    return not is_built() and (HomePage.objects.exists() or Body.objects.exists())


@held_back()
@transaction.atomic
def build(password: str, report: Report) -> None:
    """Everything, with ``password`` for every account. ``report`` hears what was just made."""
    bodies = create_bodies()
    home = init_site(bodies[COUNTY], "示范县人民政府")
    load_shipped()
    people = People(password)
    staffs = create_staffs(people, bodies)
    report("机构、科室、岗位和人员")
    columns = create_columns(home, staffs, report)
    _publish_pages(home, staffs, columns, report)
    made = _publish_documents(staffs, columns, report)
    _leave_work(made, staffs, columns, report)
    matters = decisions.build_decisions(staffs[COUNTY], columns, timezone.localdate())
    report("重大行政决策")
    notices = consultations.build_consultations(staffs[COUNTY], columns, matters, timezone.localdate())
    report("意见征集")
    results.build_results(staffs[COUNTY], columns, notices[State.CONCLUDED])
    report("征集结果")
    press.build_press(home, staffs, columns, timezone.localdate())
    report("新闻发布")
    clarifications.build_clarifications(home, staffs)
    report("澄清辟谣")
    monitoring.build_monitoring(people, staffs)
    report("政务舆情")
    feedback.build_feedback(staffs[COUNTY], timezone.localdate())
    report("公众留言")
    requests.build_requests(people, staffs, timezone.localdate())
    report("依申请公开")
    registers.build_registers(staffs[COUNTY], timezone.localdate())
    report("申请台账")
    explain_empty_columns(columns)
    report("未产生信息说明")
    reading.open_places(staffs[COUNTY], staffs[OFFICE], timezone.localdate())
    report("查阅点")
    ledger.keep_ledger(made, staffs, load_calendar())
    report("法定时限")


def _publish_pages(home: HomePage, staffs: dict[str, Staff], columns: Columns, report: Report) -> None:
    for staff in staffs.values():
        pages.publish_body_page(staff, columns)
        report(f"机构页：{staff.body}")
    report(pages.publish_guide(staffs[COUNTY], columns).title)
    today = timezone.localdate()
    for number, piece in enumerate(information("information"), start=1):
        day = pages.informed_on(piece, number, today)
        page = pages.publish_information(piece, day, staffs[COUNTY], columns)
        report(page.title)
    statement, contact = (
        pages.publish_standard_page(piece, home, staffs[OFFICE]) for piece in information("standard")
    )
    pages.fill_footer(statement, contact, staffs)


def _publish_documents(
    staffs: dict[str, Staff], columns: Columns, report: Report
) -> list[tuple[Plan, DocumentPage]]:
    calendar = load_calendar()
    made: dict[int, tuple[Plan, DocumentPage]] = {}
    for position, plan in enumerate(plans(topics(), timezone.localdate(), calendar)):
        staff = staffs[plan.topic.body]
        earlier = made[id(plan.earlier)][1] if plan.earlier else None
        document = documents.publish_document(plan, position, staff, columns, earlier)
        made[id(plan)] = plan, document
        report(plan.title)
        if documents.has_interpretation(plan):
            documents.publish_interpretation(plan, document, staff, columns, calendar)
            report(f"解读：{plan.name}")
    return list(made.values())


def _leave_work(
    made: list[tuple[Plan, DocumentPage]], staffs: dict[str, Staff], columns: Columns, report: Report
) -> None:
    workload.create_workload(read_drafts(), staffs, columns, timezone.localdate())
    report("在办稿件")
    secrecy.create_secrecy_work(staffs[OFFICE], columns, timezone.localdate())
    report("保密审查")
    late = next(pair for pair in made if pair[0].is_normative and not documents.has_interpretation(pair[0]))
    workload.leave_interpretation_waiting(*late, staffs[late[0].topic.body], columns)
    report("待审解读")
