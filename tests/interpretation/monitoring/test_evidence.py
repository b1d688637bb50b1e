"""Screenshots and papers of a finding: checked by content, seen by who sees the finding, only added (R-126, R-140)."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from interpretation.monitoring import services
from interpretation.monitoring.evidence import add_evidence
from interpretation.monitoring.evidence_models import EvidenceFile
from interpretation.monitoring.models import Finding
from tests.foundation.signoff.files.samples import picture_bytes

from .conftest import REPORT, at

COLOURS = ("yellow", "green", "blue", "white", "black", "gray")
ENTRY = {"title": "网民反映停水两天", "level": "major", "known_at": "2026-01-08T10:00", "channel": "network"}


def shot(name: str = "论坛截图.png", data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or picture_bytes())


def of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ten_oclock():
    with time_machine.travel(at(10, 10), tick=False):
        yield


def test_a_screenshot_comes_with_the_entry(desk, ten_oclock):
    data = (
        ENTRY
        | REPORT
        | {"body": desk.office.body.pk, "files": [shot(), shot("照片.png", picture_bytes("PNG", "blue"))]}
    )
    answer = of(desk.officer).post(reverse("monitoring:new"), data, follow=True).content.decode()
    finding = Finding.objects.get()
    assert [one.name for one in finding.evidence.all()] == ["论坛截图.png", "照片.png"]
    assert "佐证材料" in answer and "2个文件：论坛截图.png、照片.png" in answer
    stored = finding.evidence.first()
    assert stored.file.name.startswith("findings/") and "截图" not in stored.file.name


def test_a_reporter_sends_a_photo_from_the_field_and_sees_only_that(desk, ten_oclock):
    client = of(desk.informant)
    data = {name: ENTRY[name] for name in ("title", "level", "known_at")}
    data |= {"place": "丁村", "content": "田头积水", "body": desk.office.body.pk, "files": [shot("田头.png")]}
    client.post(reverse("monitoring:new"), data)
    finding = Finding.objects.get()
    own = finding.evidence.get()
    (other,) = add_evidence(finding, desk.officer, files=[shot("内部研判.png", picture_bytes("PNG", "blue"))])
    html = client.get(reverse("monitoring:finding", args=[finding.pk])).content.decode()
    assert "田头.png" in html and "内部研判.png" not in html
    assert client.get(reverse("monitoring:evidence", args=[finding.pk, own.pk])).status_code == 200
    assert client.get(reverse("monitoring:evidence", args=[finding.pk, other.pk])).status_code == 404


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (("网页.html", b"<html><script>alert(1)</script>"), "格式不能上传"),
        (("图.png", b"<html><script>alert(1)</script>"), "内容"),
        (("宏.docm", b"x"), "格式不能上传"),
        (("../越界.png", b""), ""),
        (("空.png", b" "), "内容"),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_nothing_is_lost(desk, ten_oclock, file, told):
    name, data = file
    posted = ENTRY | REPORT | {"body": desk.office.body.pk, "files": [shot(name, data)]}
    if not told:  # Django itself takes the path away
        of(desk.officer).post(reverse("monitoring:new"), posted)
        assert EvidenceFile.objects.get().name == "越界.png"
        return
    html = of(desk.officer).post(reverse("monitoring:new"), posted).content.decode()
    assert told in html and REPORT["content"] in html
    assert not Finding.objects.exists() and not EvidenceFile.objects.exists()


def test_a_double_click_adds_once_and_too_many_are_refused(desk, ten_oclock):
    finding = desk.finding()
    address = reverse("monitoring:step", args=[finding.pk, "evidence"])
    client = of(desk.officer)
    for _click in range(2):
        answer = client.post(address, {"files": [shot()], "note": "10时截图"}, follow=True).content.decode()
    assert "都已添加过" in answer and "10时截图" in answer
    assert finding.evidence.count() == 1
    many = [shot(f"{n}.png", picture_bytes("PNG", COLOURS[n])) for n in range(6)]
    assert "最多5个" in client.post(address, {"files": many}).content.decode()
    assert "请选择文件" in client.post(address, {"note": "忘了选"}).content.decode()


def test_who_does_not_see_the_finding_sees_no_file_and_archived_ones_take_none(desk, ten_oclock):
    finding = desk.finding()
    (one,) = add_evidence(finding, desk.officer, files=[shot()])
    address = reverse("monitoring:evidence", args=[finding.pk, one.pk])
    assert of(desk.office.editor).get(address).status_code in (302, 404)
    answer = of(desk.office.deputy).get(address)
    assert answer["X-Content-Type-Options"] == "nosniff" and "attachment" in answer["Content-Disposition"]
    with pytest.raises(PermissionDenied):
        add_evidence(finding, desk.office.editor, files=[shot("别的.png", picture_bytes("PNG", "blue"))])
    services.dismiss(finding, desk.officer, reason="重复登记")
    with pytest.raises(ValidationError, match="不能办理"):
        add_evidence(finding, desk.officer, files=[shot("别的.png", picture_bytes("PNG", "blue"))])


def test_what_was_added_stays(desk, ten_oclock):
    (one,) = add_evidence(desk.finding(), desk.officer, files=[shot()])
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update monitoring_evidencefile set name = 'x' where id = %s", [one.pk])
    assert EvidenceFile.objects.get().name == "论坛截图.png"
