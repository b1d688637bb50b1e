"""Numbers with the hand-over of the electronic text, co-issuers' consents, and who reads the registers."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from disclosure.attributes.enums import Defect
from disclosure.attributes.models import CoIssuerNotice, NumberIssue, ReturnedDocument
from disclosure.attributes.services import issue_number, receive_text, record_consent
from disclosure.documents.models import DocumentPage
from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit
from tests.disclosure.attributes.test_chain import ON_REQUEST, WITHHELD, step
from tests.offices import appoint

pytestmark = pytest.mark.django_db


def draft_of(page) -> DocumentPage:
    return DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.fixture
def bureau(office) -> Body:
    """民政局 with the reviewer of its office."""
    body = Body.objects.create(name="示范县民政局", code="mzj", number_prefix="示民发")
    Unit.objects.create(body=body, name="办公室")
    appoint("mzfushen", "陈民政", PostKind.OFFICE_REVIEWER, body)
    return body


def joint(office, *bodies, **fields):
    page = office.document(**fields)
    page.co_issuers = bodies
    page.save_revision(user=office.editor)
    return DocumentPage.objects.get(pk=page.pk)


def agree(office, page, body, state="consent", **fields):
    given = {"person_name": "陈民政", "said_on": dt.date(2026, 1, 7), "note": ""} | fields
    return record_consent(draft_of(page), body, office.editor, state=state, **given)


@pytest.mark.rows("R-055")
def test_signing_waits_for_every_co_issuer_and_tells_them_afterwards(
    office, bureau, django_capture_on_commit_callbacks
):
    others = [
        Body.objects.create(name=f"示范县{name}局", code=code)
        for name, code in (("财政", "czj"), ("水利", "slj"))
    ]
    page = office.submit(joint(office, bureau, *others))
    for user in office.approvers[:-1]:
        page = step(page, user)
    with pytest.raises(ValidationError, match="尚未对公开属性“主动公开”回复意见"):
        step(page, office.leader)
    agree(office, page, bureau)
    agree(office, page, others[0])
    agree(office, page, others[1], "objection", note="附件涉及未定的预算数字")
    with pytest.raises(ValidationError, match=r"水利局不同意.*未定的预算数字"):
        step(page, office.leader)
    agree(office, page, others[1])
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        page = step(page, office.leader)
    assert page.live
    assert set(CoIssuerNotice.objects.values_list("co_issuer", flat=True)) == {
        bureau.pk,
        *(o.pk for o in others),
    }
    told = [message for message in mail.outbox if "联合发文公开属性反馈" in message.subject]
    assert [message.to for message in told] == [["mzfushen@example.gov.cn"]]
    assert "主动公开" in told[0].body


@pytest.mark.rows("R-055")
def test_a_consent_holds_for_the_attribute_it_was_given_for(office, bureau):
    page = joint(office, bureau)
    agree(office, page, bureau)
    page = draft_of(page)
    for name, value in WITHHELD.items():
        setattr(page, name, value)
    page.save_revision(user=office.editor)
    page = office.submit(DocumentPage.objects.get(pk=page.pk))
    for user in office.approvers[:-1]:
        page = step(page, user)
    with pytest.raises(ValidationError, match="尚未对公开属性“不予公开”回复意见"):
        step(page, office.leader)


@pytest.mark.rows("R-055")
@pytest.mark.parametrize(("who", "allowed"), [("editor", True), ("reviewer", True), ("leader", False)])
def test_who_records_for_a_co_issuer(office, bureau, who, allowed):
    draft = draft_of(joint(office, bureau))
    given = {"state": "consent", "person_name": "陈民政", "said_on": dt.date(2026, 1, 7)}
    if allowed:
        assert record_consent(draft, bureau, getattr(office, who), **given).co_issuer == bureau
    else:
        with pytest.raises(PermissionDenied):
            record_consent(draft, bureau, getattr(office, who), **given)


@pytest.mark.rows("R-055")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"person_name": " "}, "经办人"),
        ({"said_on": dt.date(2999, 1, 1)}, "晚于今天"),
        ({"state": "objection", "note": "否"}, "写明意见"),
    ],
)
def test_an_incomplete_answer_is_refused(office, bureau, change, words):
    with pytest.raises(ValidationError, match=words):
        agree(office, joint(office, bureau), bureau, **change)


@pytest.mark.rows("R-048")
@pytest.mark.parametrize(
    ("fields", "defect"),
    [
        ({}, None),
        (WITHHELD, None),
        (WITHHELD | {"openness_reason": ""}, Defect.NO_REASON),
        (WITHHELD | {"openness_basis": "", "openness_note": ""}, Defect.NO_REASON),
        (WITHHELD | {"openness_note": "内部"}, Defect.WEAK_REASON),
        (ON_REQUEST | {"openness_reason": "N1"}, Defect.WEAK_REASON),
    ],
)
def test_a_number_is_given_only_with_a_complete_proposal(office, fields, defect):
    page = office.document(**fields)
    outcome = issue_number(draft_of(page), office.reviewer, "示政办发[2026]12号")
    assert NumberIssue.objects.exists() is (defect is None)
    if defect is None:
        assert outcome.number == "示政办发〔2026〕12号"
    else:
        slip = ReturnedDocument.objects.get()
        assert (slip.defect, slip.person, slip.page_id) == (defect, office.reviewer, page.pk)
        assert slip.note


@pytest.mark.rows("R-048")
def test_a_number_is_given_once_and_by_the_office(office):
    first, second = office.document(), office.document()
    with pytest.raises(PermissionDenied):
        issue_number(draft_of(first), office.editor, "示政办发〔2026〕12号")
    with pytest.raises(ValidationError, match="格式"):
        issue_number(draft_of(first), office.reviewer, "12号文")
    issue_number(draft_of(first), office.reviewer, "示政办发〔2026〕12号")
    with pytest.raises(ValidationError, match="已经登记给其他文件"):
        issue_number(draft_of(second), office.reviewer, "示政办发(2026)12号")
    with pytest.raises(ValidationError, match="不能重复编号"):
        issue_number(draft_of(first), office.reviewer, "示政办发〔2026〕13号")


@pytest.mark.rows("R-024")
def test_the_electronic_text_is_due_on_the_third_working_day(office, client):
    with time_machine.travel("2024-09-13T10:00:00+08:00", tick=False):  # a Friday; 14 September is worked
        issue = issue_number(draft_of(office.document()), office.reviewer, "示政办发〔2024〕12号")
    duty = Duty.objects.of(issue).get()
    assert issue.due_on == duty.due_on == dt.date(2024, 9, 19)
    assert duty.unit == office.unit
    for day, state in (("2024-09-19", "open"), ("2024-09-20", "late")):
        with time_machine.travel(f"{day}T10:00:00+08:00", tick=False):
            client.force_login(office.reviewer)
            shown = client.get(reverse("attributes:numbers"), {"state": state}).content.decode()
        assert "示政办发〔2024〕12号" in shown
    with pytest.raises(PermissionDenied):
        receive_text(issue, office.editor)
    receive_text(issue, office.reviewer)
    duty.refresh_from_db()
    assert not duty.is_open
    with pytest.raises(ValidationError, match="已于"):
        receive_text(issue, office.reviewer)
    assert (
        "示政办发〔2024〕12号"
        not in client.get(reverse("attributes:numbers"), {"state": "late"}).content.decode()
    )


REPORTS = ["catalogue", "numbers", "returns", "return_statistics"]


@pytest.mark.rows("R-037", "R-048")
@pytest.mark.parametrize("who", ["editor", "reviewer", "stranger"])
def test_the_registers_show_the_own_scope_and_export(office, client, bureau, who):
    page = office.publish(office.document(title="关于补助核定的通知", **WITHHELD))
    issue_number(draft_of(page), office.reviewer, "示政办发〔2026〕99号")
    returned = office.submit(office.document(title="关于退文的通知", **WITHHELD))
    step(returned, office.head, "reject", **{"attribute-defect": "weak_reason"})
    office.stranger = appoint("moshengren", "吴生人", PostKind.EDITOR, bureau, bureau.units.get())
    client.force_login(getattr(office, who))
    words = {
        "catalogue": "关于补助核定的通知", "numbers": "示政办发〔2026〕99号", "returns": "关于退文的通知",
        "return_statistics": "政务公开科",
    }  # fmt: skip
    for name in REPORTS:
        where = reverse(f"attributes:{name}")
        assert (words[name] in client.get(where).content.decode()) is (who != "stranger")
        exported = client.get(where, {"export": "csv"})
        assert (words[name] in b"".join(exported.streaming_content).decode()) is (who != "stranger")


@pytest.mark.rows("R-037")
def test_one_document_of_each_attribute_one_row_in_each_catalogue(office, client):
    for title, fields in (("甲件", {}), ("乙件", ON_REQUEST), ("丙件", WITHHELD)):
        office.publish(office.document(title=title, **fields))
    client.force_login(office.reviewer)
    for value, title in (("proactive", "甲件"), ("on_request", "乙件"), ("withheld", "丙件")):
        shown = client.get(reverse("attributes:catalogue_results"), {"value": value}).content.decode()
        assert [name for name in ("甲件", "乙件", "丙件") if name in shown] == [title]
    listed = client.get(office.column.get_url()).content.decode()
    assert [name for name in ("甲件", "乙件", "丙件") if name in listed] == ["甲件"]


@pytest.mark.rows("R-228")
def test_the_report_to_the_city_holds_three_classes_only(office, client):
    for title, reason in (("甲件", "N7"), ("乙件", "N5")):
        office.publish(office.document(title=title, **WITHHELD | {"openness_reason": reason}))
    client.force_login(office.reviewer)
    for reasons, expected in (("all", ["甲件", "乙件"]), ("three", ["乙件"])):
        shown = client.get(reverse("attributes:catalogue_results"), {"reasons": reasons}).content.decode()
        assert [name for name in ("甲件", "乙件") if name in shown] == expected
