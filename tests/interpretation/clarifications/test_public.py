"""The public list, 有帮助吗, and that nothing of the staff's work becomes public."""

import pytest
from django.test import Client

from interpretation.clarifications import services
from interpretation.clarifications.models import HelpfulAnswers
from tests.public import read, text

from .conftest import CLAIM

pytestmark = pytest.mark.django_db
PLANTED = "13900000000"


def titles(page) -> list[str]:
    return [text(title) for title in page.xpath("//ul[@class='clarifications']//h2")]


@pytest.fixture
def two(desk):
    first = desk.publish()
    second = desk.publish(
        desk.draft(
            desk.decided("incomplete", claim="高龄津贴从下月起全部取消"),
            title="关于高龄津贴发放的情况说明",
            overview="高龄津贴照常发放，仅调整申领方式。",
            claim="高龄津贴从下月起全部取消",
        )
    )
    return first, second


def test_the_list_shows_verdicts_in_words_and_filters(two):
    first, second = two
    shown = read("/piyao/")
    assert titles(shown) == [second.title, first.title]
    assert "不实" in text(shown) and "不完整" in text(shown)
    assert titles(read("/piyao/", verdict="incomplete")) == [second.title]
    assert titles(read("/piyao/", q="高龄津贴")) == [second.title]
    assert "没有完全相符" in text(read("/piyao/", q="高龄津贴停水三天"))
    assert titles(read("/piyao/", q="火星移民")) == []
    for strange in ({"verdict": "x"}, {"year": "99999"}, {"page": "0"}, {"q": "\x01"}, {"body": "无"}):
        assert Client().get("/piyao/", strange).status_code == 200


def test_the_list_costs_few_queries(two, django_assert_max_num_queries):
    for asked in ({}, {"q": "自来水"}):
        with django_assert_max_num_queries(20 if asked else 10):
            Client().get("/piyao/", asked)


def test_drafts_are_not_listed(desk):
    page = desk.draft()
    assert page.title not in text(read("/piyao/"))
    assert Client().post(f"/piyao/helpful/{page.pk}/", {"answer": "yes"}).status_code == 404


def test_answers_are_counted_once_a_day_without_cookies(desk):
    page = desk.publish()
    client = Client()
    for _ in range(2):
        answer = client.post(f"/piyao/helpful/{page.pk}/", {"answer": "yes"})
        assert answer.status_code == 200 and not answer.cookies and "no-store" in answer["Cache-Control"]
    client.post(f"/piyao/helpful/{page.pk}/", {"answer": "no"}, REMOTE_ADDR="10.0.0.9")
    row = HelpfulAnswers.objects.get()
    assert (row.helpful, row.unhelpful) == (1, 1)
    assert (
        client.post(
            f"/piyao/helpful/{page.pk}/", {"answer": "yes"}, HTTP_SEC_FETCH_SITE="cross-site"
        ).status_code
        == 403
    )
    assert client.get(f"/piyao/helpful/{page.pk}/").status_code == 405


def test_many_who_were_not_helped_reopen_the_matter(desk):
    case = desk.decided()
    page = desk.publish(desk.draft(case))
    for number in range(10):
        assert desk.again(case).state == "clarified"
        Client().post(f"/piyao/helpful/{page.pk}/", {"answer": "no"}, REMOTE_ADDR=f"10.0.0.{number}")
    assert desk.again(case).state == "open"
    assert "没有帮助" in desk.again(case).events.last().words


def test_nothing_of_the_matter_is_public(desk):
    case = desk.decided(spread=f"转发人{PLANTED}")
    services.add_source(case, desk.office.editor, address=f"weixin {PLANTED}", note=PLANTED)
    services.log_contact(case, desk.office.editor, who="王某", channel="phone", said=PLANTED)
    page = desk.publish(desk.draft(case))
    for address in (
        page.url,
        "/piyao/",
        "/search/?q=自来水",
        f"/search/?q={PLANTED}",
        "/feeds/atom.xml",
        "/sitemap.xml",
    ):
        shown = Client().get(address).content.decode().replace(f"q={PLANTED}", "").replace(f'"{PLANTED}"', "")
        assert PLANTED not in shown or address.startswith("/search/?q=1"), address
    assert CLAIM in Client().get(page.url).content.decode()
