"""The body page and the guide of the office of tests/offices.py."""

import functools

import pytest

from disclosure.catalogue.models import BodyPage
from disclosure.guides.models import GuidePage, ReadingPoint
from disclosure.guides.rules import LEGAL_TEXTS

CONTACT = {
    "address": "示范县示范路1号",
    "hours": "工作日上午8:30至12:00",
    "phone": "0000-0000001",
    "fax": "0000-0000002",
    "email": "zwgk@example.gov.cn",
}
OWN = {
    "institution": "示范县人民政府办公室政务公开科",
    "website": "https://www.example.gov.cn/",
    "online_url": "https://www.example.gov.cn/sqgk/",
    "commitment": "一次性告知,限时办结。",
    "supervision": "向示范县人民政府办公室监督科投诉、举报。",
}
POINT = {"name": "示范县档案馆", "address": "示范路2号", "hours": "工作日", "phone": "0000-0000003"}


def drafted(office, points=(POINT,), **fields) -> GuidePage:
    """A complete draft; ``fields`` change it, ``points`` are its 查阅点."""
    values = {"title": "示范县政府信息公开指南", "body": office.body, "unit": office.unit}
    page = GuidePage(**values | {"owner": office.editor} | LEGAL_TEXTS | CONTACT | OWN | fields)
    page.points = [ReadingPoint(**point) for point in points]
    office.column.add_child(instance=page)
    page.save_revision(user=office.editor)
    return GuidePage.objects.get(pk=page.pk)


@pytest.fixture
def draft_guide(office):
    """Makes a complete draft."""
    return functools.partial(drafted, office)


@pytest.fixture
def guide(office, draft_guide) -> GuidePage:
    """The public guide."""
    return office.publish(draft_guide())


@pytest.fixture
def body_page(office) -> BodyPage:
    """The public body page, telling the same as the guide."""
    page = BodyPage(
        title="机构信息",
        body=office.body,
        unit=office.unit,
        owner=office.editor,
        postcode="000000",
        **CONTACT,
    )
    office.column.add_child(instance=page)
    page.save_revision(user=office.editor)
    return office.publish(BodyPage.objects.get(pk=page.pk))


@pytest.fixture
def change(office):
    """Changes fields of a page and takes it through the whole chain."""

    def make(page, **fields):
        page = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision(user=office.editor)
        return office.publish(page)

    return make
