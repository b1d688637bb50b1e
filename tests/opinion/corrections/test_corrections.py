"""A reader's report reaches the people of the responsible unit, and nobody else."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit
from foundation.organisations.services import sync_groups
from foundation.rules.parameters import parameter
from foundation.submissions.intake import receive
from foundation.submissions.registry import submission_kind
from foundation.submissions.retention import forget_due
from foundation.submissions.tokens import new_token
from opinion.corrections.models import PageCorrectionReport
from opinion.corrections.services import KIND, close, of_page, start_clock
from tests import forms_of_the_public
from tests.offices import appoint
from tests.public import links, read

pytestmark = pytest.mark.django_db
FILLED = {"sentence": "补贴标准为每月100员", "text": "“员”应为“元”。", "contact": "0000-1234567"}


@pytest.fixture
def document(office):
    return office.publish(office.document())


def send(document, **fields):
    return forms_of_the_public.send(f"/jiucuo/{document.pk}/", **(FILLED | fields))


def report_on(document, **fields) -> PageCorrectionReport:
    receipt = receive(
        submission_kind(KIND),
        new_token(KIND),
        FILLED | fields,
        body=document.body,
        unit=document.unit,
        on_received=start_clock,
        **of_page(document),
        sentence=FILLED["sentence"],
    )
    return receipt.submission


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_page_leads_to_the_form_and_the_sentence_goes_along(document):
    form = read(document.url).xpath("//section[@id='report']//form")[0]
    assert form.get("method") == "get"
    page = read(form.get("action"), sentence="补贴标准为每月100员")
    assert "补贴标准为每月100员" in page.xpath("//textarea[@name='sentence']")[0].text
    assert links(page)[document.title] == document.url


def test_a_report_is_received_with_a_number_and_starts_the_clock_of_the_unit(office, document):
    with time_machine.travel(dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)):
        answer = send(document)
        report = PageCorrectionReport.objects.get()
        duty = Duty.objects.of(report, KIND).get()
    assert answer.status_code == 200
    assert report.number in answer.content.decode()
    assert (report.body, report.unit, report.revision_id) == (
        office.body,
        office.unit,
        document.live_revision_id,
    )
    assert duty.unit == office.unit
    assert duty.due_on == dt.date(2026, 3, 5)
    assert "47号" in parameter("opinion.correction.days").basis


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "请写明错在哪里。"),
        ({"text": "错" * 1001}, "错在哪里请控制在1000字以内，现有1001字"),
        ({"sentence": "错" * 301}, "有误的语句请控制在300字以内，现有301字"),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(document, fields, words):
    answer = send(document, **fields)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert words in page
    assert FILLED["contact"] in page
    assert not PageCorrectionReport.objects.exists()


def test_a_machine_is_thanked_and_dropped(document):
    assert "已收到" in send(document, homepage="http://spam.example").content.decode()
    assert not PageCorrectionReport.objects.exists()


def test_a_double_click_is_one_report(document):
    address = f"/jiucuo/{document.pk}/"
    fields = forms_of_the_public.opened(address) | FILLED
    first, second = Client().post(address, fields), Client().post(address, fields)
    assert forms_of_the_public.shown_code(first) == forms_of_the_public.shown_code(second)
    assert PageCorrectionReport.objects.count() == Duty.objects.filter(kind=KIND).count() == 1


def test_the_eleventh_within_an_hour_from_one_address_waits(document, monkeypatch):
    monkeypatch.setattr("opinion.corrections.views.ReportView.asks_challenge", lambda self, body: False)
    answers = [send(document, text=f"第{number}处有误") for number in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [400]
    assert "过于频繁" in answers[-1].content.decode()


def test_drafts_columns_without_a_body_and_withdrawn_pages_take_none(office, document):
    assert Client().get(f"/jiucuo/{office.document().pk}/").status_code == 404
    fields = forms_of_the_public.opened(f"/jiucuo/{document.pk}/") | FILLED
    office.take_down(document)
    assert Client().post(f"/jiucuo/{document.pk}/", fields).status_code == 404


def test_nothing_of_it_is_public_and_the_form_is_kept_by_no_cache(document):
    report_on(document)
    assert FILLED["text"] not in Client().get(document.url).content.decode()
    assert "no-store" in Client().get(f"/jiucuo/{document.pk}/")["Cache-Control"]


def test_the_editor_sees_and_closes_it(office, document):
    report = report_on(document)
    editor = logged_in(office.editor)
    assert document.title in editor.get("/admin/corrections/").content.decode()
    shown = editor.get(f"/admin/corrections/{report.pk}/").content.decode()
    assert FILLED["contact"] not in shown and FILLED["sentence"] in shown
    address = f"/admin/submissions/{KIND}/{report.pk}/contact/"
    assert FILLED["contact"] in editor.post(address, {"reason": "电话核实情况"}).content.decode()
    answer = editor.post(
        f"/admin/corrections/{report.pk}/", {"state": "corrected", "reply": "已核实，错字已更正。"}
    )
    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.state == "corrected"
    assert Duty.objects.of(report, KIND).get().met_on == timezone.localdate()
    assert document.title in editor.get("/admin/corrections/?tab=done").content.decode()


def test_a_short_account_is_refused_and_closing_is_once(office, document):
    report = report_on(document)
    with pytest.raises(ValidationError):
        close(report, office.editor, state="corrected", reply="好")
    close(report, office.editor, state="not_wrong", reply="经核实，原文无误。")
    with pytest.raises(ValidationError, match="已由"):
        close(report, office.editor, state="corrected", reply="再次更正一遍。")


def test_leaders_see_the_report_and_not_the_contact(office, document):
    report = report_on(document)
    leader = appoint("xinlingdao", "新领导", PostKind.LEADER, office.body)
    sync_groups(leader)
    page = logged_in(leader).get(f"/admin/corrections/{report.pk}/").content.decode()
    assert FILLED["text"] in page
    assert FILLED["contact"] not in page
    with pytest.raises(PermissionDenied):
        close(report, leader, state="corrected", reply="领导不办理来件。")


def test_another_office_sees_nothing(document):
    report = report_on(document)
    body = Body.objects.create(name="示范县民政局", code="sfx-mzj", kind="department")
    unit = Unit.objects.create(body=body, name="综合科")
    stranger = appoint("minzheng", "王民政", PostKind.EDITOR, body, unit)
    sync_groups(stranger)
    client = logged_in(stranger)
    answer = client.get("/admin/corrections/")
    assert answer.status_code == 200
    assert document.title not in answer.content.decode()
    assert client.get(f"/admin/corrections/{report.pk}/").status_code == 404


def test_contact_data_goes_thirty_days_after_closing(office, document):
    report = report_on(document)
    assert forget_due() == ""
    close(report, office.editor, state="corrected", reply="已核实，错字已更正。")
    with time_machine.travel(timezone.now() + dt.timedelta(days=29)):
        assert forget_due() == ""
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        assert forget_due() == "删除到期的个人信息：纠错 1 件、附件 0 个"
    report.refresh_from_db()
    assert report.contact == ""
    assert report.text == FILLED["text"]


def test_the_list_costs_the_same_for_many(office, document, django_assert_max_num_queries):
    for number in range(20):
        report_on(document, text=f"第{number}处有误", contact="")
    client = logged_in(office.editor)
    client.get("/admin/corrections/")
    with django_assert_max_num_queries(25):
        client.get("/admin/corrections/")


def test_the_reader_sees_the_answer_with_the_code(office, document):
    code = forms_of_the_public.shown_code(send(document))
    close(PageCorrectionReport.objects.get(), office.editor, state="corrected", reply="已核实，错字已更正。")
    page = Client().post("/huizhi/", {"code": code}).content.decode()
    assert "已更正" in page and "已核实，错字已更正。" in page
