"""The public search: what is found, what is not, what is said beside it."""

import datetime as dt

import pytest
import time_machine

from foundation.search import services, vocabulary
from foundation.search.engines import choosing
from foundation.search.engines.asking import EngineDown
from foundation.search.models import QueryLog, SearchEntry, Synonym, Vocabulary
from foundation.search.queries import Query
from foundation.search.selectors import find, listed, popular, suggest
from foundation.search.synonyms import load_shipped


@pytest.fixture
def library(office):
    """Three documents and the interpretation of the first."""
    roads = office.publish(
        office.document(
            title="关于农村道路建设补贴的通知", document_number="示政办发〔2026〕31号", genre="通知", subject="07",
            content=[("text", "<p>农村道路硬化每公里补助20万元。</p>")],
        )
    )  # fmt: skip
    office.publish(
        office.document(
            title="关于养老服务的意见", document_number="示政办发〔2026〕32号", genre="意见", subject="17",
            content=[("text", "<p>高龄津贴按月发放，与农村道路无关。</p>")],
        )
    )  # fmt: skip
    office.publish(office.interpretation(roads, title="农村道路建设补贴政策解读"))
    return roads


def titles(words: str, **choices) -> list[str]:
    return [hit.entry.title for hit in find(Query(words, **choices)).hits]


@pytest.mark.rows("R-275")
def test_words_of_the_text_are_found_and_titles_come_first(library):
    assert titles("高龄津贴") == ["关于养老服务的意见"]
    assert titles("农村道路") == ["关于农村道路建设补贴的通知", "关于养老服务的意见"]
    found = find(Query("高龄津贴"))
    assert "<mark>高龄津贴</mark>" in found.hits[0].snippet_html


def test_interpretations_stand_below_their_document(library):
    (document, *_) = find(Query("农村道路")).hits
    assert [one.title for one in document.interpretations] == ["农村道路建设补贴政策解读"]
    assert titles("农村道路", kind="jiedu") == ["农村道路建设补贴政策解读"]


def test_filters_count_under_the_other_filters(library):
    found = find(Query("农村道路", genre="意见"))
    assert [hit.entry.title for hit in found.hits] == ["关于养老服务的意见"]
    assert {value: n for value, _label, n in found.facets["genre"]} == {"通知": 1, "意见": 1}
    assert found.facets["subject"] == [("民政、扶贫、救灾", "民政、扶贫、救灾", 1)]
    assert found.facets["kind"] == [("wenjian", "政策文件", 1)]
    assert find(Query("农村道路", genre="没有这种体裁")).total == 0


@pytest.mark.rows("R-102")
def test_the_library_without_words_shows_all_newest_first(library):
    found = find(Query("", order="date"))
    assert found.total == 3
    assert find(Query("", since="2031-01-01")).total == 0
    assert find(Query("", since="2026-02-31", until="x")).total == 3


@pytest.mark.parametrize(
    ("field", "words", "count"),
    [("title", "津贴", 0), ("text", "津贴", 1), ("title", "养老", 1), ("number", "示政办发〔2026〕32号", 1)],
)
def test_a_field_can_be_chosen(library, field, words, count):
    found = find(Query(words, field=field))
    assert (0 if found.approximate else found.total) == count


def test_a_number_in_any_form_finds_its_document_first(library):
    for words in ("示政办发〔2026〕31号", "示政办发(2026)31", "示政办发【2026】 31 号"):
        found = find(Query(words))
        assert found.exact
        assert found.hits[0].entry.title == "关于农村道路建设补贴的通知"


def test_a_number_that_nobody_bears_shows_the_numbers_like_it_only(office, library):
    text = "<p>示范县政府办公室负责政办发文。</p>"
    office.publish(
        office.document(title="会议制度", document_number="农函〔2026〕1号", content=[("text", text)])
    )
    found = find(Query("示政办发〔2026〕99号"))
    assert found.approximate and not found.exact
    assert {hit.entry.number for hit in found.hits} == {
        "示政办发〔2026〕31号",
        "示政办发〔2026〕32号",
    }


def test_synonyms_work_at_once(library):
    assert find(Query("高龄补助")).approximate
    Synonym.objects.create(words="补助,津贴")
    assert titles("高龄补助") == ["关于养老服务的意见"]
    Synonym.objects.all().first().delete()
    assert find(Query("高龄补助")).approximate


def test_the_shipped_synonyms_leave_alone_what_the_office_entered(library):
    Synonym.objects.create(words="低保，困难群众救助", is_active=False)
    added = load_shipped()
    assert added > 30 and load_shipped() == 0
    assert [one.words for one in Synonym.objects.filter(words__contains="低保")] == ["低保，困难群众救助"]
    assert titles("老年津贴") == ["关于养老服务的意见"]
    assert suggest("记者会") == []  # a synonym finds titles only where there are some
    assert find(Query("征地")).total == 0, "parts of a synonym are about anything"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("高齡津貼", "关于养老服务的意见"),
        ("養老", "关于养老服务的意见"),
        ("示政辦發〔2026〕32號", "关于养老服务的意见"),
        ("农村道路联系电话", "关于农村道路建设补贴的通知"),
    ],
)
def test_words_are_found_however_a_reader_writes_them(library, typed, found):
    assert titles(typed)[0] == found


@pytest.mark.parametrize(("typed", "meant"), [("yanglao", "养老"), ("yanglao butie", ""), ("xyz", "")])
def test_pinyin_is_answered_with_a_word_of_that_sound(library, typed, meant):
    assert find(Query(typed)).suggestion == meant


def test_paragraphs_stand_apart_in_a_result(office):
    text = "<p>各乡镇人民政府、街道办事处</p><p>湿地保护方案如下</p>"
    office.publish(office.document(content=[("text", text)], source="示范县林业局"))
    (hit,) = find(Query("湿地保护")).hits
    assert hit.snippet_html.index("办事处\n<mark>湿地保护</mark>方案如下") < hit.snippet_html.index(
        "示范县林业局"
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("养老服物", "养老服务"),
        ("养劳服务", "养老服务"),
        ("道路建设补帖", "道路建设补贴"),  # no phrase of a title as it stands
        ("农村到路建设", "农村道路建设"),
    ],
)
def test_a_slip_is_answered_with_the_word_that_was_meant(library, typed, meant):
    assert find(Query(typed)).suggestion == meant


def test_what_comes_down_is_found_no_more(library, office):
    office.take_down(library)
    assert "关于农村道路建设补贴的通知" not in titles("农村道路")
    assert not SearchEntry.objects.filter(page=library.pk).exists()


def test_nothing_is_shown_that_is_not_live_even_if_the_index_says_so(library, office):
    draft = office.document(title="关于农村道路涉密事项的通知")
    entry = SearchEntry.objects.create(
        page_id=draft.pk, title=draft.title, kind="wenjian", year="2026", public_date=dt.date(2026, 1, 1)
    )
    choosing.write(services.index_rows([entry.pk]))
    assert draft.title not in titles("农村道路")
    assert draft.title not in suggest("农村道路")


def test_a_change_is_found_when_it_is_public_and_not_before(library, office):
    library.content = [("text", "<p>改为每公里补助琵琶30万元。</p>")]
    library.save_revision(user=office.editor)
    assert not titles("琵琶")
    office.publish(library)
    assert titles("琵琶") == ["关于农村道路建设补贴的通知"]
    assert "硬化" not in str(find(Query("琵琶")).hits[0].snippet_html)


def test_validity_follows_the_calendar(office):
    with time_machine.travel("2026-03-02 10:00+08:00", tick=False):
        office.publish(
            office.document(
                title="临时管控措施", effective_on=dt.date(2026, 3, 1), expires_on=dt.date(2026, 3, 31)
            )
        )
        assert find(Query("管控")).hits[0].entry.validity == "有效"
    with time_machine.travel("2026-04-01 00:10+08:00", tick=False):
        from foundation.search.jobs import refresh_validity

        assert refresh_validity() == "更新了1份文件的有效性"
        assert find(Query("管控")).hits[0].entry.is_out_of_force
        assert refresh_validity() == ""


@pytest.mark.parametrize(
    "words",
    [
        '"', "'", '""""', " ", "　", "*", "AND OR NOT NEAR(", "' OR 1=1; DROP TABLE search_fts; --", "{title} : x",
        "执" * 10_000,
        "😀", "\x00", "a\x00b", "<script>alert(1)</script>", "%", "_", "\\", "-道路", "道路*", "^道路", "(" * 5_000,
        "\ud800", "第号",
        "﷽", "ﬁ", "〔2026〕", "a'b:*&|!", "0" * 400, "道" + "̀" * 200,
    ],
    ids=lambda words: ascii(words)[:20],
)  # fmt: skip
def test_no_query_is_an_error(library, words):
    for choices in ({}, {"field": "title"}, {"kind": words}, {"order": words, "since": words}):
        found = find(Query(words, **choices), page=-5)
        assert "<script" not in "".join(f"{hit.title_html}{hit.snippet_html}" for hit in found.hits)
    suggest(words)
    popular(prefix=words)


def test_typing_is_answered_with_titles_and_popular_queries(library):
    for _ in range(5):
        services.record_query("农村低保", 3)
    first, *others = suggest("农村")
    assert first == "农村低保"
    assert set(others) == {"关于农村道路建设补贴的通知", "农村道路建设补贴政策解读"}


@pytest.mark.parametrize("words", ["110101199003071234", "电话13900000000"])
def test_numbers_of_persons_are_not_kept(db, words):
    services.record_query(words, 0)
    assert not QueryLog.objects.exists()


def test_a_search_costs_few_queries(library, django_assert_max_num_queries):
    find(Query("农村道路"))
    with django_assert_max_num_queries(8):
        find(Query("农村道路"))


class Deaf:
    """A node that does not answer."""

    asked = 0

    def search(self, ask):
        self.asked += 1
        raise EngineDown("ConnectionTimeout")

    write = remove = search


def test_the_database_answers_when_the_node_does_not(library, office, monkeypatch, caplog):
    node = Deaf()
    monkeypatch.setattr(choosing, "node", lambda: node)
    monkeypatch.setattr(choosing, "_rests_until", 0.0)
    assert titles("高龄津贴") == ["关于养老服务的意见"]
    assert titles("高龄津贴") == ["关于养老服务的意见"]
    assert node.asked == 1  # left alone for a while
    assert "Search node does not answer" in caplog.text
    office.publish(office.document(title="关于冬季供暖的通知"))
    assert titles("供暖") == ["关于冬季供暖的通知"]


def test_a_feed_of_everything_leaves_the_counts_to_who_reads_them(library):
    assert listed(Query(""), 10)
    assert sum(count for _value, _label, count in find(Query("")).facets["kind"]) == 3


@pytest.mark.parametrize("typed", ["养老服物", "养老务", "养老的服务", "养老复务", "护养老服"])
def test_words_one_character_away_are_known(db, typed):
    Vocabulary.objects.create(text="养老服务", sound=vocabulary.sound_of("养老服务"))
    Vocabulary.objects.create(text="养老金服务所", sound=vocabulary.sound_of("养老金服务所"))
    assert vocabulary.near(typed) == ([] if typed == "护养老服" else ["养老服务"])
