"""The search screen of the public site (站内搜索)."""

import pytest
from django.test import Client

from tests.public import links, read, text


def titles(page) -> list[str]:
    """Found titles in order, interpretations below their document apart."""
    return [text(link) for link in page.xpath("//a[@class='rows__title']")]


@pytest.fixture
def roads(office):
    """Two live documents, the interpretation of one, and a draft."""
    roads = office.publish(
        office.document(title="关于农村道路建设补贴的通知", document_number="示政办发〔2026〕31号")
    )
    elderly = office.publish(
        office.document(title="关于养老服务补贴的通知", document_number="示政办发〔2026〕32号")
    )
    office.publish(office.interpretation(roads, title="农村道路建设补贴政策解读"))
    office.document(title="关于农村道路养护的通知")
    return roads, elderly


@pytest.mark.rows("R-094")
def test_two_characters_find_every_live_title_and_mark_the_word(roads):
    page = read("/search/", q="道路")
    assert titles(page) == ["关于农村道路建设补贴的通知"]
    assert "解读：农村道路建设补贴政策解读" in links(page)
    assert {mark.text for mark in page.iter("mark")} == {"道路"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("补贴", 2),
        ("补贴 养老", 1),
        ("养老  补贴 ", 1),
        ("乡镇人民政府", 2),
        ("水利", 0),
        ("养护", 0),
    ],
)
def test_every_word_must_be_found_and_drafts_are_never(roads, query, found):
    assert len(titles(read("/search/", q=query))) == found


@pytest.mark.parametrize(
    "query",
    [
        "示政办发〔2026〕31号", "示政办发[2026]31号", "示政办发(2026)31号", "示政办发【2026】31号",
        "示政办发（2026）31 号", "示政办发〔2026〕31",
    ],
)  # fmt: skip
def test_a_document_number_finds_its_document_in_any_brackets(roads, query):
    assert titles(read("/search/", q=query)) == ["关于农村道路建设补贴的通知"]


def test_what_holds_only_some_of_the_words_is_told_to_be_approximate(roads):
    page = read("/search/", q="养老 水利")
    assert titles(page) == ["关于养老服务补贴的通知"]
    assert "近似结果" in text(page)


def test_results_can_be_seen_by_kind(roads):
    page = read("/search/", q="补贴")
    choices = links(page.find(".//main"))
    assert "政策文件(2)" in choices
    assert "政策解读(1)" in choices
    assert titles(read(f"/search/{choices['政策解读(1)']}")) == ["农村道路建设补贴政策解读"]


@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_box_says_what_to_type(roads, query):
    page = read("/search/", q=query)
    assert titles(page) == []
    assert "请输入要查找的词" in text(page)


def test_nothing_found_says_how_to_go_on(roads):
    page = text(read("/search/", q="琵琶"))
    assert "没有找到与“琵琶”有关的内容" in page
    assert "网站地图" in page


@pytest.mark.parametrize("query", ['"', "%", "_", "<script>alert(1)</script>", "\\", "'", "(" * 300, "\x00"])
def test_hostile_input_is_only_text(roads, query):
    response = Client().get("/search/", {"q": query, "page": "-1", "type": "x"})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_search_costs_few_queries(roads, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        read("/search/", q="补贴")
