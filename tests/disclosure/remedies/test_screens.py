"""What is typed on the form of a register becomes its row, and the screen leads to it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from disclosure.remedies.models import Dispute, OwnRecord, PhoneAdvice, Sheet
from tests.disclosure.requests.cases import opened

MONDAY = dt.date(2026, 3, 2)
FORMS = {
    "dispute": (
        Dispute,
        {"kind": "review", "authority": "示范市人民政府", "claim": "认为答复内容与申请不符"},
    ),
    "sheet": (
        Sheet,
        {"kind": "work", "question": "请提供道路改造工程合同的保管情况", "due_on": "2026-03-30"},
    ),
    "advice": (PhoneAdvice, {"topic": "怎样申请公开", "advice": "告知网站、当面、邮寄渠道"}),
    "record": (
        OwnRecord,
        {"subject": "社会保险缴费记录", "text": "应为12个月", "evidence": "缴费凭证复印件", "name": "申小明"},
    ),
}


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(dt.datetime(2026, 3, 20, 2, tzinfo=dt.UTC), tick=False):
        yield


@pytest.mark.parametrize("name", FORMS)
def test_a_form_makes_its_row_and_leads_to_it(office, client, name):
    model, typed = FORMS[name]
    days = {"received_on": "2026-03-20", "sent_on": "2026-03-20"}
    places = {"body": office.body.pk, "to_body": office.body.pk, "to_unit": office.unit.pk}
    case = {} if name == "advice" else {"case": opened(office, MONDAY).number}
    client.force_login(office.clerk)
    answer = client.post(reverse(f"remedies:new_{name}"), typed | days | places | case, follow=True)
    row = model.objects.get()
    assert answer.redirect_chain == [(reverse(f"remedies:{name}", args=[row.pk]), 302)]
    assert "已" in str([str(one) for one in answer.context["messages"]])
    assert not case or row.case.number == case["case"]
