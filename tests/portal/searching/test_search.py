"""The search screen of the public site (站内搜索)."""

import pytest
from django.test import Client
from lxml import etree

from foundation.search.engines import choosing
from foundation.search.models import AttachmentText, QueryLog, SearchEntry
from foundation.search.services import index_rows
from portal.serving import tags
from portal.serving.tags import LISTS
from tests.public import links, read, text


def titles(page) -> list[str]:
    """Found titles in order, interpretations below their document apart."""
    return [text(link) for link in page.xpath("//*[@class='hit__title']/a")]


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


def choices(page, name: str) -> dict[str, str]:
    """Addresses of a filter's values by their label and count."""
    return {
        text(link): link.get("href") for link in page.xpath(f"//section[@aria-labelledby='filter-{name}']//a")
    }


def test_results_can_be_narrowed_and_widened_again_by_links(roads):
    page = read("/search/", q="补贴")
    kinds = choices(page, "kind")
    assert list(kinds) == ["政策文件 2条", "政策解读 1条"]
    narrowed = read(f"/search/{kinds['政策解读 1条']}")
    assert titles(narrowed) == ["农村道路建设补贴政策解读"]
    # The other values can still be chosen, and the chosen one taken away.
    assert "政策文件 2条" in choices(narrowed, "kind")
    chosen = links(narrowed.find_class("finder__chosen")[0])
    assert titles(read(f"/search/{chosen['去掉条件类别：政策解读 ×']}")) == titles(page)


def test_filters_are_kept_while_turning_pages_sorting_and_choosing_days(roads):
    page = read("/search/", q="补贴", kind="wenjian", since="2026-01-01")
    assert "kind=wenjian" in links(page)["按日期"]
    hidden = {one.get("name"): one.get("value") for one in page.xpath("//form//input[@type='hidden']")}
    assert hidden == {"q": "补贴", "kind": "wenjian", "since": "2026-01-01"}
    assert titles(read("/search/", q="补贴", until="2020-01-01")) == []


@pytest.mark.parametrize(
    ("field", "query", "found"),
    [
        ("title", "养老", 1),
        ("title", "乡镇", 0),
        ("text", "乡镇", 2),
        ("number", "示政办发〔2026〕31号", 1),
        ("nonsense", "乡镇", 2),
    ],
)
def test_one_field_can_be_searched(roads, field, query, found):
    assert len(titles(read("/search/", q=query, field=field, kind="wenjian"))) == found


def test_filters_alone_list_everything_that_fits(roads):
    assert len(titles(read("/search/", kind="wenjian"))) == 2


@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_box_says_what_to_type(roads, query):
    page = read("/search/", q=query)
    assert titles(page) == []
    assert "请输入要查找的词" in text(page)


def test_nothing_found_says_how_to_go_on(roads, office):
    page = read("/search/", q="琵琶")
    assert "没有找到与“琵琶”有关的内容" in text(page)
    assert {"网站地图", office.column.title} <= set(links(page.find(".//main")))
    assert "第二十七条向有关行政机关申请公开" in text(page)
    narrowed = read("/search/", q="补贴", year="1999")
    assert links(narrowed)["去掉全部筛选条件再找"] == "?q=%E8%A1%A5%E8%B4%B4"


def test_a_slip_of_one_character_is_asked_about(roads):
    page = read("/search/", q="农村到路")
    asked = page.find_class("finder__suggestion")[0]
    assert "您要找的是不是：农村道路" in text(asked)
    assert titles(read(f"/search/{links(asked)['农村道路']}")) == ["关于农村道路建设补贴的通知"]


def test_what_is_often_asked_for_is_offered(roads):
    for _ in range(5):
        read("/search/", q="养老")
        read("/search/", q="养老", kind="jiedu")  # finds nothing, which says nothing of the word
    assert QueryLog.objects.get(query="养老").count == 5
    assert "养老" in links(read("/search/"))
    assert "养老" in links(read("/search/", q="琵琶"))


def test_words_that_only_find_what_is_alike_count_as_not_found(roads):
    for _ in range(5):
        read("/search/", q="农村道路琵琶")
    asked = QueryLog.objects.get()
    assert (asked.count, asked.results) == (5, 0)
    assert "农村道路琵琶" not in links(read("/search/"))


def test_suggestions_are_titles_that_hold_the_words(roads):
    answer = Client().get("/search/suggest/", {"q": "养老服"})
    assert answer.json() == {"suggestions": ["关于养老服务补贴的通知"]}


def test_a_word_in_a_file_leads_to_the_file_and_the_page(roads):
    entry = SearchEntry.objects.get(title="关于养老服务补贴的通知")
    AttachmentText.objects.create(
        entry=entry, file_id=1, file_hash="x", name="申请表", place="第2页", text="申请人填写护理等级。"
    )
    choosing.write(index_rows([entry.pk]))
    page = read("/search/", q="护理等级")
    assert titles(page) == ["关于养老服务补贴的通知"]
    assert "附件：申请表 第2页" in text(page.find_class("hit__file")[0])


@pytest.mark.parametrize("query", ['"', "%", "_", "<script>alert(1)</script>", "\\", "'", "(" * 300, "\x00"])
def test_hostile_input_is_only_text(roads, query):
    hostile = dict.fromkeys(
        ("q", "kind", "year", "field", "order", "since", "until", "page", "format"), query
    )
    for address in ("/search/", "/library/", "/search/feed/", "/library/feed/", "/search/suggest/"):
        for parameters in ({"q": query}, hostile, {"q": "补贴", "page": "99999", "body": query}):
            response = Client().get(address, parameters)
            assert response.status_code == 200
            assert "<script>alert" not in response.content.decode()
            assert not response.cookies


@pytest.mark.parametrize(
    "query", ["\x01\ufffe", "😀", " AND OR NOT ", "a" * 10_000, "'; DROP TABLE x --", "🏛️*"]
)
@pytest.mark.parametrize("form", ["csv", "xlsx", ""])
def test_hostile_input_can_be_downloaded_and_subscribed_to(roads, query, form):
    for address in ("/search/", "/search/feed/"):
        response = Client().get(address, {"q": query, "body": query, "format": form})
        assert response.status_code == 200
    etree.fromstring(response.content)


def test_a_feed_names_its_own_address_also_when_asked_in_raw_utf8(roads):
    raw = "q=补贴".encode().decode("latin-1")
    feed = etree.fromstring(Client().get("/search/feed/", QUERY_STRING=raw).content)
    own = feed.find("{*}link[@rel='self']").get("href")
    assert own == "http://testserver/search/feed/?q=%E8%A1%A5%E8%B4%B4"


def test_answers_are_the_same_for_everybody_and_purged_with_every_list(roads):
    for address in ("/search/?q=补贴", "/search/suggest/?q=补", "/search/feed/?q=补", "/library/"):
        response = Client().get(address)
        assert LISTS in tags.of(response)
        assert "cookie" not in response.get("Vary", "").lower()


def test_longer_words_are_offered_without_script(roads):
    offered = links(read("/search/", q="农村").xpath("//section[@aria-labelledby='related']")[0])
    for words, address in offered.items():
        assert words.startswith("农村") and words != "农村"
        assert titles(read(f"/search/{address}")), words
    assert not read("/search/", q="农村", year="2020").xpath("//section[@aria-labelledby='related']")


def test_search_costs_few_queries_however_much_is_found(roads, office, django_assert_max_num_queries):
    for _ in range(4):
        office.publish(office.document(title="关于补贴的公告"))
    with django_assert_max_num_queries(20):
        read("/search/", q="补贴")
    with django_assert_max_num_queries(14):
        read("/library/")


def test_a_page_beyond_the_last_is_the_last(roads):
    assert titles(read("/search/", q="补贴", page="7")) == titles(read("/search/", q="补贴"))
