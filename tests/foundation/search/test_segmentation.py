"""Text becomes the same tokens however it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.search.highlight import highlight, snippet
from foundation.search.queries import parse
from foundation.search.segmentation import number_key, segment, segment_query, tidy


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("营业执照", "营业 业执 执照 照"),
        ("营 业\n执照", "营业 业执 执照 照"),
        ("年", "年"),
        ("ＷＴＯ规则2026年", "wto 规则 则 2026 年"),
        ("公开。发布", "公开 开 发布 布"),
        ('"（）！', ""),
        ("", ""),
    ],
)
def test_text_is_cut_into_pairs(text, tokens):
    assert segment(text) == tokens


@pytest.mark.parametrize(
    "number",
    [
        "〔2016〕80号", "[2016]80号", "(2016)80号", "（2016）80 号", "【2016】80号", "〔2016〕 第80号", "〔2016 80号",
        "2016〕80号", "〔 2016 年 〕80", "﹝2016﹞80号".replace("﹝", "〔").replace("﹞", "〕"), "［２０１６］８０号",
    ],
)  # fmt: skip
def test_a_document_number_is_one_token_in_any_brackets(number):
    assert segment_query(f"国办发{number}") == "国办 办发 wh2016x80"
    assert number_key(f"国办发{number}") == "国办发201680"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("国务院令第711号", "国务院令711"),
        ("国务院令 第 711 号", "国务院令711"),
        ("示政办发〔2026〕3号", "示政办发20263"),
        ("关于2026年预算", ""),
        ("〔2026〕3号", ""),
        ("示政办发〔2026〕3号的解读", ""),
    ],
)
def test_only_a_whole_number_is_looked_up(text, key):
    assert number_key(text) == key


@given(
    st.text(max_size=400)
    | st.text(alphabet="营业执照 〔2016〕80号[]()\x00\"'*%\U0001f600年a1\n", max_size=200)
)
def test_no_text_is_too_strange(text):
    tidy(text)
    assert "\x00" not in segment(text)
    assert not set("'\"\\:&|!()*<>{}^-") & set(segment(text))
    parsed = parse(text, {"执照": ["营业执照"]})
    for shown in (highlight(text, parsed), snippet(text, parsed)):
        assert "<script" not in shown
    number_key(text)


@given(st.text(alphabet="营业执照办理许可2026年", min_size=2, max_size=12))
def test_what_stands_in_a_text_is_found_by_its_tokens(words):
    assert set(segment_query(words).split()) <= set(segment(f"开头。{words}。结尾").split())


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("补贴 养老", ["补贴", "养老"]),
        ("政 务 公 开", ["政务公开"]),
        ("养老 养老", ["养老"]),
        ("《执照》？", ["执照"]),
        ('" * (', []),
    ],
)
def test_a_query_is_taken_apart(words, parts):
    assert [word.text for word in parse(words).words] == parts


def test_synonyms_also_of_a_part_of_the_word():
    parsed = parse("环评公示", {"环评": ["环境影响评价"], "环境影响评价": ["环评"]})
    assert parsed.words[0].synonyms == ("环境影响评价公示",)


def test_what_is_marked_is_escaped_first():
    assert highlight("<b>营业执照</b>", parse("执照")) == "&lt;b&gt;营业<mark>执照</mark>&lt;/b&gt;"
    assert highlight("见国办发(2016)80号文", parse("国办发〔2016〕80号")).count("<mark>") >= 1
    assert highlight("营业许可证照", parse("营业执照")) == "<mark>营业</mark>许可证照"


def test_a_snippet_shows_where_the_words_stand():
    shown = snippet("前" * 500 + "办理营业执照" + "后" * 500, parse("营业执照"))
    assert "<mark>营业执照</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
