"""解读 beside the clause it explains."""

import pytest

from disclosure.documents.rules import OutlineEntry, anchor_of_clause
from foundation.signoff.gates import reasons

pytestmark = pytest.mark.django_db

ENTRIES = [
    OutlineEntry("zhang-1", "第一章 总则"),
    OutlineEntry("tiao-3", "第三条", is_article=True),
    OutlineEntry("tiao-3-1", "第三条之一", is_article=True),
    OutlineEntry("biaoti", "二、主要任务"),
    OutlineEntry("biaoti-2", "附则"),
]
ARTICLES = [
    ("article", {"number": "第三条", "text": "<p>每月补助二百元。</p>", "anchor": ""}),
    ("article", {"number": "第四条", "text": "<p>由民政局负责。</p>", "anchor": ""}),
]


@pytest.mark.parametrize(
    ("clause", "anchor"),
    [
        ("第三条", "tiao-3"),
        ("第3条", "tiao-3"),
        ("第 三 条", "tiao-3"),
        ("第三条之一", "tiao-3-1"),
        ("第一章", "zhang-1"),
        ("第一章 总则", "zhang-1"),
        ("二、", "biaoti"),
        ("附则", "biaoti-2"),
        ("tiao-3", "tiao-3"),
        ("第三十条", ""),
        ("条", ""),
        ("", ""),
    ],
)
def test_a_clause_named_in_words_is_found(clause, anchor):
    assert anchor_of_clause(clause, ENTRIES) == anchor


def notes(clause: str) -> dict:
    return {"clause_notes": [("note", {"clause": clause, "text": "<p>不用自己申请,社区代办。</p>"})]}


def test_readers_find_the_note_beside_its_clause_and_the_page_it_is_from(office, client):
    document = office.publish(office.document(content=ARTICLES))
    interpretation = office.publish(office.interpretation(document, **notes("第3条")))
    answer = client.get(document.url).content.decode()
    third, fourth = answer.index('id="tiao-3"'), answer.index('id="tiao-4"')
    assert third < answer.index("不用自己申请,社区代办。") < fourth
    assert interpretation.title in answer[third:fourth]


def test_an_unsigned_note_is_not_shown(office, client):
    document = office.publish(office.document(content=ARTICLES))
    office.submit(office.interpretation(document, **notes("第三条")))
    assert "社区代办" not in client.get(document.url).content.decode()


def test_a_note_on_a_clause_that_is_not_there_is_refused(office):
    document = office.document(content=ARTICLES)
    page = office.interpretation(document, **notes("第三十条"))
    office.submit(document)
    assert "逐条解读所指的“第三十条”在文件中找不到，请核对条号。" in [one.message for one in reasons(page)]
