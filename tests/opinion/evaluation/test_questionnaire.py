"""社会评议测评表: nine items, three grades, words that each body may set (R-254)."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from foundation.rules.services import set_parameter
from opinion.evaluation.letters import items_of
from tests.public import text

pytestmark = pytest.mark.django_db
ADDRESS = reverse("evaluation_questionnaire")


def table(user, **asked) -> list[list[str]]:
    client = Client()
    client.force_login(user)
    page = html.fromstring(client.get(ADDRESS, asked).content)
    return [[text(cell) for cell in row] for row in page.xpath("//table[.//th='评议内容']//tr")]


@pytest.mark.rows("R-254")
def test_the_default_form_has_nine_questions_and_three_grades(office):
    head, *rows = table(office.editor)
    assert head == ["序号", "评议内容", "满意", "基本满意", "不满意"]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 10)]
    assert rows[0][1] == "政府信息公开的内容是否真实、准确"
    assert rows[8][1] == "政府信息公开工作人员是否按规定收费"
    assert all(row[2:] == ["□", "□", "□"] for row in rows)


@pytest.mark.rows("R-254")
def test_a_body_words_an_item_in_its_own_way_from_a_day_on(office, admin_user):
    own = "公开的内容看得懂、用得上"
    today = timezone.localdate()
    set_parameter(
        "eval.item.1", own, body=office.body, effective_from=today, reason="按本县评议方案", by=admin_user
    )
    assert table(office.editor)[1][1] == own
    assert items_of(None)[0] != own and len(items_of(office.body)) == 9


def test_it_is_made_for_the_judged_body_and_taken_as_word(office):
    assert "被评议单位" in text(html.fromstring(page_of(office, of=office.body.code).content))
    word = page_of(office, of=office.body.code, word="")
    assert word.content.startswith(b"PK") and f"{dt.date.today().year}" in word["Content-Disposition"]
    assert page_of(office, of="nobody").status_code == 404
    assert Client().get(ADDRESS).status_code == 302


def page_of(office, **asked):
    client = Client()
    client.force_login(office.editor)
    return client.get(ADDRESS, asked)
