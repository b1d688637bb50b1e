"""A form arrives once, with its receipt, and nothing typed or uploaded is lost. The form is that of 纠错."""

import datetime as dt
import threading

import lxml.html
import pytest
import time_machine
from django.core.exceptions import FieldError, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from foundation.duties.models import Duty
from foundation.rules.models import ParameterVersion
from foundation.submissions import kept_forms, views
from foundation.submissions.forms import PublicForm
from foundation.submissions.intake import receive
from foundation.submissions.models import HeldFile, SubmissionFile
from foundation.submissions.registry import submission_kind
from foundation.submissions.tokens import new_token
from foundation.submissions.uploads import empty_holding_place
from opinion.consultations.models import Opinion
from opinion.corrections.models import PageCorrectionReport
from opinion.corrections.services import KIND, start_clock
from tests.forms_of_the_public import fields_of, opened, send, shown_code
from tests.opinion.consultations.making import notice

pytestmark = pytest.mark.django_db
WORDS = {"text": "第三条数字有误。", "contact": "13812345678"}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def address(office) -> str:
    return f"/jiucuo/{office.publish(office.document()).pk}/"


@pytest.fixture
def with_files(monkeypatch):
    """The form of 纠错 asks for files and consent too, as other kinds do."""

    class Form(PublicForm):
        sentence = PublicForm.base_fields["name"]
        identity = name = wants_answer = None  # type: ignore[assignment]

    monkeypatch.setattr("opinion.corrections.views.ReportView.form_class", Form)


def pdf(name: str = "说明.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_receipt_shows_number_and_code_and_the_code_is_kept_nowhere(address):
    answer = send(address, **WORDS)
    code, report = shown_code(answer), PageCorrectionReport.objects.get()
    assert report.number in answer.content.decode()
    assert report.number == f"JC{timezone.localdate():%Y%m%d}-0001"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM corrections_pagecorrectionreport")
        row = repr(cursor.fetchall())
    assert code not in row and code.replace("-", "") not in row
    assert WORDS["contact"] not in row
    assert report.contact == WORDS["contact"]
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


def test_the_same_form_again_is_the_same_receipt(address):
    fields = opened(address) | WORDS
    first, second = Client().post(address, fields), Client().post(address, fields)
    assert shown_code(first) == shown_code(second)
    assert "没有重复登记" in second.content.decode()
    assert PageCorrectionReport.objects.count() == Duty.objects.filter(kind=KIND).count() == 1


def test_going_back_and_writing_something_else_is_asked_about_and_not_lost(address):
    fields = opened(address) | WORDS
    Client().post(address, fields)
    again = Client().post(address, fields | {"text": "第四条也有误。"})
    assert again.status_code == 400
    page = again.content.decode()
    assert "与上次不同" in page and "第四条也有误。" in page
    assert PageCorrectionReport.objects.count() == 1
    final = Client().post(address, fields_of(lxml.html.fromstring(page)))
    assert final.status_code == 200
    assert PageCorrectionReport.objects.count() == 2


def test_in_traditional_characters_what_was_typed_stays_as_typed(address):
    answer = send(f"/hant{address}", text="", sentence="简体字")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "简体字" in page and "尚未提交" in page
    assert send(f"/hant{address}", **WORDS).status_code == 200
    assert PageCorrectionReport.objects.get().text == WORDS["text"]


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, "另一网站"),
        ({"HTTP_ORIGIN": "https://elsewhere.example"}, "另一网站的旧浏览器"),
    ],
)
def test_a_form_of_another_site_is_shown_again_with_everything_typed(address, headers, reason):
    answer = Client(enforce_csrf_checks=True).post(address, opened(address) | WORDS, **headers)
    assert answer.status_code == 400
    assert WORDS["text"] in answer.content.decode() and WORDS["contact"] in answer.content.decode()
    assert not PageCorrectionReport.objects.exists()


def test_a_form_that_lay_open_for_weeks_is_shown_again_and_can_then_be_sent(address):
    with time_machine.travel(timezone.now() - dt.timedelta(days=20)):
        fields = opened(address) | WORDS
    stale = Client(enforce_csrf_checks=True).post(address, fields)
    assert stale.status_code == 400 and "时间过长" in stale.content.decode()
    again = fields_of(lxml.html.fromstring(stale.content.decode()))
    assert again["text"] == WORDS["text"]
    assert Client(enforce_csrf_checks=True).post(address, again).status_code == 200
    assert PageCorrectionReport.objects.count() == 1


def test_a_megabyte_is_refused_in_words_and_more_than_can_be_read_too(address):
    long = send(address, text="字" * 350_000)
    assert long.status_code == 400
    page = long.content.decode()
    assert "现有350000字" in page and "1000字以内" in page
    assert len(lxml.html.fromstring(page).xpath("//textarea[@name='text']")[0].text.strip()) == 100_000
    flood = Client().post(address, opened(address) | {"text": "字" * 1_000_000})
    assert flood.status_code == 413 and "内容过长" in flood.content.decode()


def test_control_characters_are_taken_out_and_emoji_stay(address):
    send(address, text="数字\x00有误\u202e👍\r\n请改")
    assert PageCorrectionReport.objects.get().text == "数字有误👍\n请改"


def test_files_stay_while_the_form_is_put_right_and_go_with_it(address, with_files):
    first = send(address, text="", contact="", attachments=[pdf(), pdf("照片说明.pdf", PDF + b" ")])
    assert first.status_code == 400
    page = lxml.html.fromstring(first.content.decode())
    assert "说明.pdf" in page.text_content() and HeldFile.objects.count() == 2
    away = page.xpath("//input[@name='remove']/@value")[1]
    fields = fields_of(page) | {"text": "见附件。", "consent": "on", "remove": away}
    assert Client().post(address, fields).status_code == 200
    kept = SubmissionFile.objects.get()
    assert (kept.name, kept.submission) == ("说明.pdf", PageCorrectionReport.objects.get())
    assert kept.file.read() == PDF
    assert not HeldFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("病毒.exe", b"MZ\x90", "格式不能上传"),
        ("材料.zip", b"PK\x03\x04", "格式不能上传"),
        ("伪装.pdf", b"MZ\x90\x00program", "文件内容不是 pdf"),
        ("网页.txt", b"<html><script>alert(1)</script>", "文件内容不是 txt"),
        ("空.pdf", b"", "空文件"),
        ("太大.pdf", PDF + b"0" * (10 * 1024 * 1024), "超过了10MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_that_are_not_taken_are_named_with_the_reason(address, with_files, name, content, words):
    answer = send(address, text="见附件。", consent="on", attachments=[pdf(name, content), pdf()])
    assert answer.status_code == 400
    page = answer.content.decode()
    assert words in page and "移除“说明.pdf”" in page
    assert not PageCorrectionReport.objects.exists()


def test_the_holding_place_is_emptied_after_a_day(address, with_files, django_capture_on_commit_callbacks):
    send(address, text="", attachments=[pdf()])
    held = HeldFile.objects.get()
    assert empty_holding_place() == ""
    with (
        time_machine.travel(timezone.now() + dt.timedelta(hours=25)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert empty_holding_place() == "清除 1 个未随表单提交的附件"
    assert not held.file.storage.exists(held.file.name)


def test_a_question_appears_when_one_address_sends_much(address):
    for number in range(3):
        assert send(address, text=f"第{number}处有误").status_code == 200
    fields = opened(address)
    assert "question" in fields
    refused = Client().post(address, fields | {"text": "第四处有误", "answer": "不知道"})
    assert refused.status_code == 400 and "请回答验证问题" in refused.content.decode()
    assert "第四处有误" in refused.content.decode()


def test_the_right_answer_lets_the_form_through(address, monkeypatch):
    monkeypatch.setattr("foundation.submissions.challenge._MAKERS", (lambda: ("三加五等于几？", "8"),))
    monkeypatch.setattr(views.PublicFormView, "asks_challenge", lambda self, body: True)
    assert send(address, text="第四处有误", answer="八").status_code == 200


def test_much_from_everywhere_asks_too(address, office):
    ParameterVersion.objects.create(
        key="submission.challenge_load", value=0, effective_from=dt.date(2020, 1, 1), reason="试验"
    )
    assert "question" in opened(address)


def test_encrypted_fields_cannot_be_searched():
    with pytest.raises(FieldError):
        PageCorrectionReport.objects.filter(contact__contains="138").exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
def test_a_form_that_arrives_twice_at_once_is_one_submission(office):
    document, token, receipts = office.publish(office.document()), new_token(KIND), []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        receipts.append(
            receive(
                submission_kind(KIND),
                token,
                WORDS,
                body=office.body,
                on_received=start_clock,
                page_id=document.pk,
                page_title="页面",
            )
        )
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 4
    assert len({receipt.code for receipt in receipts}) == 1
    assert sum(receipt.is_new for receipt in receipts) == 1
    assert PageCorrectionReport.objects.count() == Duty.objects.filter(kind=KIND).count() == 1


def test_the_form_that_many_open_is_rendered_once_and_each_has_a_token_of_its_own(
    office, django_assert_num_queries
):
    page = office.publish(notice(office))
    address = f"/zhengji/{page.pk}/yijian/"
    with time_machine.travel(timezone.now(), tick=False):
        opened(address)
        with django_assert_num_queries(0):
            one, other = opened(address), opened(address)
    assert one["token"] != other["token"]
    for form, words in ((one, "延长到零点。"), (other, "降低票价。")):
        assert "回执码" in Client().post(address, form | {"text": words, "consent": "on"}).content.decode()
    assert Opinion.objects.filter(consultation=page).count() == 2


def test_a_kept_form_never_outlives_a_change(office):
    page = office.publish(notice(office))
    address = f"/zhengji/{page.pk}/yijian/"
    opened(address)
    office.take_down(page)
    assert Client().get(address).status_code == 404


def test_a_form_signed_in_another_second_than_it_is_kept_in_is_not_kept(office):
    kept_forms.keep("kept-form:x", '<input value="a:1:z">', "a:2:z", office.body)
    assert kept_forms.find("kept-form:x") is None


def test_other_words_under_the_same_token_at_the_same_moment_are_not_taken_for_the_first(office):
    """Two tabs of one form, sent within the same second: found_again saw neither."""
    page = office.publish(notice(office))
    kind, token = submission_kind("opinion"), new_token("opinion")
    own = {"body": office.body, "consultation": page, "source": "web"}
    receive(kind, token, {"text": "延长到零点。"}, posted="a", **own)
    with pytest.raises(ValidationError, match="与上次不同"):
        receive(kind, token, {"text": "降低票价。"}, posted="b", **own)
    assert not receive(kind, token, {"text": "延长到零点。"}, posted="a", **own).is_new
