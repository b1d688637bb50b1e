"""Answered letters are found in 站内搜索: in their public words, while they are public (R-114, R-275)."""

import pytest

from opinion.feedback import services
from portal.searching import letters
from tests.opinion.feedback.test_letters import answered, typed, written
from tests.public import links, read, text

pytestmark = pytest.mark.django_db


def section(**asked) -> str:
    found = read("/search/", **asked).xpath("//section[@aria-labelledby='letters']")
    return text(found[0]) if found else ""


@pytest.mark.rows("R-114", "R-275")
def test_an_answered_letter_is_found_in_its_public_words_and_nothing_else(office):
    letter = answered(office, written()[0])
    page = read("/search/", q="路灯怎么修复")
    assert "城东路灯何时修复" in links(page) and "以下是有关的公众留言" in text(page)
    assert "示范县人民政府办公室" in section(q="检修计划") and "答复" in section(q="检修计划")
    assert "张大山" not in text(page)
    for private in ("张大山", "13812345678", "张先生"):
        assert section(q=private) == ""
    services.take_off(letter, office.reviewer, reason="来件人要求撤下")
    assert section(q="路灯") == ""


def test_what_is_not_answered_is_not_found(office):
    typed(office, topic="路灯不亮", text="西街路灯不亮。")
    assert section(q="路灯") == ""


def test_only_the_newest_are_looked_through(office, monkeypatch):
    monkeypatch.setattr(letters, "NEWEST", 2)
    for number in range(3):
        answered(office, typed(office, nature="enquiry"), public_topic=f"路灯第{number}问")
    shown = section(q="路灯")
    assert "路灯第2问" in shown and "路灯第1问" in shown and "路灯第0问" not in shown
    assert section(q="路灯第0问") == ""


def test_a_few_stand_beside_the_pages_and_the_rest_is_one_link_away(office, django_assert_max_num_queries):
    office.publish(office.document(title="关于路灯管理的通知"))
    for number in range(4):
        answered(office, typed(office, nature="enquiry"), public_topic=f"路灯第{number}问")
    with django_assert_max_num_queries(21):
        page = read("/search/", q="路灯")
    assert "关于路灯管理的通知" in links(page)
    shown = section(q="路灯")
    assert "路灯第3问" in shown and "路灯第0问" not in shown and "更多有关的公众留言" in shown
    assert page.xpath("//section[@aria-labelledby='letters']//a/@href")[-1] == "/liuyan/?q=%E8%B7%AF%E7%81%AF"
    assert section(q="路灯", kind="wenjian") == ""
