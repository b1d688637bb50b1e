"""What a guide needs before it is published, who may write it, and what the public reads."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import nested_form_data

from disclosure.documents.checks import checklist
from disclosure.guides.models import GuidePage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit
from foundation.precheck.checks import run_checks
from foundation.signoff.gates import reasons
from tests.editor_forms import NO_ROWS
from tests.offices import appoint
from tests.public import header_fields, read, text

from .conftest import CONTACT, OWN, POINT


def form_of(office, points=NO_ROWS, **fields) -> dict[str, str]:
    """A guide as the browser sends it."""
    values = {"title": "示范县政府信息公开指南", "slug": "zhinan"} | CONTACT | OWN
    values |= {"body": office.body.pk, "unit": office.unit.pk, "points": points, "comments": NO_ROWS}
    return nested_form_data(values | fields)


@pytest.mark.rows("R-010")
@pytest.mark.parametrize("name", GuidePage.MANDATORY)
def test_without_one_element_it_cannot_be_submitted_and_the_field_is_named(office, draft_guide, name):
    guide = draft_guide(**{name: ""})
    found = [reason for reason in reasons(guide) if reason.field == name]
    assert [GuidePage.label_of(name) in reason.message for reason in found] == [True]
    with pytest.raises(ValidationError):
        office.submit(guide)


def test_complete_it_has_no_reason_and_nothing_to_fix(draft_guide):
    guide = draft_guide()
    assert reasons(guide) == []
    found = checklist(guide)
    assert found.must_fix == []
    assert {"传真", "查阅点"} <= {row.message for row in found.fine}


@pytest.mark.parametrize(
    ("points", "words"),
    [((), "至少填写一个"), ((POINT, POINT | {"phone": "", "hours": " "}), "第2个查阅点缺少开放时间、电话")],
)
def test_places_to_read_are_mandatory_and_complete(draft_guide, points, words):
    [reason] = reasons(draft_guide(points=points))
    assert words in reason.message
    assert reason.field == "points"


@pytest.mark.rows("R-010")
def test_the_public_guide_loses_no_fax_number(office, guide, change):
    with pytest.raises(ValidationError, match="传真"):
        change(guide, fax="")
    assert header_fields(read(guide.url))["传真"] == CONTACT["fax"]


def test_a_draft_without_anything_is_saved_but_not_submitted(office, client):
    client.force_login(office.editor)
    address = f"/admin/pages/add/guides/guidepage/{office.column.pk}/"
    empty = dict.fromkeys([*CONTACT, *OWN], "")
    client.post(address, form_of(office, **empty))
    draft = GuidePage.objects.get()
    assert not draft.live
    refused = client.post(
        f"/admin/pages/{draft.pk}/edit/", form_of(office, **empty | {"action-submit": "1"})
    ).content.decode()
    assert "请填写“传真”" in refused
    assert not GuidePage.objects.get().workflow_in_progress


def test_a_new_guide_begins_with_the_legal_texts_and_the_body_page(office, body_page, client):
    client.force_login(office.editor)
    page = client.get(f"/admin/pages/add/guides/guidepage/{office.column.pk}/").content.decode()
    for words in ("条例第三十条", "条例第四十五条", CONTACT["fax"], f"{office.body.name}政府信息公开指南"):
        assert words in page


def test_an_editor_of_another_body_may_not_write_it(office, guide, client):
    other = Body.objects.create(name="示范县民政局", short_name="民政局", code="mzj")
    unit = Unit.objects.create(body=other, name="办公室")
    client.force_login(appoint("waibu", "钱外部", PostKind.EDITOR, other, unit))
    client.post(f"/admin/pages/{guide.pk}/edit/", form_of(office, phone="0000-9999999"))
    client.post(f"/admin/pages/add/guides/guidepage/{office.column.pk}/", form_of(office, slug="other"))
    assert guide.revisions.count() == 1
    assert GuidePage.objects.count() == 1


@pytest.mark.rows("R-010")
def test_the_public_reads_every_element(guide):
    page = read(guide.url)
    shown = text(page)
    for name in GuidePage.MANDATORY:
        assert GuidePage.label_of(name) in shown
        for line in getattr(guide, name).splitlines():
            assert line in shown
    for value in POINT.values():
        assert value in shown
    assert header_fields(page)["传真"] == CONTACT["fax"]


@pytest.mark.rows("R-010", "R-273")
def test_the_guide_can_be_taken_along(guide, client):
    words = client.get(f"/download/{guide.pk}.txt").content.decode("utf-8-sig")
    for value in (guide.title, *CONTACT.values(), *OWN.values(), *POINT.values(), guide.url):
        assert value in words
    for extension in ("TXT", "DOCX"):
        assert f"（{extension}）" in text(read(guide.url))
        assert client.get(f"/download/{guide.pk}.{extension.lower()}").status_code == 200


def test_the_public_page_costs_no_more_with_more_places(
    draft_guide, office, client, django_assert_max_num_queries
):
    guide = office.publish(draft_guide(points=[POINT] * 20))
    client.get(guide.url)
    with django_assert_max_num_queries(12):
        assert client.get(guide.url).status_code == 200


def test_personal_data_is_found_in_texts_and_places(draft_guide):
    guide = draft_guide(points=[POINT | {"phone": "13800138000"}], supervision="联系人手机13800138000。")
    assert {finding.field for finding in run_checks(guide).open} == {"points", "supervision"}
