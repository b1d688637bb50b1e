"""Opening against a third party for the public interest: decided on record, told in writing, only then answered."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from disclosure.answers import decisions
from disclosure.requests import services
from disclosure.requests.enums import ConsultedKind, Opinion
from disclosure.requests.models import Consultation
from tests.disclosure.answers.answering import TO_GROUNDS, accepted, walked
from tests.foundation.letters.reading import text_of

DECISION = {
    "decider": "示范县人民政府办公室负责人办公会",
    "participants": "办公室、法规科",
    "content": "中标单位的报价总额",
    "reasons": "该工程由财政资金建设，不公开会对公共利益造成重大影响",
}
AGAINST = (
    f"{TO_GROUNDS} ask_denied_1:no ask_denied_2:no ask_denied_3:no ask_denied_4:yes third_party:reasonable"
)


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(dt.datetime(2026, 3, 4, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def objection(office) -> Consultation:
    """A third party objected, and its reasons are sound."""
    case = accepted(office)
    asked = services.consult(
        case, by=office.clerk, kind=ConsultedKind.THIRD_PARTY, name="示范建设有限公司", question="报价总额",
        item=case.items.get(),
    )  # fmt: skip
    services.delivered(asked, by=office.clerk)
    asked = services.replied(asked, opinion=Opinion.OBJECTS, reasons="属于商业秘密", by=office.clerk)
    return services.judge(asked, is_reasonable=True, office_view="报价构成经营信息", by=office.editor)


@pytest.mark.rows("R-072", "R-171")
def test_no_answer_opens_anything_before_the_third_party_was_told(office, objection):
    item = objection.item
    walked(item, f"{AGAINST} public_interest:yes", office.editor)

    def says_told():
        return decisions.answer_question(item, by=office.editor, question="told_third_party", choice="yes")

    with pytest.raises(ValidationError, match="告知第三方"):
        says_told()
    decided = services.overrule(objection, by=office.clerk, **DECISION)
    with pytest.raises(ValidationError, match="告知第三方"):
        says_told()
    services.told(decided, by=office.clerk)
    assert says_told().key == "ask_denied_5"


@pytest.mark.rows("R-171")
def test_the_notice_tells_the_third_party_content_reasons_and_rights_and_not_who_applied(office, objection):
    decided = services.overrule(objection, by=office.clerk, **DECISION)
    fields = decided.overruling.fields
    with decided.overruling.file.open("rb") as handle:
        said = text_of(handle.read())
    assert decided.overruling.kind == "foi-overruling" and "示范建设有限公司" in said
    assert fields["公开的内容"] == DECISION["content"] and fields["公开的理由"] == DECISION["reasons"]
    assert objection.case.name not in said
    event = objection.case.events.get(step="overrule")
    assert event.details["participants"] == DECISION["participants"] and event.told == ""


def test_it_is_decided_once_and_only_against_an_objection_that_stands(office, objection):
    services.overrule(objection, by=office.clerk, **DECISION)
    with pytest.raises(ValidationError, match="不能重复"):
        services.overrule(objection, by=office.clerk, **DECISION)
    Consultation.objects.filter(pk=objection.pk).update(overruled_on=None, is_reasonable=False)
    with pytest.raises(ValidationError, match="才需要作出"):
        services.overrule(objection, by=office.clerk, **DECISION)
    with pytest.raises(ValidationError, match="还没有作出"):
        services.told(objection, by=office.clerk)


def test_the_page_of_the_case_leads_through_it(client, office, objection):
    client.force_login(office.clerk)
    page = reverse("requests_admin:case", args=[objection.case_id])
    address = reverse("requests_admin:consultation", args=[objection.case_id, objection.pk, "overrule"])
    assert address in client.get(page).content.decode()
    shown = client.get(address)
    sent = {name: field.value() for name, field in _hidden(shown)} | DECISION | {"on": "2026-03-04"}
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    told = reverse("requests_admin:consultation", args=[objection.case_id, objection.pk, "told"])
    after = client.get(page).content.decode()
    assert "尚未登记书面告知" in after and told in after


def _hidden(response):
    return [(field.html_name, field) for field in response.context["form"].hidden_fields()]
