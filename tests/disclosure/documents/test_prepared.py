"""Queries composed once give what Django would give each time."""

import datetime as dt

import pytest

from disclosure.documents.connections import links_of
from disclosure.documents.models import DocumentPage, RelatedDocument
from disclosure.documents.prepared import PreparedRows


def test_rows_are_those_of_the_key_with_dates_as_dates(office):
    first = office.document(title="第一份", effective_on=dt.date(2026, 2, 1))
    office.document(title="第二份")

    def make(key: int):
        return DocumentPage.objects.filter(pk=key).values_list(
            "title", "effective_on", "latest_revision_created_at"
        )

    assert PreparedRows(make).of(first.pk) == list(make(first.pk))


def test_a_query_that_asks_about_no_key_is_refused(db):
    with pytest.raises(ValueError, match="key"):
        PreparedRows(lambda key: DocumentPage.objects.values_list("title")).of(1)


def test_each_document_has_its_own_connections(office):
    old = office.publish(office.document(title="暂行办法"))
    alone = office.publish(office.document(title="无关文件"))
    new = office.document(title="正式办法")
    new.relations = [RelatedDocument(target=old, relation="basis")]
    new.save()
    new.save_revision(user=office.editor)
    new = office.publish(new)
    interpretation = office.publish(office.interpretation(new))

    assert [(link.label, link.title) for link in links_of(new).all] == [
        ("政策解读", interpretation.title),
        ("制定依据", "暂行办法"),
    ]
    assert [(link.label, link.title) for link in links_of(old).all] == [("以本文件为依据", "正式办法")]
    assert links_of(alone).all == []
