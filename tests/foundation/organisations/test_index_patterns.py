"""Index numbers (索引号): every form met in the country can be written as a body's template."""

import datetime as dt

import pytest

from foundation.organisations.rules import IndexParts, index_pattern_error, index_period, render_index


@pytest.mark.rows("R-272")
@pytest.mark.parametrize(
    ("pattern", "code", "day", "seq", "expected"),
    [
        ("{code}/{yyyymm}-{seq:05d}", "00312641-8", (2020, 11, 3), 2, "00312641-8/202011-00002"),
        ("{code}/{yyyymm}-{seq:05d}", "003129766", (2019, 1, 8), 336, "003129766/201901-00336"),
        ("{code}/{year}-{seq:05d}", "MB1532375", (2019, 5, 1), 45, "MB1532375/2019-00045"),
        ("{code}/{year}-{seq:05d}", "000014349", (2017, 5, 1), 110, "000014349/2017-00110"),
        (
            "{code}/{year}-{seq:05d}",
            "11441700007280420Y",
            (2021, 2, 1),
            50,
            "11441700007280420Y/2021-00050",
        ),
        (
            "{code}/{year}-{seq:07d}",
            "11370322004222241N",
            (2021, 2, 1),
            5135380,
            "11370322004222241N/2021-5135380",
        ),
        (
            "{code}-/{year}-{seq:07d}",
            "11532323015172622Y",
            (2018, 2, 1),
            1220012,
            "11532323015172622Y-/2018-1220012",
        ),
        # 网站标识码 in place of the body's code
        ("6107280000/{year}-{seq:06d}", "", (2024, 2, 1), 1005, "6107280000/2024-001005"),
        ("{code}-{year}-{seq:06d}", "01527918X", (2020, 2, 1), 153077, "01527918X-2020-153077"),
        # 地区-部门-类别-分组-生成日期-流水
        (
            "330200-{code}-{kind}-01-{date}-{seq:04d}",
            "00298",
            (2023, 4, 5),
            7,
            "330200-00298-02-01-20230405-0007",
        ),
        # 地区及部门(5)-类别-年度-流水
        ("{code}-{kind}-{year}-{seq:05d}", "LA001", (2022, 4, 5), 12, "LA001-02-2022-00012"),
        # 21 digits: 地区 部门 文件类别 内设机构 年 流水
        ("530000{code}{kind}{unit}{year}{seq:04d}", "011", (2022, 4, 5), 12, "530000011020320220012"),
    ],
)
def test_every_form_met_can_be_written_as_a_template(pattern, code, day, seq, expected):
    assert index_pattern_error(pattern) == ""
    parts = IndexParts(code=code, day=dt.date(*day), seq=seq, kind="02", unit="03")
    assert render_index(pattern, parts) == expected


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("{code}/{year}", "流水号"),
        ("{code}-{seq:05d}", "年份"),
        ("{code}/{year}-{seq:05d}-{region}", "region"),
        ("{code}/{year}-{seq:05d", "花括号"),
        ("{code}/{year}-{seq:zz}", "花括号"),
        ("{code}/{year}-{seq.real}", "不认识"),
        ("{0}/{year}-{seq}", "不认识"),
    ],
)
def test_a_template_that_would_go_wrong_is_refused_in_words(pattern, problem):
    assert problem in index_pattern_error(pattern)


@pytest.mark.parametrize(
    ("pattern", "period"),
    [
        ("{code}/{year}-{seq:05d}", "2026"),
        ("{code}/{yyyymm}-{seq:05d}", "202603"),
        ("{code}{year}{month}{seq}", "202603"),
        ("{code}-{date}-{seq}", "20260310"),
    ],
)
def test_the_sequence_starts_again_with_the_period_the_number_shows(pattern, period):
    assert index_period(pattern, dt.date(2026, 3, 10)) == period


def test_a_full_sequence_grows_a_digit_and_stays_unique():
    pattern = "{code}/{year}-{seq:05d}"
    parts = IndexParts("A", dt.date(2026, 1, 1), 100_000)
    assert render_index(pattern, parts) == "A/2026-100000"
