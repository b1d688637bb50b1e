"""A notice that cannot be right is refused with all its mistakes, each named in Chinese."""

from datetime import date

import holidays
import pytest

from foundation.workdays.festivals import statutory_days
from foundation.workdays.notices import OffRange, notice_days, notice_problems, ranges_of
from foundation.workdays.shipped import read_shipped
from tests.notices import NEW_YEAR, REST_OF_2027

D = date.fromisoformat
ISSUED = D("2026-11-10")


def holiday(first: str, last: str, name: str = "春节") -> OffRange:
    return OffRange(name, D(first), D(last))


SPRING, *OTHERS = REST_OF_2027
WHOLE = [NEW_YEAR, SPRING, *OTHERS]


@pytest.mark.parametrize("shipped", read_shipped(), ids=lambda shipped: str(shipped["year"]))
def test_shipped_notices_are_sound(shipped):
    shipped.pop("notice_no"), shipped.pop("title")
    assert notice_problems(**shipped) == []


def test_new_year_may_begin_in_december():
    """As 国办发明电〔2018〕15号 has it."""
    off = [holiday("2018-12-30", "2019-01-01", "元旦")]
    problems = notice_problems(2019, D("2018-12-04"), off, [D("2018-12-29")])
    assert not [problem for problem in problems if "元旦" in problem or "调休" in problem]


@pytest.mark.rows("R-278")
@pytest.mark.parametrize(
    ("issued_on", "off", "work", "message"),
    [
        (D("2024-11-10"), WHOLE, [], "成文日期应在2026年或2027年"),
        (ISSUED, [], [], "没有填写任何放假日期"),
        (
            ISSUED,
            [*WHOLE, holiday("2027-08-12", "2027-08-05")],
            [],
            "春节的结束日期2027-08-05早于开始日期2027-08-12",
        ),
        (ISSUED, [*WHOLE, holiday("2028-02-05", "2028-02-05")], [], "春节日期2028-02-05不在2027年内"),
        (
            ISSUED,
            [SPRING, *OTHERS, holiday("2026-12-24", "2027-01-01", "元旦")],
            [],
            "元旦日期2026-12-24不在2027年内",
        ),
        (ISSUED, WHOLE, [D("2028-01-08")], "调休上班日期2028-01-08不在2027年内"),
        (ISSUED, WHOLE, [D("2027-01-04")], "2027-01-04（周一）本来就是工作日"),
        (ISSUED, WHOLE, [D("2027-01-02")], "2027-01-02既列为放假又列为调休上班"),
        (ISSUED, WHOLE, [D("2027-01-09")] * 2, "调休上班日2027-01-09填写了两次"),
        (ISSUED, [*WHOLE, holiday("2027-01-03", "2027-01-04")], [], "2027-01-03列入了两个假期"),
        (ISSUED, [*WHOLE, holiday("2027-08-01", "2027-08-01", " ")], [], "没有节日名称"),
        (ISSUED, [*WHOLE, holiday("2027-08-01", "2027-08-01", "节" * 41)], [], "不超过40个字"),
    ],
)
def test_each_mistake_is_named(issued_on, off, work, message):
    problems = notice_problems(2027, issued_on, off, work)
    assert len(problems) == 1
    assert message in problems[0]


def test_all_mistakes_are_told_at_once():
    problems = notice_problems(
        2027, D("2020-01-01"), [*WHOLE, holiday("2027-08-12", "2027-08-05")], [D("2027-01-04")]
    )
    assert len(problems) == 3


@pytest.mark.parametrize(
    ("left_out", "message"),
    [
        (OTHERS[2], "端午节（2027-06-09）没有列入放假"),
        (OTHERS[4], "国庆节（2027-10-01、2027-10-02、2027-10-03）没有列入放假"),
        (NEW_YEAR, "元旦（2027-01-01）没有列入放假"),
    ],
)
def test_a_holiday_left_out_is_named(left_out, message):
    problems = notice_problems(2027, ISSUED, [off for off in WHOLE if off != left_out], [])
    assert [message in problem for problem in problems] == [True]


def test_the_day_before_the_new_year_is_a_holiday_since_2025():
    late = [NEW_YEAR, holiday("2027-02-06", "2027-02-12"), *OTHERS]
    assert notice_problems(2027, ISSUED, late, []) == ["春节（2027-02-05）没有列入放假，请核对通知是否漏填。"]


@pytest.mark.parametrize("year", [2024, 2026, 2031, 2044, 2050])
def test_lunar_holidays_agree_with_an_independent_calendar(year):
    independent = holidays.China(years=year, observed=False)
    assert {day for _name, day in statutory_days(year)} <= set(independent)


def test_stored_days_give_back_what_was_entered():
    assert ranges_of(notice_days(WHOLE, [D("2027-01-30")])) == (WHOLE, [D("2027-01-30")])
