"""An office at work (示范县): the people, columns and pages that tests start from."""

import datetime as dt
from dataclasses import dataclass, field

from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Body, Post, Unit, User
from foundation.organisations.services import allow_unit_on_page
from foundation.secrecy.enums import Question
from foundation.signoff.changes import live_revision_of
from foundation.signoff.enums import ChangeKind, StepKind
from foundation.signoff.services import publish_structure
from foundation.signoff.takedown import decide_takedown, request_takedown
from interpretation.plans.enums import Channel
from interpretation.plans.models import InterpretationPlan
from interpretation.plans.selectors import is_asked, plan_of
from interpretation.policies.enums import Form, Section
from interpretation.policies.models import InterpretationPage, InterpretedDocument
from opinion.consultations.documents import needs_record, record_of
from opinion.consultations.models import DocumentConsultation
from portal.models import HomePage
from portal.services import init_site

LONG_AGO = dt.date(2020, 1, 1)
PASSWORD = "Shifan-2026-demo"


def appoint(username: str, name: str, kind: str, body: Body, unit: Unit | None = None, **dates) -> User:
    """A person who holds one post."""
    user = User.objects.create_user(
        username,
        email=f"{username}@example.gov.cn",
        password=PASSWORD,
        last_name=name[0],
        first_name=name[1:],
    )
    post = Post.objects.create(body=body, unit=unit, kind=kind, title=PostKind(kind).label)
    Appointment.objects.create(post=post, user=user, **({"starts_on": LONG_AGO} | dates))
    return user


# What somebody who finds nothing fills into the forms that features add to a kind of step.
NOTHING_FOUND: dict[str, dict[str, str]] = {
    StepKind.SECRECY: {f"secrecy-{question.value}": "no" for question in Question}
    | {"secrecy-conclusion": "open"},
}


def answers(task) -> dict[str, object]:
    """A complete approval of this step, as a form would send it."""
    return {"checks": task.check_items} | NOTHING_FOUND.get(task.step_kind, {})


def state_minor_change(page, editor: User):
    """Say 小修 of a change to a live page, unless something is said already. The page as it is then."""
    draft = page.get_latest_revision_as_object()
    live = live_revision_of(draft)
    if live and draft.latest_revision_id != live and draft.change_of != live:
        draft.state_change(ChangeKind.MINOR)
        draft.save_revision(user=editor)
    return type(page).objects.get(pk=page.pk)


def complete_package(page) -> None:
    """Give a document what it has to come with, unless it has it: its consultation, its interpretation plan."""
    if isinstance(page, DocumentPage) and needs_record(page) and not record_of(page):
        DocumentConsultation.objects.create(
            document=page, reason_for_none="只规定机关内部工作程序", recorded_by=page.owner
        )
    if not (isinstance(page, DocumentPage) and is_asked(page)) or plan_of(page):
        return
    plan = InterpretationPlan.objects.create(
        document=page, drafting_note="为做好本项工作,起草本文件。", channels=[Channel.PORTAL]
    )
    plan.outline.create(point="有关事项", source="本机关职责")
    plan.materials.create(form=Form.DRAFTER)


@dataclass
class Office:
    """One body with one unit, everybody its chain needs, and one column."""

    body: Body
    unit: Unit
    home: HomePage
    column: ColumnPage
    editor: User
    head: User
    secrecy: User
    reviewer: User
    leader: User
    deputy: User
    clerk: User
    foi_head: User
    counter: int = field(default=0)

    @property
    def approvers(self) -> list[User]:
        """In the order of the default chain, for what needs no more than 三审三校."""
        return [self.head, self.secrecy, self.reviewer, self.leader]

    def holder_of_open_step(self, page) -> User:
        """Who decides the step now open."""
        state = type(page).objects.get(pk=page.pk).current_workflow_task_state.specific
        kinds = {
            PostKind.UNIT_HEAD: self.head,
            PostKind.SECRECY_REVIEWER: self.secrecy,
            PostKind.OFFICE_REVIEWER: self.reviewer,
            PostKind.DEPUTY_LEADER: self.deputy,
            PostKind.LEADER: self.leader,
        }
        return kinds[PostKind(state.post_kind)]

    def document(self, **fields) -> DocumentPage:
        """A complete draft by the editor, ready to be submitted."""
        self.counter += 1
        values = {
            "title": f"关于做好第{self.counter}项工作的通知",
            "body": self.body,
            "unit": self.unit,
            "owner": self.editor,
            "document_number": f"示政办发〔2026〕{self.counter}号",
            "written_on": dt.date(2026, 1, 5),
            "printed_on": dt.date(2026, 1, 6),
            "content": [("text", "<p>各乡镇人民政府,县政府各部门:现就有关事项通知如下。</p>")],
        } | fields
        page = DocumentPage(**values)
        self.column.add_child(instance=page)
        page.save_revision(user=self.editor)
        return DocumentPage.objects.get(pk=page.pk)

    def interpretation(self, document: DocumentPage, **fields) -> InterpretationPage:
        """A complete draft interpretation of a document."""
        sections = [
            ("section", {"kind": kind, "text": f"<p>{label}的说明。</p>", "not_applicable": ""})
            for kind, label in Section.choices
        ]
        values = {
            "title": f"《{document.title}》政策解读",
            "body": self.body,
            "unit": self.unit,
            "owner": self.editor,
            "sections": sections,
        } | fields
        page = InterpretationPage(**values)
        page.documents = [InterpretedDocument(document=document)]
        self.column.add_child(instance=page)
        page.save_revision(user=self.editor)
        return InterpretationPage.objects.get(pk=page.pk)

    def submit(self, page):
        """Start the chain as the editor does. Of a change to a live page the editor says 小修, if nothing else."""
        complete_package(page)
        page = state_minor_change(page, self.editor)
        page.get_workflow().start(page, self.editor)
        return type(page).objects.get(pk=page.pk)

    def decide(self, page, user: User, action: str = "approve", comment: str = "同意。", **more):
        """One decision by one person at the step now open; ``more`` is filled in beside the usual answers."""
        page = type(page).objects.get(pk=page.pk)
        state = page.current_workflow_task_state.specific
        task = state.task.specific
        data = answers(task) if action == "approve" else {}
        data |= more
        task.on_action(state, user, action, comment=comment, **data)
        return type(page).objects.get(pk=page.pk)

    def publish(self, page):
        """Through the whole chain."""
        page = self.submit(page)
        while page.workflow_in_progress:
            page = self.decide(page, self.holder_of_open_step(page))
        return page

    def take_down(self, page, kind: str = "withdraw", category: str = "error"):
        """Ask for a live page to come down, review and sign it."""
        request = request_takedown(
            page, self.editor, kind=kind, category=category, reason="发布内容与签发文件不一致"
        )
        for user in (self.reviewer, self.leader):
            decide_takedown(request, user, agreed=True, opinion="同意。")
        return type(page).objects.get(pk=page.pk)


def open_office(code: str = "sfx-zfb", name: str = "示范县人民政府办公室") -> Office:
    """Build the office in the database."""
    body = Body.objects.create(
        name=name, short_name="县政府办", code=code, index_code="01234567-8", number_prefix="示政办发"
    )
    unit = Unit.objects.create(body=body, name="政务公开科", is_disclosure_office=True)
    home = init_site(body, "示范县政府信息公开")
    column = ColumnPage(
        title="政策文件", body=body, unit=unit, column_type="policy", description="本机关制发的政策文件"
    )
    home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    allow_unit_on_page(unit, column)
    return Office(
        body=body,
        unit=unit,
        home=home,
        column=column,
        editor=appoint("bianji", "林小北", PostKind.EDITOR, body, unit),
        head=appoint("kezhang", "周正言", PostKind.UNIT_HEAD, body, unit),
        secrecy=appoint("baomi", "沈慎之", PostKind.SECRECY_REVIEWER, body),
        reviewer=appoint("fushen", "钱复明", PostKind.OFFICE_REVIEWER, body),
        leader=appoint("lingdao", "方立诚", PostKind.LEADER, body),
        deputy=appoint("fenguan", "顾审言", PostKind.DEPUTY_LEADER, body),
        clerk=appoint("jingban", "苏一申", PostKind.REQUESTS_CLERK, body),
        foi_head=appoint("gongkaiban", "贺公开", PostKind.REQUESTS_HEAD, body),
    )
