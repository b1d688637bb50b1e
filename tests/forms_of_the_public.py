"""Filling in public forms in tests as a visitor's browser would."""

import lxml.html
from django.test import Client
from lxml.html import HtmlElement


def fields_of(page: HtmlElement) -> dict[str, str]:
    """What the page's public form would send as it stands."""
    form = page.xpath("//form[contains(@class, 'public-form')]")[0]
    return {
        # A browser drops the line end with which a textarea begins.
        name: value.removeprefix("\n")
        for name, value in form.form_values()
        if name not in ("attachments", "remove") and value is not None
    }


def opened(address: str, client: Client | None = None) -> dict[str, str]:
    """The fields of a fresh form, with its token."""
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, answer.status_code
    return fields_of(lxml.html.fromstring(answer.content.decode()))


def send(address: str, client: Client | None = None, **fields):
    """Open the form, fill it in, send it."""
    client = client or Client(enforce_csrf_checks=True)
    return client.post(address, opened(address, client) | fields)


def shown_code(answer) -> str:
    """The receipt code on a receipt."""
    assert answer.status_code == 200, answer.content.decode()
    return lxml.html.fromstring(answer.content.decode()).get_element_by_id("receipt-code").text.strip()
