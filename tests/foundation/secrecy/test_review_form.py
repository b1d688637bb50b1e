"""The review form at the secrecy step: signed over text and files, refused when it does not fit."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from wagtail.documents import get_document_model

from disclosure.documents.models import Attachment
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Appointment, Post
from foundation.secrecy.enums import Question
from foundation.secrecy.models import SecrecyReview
from foundation.signoff.enums import Decision
from foundation.signoff.models import PostTaskState, Seal
from tests.foundation.letters.reading import text_of
from tests.foundation.signoff.files.samples import PDF
from tests.offices import LONG_AGO, answers

pytestmark = pytest.mark.django_db

REASON = "涉及人员住址，须删去后公开。"


def affirm(question: Question, prefix: str = "secrecy", **fields) -> dict[str, object]:
    """是 to one question with its articles."""
    from foundation.secrecy.models import Basis

    basis = [str(article) for article in Basis.objects.filter(question=question)]
    found = {f"{prefix}-{question.value}": "yes", f"{prefix}-{question.value}_basis": basis}
    return found | {f"{prefix}-{name}": given for name, given in fields.items()}


def with_file(office):
    page = office.document()
    document = get_document_model().objects.create(
        title="申请表", file=ContentFile(PDF, "a.pdf"), uploaded_by_user=office.editor
    )
    page.attachments = [Attachment(document=document, title="申请表")]
    page.save_revision(user=office.editor)
    return type(page).objects.get(pk=page.pk)


@pytest.mark.rows("R-061", "R-062")
def test_a_signed_form_names_text_and_files_and_stands_in_the_seal(secrecy):
    page = secrecy.at_secrecy_step(with_file(secrecy.office))
    page = secrecy.office.decide(page, secrecy.office.secrecy)

    form = SecrecyReview.objects.get(page_id=page.pk)
    assert form.conclusion == "open"
    assert form.revision_id == page.latest_revision_id
    assert form.content_digest == form.seal.content_digest
    assert [file["title"] for file in form.files] == ["申请表"]
    assert len(form.files[0]["sha256"]) == 64
    assert any("保密审查结论：可以公开（正文和附件 1 个" in line for line in form.seal.checks)
    assert any("国家秘密" in line and line.endswith("否") for line in form.seal.checks)


@pytest.mark.rows("R-061")
def test_every_item_has_its_own_form(secrecy):
    office = secrecy.office
    pages = [secrecy.at_secrecy_step() for _ in range(3)]
    for page in pages:
        office.decide(page, office.secrecy)
    assert SecrecyReview.objects.values_list("page_id", flat=True).distinct().count() == 3


@pytest.mark.rows("R-062")
@pytest.mark.parametrize("question", Question, ids=lambda question: question.label)
def test_a_form_with_an_unanswered_question_is_refused(secrecy, question):
    page = secrecy.at_secrecy_step()
    with pytest.raises(ValidationError, match=f"“{question.label}”还没有回答"):
        secrecy.office.decide(page, secrecy.office.secrecy, **{f"secrecy-{question.value}": ""})
    assert not SecrecyReview.objects.exists()


@pytest.mark.parametrize(
    ("conclusion", "advice"),
    [
        ("partly", "请退回拟稿人，删去或另文处理"),
        ("closed", "请退回拟稿人改为不予公开"),
        ("unsure", "请点“提请确定”"),
    ],
)
def test_a_step_is_not_approved_on_another_conclusion_and_is_told_what_to_do(secrecy, conclusion, advice):
    page = secrecy.at_secrecy_step()
    fields = affirm(Question.PRIVACY, conclusion=conclusion, opinion=REASON)
    with pytest.raises(ValidationError, match=advice):
        secrecy.office.decide(page, secrecy.office.secrecy, **fields)


@pytest.mark.rows("R-062", "R-070")
def test_a_return_keeps_the_form_that_says_why(secrecy):
    office, page = secrecy.office, secrecy.at_secrecy_step()
    fields = {f"secrecy-return-{question.value}": "no" for question in Question} | affirm(
        Question.PRIVACY, "secrecy-return", conclusion="closed", opinion=REASON
    )
    office.decide(page, office.secrecy, "reject", "请删去住址", **fields)
    form = SecrecyReview.objects.get(page_id=page.pk)
    assert (form.conclusion, form.opinion) == ("closed", REASON)
    assert form.seal.decision == Decision.RETURNED
    assert form.bases["privacy"]


def test_a_return_without_a_form_needs_none(secrecy):
    page = secrecy.at_secrecy_step()
    secrecy.office.decide(page, secrecy.office.secrecy, "reject", "请补充附件")
    assert not SecrecyReview.objects.exists()


def test_a_return_with_half_a_form_is_refused(secrecy):
    page = secrecy.at_secrecy_step()
    with pytest.raises(ValidationError, match="还没有回答"):
        secrecy.office.decide(
            page, secrecy.office.secrecy, "reject", "请改", **{"secrecy-return-conclusion": "closed"}
        )


def test_other_steps_ask_no_secrecy_questions(secrecy):
    page = secrecy.office.submit(secrecy.office.document())
    state = PostTaskState.objects.waiting().get(page_id=page.pk)
    assert "secrecy-conclusion" not in answers(state.task.specific)
    secrecy.office.decide(page, secrecy.office.head)


@pytest.mark.rows("R-063")
def test_a_drafter_who_holds_the_post_cannot_review_the_own_item(secrecy):
    office = secrecy.office
    for kind in (PostKind.SECRECY_REVIEWER, PostKind.SECRECY_SECOND):
        post = Post.objects.create(body=office.body, kind=kind, title=PostKind(kind).label)
        Appointment.objects.create(post=post, user=office.editor, starts_on=LONG_AGO)
    page = secrecy.at_secrecy_step()
    with pytest.raises(PermissionDenied, match="不能审签自己的稿件"):
        office.decide(page, office.editor)


def test_signed_forms_can_neither_be_changed_nor_removed(secrecy):
    page = secrecy.at_secrecy_step()
    secrecy.office.decide(page, secrecy.office.secrecy)
    form = SecrecyReview.objects.get()
    form.conclusion = "closed"
    with pytest.raises(PermissionDenied):
        form.save()
    with pytest.raises(PermissionDenied):
        SecrecyReview.objects.all().delete()
    for sql in (
        "UPDATE secrecy_secrecyreview SET conclusion = 'closed'",
        "DELETE FROM secrecy_secrecyreview",
    ):
        with (
            pytest.raises(DatabaseError, match="只能追加"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


class TestScreen:
    """The review screen and the printed form."""

    @pytest.fixture
    def page(self, secrecy):
        return secrecy.at_secrecy_step(with_file(secrecy.office))

    def address(self, page) -> str:
        return reverse("signoff:review", args=[PostTaskState.objects.waiting().get(page_id=page.pk).pk])

    def test_nothing_is_answered_beforehand_and_files_are_listed(self, client, secrecy, page):
        client.force_login(secrecy.office.secrecy)
        html = client.get(self.address(page)).content.decode()
        assert 'name="secrecy-state_secret"' in html
        assert "checked" not in html.split('class="secrecy-form"')[1].split("</form>")[0]
        assert "申请表" in html
        assert "内容指纹" in html
        assert "全部选否" in html

    def test_what_was_answered_is_kept_when_something_is_missing(self, client, secrecy, page):
        client.force_login(secrecy.office.secrecy)
        state = PostTaskState.objects.waiting().get(page_id=page.pk)
        form = answers(state.task.specific) | {"action": "approve", "secrecy-privacy": ""}
        html = client.post(self.address(page), form).content.decode()
        assert "“个人隐私”还没有回答" in html
        assert html.split("data-secrecy-form")[1].count("checked") >= 8
        assert not Seal.objects.filter(decision=Decision.APPROVED, person=secrecy.office.secrecy).exists()

    def test_the_form_is_signed_on_the_screen_and_can_be_printed(self, client, secrecy, page):
        client.force_login(secrecy.office.secrecy)
        state = PostTaskState.objects.waiting().get(page_id=page.pk)
        client.post(self.address(page), answers(state.task.specific) | {"action": "approve"})
        assert SecrecyReview.objects.filter(page_id=page.pk).exists()
        html = client.get(reverse("secrecy:review_sheet", args=[page.pk])).content.decode()
        assert "保密审查表" in html
        assert "可以公开" in html
        assert "沈慎之" in html
        word = text_of(client.get(reverse("secrecy:review_sheet", args=[page.pk]) + "?word").content)
        for part in ("保密审查表", "可以公开", "沈慎之", page.title):
            assert part in word
