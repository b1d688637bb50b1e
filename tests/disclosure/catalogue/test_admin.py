"""The catalogue in the admin: read-only items, the register of columns, allocation, coverage."""

import pytest
from django.urls import reverse

from disclosure.catalogue.models import CatalogueItem, ColumnPage
from disclosure.catalogue.services import build_columns, load_template
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from tests.offices import appoint

ITEMS = "/admin/catalogue/catalogueitem/"


@pytest.fixture
def operator(office) -> User:
    return appoint("yunwei", "冯运维", PostKind.OPERATOR, office.body)


@pytest.fixture
def built(office):
    return build_columns(load_template("jinhua-9"), office.home, office.body)


def text(response) -> str:
    return response.content.decode()


@pytest.mark.rows("R-012")
@pytest.mark.parametrize("query", ["", "?template=jinhua-9", "?q=应急预案", "?time_kind=natural_days"])
def test_everybody_reads_the_items_and_nobody_edits_them(office, client, query):
    load_template("jinhua-9")
    item = CatalogueItem.objects.get(number=4)
    for person in (office.editor, User.objects.create_superuser("admin")):
        client.force_login(person)
        assert client.get(ITEMS + query).status_code == 200
        page = text(client.get(f"{ITEMS}inspect/{item.pk}/"))
        assert "预算法" in page
        assert "自然日" in page
        for action in ("create/", f"edit/{item.pk}/", f"delete/{item.pk}/"):
            assert client.get(ITEMS + action).status_code == 302


def test_items_and_the_register_are_exported(office, client, built):
    client.force_login(office.editor)
    for address in (ITEMS, "/admin/catalogue/cataloguetemplate/", reverse("catalogue_columns")):
        response = client.get(address, {"export": "csv"})
        assert response.status_code == 200
        assert "text/csv" in response["Content-Type"]


@pytest.mark.rows("R-268")
def test_a_column_without_a_unit_is_red_until_it_is_allocated(office, client, operator, built):
    client.force_login(operator)
    assert "未分配" in text(client.get(reverse("catalogue_columns")))
    address = reverse("catalogue_assign", args=[built.root.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"unit": office.unit.pk}).status_code == 302
    assert ColumnPage.objects.get(pk=built.root.pk).unit == office.unit
    page = text(client.get(reverse("catalogue_columns")))
    assert "未分配" not in page
    assert "随上级栏目" in page


@pytest.mark.rows("R-268")
def test_a_refused_allocation_says_why(office, client, operator, built):
    ColumnPage.objects.get(pk=built.root.pk).save_revision()
    client.force_login(operator)
    response = client.post(reverse("catalogue_assign", args=[built.root.pk]), {"unit": office.unit.pk})
    assert "先办结审签" in text(response)


def test_an_editor_sees_the_register_and_allocates_nothing(office, client, built):
    client.force_login(office.editor)
    assert client.get(reverse("catalogue_columns")).status_code == 200
    client.post(reverse("catalogue_assign", args=[built.root.pk]), {"unit": office.unit.pk})
    assert ColumnPage.objects.get(pk=built.root.pk).unit is None


@pytest.mark.rows("R-014", "R-016")
def test_the_coverage_page_names_what_is_missing(office, client, built):
    client.force_login(office.editor)
    page = text(client.get(reverse("catalogue_coverage")))
    assert "6类法定公开内容没有栏目" in page
    assert page.count("没有栏目</strong>") == 6


def test_the_coverage_page_before_anything_is_built(office, client):
    client.force_login(office.editor)
    assert client.get(reverse("catalogue_coverage")).status_code == 200
    assert client.get(reverse("catalogue_coverage"), {"body": "x"}).status_code == 200
