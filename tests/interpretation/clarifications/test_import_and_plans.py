"""Findings of monitoring tools come in by CSV; bodies without a plan are listed."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from interpretation.clarifications.models import ResponsePlan, RumourCase
from interpretation.clarifications.short_chain import load_short_chain
from tests.offices import appoint

from .conftest import CLAIM

pytestmark = pytest.mark.django_db
HEADER = "网传内容,来源链接,发现时间,传播情况\r\n"
GOOD = f"{CLAIM.replace('，', '、')},某视频平台账号,2026-03-02 09:30,转发约200次\r\n"


def upload(client, desk, content: str, encoding: str = "utf-8-sig"):
    file = SimpleUploadedFile("jiance.csv", content.encode(encoding))
    return client.post(
        "/admin/clarifications/import/", {"file": file, "unit": desk.office.unit.pk}, follow=True
    )


@pytest.fixture
def editor(desk, client):
    client.force_login(desk.office.editor)
    return client


@pytest.mark.rows("R-129")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_findings_become_matters_once(desk, editor, encoding):
    shown = upload(editor, desk, HEADER + GOOD + GOOD + "乙山乡停电三天的消息,,2026/3/2 10:00,\r\n", encoding)
    assert "已登记2项" in shown.content.decode() and "第3行" in shown.content.decode()
    case = RumourCase.objects.order_by("pk").first()
    assert (case.intake, timezone.localtime(case.discovered_at).hour) == ("imported", 9)
    assert str(case.sources.get()) == "某视频平台账号"
    assert "已登记0项" in upload(editor, desk, HEADER + GOOD).content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("内容,时间\r\n有人说停水,2026-03-02\r\n", "第一行缺少列“网传内容、发现时间”"),
        (HEADER, "没有数据行"),
        (HEADER + "短,,2026-03-02 09:30,\r\n" + GOOD, "第2行：“网传内容”应为5至2000字"),
        (HEADER + GOOD + "乙山乡停电三天,,昨天,\r\n", "第3行：“发现时间”应如"),
        (HEADER + "乙山乡停电三天,,2999-01-01 00:00,\r\n", "第2行：“发现时间”在现在之后"),
        (HEADER + "乙山乡停电三天,,2026-02-31 00:00,\r\n", "第2行：“发现时间”应如"),
        (HEADER + GOOD * 501, "一次最多导入500行"),
        ("\x00\x01\x02", "读不出文件的文字"),
        ("", "文件"),
    ],
)
def test_a_bad_file_is_explained_and_nothing_comes_in(desk, editor, content, said):
    shown = upload(editor, desk, content, "utf-8")
    assert said in shown.content.decode()
    assert not RumourCase.objects.exists()


def test_an_example_is_there_and_comes_in(desk, editor):
    example = editor.get("/admin/clarifications/import/example.csv").content.decode("utf-8-sig")
    with time_machine.travel(dt.datetime(2026, 3, 3, tzinfo=dt.UTC), tick=False):
        client = editor
        client.force_login(desk.office.editor)
        assert "已登记1项" in upload(client, desk, example).content.decode()


def test_leaders_and_people_elsewhere_import_nothing(desk, client):
    for name, kind, body in (
        ("ld", "leader", desk.office.body),
        ("bie", "office_reviewer", desk.department()),
    ):
        client.force_login(appoint(name, "某某某", kind, body))
        upload(client, desk, HEADER + GOOD)
    assert not RumourCase.objects.exists()


@pytest.mark.rows("R-131")
def test_a_body_without_a_plan_is_listed_for_who_oversees_it(desk, client):
    water = desk.department()
    ResponsePlan.objects.create(
        body=desk.office.body,
        levels="两级",
        channels="网站",
        texts="经核实……",
        reviewed_on=timezone.localdate(),
    )
    client.force_login(appoint("jiandu", "监小督", "supervisor", desk.county))
    shown = client.get("/admin/clarifications/plans/").content.decode()
    assert shown.index(water.name) < shown.index(desk.office.body.name)
    assert shown.count("没有预案") == 2  # the county's own and the department's
    client.force_login(desk.office.editor)
    assert client.get("/admin/clarifications/plans/").status_code in (302, 403)


def test_the_office_writes_its_own_plan_and_no_other(desk, client):
    water = desk.department()
    plan = ResponsePlan.objects.create(
        body=water, levels="一", channels="一", texts="一", reviewed_on=timezone.localdate()
    )
    client.force_login(desk.office.reviewer)
    assert client.get("/admin/clarification_plans/new/").status_code == 200
    assert client.get(f"/admin/clarification_plans/edit/{plan.pk}/").status_code in (302, 403)


def test_a_plan_grows_old(desk, client):
    ResponsePlan.objects.create(
        body=desk.office.body, levels="一", channels="一", texts="一", reviewed_on=dt.date(2020, 1, 1)
    )
    client.force_login(desk.office.reviewer)
    assert "应复核" in client.get("/admin/clarifications/plans/").content.decode()


def test_loading_the_short_chain_again_changes_nothing(desk):
    assert load_short_chain() == load_short_chain()


def test_only_units_of_ones_own_take_in_findings(desk):
    from interpretation.clarifications.importing import Row, take_in

    with pytest.raises(PermissionDenied):
        take_in([Row(2, CLAIM, "", "", timezone.now())], desk.unit_of(desk.department()), desk.office.editor)
