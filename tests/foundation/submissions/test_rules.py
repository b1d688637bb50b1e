"""Words, codes and likeness."""

import pytest

from foundation.submissions.challenge import _MAKERS, ask, is_answered
from foundation.submissions.findings import masked, personal_data_in
from foundation.submissions.rules import CODE_ALPHABET, clean, entered_code, fingerprint, near_key, too_long
from foundation.submissions.tokens import new_token, read_token

LETTER = (
    "尊敬的领导：我们强烈要求尽快修复城东大桥，现在每天绕行要多花四十分钟，孩子上学、老人看病都很不方便，"
    "希望县里尽快拿出方案并公布时间表。"
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  你好\r\n第二行\r第三行 ", "你好\n第二行\n第三行"),
        ("零\x00字\x07符\x1b", "零字符"),
        ("支持👍🏽，全家👨‍👩‍👧同意", "支持👍🏽，全家👨‍👩‍👧同意"),
        ("正常\u202e反向\u2066隔离\u200f", "正常反向隔离"),
        ("零\u200b宽\ufeff字\u00ad符", "零宽字符"),
        ("生僻字𠮷、㙍", "生僻字𠮷、㙍"),
        pytest.param("\ud800孤立代理", "孤立代理", id="孤立代理"),
    ],
)
def test_what_cannot_be_seen_goes_and_the_rest_stays(typed, kept):
    assert clean(typed) == kept


def test_too_long_names_limit_and_length():
    assert too_long("内容", 5000, 5012) == "内容请控制在5000字以内，现有5012字，请删减12字后再提交。"


def test_codes_are_readable_and_typed_ones_are_understood():
    token = new_token("test")
    again = read_token(token.signed, "test")
    assert again and again.code == token.code
    assert read_token(token.signed, "other") is None
    assert read_token(token.signed[:-1], "test") is None
    assert [len(group) for group in token.code.split("-")] == [4, 4, 4]
    assert set(token.code.replace("-", "")) <= set(CODE_ALPHABET)
    assert not set("01OI") & set(CODE_ALPHABET)
    typed = f" {token.code.lower().replace('-', ' ')}"
    assert entered_code(typed) == entered_code(token.code)


def test_the_same_letter_in_other_dress_is_one_and_a_changed_name_is_near():
    assert fingerprint("请修路！ＡＢＣ") == fingerprint("请修路abc")
    assert fingerprint("请修路") != fingerprint("请修桥")
    near = [near_key(LETTER + f"　此致　{name}") for name in ("张三", "李四", "王五", "赵六", "钱七")]
    assert max(near.count(key) for key in near) >= 4
    assert near_key(LETTER) != near_key(
        "关于幼儿园招生年龄的建议，应当以八月三十一日为界，并提前三个月公布方案。"
    )


def test_personal_data_in_the_text_is_flagged_and_masked_without_being_repeated():
    text = "我叫张三，电话13812345678，身份证11010519491231002X，住在城关镇。"
    found = personal_data_in(text)
    assert {"mobile", "identity"} <= {one["kind"] for one in found}
    assert "13812345678" not in str(found) and "11010519491231002X" not in str(found)
    hidden = masked(text)
    assert "138****5678" in hidden and "11010519491231002X" not in hidden and hidden.startswith("我叫张三")


@pytest.mark.parametrize("maker", _MAKERS)
def test_every_question_has_an_answer_in_digits_or_characters(maker, monkeypatch):
    monkeypatch.setattr("foundation.submissions.challenge._MAKERS", (maker,))
    words, right = maker()
    monkeypatch.setattr("foundation.submissions.challenge._MAKERS", (lambda: (words, right),))
    token, other = new_token("test"), new_token("test")
    question = ask(token)
    assert is_answered(question.signed, right, token)
    assert is_answered(question.signed, f" {right}。", token)
    if right.isdecimal():
        numerals = "零一二三四五六七八九十"
        number = int(right)
        assert is_answered(
            question.signed, numerals[number] if number <= 10 else f"十{numerals[number - 10]}", token
        )
    assert not is_answered(question.signed, "百", token)
    assert not is_answered(question.signed, right, other)
    assert not is_answered("", right, token)
