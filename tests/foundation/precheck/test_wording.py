"""Expressions, citations, dates and the printed note."""

import datetime as dt

import pytest

from foundation.precheck.rules.citations import find_impossible_dates, find_old_law
from foundation.precheck.rules.finding import Kind, Severity
from foundation.precheck.rules.notes import PrintedNote, printed_note
from foundation.precheck.rules.plain import plain
from foundation.precheck.rules.scan import scan_text
from foundation.precheck.rules.wording import Wording, Wordings
from foundation.precheck.shipped import read_shipped

LIST = Wordings(
    [
        Wording("布署", "部署", exceptions=("发布署名",)),
        Wording("残废", "残疾", exceptions=("残废军人",)),
        Wording("残废人", "残疾人", Severity.MUST_FIX),
        Wording("保监会", "金融监督管理总局"),
        Wording("银保监会", "国家金融监督管理总局"),
        Wording("机密★", "请立即报告。", Severity.MUST_FIX, Kind.SECRET),
    ]
)


@pytest.mark.rows("R-080")
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("全面布署工作", ["布署"]),
        ("换行处布\n署工作", ["布\n署"]),
        ("字间有空格布　署", ["布　署"]),
        ("发布署名文章", []),
        ("残废人员", ["残废人"]),
        ("残废军人和残废", ["残废"]),
        ("银保监会", ["银保监会"]),
        ("布署、布署", ["布署", "布署"]),
        ("", []),
    ],
)
def test_longest_expression_at_its_place(text, seen):
    assert [text[f.start : f.end] for f in LIST.find(plain(text))] == seen


def test_finding_says_what_to_write():
    (finding,) = LIST.find("全面布署")
    assert finding.suggestion == "建议改为“部署”。"
    (secret,) = LIST.find("机密★5年")
    assert (secret.kind, secret.severity) == (Kind.SECRET, Severity.MUST_FIX)


def test_thousands_of_entries_over_fifty_pages():
    many = Wordings(Wording(f"错{number}词", "对") for number in range(5000))
    text = "各乡镇人民政府,县政府各部门:现就有关事项通知如下。" * 1500 + "错4999词"
    started = dt.datetime.now()
    assert len(list(many.find(text))) == 1
    assert dt.datetime.now() - started < dt.timedelta(seconds=2)


def test_shipped_list_is_usable():
    rows = read_shipped()
    assert len(rows) >= 100
    assert all(row["source"] for row in rows)
    shipped = Wordings(
        Wording(row["text"], row["suggestion"], exceptions=tuple(filter(None, row["exceptions"].split("\n"))))
        for row in rows
    )
    for row in rows:
        assert [f.excerpt for f in shipped.find(plain(row["text"]))], row["text"]
        for exception in filter(None, row["exceptions"].split("\n")):
            assert not list(shipped.find(exception)), exception
    clean = (
        "各乡镇人民政府：为做好西藏民族团结、文化和旅游局发布署名、按装备标准执行、农村长期规划，现通知如下。"
    )
    assert not list(shipped.find(plain(clean)))


@pytest.mark.rows("R-281")
@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("根据国务院令第492号", "第711号"),
        ("依据《条例》（国务院令第492号）第九条", "对应现行第十九条"),
        ("（第492号国务院令）第十二条", "对应现行第二十一条"),
        ("国令第492号第18条", "对应现行第二十六条"),
        ("国务院令第492号第二十六条", "已无对应条文"),
        ("2007年国务院令第492号公布，2019年国务院令第711号修订", None),
        ("国务院令第711号", None),
        ("示政发〔2026〕492号", None),
    ],
)
def test_citation_of_the_old_regulation_gets_the_mapping(text, suggestion):
    findings = list(find_old_law(plain(text)))
    assert [suggestion in finding.suggestion for finding in findings] == ([True] if suggestion else [])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2026年2月30日", ["2026年2月30日"]),
        ("2025年2月29日", ["2025年2月29日"]),
        ("2024年2月29日、2月29日", []),
        ("4月31日前", ["4月31日"]),
        ("13月1日", ["13月1日"]),
        ("2026年1月5日至12月31日", []),
        ("第12月3日报", []),
        ("0年1月0日", ["0年1月0日", "1月0日"]),
    ],
)
def test_dates_that_no_calendar_has(text, wrong):
    found = [finding.excerpt for finding in find_impossible_dates(text)]
    assert found == wrong[-len(found) :] if wrong else found == []
    assert bool(found) == bool(wrong)


@pytest.mark.rows("R-046")
@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("2026年1月5日\n（此件公开发布）", PrintedNote.PROACTIVE),
        ("（此件主动公开）", PrintedNote.PROACTIVE),
        ("(此件依申请公开)", PrintedNote.ON_REQUEST),
        ("（此件不予公开）", PrintedNote.WITHHELD),
        ("正文提到（此件主动公开）的写法\n（此件依申请公开）", PrintedNote.ON_REQUEST),
        ("此件办理完毕", None),
    ],
)
def test_printed_note_is_recognised(text, note):
    assert printed_note(plain(text)) == note


def test_positions_are_those_of_the_original_text():
    text = "（一）　全面布署：１３８００１３８０００"
    findings = scan_text(text, LIST, dt.date(2026, 11, 21))
    assert [text[f.start : f.end] for f in findings] == ["布署", "１３８００１３８０００"]
