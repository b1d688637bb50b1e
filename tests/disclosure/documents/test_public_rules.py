"""Validity on a day, and anchors of a body."""

import datetime as dt

import pytest

from disclosure.documents.rules import outline, validity_on

DAY = dt.date(2026, 6, 1)
BEFORE, AFTER = dt.date(2026, 5, 31), dt.date(2026, 6, 2)


@pytest.mark.parametrize(
    ("stated", "effective_on", "expires_on", "expected"),
    [
        ("in_force", None, None, "in_force"),
        ("in_force", DAY, None, "in_force"),
        ("in_force", AFTER, None, "not_yet"),
        ("not_yet", BEFORE, None, "in_force"),
        ("not_yet", None, None, "not_yet"),
        ("in_force", None, DAY, "in_force"),
        ("in_force", None, BEFORE, "lapsed"),
        ("not_yet", AFTER, BEFORE, "lapsed"),
        ("abolished", AFTER, None, "abolished"),
        ("amended", None, BEFORE, "amended"),
        ("lapsed", None, AFTER, "lapsed"),
    ],
)
def test_validity_follows_the_dates_unless_the_body_has_stated_an_end(
    stated, effective_on, expires_on, expected
):
    assert validity_on(stated, effective_on, expires_on, DAY) == expected


@pytest.mark.parametrize(
    ("stated", "label", "is_article", "anchor"),
    [
        ("", "第三条", True, "tiao-3"),
        ("", "第二十一条", True, "tiao-21"),
        ("", "第三条之二", True, "tiao-3-2"),
        ("", "第 3 条", True, "tiao"),
        ("", "第二章 标准", False, "zhang-2"),
        ("", "第一节 一般规定", False, "jie-1"),
        ("", "一、总体要求", False, "biaoti"),
        ("wode", "第三条", True, "wode"),
    ],
)
def test_a_blank_anchor_is_made_from_the_number(stated, label, is_article, anchor):
    assert [entry.anchor for entry in outline([(stated, label, is_article)])] == [anchor]


def test_no_anchor_occurs_twice():
    parts = [("", "第一条", True), ("tiao-1", "第一条", True), ("", "第一条", True)]
    anchors = [entry.anchor for entry in outline(parts)]
    assert len(set(anchors)) == 3
