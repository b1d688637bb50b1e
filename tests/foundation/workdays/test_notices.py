"""A notice that cannot be right is refused with all its mistakes, each named in Chinese."""

from datetime import date

import pytest

from foundation.workdays.notices import OffRange, notice_problems
from foundation.workdays.shipped import read_shipped

D = date.fromisoformat
NEW_YEAR = OffRange("元旦", D("2027-01-01"), D("2027-01-03"))
ISSUED = D("2026-11-10")


def holiday(first: str, last: str, name: str = "春节") -> OffRange:
    return OffRange(name, D(first), D(last))


@pytest.mark.parametrize("shipped", read_shipped(), ids=lambda shipped: str(shipped["year"]))
def test_shipped_notices_are_sound(shipped):
    shipped.pop("notice_no"), shipped.pop("title")
    assert notice_problems(**shipped) == []


def test_new_year_may_begin_in_december():
    """As 国办发明电〔2018〕15号 has it."""
    off = [holiday("2018-12-30", "2019-01-01", "元旦")]
    assert notice_problems(2019, D("2018-12-04"), off, [D("2018-12-29")]) == []


@pytest.mark.rows("R-278")
@pytest.mark.parametrize(
    ("issued_on", "off", "work", "message"),
    [
        (D("2024-11-10"), [NEW_YEAR], [], "成文日期应在2026年或2027年"),
        (ISSUED, [], [], "没有填写任何放假日期"),
        (ISSUED, [holiday("2027-02-12", "2027-02-05")], [], "春节的结束日期2027-02-05早于开始日期2027-02-12"),
        (ISSUED, [holiday("2028-02-05", "2028-02-05")], [], "春节日期2028-02-05不在2027年内"),
        (ISSUED, [holiday("2026-12-24", "2027-01-01", "元旦")], [], "元旦日期2026-12-24不在2027年内"),
        (ISSUED, [NEW_YEAR], [D("2028-01-08")], "调休上班日期2028-01-08不在2027年内"),
        (ISSUED, [NEW_YEAR], [D("2027-01-04")], "2027-01-04（周一）本来就是工作日"),
        (ISSUED, [NEW_YEAR], [D("2027-01-02")], "2027-01-02既列为放假又列为调休上班"),
        (ISSUED, [NEW_YEAR], [D("2027-01-09")] * 2, "调休上班日2027-01-09填写了两次"),
        (ISSUED, [NEW_YEAR, holiday("2027-01-03", "2027-01-04")], [], "2027-01-03列入了两个假期"),
        (ISSUED, [holiday("2027-01-01", "2027-01-01", " ")], [], "没有节日名称"),
        (ISSUED, [holiday("2027-01-01", "2027-01-01", "节" * 41)], [], "不超过40个字"),
    ],
)
def test_each_mistake_is_named(issued_on, off, work, message):
    problems = notice_problems(2027, issued_on, off, work)
    assert len(problems) == 1
    assert message in problems[0]


def test_all_mistakes_are_told_at_once():
    problems = notice_problems(
        2027, D("2020-01-01"), [holiday("2027-02-12", "2027-02-05")], [D("2027-01-04")]
    )
    assert len(problems) == 3
