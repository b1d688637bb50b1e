"""The page of a body: its leaders by their terms of office, its units, and who was shown before (R-286)."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images.models import Image

from disclosure.catalogue.models import BodyPage, Leader, LeaderRecord, SubUnit
from foundation.organisations.models import User
from foundation.organisations.services import allow_unit_on_page
from foundation.search.jobs import refresh_validity
from foundation.search.queries import Query
from foundation.search.selectors import find
from tests.public import read, text

pytestmark = pytest.mark.rows("R-286")


def rows(page: BodyPage, heading: str) -> list[list[str]]:
    """Cells of the table below a heading."""
    section = read(page.url).xpath(f"//section[@aria-labelledby='{heading}']")
    return [[text(cell) for cell in row] for row in section[0].xpath(".//tbody/tr")] if section else []


@pytest.fixture
def draft(office) -> BodyPage:
    """The page of the office, with a leader, a deputy and a unit; not yet submitted."""
    allow_unit_on_page(office.unit, office.column)
    page = BodyPage(
        title="示范县人民政府办公室",
        body=office.body,
        unit=office.unit,
        owner=office.editor,
        functions="<p>负责政务公开工作。</p>",
        leaders="<p>领导分工以最新文件为准。</p>",
    )
    page.leader_rows = [
        Leader(name="方立诚", post="主任", duties="主持全面工作。"),
        Leader(name="顾审言", post="副主任", duties="分管政务公开。"),
    ]
    page.sub_unit_rows = [
        SubUnit(name="政务公开科", duties="政府信息公开。", phone="0000-1", address="建设路1号")
    ]
    office.column.add_child(instance=page)
    page.save_revision(user=office.editor)
    return BodyPage.objects.get(pk=page.pk)


def replace_deputy(page: BodyPage, office, **fields) -> BodyPage:
    """The deputy goes, another comes: as a draft."""
    page = page.get_latest_revision_as_object()
    page.leader_rows = [page.leader_rows.all()[0], Leader(name="江明远", post="副主任", **fields)]
    page.save_revision(user=office.editor)
    return BodyPage.objects.get(pk=page.pk)


@pytest.mark.rows("R-273")
def test_the_page_can_be_taken_along_with_who_is_in_office(office, draft, client):
    page = office.publish(draft)
    words = client.get(f"/download/{page.pk}.txt").content.decode("utf-8-sig")
    for expected in ("负责政务公开工作。", "方立诚", "副主任", "政府信息公开。", "建设路1号", page.url):
        assert expected in words
    assert "姓名" in words
    assert client.get(f"/download/{page.pk}.docx").status_code == 200


def test_leaders_and_units_are_shown_as_tables_beside_what_was_written_before(office, draft):
    page = office.publish(draft)
    assert rows(page, "leaders") == [
        ["方立诚", "主任", "主持全面工作。"],
        ["顾审言", "副主任", "分管政务公开。"],
    ]
    assert rows(page, "sub-units") == [["政务公开科", "政府信息公开。", "0000-1", "建设路1号"]]
    assert "领导分工以最新文件为准" in text(read(page.url))


def test_a_change_of_leader_is_public_after_sign_off_and_the_old_one_is_on_record(office, draft, client):
    with time_machine.travel("2026-03-02T10:00:00+08:00", tick=False):
        page = office.publish(draft)
    before = page.live_revision_id
    page = replace_deputy(page, office, duties="分管信访。")
    page = office.submit(page)
    assert rows(page, "leaders")[1][0] == "顾审言", "nothing unsigned is public"
    with time_machine.travel("2026-06-01T09:00:00+08:00", tick=False):
        while page.workflow_in_progress:
            page = office.decide(page, office.holder_of_open_step(page))
    assert [row[0] for row in rows(page, "leaders")] == ["方立诚", "江明远"]

    old = LeaderRecord.objects.get(name="顾审言")
    assert old.duties == "分管政务公开。" and old.body == office.body
    assert (old.public_from.date(), old.public_until.date()) == (dt.date(2026, 3, 2), dt.date(2026, 6, 1))
    assert LeaderRecord.objects.get(name="方立诚").public_until is None
    revision = page.revisions.get(pk=before).as_object()
    assert [leader.name for leader in revision.leader_rows.all()] == ["方立诚", "顾审言"]

    client.force_login(User.objects.create_superuser("admin", "a@example.gov.cn", "x"))
    found = client.get("/admin/catalogue/leaders/", {"q": "顾审言"}).content.decode()
    assert "顾审言" in found and "分管政务公开" in found and "江明远" not in found
    assert client.get("/admin/catalogue/leaders/", {"export": "csv"}).status_code == 200


def test_a_second_publication_of_the_same_leaders_records_nothing_new(office, draft):
    page = office.publish(draft)
    page = page.get_latest_revision_as_object()
    page.phone = "0000-7654321"
    page.save_revision(user=office.editor)
    office.publish(BodyPage.objects.get(pk=page.pk))
    assert LeaderRecord.objects.count() == 2 and not LeaderRecord.objects.exclude(public_until=None)


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2026-06-30", ["方立诚", "顾审言"]),
        ("2026-07-01", ["方立诚", "江明远"]),
        ("2026-12-31", ["方立诚", "江明远"]),
        ("2027-01-01", ["方立诚"]),
    ],
)
def test_the_terms_of_office_decide_who_is_shown_on_a_day(office, draft, day, shown):
    draft = draft.get_latest_revision_as_object()
    leader, deputy = draft.leader_rows.all()
    deputy.effective_until = dt.date(2026, 6, 30)
    draft.leader_rows = [
        leader,
        deputy,
        Leader(
            name="江明远",
            post="副主任",
            effective_from=dt.date(2026, 7, 1),
            effective_until=dt.date(2026, 12, 31),
        ),
    ]
    draft.save_revision(user=office.editor)
    with time_machine.travel("2026-06-01T10:00:00+08:00", tick=False):
        page = office.publish(BodyPage.objects.get(pk=draft.pk))
    for moment in ("00:00:01", "23:59:59"):
        with time_machine.travel(f"{day}T{moment}+08:00", tick=False):
            assert [row[0] for row in rows(page, "leaders")] == shown


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"effective_from": dt.date(2026, 7, 1), "effective_until": dt.date(2026, 6, 1)}, "任职止早于任职起"),
        ({"name": "方立诚", "post": "主任", "duties": "主持全面工作。"}, "出现了两次"),
    ],
)
def test_what_cannot_be_is_refused_at_submission(office, draft, changed, words):
    from foundation.signoff.gates import reasons

    deputy = draft.leader_rows.all()[1]
    for name, value in changed.items():
        setattr(deputy, name, value)
    draft.leader_rows = [draft.leader_rows.all()[0], deputy]
    assert any(words in reason.message for reason in reasons(draft))


def test_a_photo_is_signed_with_the_page(office, draft, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    buffer = io.BytesIO()
    Picture.new("RGB", (120, 160), "gray").save(buffer, "PNG")
    photo = Image.objects.create(title="方立诚", file=ImageFile(buffer, name="zhao.png"))
    digest = draft.current_digest()
    leader, deputy = draft.leader_rows.all()
    leader.photo = photo
    draft.leader_rows = [leader, deputy]
    assert draft.current_digest() != digest
    draft.save_revision(user=office.editor)
    page = office.publish(BodyPage.objects.get(pk=draft.pk))
    (source,) = read(page.url).xpath("//section[@aria-labelledby='leaders']//img/@src")
    assert source.startswith("/media/images/")


def test_a_body_that_is_taken_down_ends_its_records(office, draft):
    page = office.publish(draft)
    office.take_down(page)
    assert not LeaderRecord.objects.filter(public_until=None)


def test_the_page_costs_the_same_with_many_leaders(office, draft, django_assert_max_num_queries):
    draft.leader_rows = [Leader(name=f"人{number}", post="副主任") for number in range(30)]
    draft.save_revision(user=office.editor)
    page = office.publish(BodyPage.objects.get(pk=draft.pk))
    address = page.url
    with django_assert_max_num_queries(12):
        read(address)


def test_a_reviewer_may_point_at_a_leader(draft):
    told = {place.label: place.text for place in draft.places()}
    assert told["第2位领导"] == "顾审言 副主任 分管政务公开。"
    assert told["第1个内设机构"].startswith("政务公开科")


@pytest.mark.rows("R-275")
def test_whom_to_ring_is_found_by_name_function_leader_and_unit(office, draft):
    draft = draft.get_latest_revision_as_object()
    draft.phone = "0000-7654321"
    draft.save_revision(user=office.editor)
    page = office.publish(BodyPage.objects.get(pk=draft.pk))
    for words in ("县人民政府办公室电话", "政务公开", "顾审言", "建设路1号", "0000-7654321"):
        assert page.pk in [hit.entry.page_id for hit in find(Query(words)).hits], words
    (hit,) = find(Query("方立诚", kind="jigou")).hits
    assert "<mark>方立诚</mark>，主任，主持全面工作。" in hit.snippet_html
    office.take_down(page)
    assert not find(Query("顾审言")).hits


def test_a_leader_whose_term_ended_is_found_no_more_from_the_next_day(office, draft):
    draft = draft.get_latest_revision_as_object()
    draft.leader_rows = [Leader(name="江明远", post="主任", effective_until=dt.date(2026, 6, 30))]
    draft.save_revision(user=office.editor)
    with time_machine.travel("2026-06-30T10:00:00+08:00", tick=False):
        office.publish(BodyPage.objects.get(pk=draft.pk))
        refresh_validity()
        assert find(Query("江明远")).hits
    with time_machine.travel("2026-07-01T00:10:00+08:00", tick=False):
        refresh_validity()
        assert not find(Query("江明远")).hits
