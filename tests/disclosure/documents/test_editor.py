"""The editing screen of a document: time limit, index number, own unit, drafts and two editors."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import streamfield

from disclosure.catalogue.models import CatalogueItem, CatalogueTemplate, ColumnPage
from disclosure.documents.models import DocumentPage, IndexNumber
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit
from foundation.signoff.services import publish_structure
from tests.disclosure.documents.editing import edit_url, form_data, loaded
from tests.offices import appoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(office, client) -> Client:
    client.force_login(office.editor)
    return client


@pytest.fixture
def second_editor(office) -> Client:
    client = Client()
    client.force_login(appoint("bianji2", "何小南", PostKind.EDITOR, office.body, office.unit))
    return client


@pytest.mark.rows("R-018", "R-019", "R-020")
@time_machine.travel("2026-01-12T10:00:00+08:00")
def test_the_screen_says_by_when_on_which_basis_and_how_that_was_counted(office, editor):
    page = office.document(kind="normative", printed_on=dt.date(2026, 1, 6))
    content = editor.get(edit_url(page)).content.decode()
    assert "2026-01-15到期 · 还有3个工作日" in content
    assert "印发之日" in content
    assert "自2026-01-06（当日不计入）起第7个工作日：2026-01-15" in content
    assert '<time datetime="2026-01-10">1月10日</time>' in content


@time_machine.travel("2026-02-09T10:00:00+08:00")
def test_a_holiday_is_named_and_a_make_up_day_counts(office, editor):
    page = office.document(written_on=dt.date(2026, 2, 9), printed_on=None)
    content = editor.get(edit_url(page)).content.decode()
    assert "<small>春节</small>" in content
    assert "<small>调休上班</small>" in content


@time_machine.travel("2029-12-20T10:00:00+08:00")
def test_a_date_in_a_year_without_a_notice_is_provisional_and_says_why(office, client):
    client.force_login(office.editor)
    page = office.document(
        written_on=dt.date(2029, 12, 18), printed_on=None, document_number="示政办发〔2029〕1号"
    )
    content = client.get(edit_url(page)).content.decode()
    assert "（暂定）到期" in content
    assert "2029年、2030年放假安排尚未录入" in content


def test_the_column_brings_its_legal_basis_limit_and_department(office, editor):
    template = CatalogueTemplate.objects.create(code="demo", name="示范目录", year=2024)
    column = ColumnPage.objects.get(pk=office.column.pk)
    column.item = CatalogueItem.objects.create(
        template=template, number=10, level1="政策文件", legal_basis="《示范办法》第三条", time_limit="动态更新",
        time_kind="dynamic", department="办公室",
    )  # fmt: skip
    publish_structure(column, "对应目录事项")
    content = editor.get(edit_url(office.document())).content.decode()
    assert "本栏目动态更新，不按天计算" in content
    assert "《示范办法》第三条" in content


@pytest.mark.rows("R-271")
def test_the_index_number_is_foreseen_before_and_fixed_after_publication(office, editor):
    year = timezone.localdate().year
    page = office.document()
    expected = f"01234567-8/{year}-00001"
    assert f"公开时赋号，预计 {expected}" in editor.get(edit_url(page)).content.decode()
    office.publish(page)
    assert IndexNumber.objects.get(page=page).value == expected
    assert f"已赋号 {expected}" in editor.get(edit_url(page)).content.decode()


def test_a_new_document_starts_with_the_own_unit_and_offers_no_other(office, editor):
    other = Body.objects.create(name="示范县房管局", code="sfx-fgj")
    Unit.objects.create(body=other, name="法规科")
    url = reverse("wagtailadmin_pages:add", args=["documents", "documentpage", office.column.pk])
    form = editor.get(url).context["form"]
    assert (form["body"].value(), form["unit"].value()) == (office.body.pk, office.unit.pk)
    assert list(form.fields["body"].queryset) == [office.body]


def test_autosave_is_on_and_keeps_a_draft_with_nothing_but_a_title(office, editor, settings):
    url = reverse("wagtailadmin_pages:add", args=["documents", "documentpage", office.column.pk])
    assert 'data-w-autosave-interval-value="500"' in editor.get(url).content.decode()
    draft = DocumentPage(title="关于防汛", kind="other", openness="proactive", validity="in_force")
    for expected_slug in ("gyfx", "gyfx-2"):
        answer = editor.post(
            url, form_data(draft, slug="", content=streamfield([])), headers={"Accept": "application/json"}
        ).json()
        assert answer["success"]
        saved = DocumentPage.objects.get(pk=answer["pk"])
        assert (saved.slug, saved.live) == (expected_slug, False)


def test_an_invalid_submission_keeps_everything_typed_and_names_the_fields(office, editor):
    page = office.document()
    data = form_data(page, title="改过的标题", written_on="", overview="概述") | {"action-submit": "1"}
    content = editor.post(edit_url(page), data).content.decode()
    assert "改过的标题" in content and "概述" in content
    assert "请填写成文日期" in content


class TestTwoEditors:
    """A and B open the same draft; B saves first."""

    @pytest.fixture
    def page(self, office) -> DocumentPage:
        return office.document(overview="原来的")

    @pytest.fixture
    def opened(self, page) -> dict[str, str]:
        return loaded(page)

    @pytest.fixture
    def saved_by_other(self, page, opened, second_editor) -> DocumentPage:
        answer = second_editor.post(edit_url(page), form_data(page, overview="乙写的") | opened)
        assert answer.status_code == 302
        return DocumentPage.objects.get(pk=page.pk)

    def latest(self, page) -> str:
        return DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object().overview

    def test_the_later_save_is_refused_and_nothing_typed_is_lost(self, saved_by_other, opened, editor):
        page = saved_by_other
        answer = editor.post(edit_url(page), form_data(page, overview="甲写的") | opened)
        content = answer.content.decode()
        assert self.latest(page) == "乙写的"
        assert "何小南" in content and "保存了新版本" in content
        assert "甲写的" in content
        assert (
            reverse("wagtailadmin_pages:revisions_view", args=[page.pk, page.latest_revision_id]) in content
        )

    def test_saving_again_without_having_looked_is_refused_too(self, saved_by_other, editor):
        page = saved_by_other
        shown = loaded(page) | {"conflict_revision": str(page.latest_revision_id)}
        for headers in ({}, {"Accept": "application/json"}):
            editor.post(edit_url(page), form_data(page, overview="甲写的") | shown, headers=headers)
            assert self.latest(page) == "乙写的"

    def test_the_editor_who_has_looked_may_save_and_the_other_version_stays_in_the_history(
        self, saved_by_other, editor
    ):
        page = saved_by_other
        number = str(page.latest_revision_id)
        accepted = loaded(page) | {"conflict_revision": number, "conflict_accepted": number}
        assert editor.post(edit_url(page), form_data(page, overview="甲写的") | accepted).status_code == 302
        assert self.latest(page) == "甲写的"
        assert page.revisions.get(pk=number).content["overview"] == "乙写的"

    def test_submitting_is_refused_like_saving(self, saved_by_other, opened, editor):
        page = saved_by_other
        data = form_data(page, overview="甲写的") | opened | {"action-submit": "1"}
        editor.post(edit_url(page), data)
        assert DocumentPage.objects.get(pk=page.pk).current_workflow_state is None

    def test_ones_own_autosaved_versions_are_no_conflict(self, page, opened, editor):
        for overview in ("一", "一二"):
            data = form_data(page, overview=overview) | opened
            assert editor.post(edit_url(page), data, headers={"Accept": "application/json"}).json()["success"]
            opened = loaded(DocumentPage.objects.get(pk=page.pk)) if overview == "一" else opened
        assert (
            editor.post(edit_url(page), form_data(page, overview="一二三") | loaded(page)).status_code == 302
        )
        assert self.latest(page) == "一二三"


def queries(client, url) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_editing_screen_costs_the_same_with_many_documents_and_interpretations(office, editor):
    page = office.document(kind="normative")
    office.interpretation(page)
    editor.get(edit_url(page))
    first = queries(editor, edit_url(page))
    for _ in range(5):
        office.document(kind="normative")
        office.interpretation(page)
    assert queries(editor, edit_url(page)) <= first
    # More than half are Wagtail's own; the plan and the elements of the column are asked by gate and section.
    assert first <= 115
