"""平台参数 and 制度库 on the screen: who sees them, who may set what, and what a refusal says."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.rules.keys import GROUPS
from foundation.rules.models import ParameterVersion, System
from foundation.rules.parameters import value
from foundation.rules.registry import all_parameters
from foundation.rules.services import set_parameter

KEY = "pub.days.default"


def address(key=KEY, body=None):
    found = reverse("rules:parameter", args=[key])
    return f"{found}?body={body.code}" if body else found


def filled(body, days="13", **more):
    return {
        "body": body.pk if body else "",
        "value": days,
        "effective_from": timezone.localdate().isoformat(),
        "reason": "按实施细则执行",
    } | more


@pytest.mark.rows("R-280")
@pytest.mark.parametrize(
    ("who", "reads", "sets"),
    [
        ("operator", True, {"platform", "finance", "health"}),
        ("admin", True, {"platform", "finance", "health"}),
        ("office", True, {"finance"}),
        ("health_office", True, {"health"}),
        ("leader", True, set()),
        ("supervisor", True, set()),
        ("editor", False, set()),
    ],
)
def test_rights(county, client, who, reads, sets):
    user = getattr(county, who)
    client.force_login(user)
    # The admin sends whom it refuses back to its first screen.
    assert (client.get(reverse("rules:parameters")).status_code == 200) is reads
    assert (client.get(address()).status_code == 200) is reads
    for scope, body in (("platform", None), ("finance", county.finance), ("health", county.health)):
        client.post(address(), filled(body))
        assert ParameterVersion.objects.filter(key=KEY, body=body).exists() is (scope in sets), scope
        if scope not in sets:
            with pytest.raises(PermissionDenied):
                set_parameter(
                    KEY, 12, body=body, effective_from=timezone.localdate(), reason="按实施细则执行", by=user
                )


def test_setting_and_what_the_list_then_says(county, client):
    client.force_login(county.office)
    response = client.post(
        address(), filled(county.finance, basis="《示范县财政局政务公开实施细则》第五条"), follow=True
    )
    text = response.content.decode()
    assert "示范县财政局的“主动公开期限”今日起为13个工作日" in text
    assert "《示范县财政局政务公开实施细则》第五条" in text
    shown = client.get(f"{reverse('rules:parameters')}?body=sfx-czj").content.decode()
    assert "13个工作日" in shown
    assert "来源：示范县财政局" in shown
    assert "13个工作日" not in client.get(f"{reverse('rules:parameters')}?body=sfx-wjj").content.decode()


def test_a_double_click_is_one_version(county, client):
    client.force_login(county.office)
    for _ in range(2):
        client.post(address(), filled(county.finance))
    assert ParameterVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("key", "given", "words"),
    [
        (KEY, {"value": "25"}, "只能加严（缩短），不能放宽"),
        (KEY, {"value": ""}, "请填写取值"),
        (KEY, {"value": "两周"}, "输入整数"),
        (KEY, {"effective_from": "2020-01-01"}, "生效日期不能早于今天"),
        (KEY, {"effective_from": ""}, "必需字段"),
        (KEY, {"reason": "改"}, "请写明设定理由"),
        ("review.override_decider", {"value": "agency"}, "请在“依据”中写明文件名称或文号"),
        ("review.secrecy_first", {"value": "no"}, "由法律锁定"),
    ],
)
def test_refusals_are_said_and_what_was_typed_stays(county, client, key, given, words):
    client.force_login(county.operator)
    response = client.post(
        address(key), filled(county.finance, **({"reason": "依据实施细则收紧期限"} | given))
    )
    text = response.content.decode()
    assert response.status_code == 200
    assert words in text
    assert not ParameterVersion.objects.exists()
    if "reason" not in given and key != "review.secrecy_first":
        assert "依据实施细则收紧期限" in text


def test_a_withdrawal_by_the_form(county, client):
    client.force_login(county.office)
    client.post(address(), filled(county.finance, "10"))
    assert value(KEY, county.finance) == 10
    client.post(address(), filled(county.finance, "", withdraw="on"))
    assert value(KEY, county.finance) == 20


def test_what_is_to_come_is_announced(county, client):
    client.force_login(county.operator)
    later = timezone.localdate() + dt.timedelta(days=30)
    client.post(address(), filled(None, "12", effective_from=later.isoformat()))
    text = client.get(reverse("rules:parameters")).content.decode()
    assert f"{later}起改为12个工作日" in text
    assert "尚未生效" in client.get(address()).content.decode()


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_the_list_is_exported(county, client, name):
    client.force_login(county.leader)
    response = client.get(f"{reverse('rules:parameters')}?body=sfx-czj&export={name}")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert content
    if name == "csv":
        assert "主动公开期限,20个工作日,产品默认" in content.decode()


def test_queries_of_the_list_do_not_grow_with_versions(county, client):
    client.force_login(county.operator)

    def queries():
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{reverse('rules:parameters')}?body=sfx-czj")
        return len(asked)

    client.get(reverse("rules:parameters"))
    today = timezone.localdate()
    set_parameter(KEY, 15, body=county.finance, effective_from=today, reason="按实施细则执行", by=None)
    few = queries()
    for key, what in (("interp.max_days", 2), ("review.step_days", 1), ("review.levels", 3), (KEY, 10)):
        for body in (county.finance, county.county, county.health):
            set_parameter(key, what, body=body, effective_from=today, reason="按实施细则执行", by=None)
    assert queries() == few <= 20


@pytest.mark.parametrize(("key", "code"), [("no.such", ""), (KEY, "nowhere")])
def test_what_is_not_there_is_not_found(county, client, key, code):
    client.force_login(county.operator)
    assert client.get(f"{reverse('rules:parameter', args=[key])}?body={code}").status_code == 404


@pytest.mark.rows("R-003")
@pytest.mark.parametrize(
    ("who", "reads", "adds"),
    [("operator", True, True), ("supervisor", True, True), ("office", True, False), ("editor", False, False)],
)
def test_the_register_of_systems(county, client, who, reads, adds):
    client.force_login(getattr(county, who))
    assert (client.get("/admin/systems/").status_code == 200) is reads
    client.post(
        "/admin/systems/new/",
        {
            "title": "示范县财政局政务公开实施细则",
            "level": "agency",
            "number": "示财〔2026〕8号",
            "authority": "示范县财政局",
            "effective_on": "2026-12-01",
            "is_trial": "on",
            "interpreter": "示范县财政局办公室",
        },
    )
    found = System.objects.filter(number="示财〔2026〕8号", is_trial=True)
    assert found.exists() is adds


def test_every_group_of_parameters_has_a_chinese_name():
    assert {one.group for one in all_parameters()} <= GROUPS.keys()
