"""Titles, ways of approval, likeness of claims, addresses of rumours."""

import pytest

from interpretation.clarifications.rules import addresses_in, leads_there, likeness, repeats, route

CLAIM = "甲河镇自来水被农药污染，全镇停水三天"


@pytest.mark.rows("R-133")
@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (CLAIM, True),
        ("甲河镇自来水被农药污染!全镇停水三天", True),
        ("自来水被农药污染", True),
        (f"网传“{CLAIM}”不实", False),
        ("关于甲河镇自来水水质的情况说明", False),
        ("甲河镇供水正常", False),
        ("", False),
    ],
)
def test_a_title_may_not_say_the_claim_as_a_fact(title, expected):
    assert repeats(title, CLAIM) is expected


@pytest.mark.rows("R-132")
@pytest.mark.parametrize(
    ("asked", "government", "main_leader", "consents"),
    [
        ({}, False, True, set()),
        ({"touched": [2]}, False, True, {2}),
        ({"touched": [1, 2]}, False, True, {2}),
        ({"is_sensitive": True}, True, True, set()),
        ({"is_emergency": True}, True, True, set()),
        ({"in_government_name": True, "touched": [2, 3]}, True, False, {2, 3}),
    ],
)
def test_three_questions_decide_the_way(asked, government, main_leader, consents):
    answers = {
        "in_government_name": False,
        "touched": [],
        "is_sensitive": False,
        "is_emergency": False,
        "own": 1,
    }
    found = route(**(answers | asked))
    assert (found.government, found.main_leader, found.consents) == (
        government,
        main_leader,
        frozenset(consents),
    )
    assert found.words


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (CLAIM, "听说甲河镇的自来水被污染了要停水三天", True),
        (CLAIM, "乙山乡小学下周停课", False),
        ("", CLAIM, False),
    ],
)
def test_likeness(one, other, alike):
    assert (likeness(one, other) >= 0.3) is alike


@pytest.mark.parametrize(
    ("link", "sources", "expected"),
    [
        ("https://bad.example/v/1", ["http://www.bad.example/v/1"], True),
        ("https://bad.example/v/1/share", ["bad.example/v/1"], True),
        ("https://bad.example/v/2", ["https://bad.example/v/1"], False),
        ("https://bad.example/help", ["https://bad.example/"], False),
        ("https://bad.example/v?id=1", ["https://bad.example/v?id=1"], True),
        ("https://[broken", ["https://[broken"], False),
    ],
)
def test_links_to_where_the_rumour_is(link, sources, expected):
    assert leads_there(link, sources) is expected


def test_addresses_in_plain_text():
    assert addresses_in("见 https://bad.example/v/1，转发") == ["https://bad.example/v/1"]
