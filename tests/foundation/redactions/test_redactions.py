"""Redacted copies (遮盖件): nothing withheld is left in them, a second person checks, the original stays inside."""

import io
import json

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit
from foundation.precheck.files.reading import read_file
from foundation.precheck.rules.finding import Kind, Severity
from foundation.redactions.enums import State
from foundation.redactions.models import Redaction, RedactionCheck
from foundation.redactions.rules import WrongPlaces, places_from
from foundation.redactions.services import check_redaction, register_redaction
from foundation.signoff.gates import reasons
from tests.foundation.precheck.makers import identity_number
from tests.foundation.signoff.files.samples import document, page_with
from tests.offices import appoint

pytestmark = pytest.mark.django_db
PLACES = "N5 第1页身份证号\nN4 第1页报价"
TEXT = "BT /F1 12 Tf 40 700 Td (Name Lin, tel 0571-8888, price 42) Tj ET "
FINE = "已与原件逐处核对,没有残留。"


def drawn(content: str, author: str = "", remark: bool = False) -> bytes:
    """A PDF page drawn by these operators."""
    out = io.BytesIO()
    with pikepdf.new() as target:
        page = target.add_blank_page()
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = target.make_stream(content.encode())
        if remark:
            box = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[40, 690, 200, 715], IC=[0, 0, 0]
            )
            page.Annots = target.make_indirect([target.make_indirect(box)])
        if author:
            target.docinfo["/Author"] = author
        target.save(out)
    return out.getvalue()


ORIGINAL = drawn(TEXT)
CLEAN = drawn("BT /F1 12 Tf 40 700 Td (Name Lin) Tj ET 0 g 100 695 150 16 re f", author="Lin")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def original(office):
    return document(office.editor, "原件", ORIGINAL)


def register(office, original, data: bytes = CLEAN, name: str = "zhegai.pdf", **changes) -> Redaction:
    given = {"title": "遮盖件", "unit": office.unit, "places": PLACES} | changes
    return register_redaction(
        given.pop("user", office.editor), original=original, upload=SimpleUploadedFile(name, data), **given
    )


@pytest.mark.rows("R-060")
@pytest.mark.parametrize(
    ("content", "hidden"),
    [
        (TEXT + "0 g 70 695 130 16 re f", True),
        (TEXT + "1 g 70 695 130 16 re f", True),
        ("0.8 g 30 695 400 16 re f 0 g " + TEXT, False),
        (TEXT + "0 g 40 698 150 1 re f", False),
        (TEXT + "0 g 70 600 130 16 re f", False),
    ],
    ids=["黑块盖住文字", "白块盖住文字", "底纹在文字之前", "下划线", "黑块在空白处"],
)
def test_text_under_a_box_is_reported(content, hidden):
    notices = read_file(drawn(content), "a.pdf").notices
    found = [notice for notice in notices if notice.kind == Kind.HIDDEN]
    assert bool(found) is hidden
    assert all(notice.severity == Severity.MUST_FIX and notice.place == "第1页" for notice in found)


@pytest.mark.rows("R-059", "R-060")
def test_a_copy_names_every_reason_and_carries_nothing_of_its_maker(office, original):
    redaction = register(office, original)
    assert [place.reason for place in redaction.redacted] == ["个人隐私", "商业秘密"]
    with redaction.copy.open_file() as handle:
        data = handle.read()
    content = read_file(data, "zhegai.pdf")
    assert not [notice for notice in content.notices if notice.kind in (Kind.METADATA, Kind.HIDDEN)]
    assert b"Lin" not in str(pikepdf.open(io.BytesIO(data)).docinfo).encode()
    assert redaction.state == State.WAITING


@pytest.mark.rows("R-060")
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"data": drawn(TEXT + "0 g 70 695 130 16 re f")}, "遮盖块下仍有"),
        ({"data": drawn(TEXT, remark=True)}, "批注"),
        ({"data": drawn(f"BT /F1 12 Tf 40 700 Td ({identity_number()}) Tj ET")}, "公民身份号码"),
        ({"data": ORIGINAL}, "与原件完全相同"),
        ({"name": "zhegai.docx"}, "请用PDF或图片"),
        ({"data": b"MZ", "name": "a.pdf"}, "不是 pdf 格式"),
        ({"places": ""}, "请写明遮盖了哪些地方"),
        ({"places": "第2页身份证号"}, "第1行没有理由代号"),
        ({"places": "N5"}, "没有写位置"),
        ({"places": "N1 全文"}, "涉密登记"),
    ],
)
def test_what_hides_nothing_or_says_nothing_is_refused(office, original, changes, said):
    with pytest.raises(ValidationError) as refused:
        register(office, original, **changes)
    assert said in "".join(refused.value.messages)
    assert not Redaction.objects.exists()


def test_places_are_one_for_each_line():
    assert [(place.code, place.where) for place in places_from(" n5  第1页 \n\nN6 第2页")] == [
        ("N5", "第1页"),
        ("N6", "第2页"),
    ]
    with pytest.raises(WrongPlaces, match="第2行"):
        places_from("N5 第1页\n第2页")


@pytest.mark.rows("R-060")
def test_the_original_gets_into_no_page_whoever_puts_it_there(office, original):
    redaction = register(office, original)
    check_redaction(redaction, office.head, agreed=True, opinion=FINE)
    for fields in ({"annex": original}, {"linked": original}):
        page = page_with(office, **fields)
        assert any("是遮盖件的原件，不能放入页面" in reason.message for reason in reasons(page))
        with pytest.raises(ValidationError, match="原件"):
            office.submit(page)


@pytest.mark.rows("R-060")
def test_a_copy_is_public_only_once_a_second_person_has_checked_it(office, original):
    redaction = register(office, original)
    page = page_with(office, annex=redaction.copy)
    with pytest.raises(ValidationError, match="还没有由第二人核对"):
        office.submit(page)
    check_redaction(redaction, office.head, agreed=True, opinion=FINE)
    page = office.publish(page)
    assert page.live
    assert Client().get(redaction.copy.url).status_code == 200
    assert Client().get(original.url).status_code == 404


@pytest.mark.rows("R-060")
def test_a_copy_that_failed_is_made_anew(office, original):
    redaction = register(office, original)
    check_redaction(redaction, office.head, agreed=False, opinion="第1页姓名未遮盖。")
    page = page_with(office, annex=redaction.copy)
    assert any("核对未通过" in reason.message for reason in reasons(page))
    with pytest.raises(PermissionDenied, match="已核对"):
        check_redaction(redaction, office.secrecy, agreed=True, opinion=FINE)
    again = register(office, original, drawn("BT /F1 12 Tf 40 700 Td (*) Tj ET"))
    assert again.state == State.WAITING


def test_nobody_checks_the_own_copy_and_strangers_nothing(office, original):
    redaction = register(office, original)
    bureau = Body.objects.create(name="局", code="j")
    stranger = appoint("luren", "路旁人", PostKind.SECRECY_REVIEWER, bureau)
    for user in (office.editor, stranger, office.leader):
        with pytest.raises(PermissionDenied):
            check_redaction(redaction, user, agreed=True, opinion=FINE)
    with pytest.raises(ValidationError, match="核对意见"):
        check_redaction(redaction, office.head, agreed=True, opinion="好")
    other = Unit.objects.create(body=bureau, name="科")
    with pytest.raises(PermissionDenied):
        register(office, original, unit=other)


def test_what_was_published_is_no_original(office, original):
    office.publish(page_with(office, annex=original))
    with pytest.raises(ValidationError, match="已随"):
        register(office, original)


def test_registered_files_and_records_stay_as_they_are(office, client, original):
    redaction = register(office, original)
    check = check_redaction(redaction, office.head, agreed=True, opinion=FINE)
    for file in (original, redaction.copy):
        with pytest.raises(ProtectedError):
            file.delete()
        client.force_login(office.editor)
        asked = client.get(reverse("wagtaildocs:delete", args=[file.pk]), follow=True)
        assert asked.status_code == 403 or "不能删除" in asked.content.decode()
        file.file = SimpleUploadedFile("x.pdf", CLEAN)
        with pytest.raises(PermissionDenied, match="不能替换"):
            file.save()
    for model, row in ((Redaction, redaction), (RedactionCheck, check)):
        with pytest.raises(PermissionDenied):
            row.save()
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608


def test_the_screens_register_and_check(office, client, original):
    client.force_login(office.editor)
    data = {"original": json.dumps(original.pk), "title": "遮盖件", "unit": office.unit.pk}
    wrong = client.post(
        reverse("redactions:register"), data | {"places": "x", "upload": SimpleUploadedFile("a.pdf", CLEAN)}
    ).content.decode()
    assert "第1行没有理由代号" in wrong
    assert "遮盖件" in wrong
    made = client.post(
        reverse("redactions:register"),
        data | {"places": PLACES, "upload": SimpleUploadedFile("a.pdf", CLEAN)},
        follow=True,
    ).content.decode()
    assert "待第二人核对" in made
    assert "遮盖件由登记人以外的第二人核对" in made

    redaction = Redaction.objects.get()
    client.force_login(office.head)
    screen = reverse("redactions:redaction", args=[redaction.pk])
    assert "第1页身份证号：个人隐私（N5）" in client.get(screen).content.decode()
    for which in ("original", "copy"):
        file = client.get(reverse("redactions:file", args=[redaction.pk, which]))
        assert file["X-Content-Type-Options"] == "nosniff"
    done = client.post(screen, {"agreed": "yes", "opinion": FINE}, follow=True).content.decode()
    assert "核对通过" in done
    assert "遮盖件" in client.get(reverse("redactions:list")).content.decode()


def test_who_checks_is_asked_and_who_registered_is_told(
    office, original, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        redaction = register(office, original, CLEAN)
    with django_capture_on_commit_callbacks(execute=True):
        check_redaction(redaction, office.head, agreed=True, opinion=FINE)
    asked, told = mailoutbox
    assert (asked.to, told.to) == ([office.head.email], [office.editor.email])
    assert (
        "请核对遮盖件" in asked.subject and reverse("redactions:redaction", args=[redaction.pk]) in asked.body
    )
    assert "核对通过" in told.subject and FINE in told.body


@pytest.mark.parametrize(
    ("back", "leads"),
    [("/admin/answers/cases/1/", "/admin/answers/cases/1/"), ("//elsewhere.example/", ""), ("", "")],
)
def test_after_registering_one_is_back_at_the_work_that_needs_the_copy(office, client, original, back, leads):
    client.force_login(office.editor)
    data = {"original": json.dumps(original.pk), "title": "遮盖件", "unit": office.unit.pk, "places": PLACES}
    data["upload"] = SimpleUploadedFile("a.pdf", CLEAN)
    made = client.post(reverse("redactions:register") + f"?back={back}", data)
    assert made["Location"] == (leads or reverse("redactions:redaction", args=[Redaction.objects.get().pk]))


def test_the_list_costs_the_same_however_long(office, client, original, django_assert_max_num_queries):
    for number in range(3):
        register(office, original, drawn(f"BT /F1 12 Tf 40 700 Td ({number}) Tj ET"))
    client.force_login(office.head)
    client.get(reverse("redactions:list"))
    with django_assert_max_num_queries(30):
        client.get(reverse("redactions:list"))


def test_others_do_not_see_it(office, client, original):
    redaction = register(office, original)
    stranger = appoint("luren", "路旁人", PostKind.UNIT_HEAD, *_elsewhere())
    client.force_login(stranger)
    assert client.get(reverse("redactions:redaction", args=[redaction.pk])).status_code == 404
    assert client.get(reverse("redactions:file", args=[redaction.pk, "original"])).status_code == 404


def _elsewhere() -> tuple[Body, Unit]:
    body = Body.objects.create(name="局", code="j")
    return body, Unit.objects.create(body=body, name="科")
