"""The package of a document: its plan is asked for, signed with it, and becomes drafts."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from foundation.duties.models import Duty
from foundation.rules.services import set_parameter
from foundation.signoff.gates import reasons
from foundation.signoff.models import Seal
from interpretation.plans.enums import Slot
from interpretation.plans.models import Expert, InterpretationPlan, PlanVersion
from interpretation.plans.selectors import uncovered_points
from interpretation.plans.services import begin_material, waive
from interpretation.policies.duties import PUBLISH

pytestmark = pytest.mark.django_db

ARTICLES = [("article", {"number": "第三条", "text": "<p>每月补助二百元。</p>", "anchor": ""})]


@pytest.fixture
def document(office):
    return office.document(title="养老补助办法", kind="normative", content=ARTICLES)


def posted(**more) -> dict[str, object]:
    """A complete plan as the form sends it."""
    return {
        "action": "save",
        "drafting_note": "为落实养老服务条例,起草本办法。",
        "channels": ["portal", "hall"],
        "timing": "together",
        "legal_opinion": "",
        "outline-TOTAL_FORMS": "4",
        "outline-INITIAL_FORMS": "0",
        "outline-0-point": "每月补助二百元",
        "outline-0-clause": "第3条",
        "outline-0-source": "《社会救助暂行办法》第十条",
        "materials-TOTAL_FORMS": "2",
        "materials-INITIAL_FORMS": "0",
        "materials-0-form": "graphic",
        "materials-1-form": "questions",
    } | more


def write(client, office, document, **more):
    client.force_login(office.editor)
    return client.post(reverse("plans:plan", args=[document.pk]), posted(**more), follow=True)


def told(document) -> str:
    return "".join(reason.message for reason in reasons(document.get_latest_revision_as_object()))


@pytest.mark.rows("R-084")
def test_a_normative_document_without_a_plan_is_not_submitted(office, document):
    with pytest.raises(ValidationError, match="解读方案未填"):
        document.get_workflow().start(document, office.editor)


def test_other_documents_and_what_was_public_elsewhere_need_none(office):
    assert "解读方案" not in told(office.document())
    assert "解读方案" not in told(office.document(kind="normative", original_published_at=timezone.now()))


@pytest.mark.rows("R-086")
def test_a_plan_is_written_on_one_screen_and_lets_the_document_go(office, document, client):
    answer = write(client, office, document).content.decode()
    assert "解读方案已保存" in answer
    assert "解读方案" not in told(document)
    assert [row.clause for row in InterpretationPlan.objects.get().outline.all()] == ["第3条"]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"channels": []}, "未填解读途径"),
        ({"outline-0-source": ""}, "未注明出处"),
        ({"drafting_note": ""}, "起草说明未填"),
        ({"materials-0-form": "", "materials-1-form": ""}, "未填解读形式"),
    ],
)
@pytest.mark.rows("R-086", "R-087")
def test_an_incomplete_plan_is_kept_and_holds_the_document(office, document, client, more, message):
    write(client, office, document, **more)
    assert InterpretationPlan.objects.get().outline.exists()
    assert message in told(document)


def test_a_clause_that_is_not_there_is_refused_and_nothing_typed_is_lost(office, document, client):
    answer = write(client, office, document, **{"outline-0-clause": "第三十条"}).content.decode()
    assert "文件中没有“第三十条”" in answer and "每月补助二百元" in answer and "第三十条" in answer
    assert not InterpretationPlan.objects.filter(outline__isnull=False).exists()


@pytest.mark.rows("R-083")
def test_only_the_drafting_unit_writes_the_plan(office, document, client):
    client.force_login(office.head)
    client.post(reverse("plans:plan", args=[document.pk]), posted())
    assert not InterpretationPlan.objects.exists()


def test_the_plan_is_read_sealed_and_approved_with_the_document(office, document, client):
    write(client, office, document)
    page = office.submit(document)
    client.force_login(office.head)
    state = page.current_workflow_task_state
    assert (
        "《社会救助暂行办法》第十条"
        in client.get(reverse("signoff:review", args=[state.pk])).content.decode()
    )
    while page.workflow_in_progress:
        page = office.decide(page, office.holder_of_open_step(page))
    version = PlanVersion.objects.get()
    assert version.approval.person_name == "方立诚"
    approvals = Seal.objects.filter(page_id=page.pk, decision="approved")
    assert all("解读方案第1版：同意" in seal.checks for seal in approvals)


def test_the_plan_is_locked_while_the_document_is_under_review(office, document, client):
    write(client, office, document)
    office.submit(document)
    assert "正在审签" in write(client, office, document, drafting_note="改").content.decode()
    assert InterpretationPlan.objects.get().drafting_note.startswith("为落实")


@pytest.mark.rows("R-084")
def test_the_office_may_waive_a_part_with_a_reason(office, document):
    with pytest.raises(PermissionDenied):
        waive(document, Slot.PLAN, "内容简单无需方案", office.editor)
    with pytest.raises(ValidationError):
        waive(document, Slot.PLAN, " ", office.reviewer)
    for slot in (Slot.PLAN, Slot.NOTE):
        waive(document, slot, "应急措施,事后补报", office.reviewer)
    assert "解读方案" not in told(document)


def test_material_that_was_waived_is_not_asked_for_where_it_must_be_there(office, document):
    set_parameter(
        "interp.sync", "require", body=office.body, effective_from=timezone.localdate(), by=None,
        basis="《示范县政策解读工作制度》第三条", reason="按制度执行",
    )  # fmt: skip
    assert "须有解读而尚未起草" in told(document)
    waive(document, Slot.MATERIAL, "应急措施,事后补报", office.reviewer)
    assert "须有解读而尚未起草" not in told(document)


@pytest.mark.rows("R-088", "R-098")
def test_each_planned_form_becomes_a_draft_once(office, document, client):
    expert = Expert.objects.create(name="陆知行", body=office.body, field="社会保险", post="示范大学")
    answer = write(client, office, document, **{"materials-0-expert": expert.pk}).content.decode()
    assert answer.count("起草</button>") == 2
    plan = InterpretationPlan.objects.get()
    graphic = plan.materials.get(form="graphic")
    page = begin_material(plan, graphic.pk, office.editor)
    assert begin_material(plan, graphic.pk, office.editor) == page
    draft = page.get_latest_revision_as_object()
    assert (draft.form, draft.interpreter) == ("graphic", "陆知行")


@pytest.mark.rows("R-087")
def test_points_not_yet_explained_are_shown(office, document, client):
    write(client, office, document)
    plan = InterpretationPlan.objects.get()
    assert [point.clause for point in uncovered_points(plan)] == ["第3条"]
    note = ("note", {"clause": "第三条", "text": "<p>社区代办。</p>"})
    office.interpretation(document, clause_notes=[note])
    assert not uncovered_points(plan)


@pytest.mark.rows("R-089", "R-097")
def test_the_duty_follows_document_and_interpretation(office, client, time_machine):
    """Published Monday: due Thursday."""
    time_machine.move_to("2026-03-02 10:00+08:00")
    document = office.publish(office.document(is_important=False, kind="other"))
    assert not Duty.objects.of(document, PUBLISH).exists()
    important = office.document(is_important=True, title="关于养老补助的通知")
    for slot in (Slot.PLAN, Slot.NOTE):
        waive(important, slot, "应急措施,事后补报", office.reviewer)
    office.publish(important)
    duty = Duty.objects.of(important, PUBLISH).get()
    assert (duty.unit, str(duty.due_on)) == (office.unit, "2026-03-05")
    client.force_login(office.reviewer)
    assert "关于养老补助的通知" in client.get(reverse("plans:progress")).content.decode()
    time_machine.move_to("2026-03-06 10:00+08:00")
    interpretation = office.publish(office.interpretation(important))
    duty.refresh_from_db()
    assert str(duty.met_on) == "2026-03-06" and duty.is_late
    assert "关于养老补助的通知" not in client.get(reverse("plans:progress")).content.decode()
    office.take_down(interpretation)
    duty.refresh_from_db()
    assert duty.is_open


@pytest.mark.rows("R-096", "R-097")
def test_statistics_count_documents_interpretations_and_who_interprets(office, client):
    document = office.publish(office.document())
    office.publish(office.interpretation(document, interpreter_kind="principal", interpreter="高远"))
    client.force_login(office.leader)
    answer = client.get(reverse("plans:statistics") + "?export=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("科室,政策文件,其中应解读,解读,主要负责人")
    assert lines[1].endswith("政务公开科,1,0,1,1,0,0,0")
