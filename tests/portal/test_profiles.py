"""Profiles of the five founding jurisdictions: what each asks for, and what the law keeps out."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from disclosure.catalogue.models import CatalogueTemplate, ColumnPage
from disclosure.documents.openness import openness_label
from foundation.organisations.models import Body
from foundation.rules.models import ParameterVersion
from foundation.rules.parameters import choice, choices, in_force, is_on, value
from foundation.rules.services import set_parameter
from foundation.signoff.chains.models import Chain
from portal.profiles import loading
from portal.profiles.loading import load_profile, profile_codes, read_profile

CODES = ["huadian", "jinhua", "shengzhou", "zhengzhou", "zongyang"]


@pytest.fixture
def body(office):
    return office.body


def steps_of(body):
    return [step.name for step in Chain.objects.get(body=body, is_active=True).edited_steps()]


def facts(body):
    """What a profile decides, by name."""
    return {
        "normative": value("pub.days.normative", body),
        "levels": value("review.levels", body),
        "mixing": choice("attr.mixing", body),
        "decider": choice("review.override_decider", body),
        "label": openness_label("withheld", body),
        "inside": is_on("attr.internal_scope", body),
        "sync": choice("interp.sync", body),
        "kinds": choices("interp.required_types", body),
        "first step": steps_of(body)[0],
        "answer": value("foi.answer_days", body),
        "extend": value("foi.extend_days", body),
        "index": Body.objects.get(pk=body.pk).index_pattern,
    }


def test_there_are_five():
    assert profile_codes() == CODES


@pytest.mark.rows("R-280", "R-078")
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "jinhua",
            {
                "levels": 2,
                "decider": "leading_group",
                "kinds": ("normative",),
                "mixing": "split_before_signature",
            },
        ),
        (
            "zongyang",
            {
                "sync": "require",
                "index": "{code}/{yyyymm}-{seq:05d}",
                "first step": "起草机构初审",
                "normative": 20,
            },
        ),
        ("zhengzhou", {"label": "免予公开", "inside": False, "first step": "处室负责人确认"}),
        ("shengzhou", {"normative": 7, "levels": 3, "first step": "初审初校", "sync": "within"}),
        (
            "huadian",
            {
                "decider": "agency",
                "normative": 20,
                "first step": "业务机构负责人审核",
                "answer": 15,
                "extend": 15,
            },
        ),
    ],
)
def test_a_profile_rules_as_its_text_asks_and_unlike_the_others(body, code, expected):
    load_profile(code, body)
    mine = facts(body)
    assert {name: mine[name] for name in expected} == expected
    # Loading another one instead: in at least three of these it is ruled differently by each of the others.
    for other in CODES:
        if other != code:
            load_profile(other, body)
            theirs = facts(body)
            different = [name for name in mine if mine[name] != theirs[name]]
            assert len(different) >= 3, (code, other, different)


@pytest.mark.parametrize("code", CODES)
def test_loading_again_changes_nothing(body, code):
    first = load_profile(code, body)
    versions, chains = ParameterVersion.objects.count(), Chain.objects.count()
    again = load_profile(code, body)
    assert (ParameterVersion.objects.count(), Chain.objects.count()) == (versions, chains)
    assert set(again.done) <= set(first.done)
    assert CatalogueTemplate.objects.filter(code=read_profile(code)["catalogue"]).exists()
    assert CatalogueTemplate.objects.filter(code="regulation-711").exists()


def test_what_another_profile_had_set_gives_way(body):
    load_profile("zongyang", body)
    load_profile("huadian", body)
    assert choice("attr.mixing", body) == "block_at_draft"
    assert in_force("attr.handover.days", body).version is None
    assert Chain.objects.filter(body=body, is_active=True).count() == 1
    load_profile("zongyang", body)
    assert steps_of(body)[0] == "起草机构初审"


def test_what_the_office_set_itself_stays(office):
    from django.utils import timezone

    set_parameter(
        "pub.days.normative",
        5,
        body=office.body,
        effective_from=timezone.localdate(),
        reason="服务承诺从紧",
        by=office.reviewer,
    )
    loaded = load_profile("shengzhou", office.body)
    assert value("pub.days.normative", office.body) == 5
    assert any("本机关已自行设定为5个工作日" in line for line in loaded.left_out)


@pytest.mark.parametrize(
    ("code", "what", "article"),
    [
        ("huadian", "视为同意公开", "第三十二条"),
        ("huadian", "登记之日起算", "第三十一条"),
        ("huadian", "特殊需要", "第二十七条"),
        ("huadian", "费用", "第四十二条"),
        ("zhengzhou", "行业秘密", "第十四条至第十六条"),
        ("shengzhou", "预算、决算", "《中华人民共和国预算法》第十四条"),
        ("jinhua", "9项", "第二十条"),
    ],
)
def test_what_the_law_forbids_is_left_out_and_told(body, code, what, article):
    line = next(line for line in load_profile(code, body).left_out if what in line)
    assert article in line
    assert "法律、行政法规不允许" in line


def test_a_figure_beyond_the_ceiling_is_left_out_with_its_article(body, monkeypatch):
    lax = read_profile("jinhua")
    next(row for row in lax["parameters"] if row["key"] == "pub.days.default")["value"] = 30
    monkeypatch.setattr(loading, "read_profile", lambda code: lax)
    monkeypatch.setattr(loading, "profile_codes", lambda: ["jinhua"])
    loaded = load_profile("jinhua", body)
    assert any("第二十六条" in line and "不能放宽" in line for line in loaded.left_out)
    assert value("pub.days.default", body) == 20


def test_the_form_of_index_numbers_is_not_changed_halfway(office):
    office.publish(office.document())
    loaded = load_profile("zongyang", office.body)
    assert any("中途改变会打乱编号" in line for line in loaded.left_out)
    assert Body.objects.get(pk=office.body.pk).index_pattern == "{code}/{year}-{seq:05d}"


def test_the_command_tells_what_it_did(body):
    out = StringIO()
    call_command("load_profile", "huadian", body=body.code, stdout=out)
    assert "已为示范县人民政府办公室装载桦甸方案" in out.getvalue()
    assert "未装载：" in out.getvalue()
    with pytest.raises(CommandError, match="没有代码为“nowhere”的机构"):
        call_command("load_profile", "huadian", body="nowhere")


@pytest.mark.rows("R-016", "R-280")
@pytest.mark.parametrize(
    ("code", "columns"),
    [("huadian", 15), ("jinhua", 9), ("shengzhou", 73), ("zhengzhou", 8), ("zongyang", 15)],
)
def test_the_columns_of_its_catalogue_are_built_once(body, code, columns):
    told = [StringIO(), StringIO()]
    for out in told:
        call_command("load_profile", code, body=body.code, columns=True, stdout=out)
    template = CatalogueTemplate.objects.get(code=read_profile(code)["catalogue"])
    assert choice("catalog.template", body) == template.code
    built = ColumnPage.objects.live().filter(body=body, item__template=template)
    assert built.values("item").distinct().count() == columns
    assert "新建栏目0个" in told[1].getvalue() and "新建栏目0个" not in told[0].getvalue()
