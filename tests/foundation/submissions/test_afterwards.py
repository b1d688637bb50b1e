"""The sender asks how far it is; staff look at contact data on record; it goes when its time is over."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from foundation.organisations.services import sync_groups
from foundation.submissions import registry
from foundation.submissions.models import Addition, ContactAccess
from foundation.submissions.retention import forget, forget_due
from foundation.submissions.reveal import reveal
from opinion.corrections.models import PageCorrectionReport
from opinion.corrections.services import KIND, close
from tests.forms_of_the_public import send, shown_code
from tests.offices import appoint

pytestmark = pytest.mark.django_db
LOOKUP = "/huizhi/"
WORDS = {"text": "第三条电话13812345678已停用。", "contact": "0000-1234567"}


@pytest.fixture
def sent(office):
    """A report and its receipt code."""
    document = office.publish(office.document())
    code = shown_code(send(f"/jiucuo/{document.pk}/", **WORDS))
    return PageCorrectionReport.objects.get(), code


def ask(code: str, **fields):
    return Client(enforce_csrf_checks=True).post(LOOKUP, {"code": code} | fields)


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_code_alone_shows_the_state_and_no_contact(sent):
    report, code = sent
    answer = ask(code.lower().replace("-", " "))
    page = answer.content.decode()
    assert report.number in page and "待办理" in page
    assert WORDS["contact"] not in page
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
    assert ask(code, number=report.number).status_code == 200


def test_wrong_codes_are_all_answered_alike_and_are_few(sent):
    report, code = sent
    answers = [ask("2222-2222-2222"), ask("", number=report.number), ask(code, number="JC20200101-0001")]
    assert {answer.status_code for answer in answers} == {400}
    assert all("没有查到" in answer.content.decode() for answer in answers)
    for _ in range(8):
        last = ask("3333-3333-3333")
    assert "过于频繁" in last.content.decode()
    assert "过于频繁" in ask(code).content.decode()


def test_the_sender_adds_words_while_it_waits(office, sent):
    report, code = sent
    for _ in range(2):
        assert "已收到您的补充" in ask(code, act="add", words="第五条也有误。").content.decode()
    assert Addition.objects.get().text == "第五条也有误。"
    shown = logged_in(office.editor).get(f"/admin/corrections/{report.pk}/").content.decode()
    assert "第五条也有误。" in shown
    long = ask(code, act="add", words="字" * 1001)
    assert "现有1001字" in long.content.decode() and "字" * 1001 in long.content.decode()
    close(report, office.editor, state="corrected", reply="已核实，错字已更正。")
    assert "已经办结" in ask(code, act="add", words="再补充").content.decode()


def test_the_sender_withdraws_and_the_clock_stops(office, sent):
    report, code = sent
    assert "已撤回，本件不再办理" in ask(code, act="withdraw").content.decode()
    assert ask(code, act="withdraw").status_code == 200
    assert Duty.objects.of(report, KIND).get().cancelled_at
    with pytest.raises(ValidationError, match="撤回"):
        close(report, office.editor, state="corrected", reply="已核实，错字已更正。")


def test_contact_data_is_shown_for_a_reason_and_on_record(office, sent):
    report, _code = sent
    editor, address = logged_in(office.editor), f"/admin/submissions/{KIND}/{report.pk}/contact/"
    assert WORDS["contact"] not in editor.get(f"/admin/corrections/{report.pk}/").content.decode()
    assert WORDS["contact"] not in editor.get(address).content.decode()
    short = editor.post(address, {"reason": "看"})
    assert WORDS["contact"] not in short.content.decode() and not ContactAccess.objects.exists()
    shown = editor.post(address, {"reason": "电话核实反映的情况"})
    assert WORDS["contact"] in shown.content.decode() and "no-store" in shown["Cache-Control"]
    record = ContactAccess.objects.get()
    assert (record.number, record.user, record.reason) == (report.number, office.editor, "电话核实反映的情况")
    with pytest.raises(DatabaseError), transaction.atomic():
        ContactAccess.objects.update(reason="改写")


def test_leaders_may_not_look_and_overseers_see_who_did(office, sent):
    report, _code = sent
    reveal(report, office.editor, "电话核实反映的情况")
    with pytest.raises(PermissionDenied):
        reveal(report, office.leader, "想看一看而已")
    supervisor = appoint("xinjiandu", "新监督", PostKind.SUPERVISOR, office.body)
    for user in (supervisor, office.editor):
        sync_groups(user)
    reports = "/admin/submissions/accesses/"
    page = logged_in(supervisor).get(reports).content.decode()
    assert report.number in page and "电话核实" in page and WORDS["contact"] not in page
    export = logged_in(supervisor).get(reports, {"export": "csv"})
    assert report.number in b"".join(export.streaming_content).decode()
    assert logged_in(office.editor).get(reports).status_code in (302, 403)


def test_personal_data_goes_when_its_time_is_over(office, sent):
    report, code = sent
    assert report.findings
    assert forget_due() == ""
    close(report, office.editor, state="corrected", reply="已核实，错字已更正。")
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        assert forget_due() == "删除到期的个人信息：纠错 1 件、附件 0 个"
        assert forget_due() == ""
    report.refresh_from_db()
    assert (report.contact, report.findings) == ("", [])
    assert report.text == "第三条电话138****5678已停用。" and report.forgotten_at
    assert "已更正" in ask(code).content.decode()


def test_a_new_key_reads_what_the_old_one_wrote_and_takes_over(sent, settings):
    report, _code = sent
    settings.PERSONAL_DATA_KEYS = ["new" * 12, settings.SECRET_KEY]
    call_command("reencrypt_personal_data")
    settings.PERSONAL_DATA_KEYS = ["new" * 12]
    assert PageCorrectionReport.objects.get(pk=report.pk).contact == WORDS["contact"]


def test_what_a_feature_failed_to_erase_is_not_taken_for_erased(sent, monkeypatch):
    """Whatever goes wrong there: the row stays due, and the job that failed is seen."""
    report, _code = sent

    def fails(submission) -> None:
        raise KeyError("contact")

    kind = replace(registry.submission_kind(KIND), on_forgotten=fails)
    monkeypatch.setitem(registry._kinds, KIND, kind)
    with pytest.raises(KeyError):
        forget(report)
    report.refresh_from_db()
    assert report.forgotten_at is None


def test_the_inbox_finds_by_number_and_words_and_reads_no_personal_data(office, sent):
    report, _code = sent
    editor = logged_in(office.editor)
    for sought in (report.number, "已停用"):
        assert report.page_title in editor.get("/admin/corrections/", {"q": sought}).content.decode()
    assert report.page_title not in editor.get("/admin/corrections/", {"q": "别的"}).content.decode()
    with connection.execute_wrapper(_no_contact):
        editor.get("/admin/corrections/")


def _no_contact(execute, sql, params, many, context):
    assert '"corrections_pagecorrectionreport"."contact"' not in sql
    return execute(sql, params, many, context)
