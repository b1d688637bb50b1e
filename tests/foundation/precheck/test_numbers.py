"""Personal numbers in a text: found however they are written, and what only looks like one is left alone."""

import datetime as dt

import pytest

from foundation.precheck.rules.finding import Kind, Severity
from foundation.precheck.rules.scan import scan_text
from foundation.precheck.rules.wording import Wordings

from .makers import full_width, identity_number, luhn

TODAY = dt.date(2026, 11, 21)
ID = identity_number()
ID_X = next(number for order in range(100) if (number := identity_number(order=f"{order:03}")).endswith("X"))
CARD = luhn("622700000000000001")


def found(text: str) -> list[tuple[str, str, str]]:
    """Kind, weight and the very characters of each finding."""
    findings = scan_text(text, Wordings([]), TODAY)
    return [(f.kind.value, f.severity.value, text[f.start : f.end]) for f in findings]


@pytest.mark.rows("R-080")
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (f"王某某，{ID}，男", ID),
        (f"号码{ID_X}。", ID_X),
        (f"号码{ID_X.lower()}。", ID_X.lower()),
        (full_width(ID), full_width(ID)),
        (f"{ID[:6]} {ID[6:14]} {ID[14:]}", f"{ID[:6]} {ID[6:14]} {ID[14:]}"),
        (f"{ID[:6]}-{ID[6:14]}-{ID[14:]}", f"{ID[:6]}-{ID[6:14]}-{ID[14:]}"),
        (f"{ID[:6]}　{ID[6:]}", f"{ID[:6]}　{ID[6:]}"),
        (f"续行{ID[:10]}\n{ID[10:]}完", f"{ID[:10]}\n{ID[10:]}"),
        (f"序号 2 {ID} 3", ID),
        (f"{identity_number(birth='20240229')}", identity_number(birth="20240229")),
    ],
    ids=[
        "plain",
        "X",
        "x",
        "full-width",
        "spaced",
        "hyphens",
        "wide-space",
        "line-break",
        "in-a-list",
        "leap-day",
    ],
)
def test_identity_number_is_found_at_its_place(text, seen):
    assert found(text) == [("identity", "must_fix", seen)]


@pytest.mark.parametrize(
    "text",
    [
        ID[:17] + str((int(identity_number()[17].replace("X", "0")) + 5) % 10),
        identity_number(birth="19901307"),
        identity_number(birth="20250229"),
        identity_number(birth="20300101"),
        identity_number(birth="18500101"),
        identity_number(region="999999")[:17] + "0",
        identity_number(region="209999"),
        f"1{ID}",
        f"{ID}0",
        f"订单号A{ID}",
        f"{ID[:6]}********{ID[14:]}",
        "统一社会信用代码91330681MA2BG1234X",
        "项目代码2020-330683-78-01-123456",
        "索引号：00312641-8/202011-00002",
        "0575-83012345",
        "二〇二六年第18号，共199003071234567890123份",
    ],
)
def test_what_only_looks_like_an_identity_number(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("身份证号：339999900307001", "must_fix"),
        ("339999900307001", "confirm"),
        ("339999901307001", None),
        ("企业注册号339999900307001", None),
        (f"身份证号码：{ID[:17]}{'0' if ID[17] != '0' else '1'}", "confirm"),
    ],
)
def test_number_without_a_fitting_check_digit_depends_on_the_words_beside_it(text, severity):
    assert [weight for _kind, weight, _seen in found(text)] == ([severity] if severity else [])


@pytest.mark.rows("R-080")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张某 13800138000", [("mobile", "must_fix", "13800138000")]),
        ("张某 138 0013 8000", [("mobile", "must_fix", "138 0013 8000")]),
        ("张某 138-0013-8000", [("mobile", "must_fix", "138-0013-8000")]),
        ("张某 +86 13800138000", [("mobile", "must_fix", "+86 13800138000")]),
        ("张某" + full_width("19912345678"), [("mobile", "must_fix", full_width("19912345678"))]),
        ("监督电话：13800138000", [("mobile", "confirm", "13800138000")]),
        ("联系人及联系电话 13800138000", [("mobile", "confirm", "13800138000")]),
        ("电话：0575-83012345", []),
        ("电话：057583012345、12345热线、4001234567", []),
        ("金额13800138000.00元", []),
        ("编号X13800138000", []),
        ("12800138000，15412345678，17912345678", []),
        ("138****8000", []),
    ],
)
def test_mobile_numbers(text, expected):
    assert found(text) == expected


@pytest.mark.rows("R-080")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"账号{CARD}", [("bank_card", "must_fix", CARD)]),
        (f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", "must_fix"),
        (full_width(CARD), "must_fix"),
        (luhn("411111111111111"), "confirm"),
        ("卡号" + luhn("411111111111111"), "must_fix"),
        (luhn("955880000000000001"), "must_fix"),
        (CARD[:-1] + str((int(CARD[-1]) + 1) % 10), []),
        (luhn("123456789012345"), []),
        (luhn("330681000000000001"), []),
        (CARD + "12345", []),
        (f"**** **** {CARD[-4:]}", []),
    ],
)
def test_bank_cards(text, expected):
    if isinstance(expected, str):
        expected = [("bank_card", expected, text.removeprefix("卡号"))]
    assert found(text) == expected


def test_one_number_is_one_finding():
    gansu = identity_number(region="629999")
    kinds = {kind for kind, _weight, _seen in found(f"{gansu} {ID} {CARD} 13800138000")}
    assert kinds == {"identity", "bank_card", "mobile"}
    assert len(found(gansu)) == 1


def test_report_never_repeats_the_number():
    text = f"{ID} {CARD} 13800138000 幸福小区3栋2单元501室 浙A12345"
    findings = scan_text(text, Wordings([]), TODAY)
    assert len(findings) == 5
    for finding in findings:
        assert (
            text[finding.start : finding.end] not in f"{finding.excerpt}{finding.message}{finding.suggestion}"
        )
        assert "*" in finding.excerpt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("家住人民路88号3幢2单元501室", ["人民路88号3幢2单元501室"]),
        ("阳光小区3栋501室", ["阳光小区3栋501室"]),
        ("李家村3组12号", ["李家村3组12号"]),
        ("住址：幸福镇和平村12号", ["幸福镇和平村12号"]),
        ("人民路八十八号三栋二单元五〇一室", ["人民路八十八号三栋二单元五〇一室"]),
        ("办公地址：县府路1号行政中心3号楼302室", []),
        ("地址：人民路88号", []),
        ("人民路88号县政府办公室", []),
        ("国道104号路段", []),
    ],
)
@pytest.mark.rows("R-080")
def test_addresses_that_lead_to_a_door(text, expected):
    seen = [(weight, place) for kind, weight, place in found(text) if kind == "address"]
    assert [weight for weight, _place in seen] == ["confirm"] * len(expected)
    assert all(part in place for part, (_weight, place) in zip(expected, seen, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("浙A12345", ["浙A12345"]),
        ("浙D·8K321、京B1234挂", ["浙D·8K321", "京B1234挂"]),
        ("新能源车浙AD12345和浙A12345D", ["浙AD12345", "浙A12345D"]),
        ("沪A股市场、粤BCDEFG", []),
        ("浙AI1234", []),
        ("浙A123456789", []),
    ],
)
def test_plates(text, expected):
    assert [seen for kind, _weight, seen in found(text) if kind == "plate"] == expected


def test_kinds_and_weights_have_chinese_words():
    assert {kind.label for kind in Kind} and all(member.label for member in Severity)
    assert dict(Severity.choices()) == {"must_fix": "必须处理", "confirm": "请核对"}


@pytest.mark.parametrize(
    "text", ["1  " * 20_000, "1\n" * 30_000, "1" * 60_000, "路1号" * 20_000, "国" * 60_000]
)
def test_no_text_makes_the_scan_run_away(text):
    started = dt.datetime.now()
    scan_text(text, Wordings([]), TODAY)
    assert dt.datetime.now() - started < dt.timedelta(seconds=10)
