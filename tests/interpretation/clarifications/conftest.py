"""An office that clarifies: a county above it, a 主要负责人, the column, the short chain, a matter."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.utils import timezone

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import Body, Unit, User
from foundation.organisations.selectors import holders
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.services import publish_structure
from interpretation.clarifications.handling import verify
from interpretation.clarifications.models import ClarificationPage, RumourCase
from interpretation.clarifications.services import begin_page, decide, open_case
from interpretation.clarifications.short_chain import load_short_chain
from tests.offices import Office, answers, appoint

CLAIM = "甲河镇自来水被农药污染，全镇停水三天"
EVIDENCE = "3月2日对甲河镇水厂出厂水和管网末梢水各取样5份，全部指标合格"
FULL = {
    "title": "关于甲河镇自来水水质的情况说明",
    "claim_place": "部分微信群、短视频平台",
    "overview": "甲河镇供水正常，水质检测全部合格，没有停水安排。",
    "facts": "<p>县水务局3月2日取样检测，42项指标全部合格。</p>",
    "basis": "《生活饮用水卫生标准》（GB 5749）",
    "verified_on": dt.date(2026, 3, 2),
    "spokesperson": "县政府办公室政务公开科",
    "phone": "0000-0000001",
}


@dataclass
class Desk:
    """The office at clarifying."""

    office: Office
    county: Body
    column: ColumnPage
    main: User

    def case(self, **facts) -> RumourCase:
        values = {
            "claim": CLAIM,
            "body": self.office.body,
            "unit": self.office.unit,
            "by": self.office.editor,
        }
        return open_case(**(values | facts))

    def verified(self, result: str = "false", **facts) -> RumourCase:
        case = self.case(**facts)
        verify(case, self.office.editor, result=result, evidence=EVIDENCE, source="县水务局检测报告")
        return self.again(case)

    def decided(self, result: str = "false", **facts) -> RumourCase:
        case = self.verified(result, **facts)
        return decide(case, self.office.head, course="clarify", reason="")

    def draft(self, case: RumourCase | None = None, *, name=False, touched=(), sensitive=False, **fields):
        """A complete draft of a matter's clarification."""
        case = case or self.decided()
        page = begin_page(
            case, self.office.editor, in_government_name=name, touched=list(touched), is_sensitive=sensitive
        )
        for key, value in (FULL | fields).items():
            setattr(page, key, value)
        page.save_revision(user=self.office.editor)
        return ClarificationPage.objects.get(pk=page.pk)

    def submit(self, page: ClarificationPage) -> ClarificationPage:
        page.get_workflow().start(page, self.office.editor)
        return ClarificationPage.objects.get(pk=page.pk)

    def approve(self, page: ClarificationPage) -> ClarificationPage:
        """The open step, by whoever holds its post."""
        state = page.current_workflow_task_state.specific
        user = holders(state.post_kind, body_id=state.body_id, unit_id=state.unit_id).first().user
        task = state.task.specific
        task.on_action(state, user, "approve", comment="同意。", **answers(task))
        return ClarificationPage.objects.get(pk=page.pk)

    def publish(self, page: ClarificationPage | None = None, **more) -> ClarificationPage:
        """Through the whole chain."""
        page = self.submit(page or self.draft(**more))
        while page.workflow_in_progress:
            page = self.approve(page)
        return page

    def again(self, case: RumourCase) -> RumourCase:
        return RumourCase.objects.get(pk=case.pk)

    def department(self, code: str = "sfx-swj", name: str = "示范县水务局") -> Body:
        return Body.objects.create(name=name, short_name=name[3:], code=code, parent=self.county)

    def unit_of(self, body: Body) -> Unit:
        return Unit.objects.create(body=body, name="办公室")


def clarifying(office) -> Desk:
    """The office below a county, with its 主要负责人, the column and the short chain."""
    county = Body.objects.create(name="示范县人民政府", short_name="县政府", code="sfx", kind="government")
    office.body.parent = county
    office.body.save()
    column = ColumnPage(title="澄清辟谣", body=office.body, unit=office.unit, column_type="clarification")
    office.home.refresh_from_db()
    office.home.add_child(instance=column)
    publish_structure(column, "建立栏目")
    allow_unit_on_page(office.unit, column)
    load_short_chain()
    return Desk(office, county, column, appoint("zhuyao", "秦主任", "main_leader", office.body))


@pytest.fixture
def desk(office, tmp_path, settings) -> Desk:
    settings.PRIVATE_ROOT = tmp_path / "private"
    return clarifying(office)


@pytest.fixture
def government(desk):
    """The people of the county government whom its chain needs."""
    kinds = {
        "office_reviewer": "县复审",
        "deputy_leader": "县分管",
        "leader": "县领导",
        "main_leader": "县主要",
    }
    people = {kind: appoint(f"xian{kind}", name, kind, desk.county) for kind, name in kinds.items()}
    people["department_leader"] = desk.office.leader
    return people


@pytest.fixture
def now():
    return timezone.now()
