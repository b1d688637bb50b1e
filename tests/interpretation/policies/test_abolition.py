"""One action abolishes a document, and everything that leads to it says so (废止的联动)."""

import datetime as dt

import pytest
import time_machine

from disclosure.documents.models import InformationPage, PolicyFollowUp, RelatedDocument
from foundation.search.jobs import refresh_validity
from foundation.search.models import SearchEntry
from foundation.search.queries import Query
from foundation.search.selectors import find
from interpretation.policies.models import InterpretedDocument
from tests.public import links, read, text


@pytest.fixture
def known(office):
    """A document with an interpretation, a document that rests on it, and news about it."""
    document = office.publish(office.document(title="养老服务办法"))
    interpretation = office.publish(office.interpretation(document))
    based = office.document(title="养老服务细则")
    based.relations = [RelatedDocument(target=document, relation="basis")]
    based.save()
    based.save_revision(user=office.editor)
    based = office.publish(based)
    news = InformationPage(
        title="办法落实情况",
        body=office.body,
        unit=office.unit,
        owner=office.editor,
        text="<p>已经落实。</p>",
    )
    news.follow_ups = [PolicyFollowUp(document=document, kind="progress")]
    office.column.add_child(instance=news)
    news.save_revision(user=office.editor)
    return document, interpretation, based, office.publish(news)


def abolish(office, document):
    """The editor's one change, through the whole chain."""
    document = type(document).objects.get(pk=document.pk)
    document.validity = "abolished"
    document.abolished_on = dt.date(2026, 5, 1)
    document.abolished_by = "示政发〔2026〕2号"
    document.save_revision(user=office.editor)
    return office.publish(document)


@pytest.mark.rows("R-102")
def test_abolishing_a_document_is_told_by_everything_that_leads_to_it(office, known):
    document, interpretation, based, news = known
    for page in known:
        assert "status--ended" not in read(page.url).find(".//article").text_content()
        assert not read(page.url).find_class("status--ended")
    assert not read("/search/", q="养老服务").find_class("status--ended")

    abolish(office, document)

    assert "本文件已废止" in text(read(document.url))
    notice = read(interpretation.url).find_class("notice--warning")[0]
    assert "所解读的《养老服务办法》已废止，不再适用。 废止日期：2026-05-01 依据：示政发〔2026〕2号" in text(
        notice
    )
    for page in (based, news):
        assert [text(one) for one in read(page.url).find_class("status--ended")] == ["废止"]
    assert "所解读文件已废止" in [text(one) for one in read(office.column.url).find_class("status--ended")]
    found = {hit.entry.title: hit.entry for hit in find(Query("养老服务", kind="jiedu")).hits}
    assert found[interpretation.title].is_out_of_force
    assert "所解读文件已废止" in text(read("/search/", q="养老服务", kind="jiedu"))
    assert "废止" in [text(one) for one in read("/search/", q="养老服务办法").find_class("status--ended")]


def test_an_interpretation_of_two_documents_lasts_as_long_as_one_of_them(office):
    first, second = (office.publish(office.document()) for _ in range(2))
    interpretation = office.interpretation(first)
    interpretation.documents.add(InterpretedDocument(document=second))
    interpretation.save()
    interpretation.save_revision(user=office.editor)
    office.publish(interpretation)
    abolish(office, first)
    assert "已废止" in text(read(interpretation.url).find_class("notice--warning")[0])
    assert not SearchEntry.objects.get(page=interpretation).is_out_of_force
    abolish(office, second)
    assert SearchEntry.objects.get(page=interpretation).is_out_of_force


def test_a_document_that_lapses_by_its_date_takes_its_interpretation_along(office):
    with time_machine.travel("2026-03-02T10:00:00+08:00", tick=False):
        document = office.publish(office.document(expires_on=dt.date(2026, 12, 31)))
        interpretation = office.publish(office.interpretation(document))
    with time_machine.travel("2027-01-01T00:30:00+08:00", tick=False):
        refresh_validity()
        assert "已失效" in text(read(interpretation.url).find_class("notice--warning")[0])
        entries = SearchEntry.objects.filter(page__in=[document, interpretation])
        assert set(entries.values_list("validity", "is_out_of_force")) == {("失效", True)}


def test_the_course_of_a_document_stands_in_order_of_time(office, known):
    document, interpretation, based, news = known
    abolish(office, document)
    course = read(document.url).find_class("course")[0]
    steps = [text(step) for step in course.iter("li")]
    assert steps[0] == "2026-01-05 本文件成文"
    assert any("以本文件为依据 养老服务细则" in step for step in steps)
    assert any(step == "2026-05-01 本文件废止" for step in steps)
    assert [step[:10] for step in steps] == sorted(step[:10] for step in steps)
    assert {interpretation.title, based.title, news.title} <= set(links(course))


def test_a_document_that_stands_alone_has_no_course(office):
    assert not read(office.publish(office.document()).url).find_class("course")
