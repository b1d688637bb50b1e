"""制度库: the life of a system, and citations of what was replaced (R-003, R-281)."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from foundation.precheck.checks import run_checks
from foundation.precheck.rules.finding import Kind
from foundation.rules.models import System


@pytest.mark.rows("R-003")
@pytest.mark.parametrize(
    ("begins", "ends", "replaced", "status"),
    [
        (None, None, False, "现行有效"),
        ("2026-01-01", None, False, "现行有效"),
        ("2026-12-01", None, False, "尚未施行"),
        ("2020-01-01", "2026-11-22", True, "已被替代"),
        ("2020-01-01", "2026-11-22", False, "已废止"),
        ("2020-01-01", "2026-11-23", True, "现行有效"),
    ],
)
def test_status_on_a_day(begins, ends, replaced, status):
    def day(text):
        return dt.date.fromisoformat(text) if text else None

    one = System(
        title="办法", effective_on=day(begins), ended_on=day(ends), superseded_by_id=7 if replaced else None
    )
    assert one.status_on(dt.date(2026, 11, 22)).label == status


def test_what_is_replaced_says_since_when(office):
    new = System.objects.create(title="新办法", authority="示范县人民政府")
    with pytest.raises(ValidationError, match="停止施行日期"):
        System(title="旧办法", authority="示范县人民政府", superseded_by=new).full_clean()


def law_findings(page):
    return [finding for finding in run_checks(page).confirm if finding.kind == Kind.LAW]


@pytest.mark.rows("R-281")
@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("依据《中华人民共和国政府信息公开条例》（国务院令第492号）第九条", "现行第十九条"),
        ("依据国务院令第492号第十一条", "现行第二十一条"),
        ("按国办公开办函〔2019〕60号的格式编制", "国办公开办函〔2021〕30号"),
        ("按国办公开办函[2019]60号的格式编制", "国办公开办函〔2021〕30号"),
        ("依据国务院令第711号第十九条", ""),
        ("按国办公开办函〔2021〕30号的格式编制", ""),
    ],
)
def test_citations_of_what_was_replaced(office, text, advice):
    found = law_findings(office.document(content=[("text", f"<p>{text}。</p>")]))
    assert bool(found) is bool(advice)
    if advice:
        assert advice in found[0].suggestion


@pytest.mark.rows("R-281")
def test_a_system_that_is_replaced_today_is_found_today(office):
    old = System.objects.create(
        title="旧细则", number="示政办发〔2020〕1号", authority="示范县人民政府办公室"
    )
    page = office.document(content=[("text", "<p>按照示政办发〔2020〕1号执行。</p>")])
    assert not law_findings(page)
    new = System.objects.create(
        title="新细则", number="示政办发〔2026〕9号", authority="示范县人民政府办公室"
    )
    old.superseded_by, old.ended_on = new, dt.date(2026, 1, 1)
    old.save()
    assert "《新细则》（示政办发〔2026〕9号）" in law_findings(page)[0].suggestion
