"""What may be set: the four layers against every kind of attempt (R-280; the register of conflicts)."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from foundation.rules.enums import Kind, Layer
from foundation.rules.models import ParameterVersion
from foundation.rules.parameters import in_force, value
from foundation.rules.registry import Parameter, all_parameters, parameter
from foundation.rules.rules import is_month_day, plain_value, problems, shown
from foundation.rules.services import set_parameter

TODAY = dt.date(2026, 11, 23)
A_BASIS = "《示范县财政局政务公开实施细则》（示财〔2026〕8号）第五条"


@pytest.mark.rows("R-280")
@pytest.mark.parametrize(
    ("key", "wanted", "basis", "refusal"),
    [
        # Statutory ceilings: tighter is fine, laxer names the article.
        ("pub.days.default", 15, "", ""),
        ("pub.days.default", 20, "", ""),
        ("pub.days.default", 21, A_BASIS, "第二十六条"),
        ("pub.days.default", 0, "", "不得少于1个工作日"),
        ("pub.days.normative", 20, "", ""),
        (
            "pub.days.normative",
            25,
            A_BASIS,
            "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十六条",
        ),
        ("interp.max_days", 2, "", ""),
        ("interp.max_days", 5, A_BASIS, "国办发〔2016〕80号"),
        ("review.third_party_days", 16, A_BASIS, "第三十二条"),
        # Figures of the jurisdiction, within their bounds.
        ("attr.handover.days", 5, "", ""),
        ("attr.handover.days", 21, "", "第二十六条"),
        ("review.referral_ext", 8, "", "最多不超过7个工作日"),
        ("review.levels", 4, "", ""),
        ("review.levels", 1, "", "两级为最低"),
        ("review.levels", 5, "", "四审四校为最高"),
        ("migration.samples", 0, "", "不得少于1件"),
        ("attr.label.none", "免予公开", "", ""),
        ("attr.label.none", "保密", "", "所列用语之一"),
        ("interp.required_types", ["normative"], "", ""),
        ("interp.required_types", ["secret"], "", "所列选项"),
        ("attr.internal_scope", False, "", ""),
        ("attr.internal_scope", "no", "", "“是”或“否”"),
        # Allowed with a warning: only with a source.
        ("review.override_decider", "leading_group", "", "写明文件名称或文号"),
        ("review.override_decider", "leading_group", "领导要求这样办理", "写明文件名称或文号"),
        ("review.override_decider", "leading_group", A_BASIS, ""),
        ("review.override_decider", "agency_head", "", ""),
        ("attr.mixing", "split_before_signature", "", "写明文件名称或文号"),
        ("attr.mixing", "split_before_signature", A_BASIS, ""),
        # Locked by law.
        ("review.secrecy_first", False, A_BASIS, "由法律锁定"),
        ("review.secrecy_first", True, A_BASIS, "由法律锁定"),
        # Wrong kinds.
        ("pub.days.default", "20", "", "一个整数"),
        ("pub.days.default", True, "", "一个整数"),
        ("interp.sync", "sometimes", "", "所列选项之一"),
    ],
)
@pytest.mark.parametrize("scope", ["platform", "body"])
def test_attempts(county, scope, key, wanted, basis, refusal):
    body = county.finance if scope == "body" else None

    def attempt():
        return set_parameter(
            key,
            wanted,
            body=body,
            effective_from=TODAY,
            basis=basis,
            reason="按实施细则执行",
            by=county.operator,
        )

    with time_machine.travel(TODAY):
        if not refusal:
            assert attempt().value == wanted
            return
        with pytest.raises(ValidationError) as refused:
            attempt()
        assert refusal in "".join(refused.value.messages)
        assert not ParameterVersion.objects.exists()


def test_a_departure_that_needs_a_warning_is_shown_in_red(county):
    with time_machine.travel(TODAY):
        assert not in_force("review.override_decider", county.finance).warning
        set_parameter(
            "review.override_decider",
            "agency",
            body=county.finance,
            effective_from=TODAY,
            basis=A_BASIS,
            reason="按实施细则执行",
            by=county.office,
        )
        assert "法律责任仍由本机关承担" in in_force("review.override_decider", county.finance).warning
        assert not in_force("review.override_decider", county.health).warning


@pytest.mark.parametrize(
    ("effective_from", "reason", "refusal"),
    [
        (TODAY, "按实施细则执行", ""),
        (TODAY + dt.timedelta(days=30), "按实施细则执行", ""),
        (TODAY - dt.timedelta(days=1), "按实施细则执行", "不能早于今天"),
        (TODAY, "改", "请写明设定理由"),
    ],
)
def test_day_and_reason(county, effective_from, reason, refusal):
    with time_machine.travel(TODAY):
        if not refusal:
            set_parameter(
                "pub.days.default", 15, effective_from=effective_from, reason=reason, by=county.operator
            )
            assert value("pub.days.default", on=effective_from) == 15
            return
        with pytest.raises(ValidationError, match=refusal):
            set_parameter(
                "pub.days.default", 15, effective_from=effective_from, reason=reason, by=county.operator
            )


def test_every_parameter_says_what_it_is_where_it_comes_from_and_what_uses_it():
    for one in all_parameters():
        assert one.label and one.basis and one.used_by, one.key
        if one.layer != Layer.LOCKED:
            assert not list(problems(one, one.default, "")), one.key
        if one.layer == Layer.CEILING:
            assert one.ceiling is not None
        if one.layer == Layer.WARNED:
            assert one.warning


@pytest.mark.rows("R-093")
def test_the_kinds_of_documents_are_those_of_the_documents():
    from disclosure.documents.enums import DocumentKind
    from foundation.secrecy.enums import Decider

    assert dict(parameter("interp.required_types").options) == dict(DocumentKind.choices)
    assert {name for name, _ in parameter("review.override_decider").options} == set(Decider.values)


DATES = Parameter("nd.example", "报备日期", ["12-31"], "", "004/13", kind=Kind.DATES, used_by="测试")


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (["03-31", "12-31"], False),
        (["02-29"], False),
        ([], False),
        (["02-30"], True),
        (["3-31"], True),
        (["13-01"], True),
        ("03-31", True),
    ],
)
def test_days_of_the_year(given, refused):
    assert bool(list(problems(DATES, given, ""))) is refused


def test_days_of_the_year_in_words_and_in_order():
    assert shown(DATES, ["03-31", "12-31"]) == "3月31日、12月31日"
    assert plain_value(DATES, ["12-31", "03-31", "12-31"]) == ["03-31", "12-31"]
    assert not is_month_day(331)
