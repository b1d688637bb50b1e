"""Links in the text of a page to documents that are no longer in force."""

import pytest
from wagtail.rich_text import RichText

from disclosure.documents.text_links import ready
from portal.serving.receivers import _related
from tests.public import links, read, text


def citing(office, target, paragraphs=1, **fields):
    """A public document that names another in each paragraph."""
    words = f'<p>按照<a linktype="page" id="{target.pk}">《补贴办法》</a>执行。</p>'
    article = ("article", {"number": "第一条", "text": words, "anchor": ""})
    return office.publish(office.document(content=[article, *[("text", words)] * (paragraphs - 1)], **fields))


def abolish(office, document) -> None:
    document.validity = "abolished"
    document.abolished_on = "2026-01-06"
    document.abolished_by = "《关于废止部分文件的决定》"
    document.save_revision(user=office.editor)
    office.publish(document)


@pytest.fixture
def method(office):
    return office.publish(office.document(title="补贴办法"))


def test_a_link_says_that_its_document_was_abolished(office, method):
    document = citing(office, method, paragraphs=2)
    assert "已废止" not in text(read(document.url))
    abolish(office, method)
    page = read(document.url)
    assert links(page)["已废止 《补贴办法》"] == method.url
    assert text(page).count("按照已废止 《补贴办法》执行。") == 2


def test_an_interpretation_says_it_too(office, method):
    abolish(office, method)
    words = f'<p>取代<a linktype="page" id="{method.pk}">原办法</a>。</p>'
    interpretation = office.interpretation(office.publish(office.document()))
    interpretation.sections[0].value["text"] = RichText(words)
    interpretation.save_revision(user=office.editor)
    assert "取代已废止 原办法。" in text(read(office.publish(interpretation).url))


def test_many_links_cost_two_queries(office, method, django_assert_max_num_queries):
    address = citing(office, method, paragraphs=12).url
    with django_assert_max_num_queries(12):
        read(address)


def test_citing_pages_are_told_to_the_proxies(office, method, settings):
    document = citing(office, method)
    settings.PURGE_URLS = ["http://127.0.0.1:9/"]
    assert document.pk in _related(method.pk)


def test_markup_broken_off_harms_no_other_text():
    texts = ready([RichText("<p>一<a "), RichText('<p><a href="https://www.gov.cn/">二</a></p>')])
    assert texts[1].source == '<p><a href="https://www.gov.cn/">二</a></p>'
    assert ready([]) == []
