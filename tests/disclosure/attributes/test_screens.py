"""The screens about the attribute: who may open them, what they show, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from disclosure.attributes.models import AttributeDecision, NumberIssue, ReturnedDocument
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, User
from foundation.signoff.batch import conclusions
from tests.disclosure.attributes.test_chain import TO_WITHHELD, WITHHELD, step
from tests.offices import answers, appoint

pytestmark = pytest.mark.django_db


def address(page, name: str = "page") -> str:
    return reverse(f"attributes:{name}", args=[page.pk])


@pytest.mark.parametrize("name", ["page", "paper"])
@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("editor", True),
        ("head", True),
        ("leader", True),
        ("co_issuer", True),
        ("stranger", False),
        ("root", False),
    ],
)
def test_who_may_open(office, client, who, opens, name):
    bureau = Body.objects.create(name="示范县民政局", code="mzj")
    other = Body.objects.create(name="示范县水利局", code="slj")
    office.co_issuer = appoint("mzfushen", "陈民政", PostKind.OFFICE_REVIEWER, bureau)
    office.stranger = appoint("slfushen", "江水利", PostKind.OFFICE_REVIEWER, other)
    office.root = User.objects.create_superuser("root", "root@example.gov.cn", "x")
    page = office.document()
    page.co_issuers = [bureau]
    page.save_revision(user=office.editor)
    office.submit(type(page).objects.get(pk=page.pk))
    client.force_login(getattr(office, who))
    assert (client.get(address(page, name)).status_code == 200) is opens


@pytest.mark.rows("R-041", "R-047")
def test_the_paper_shows_who_said_what(office, client):
    page = office.submit(office.document())
    page = step(page, office.head, **TO_WITHHELD)
    page = step(page, office.secrecy)
    page = step(page, office.reviewer)
    step(page, office.leader, **{"attribute-value": "proactive"})
    client.force_login(office.editor)
    text = client.get(address(page, "paper")).content.decode()
    for words in ("林小北", "周正言", "沈慎之", "方立诚", "建议改为", "尚未形成结论", "最终确定", "签发确定"):
        assert words in text


@pytest.mark.rows("R-049")
def test_the_drafter_replies_on_screen_and_an_empty_reply_is_refused(office, client):
    page = office.submit(office.document())
    step(page, office.head, **TO_WITHHELD)
    client.force_login(office.editor)
    assert "有不同意见 1 条" in client.get(address(page)).content.decode()
    refused = client.post(address(page), {"action": "reply", "reply-note": "好"})
    assert "不少于5个字" in refused.content.decode()
    client.post(address(page), {"action": "reply", "reply-note": "征求意见已经结束,可以公开"})
    assert AttributeDecision.objects.filter(act="replied").count() == 1


@pytest.mark.rows("R-048")
def test_a_refused_number_leads_to_a_printable_slip(office, client):
    page = office.document(**WITHHELD | {"openness_note": "内部"})
    client.force_login(office.reviewer)
    response = client.post(
        address(page), {"action": "number", "number-number": "示政办发〔2026〕12号"}, follow=True
    )
    slip = ReturnedDocument.objects.get()
    where = reverse("attributes:returned", args=[slip.pk])
    assert where in response.content.decode()
    text = client.get(where).content.decode()
    assert "理由不充分" in text and page.title in text and "钱复明" in text
    assert not NumberIssue.objects.exists()
    client.force_login(appoint("luren", "路人甲", PostKind.OPERATOR, office.body))
    assert client.get(where).status_code == 404


@pytest.mark.rows("R-024")
def test_the_office_numbers_and_receives_on_screen(office, client):
    page = office.document()
    client.force_login(office.reviewer)
    client.post(address(page), {"action": "number", "number-number": "示政办发〔2026〕12号"})
    issue = NumberIssue.objects.get()
    client.post(reverse("attributes:received", args=[issue.pk]))
    issue.refresh_from_db()
    assert issue.received_by == office.reviewer
    client.force_login(office.editor)
    assert 'value="number"' not in client.get(address(page)).content.decode()
    client.post(address(page), {"action": "number", "number-number": "示政办发〔2026〕13号"})
    assert NumberIssue.objects.count() == 1


@pytest.mark.rows("R-041")
def test_the_editor_shows_the_history(office, client):
    page = office.submit(office.document())
    step(page, office.head, **TO_WITHHELD)
    client.force_login(office.editor)
    text = client.get(f"/admin/editorial/{page.pk}/").content.decode()
    assert "有不同意见 1 条" in text and "尚未形成结论" in text


@pytest.mark.rows("R-037", "R-050")
def test_the_leader_is_told_that_the_document_stays_inside(office, client):
    page = office.submit(office.document(**WITHHELD))
    for user in office.approvers[:-1]:
        page = step(page, user)
    state = page.current_workflow_task_state.specific
    where = reverse("signoff:review", args=[state.pk])
    client.force_login(office.leader)
    assert "签发（不公开）" in client.get(where).content.decode()
    form = {"action": "approve", **answers(state.task.specific), "comment": "同意。"}
    said = client.post(where, form, follow=True).content.decode()
    assert "不在网站公开" in said and "已经公开" not in said
    sheet = client.get(reverse("signoff:sheet", args=[page.pk])).content.decode()
    assert "办结（不公开）" in sheet


@pytest.mark.rows("R-049", "R-050")
@pytest.mark.parametrize("case", ["主动公开", "不予公开", "有不同意见"])
def test_what_is_disputed_is_signed_on_its_own_screen(office, case):
    page = office.submit(office.document(**(WITHHELD if case == "不予公开" else {})))
    page = step(page, office.head, **(TO_WITHHELD if case == "有不同意见" else {}))
    for user in (office.secrecy, office.reviewer):
        page = step(page, user)
    state = page.current_workflow_task_state.specific
    sealed = conclusions(state, state.revision.as_object(), office.leader)
    assert sealed == (None if case == "有不同意见" else [f"公开属性：最终确定为“{case}”"])
