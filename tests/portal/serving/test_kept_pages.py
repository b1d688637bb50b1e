"""Kept pages are dropped with everything that changes what the public sees."""

import pytest
from django.test import Client
from wagtail.models import Site

from foundation.signoff.services import publish_structure
from portal.models import SiteIdentity
from tests.public import read, text, titles


def test_a_page_read_again_is_served_with_fewer_queries(office, django_assert_max_num_queries):
    document = office.publish(office.document())
    read(document.url)
    with django_assert_max_num_queries(5):
        read(document.url)


@pytest.mark.rows("R-094")
def test_a_new_interpretation_is_on_the_document_at_once(office):
    document = office.publish(office.document())
    assert "政策解读" not in text(read(document.url).find(".//article"))
    interpretation = office.publish(office.interpretation(document))
    assert interpretation.title in text(read(document.url))


def test_an_unpublished_page_is_gone_from_everywhere_at_once(office):
    document = office.publish(office.document())
    interpretation = office.publish(office.interpretation(document))
    addresses = ("/", office.column.url, interpretation.url)
    for address in addresses:
        assert document.title in text(read(address)).replace(interpretation.title, ""), address
    read(document.url)

    office.take_down(document)

    assert Client().get(document.url).status_code == 410
    for address in addresses:
        assert document.title not in text(read(address)).replace(interpretation.title, ""), address


def test_a_footer_changed_by_the_administrator_is_shown_at_once(office):
    document = office.publish(office.document())
    read(document.url)
    identity = SiteIdentity.objects.get(site=Site.objects.get())
    identity.phone = "0000-7654321"
    identity.save()
    assert "0000-7654321" in text(read(document.url))


def test_a_new_document_is_on_the_home_page_at_once(office):
    assert titles(read("/")) == []
    document = office.publish(office.document())
    assert titles(read("/")) == [document.title]


def test_a_column_renamed_is_shown_around_its_documents_at_once(office):
    document = office.publish(office.document())
    # With a parameter the page itself is made anew; what surrounds it is kept for the column.
    address = f"{document.url}?u=1"
    assert office.column.title in text(read(address).find(".//nav[@class='breadcrumb']"))
    office.column.title = "规章与文件"
    publish_structure(office.column, "栏目改名")
    assert "规章与文件" in text(read(address).find(".//nav[@class='breadcrumb']"))


def test_what_surrounds_the_documents_of_a_column_is_read_once(office, django_assert_max_num_queries):
    first, second = office.publish(office.document(title="甲")), office.publish(office.document(title="乙"))
    read(f"{first.url}?u=1")
    with django_assert_max_num_queries(8):
        read(f"{second.url}?u=1")
