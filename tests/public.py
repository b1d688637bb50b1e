"""Reading public pages in tests as a visitor's browser would."""

import lxml.html
from django.test import Client
from lxml.html import HtmlElement


def read(address: str, **parameters: str) -> HtmlElement:
    """The page at an address; anything but a full page is an error."""
    response = Client().get(address, parameters)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return lxml.html.fromstring(response.content.decode())


def text(element: HtmlElement) -> str:
    """The visible text with white space joined."""
    return " ".join(element.text_content().split())


def meta(document: HtmlElement) -> dict[str, str]:
    """The page tags by name."""
    return {tag.get("name"): tag.get("content") for tag in document.xpath("//meta[@name]")}


def header_fields(document: HtmlElement) -> dict[str, str]:
    """The table of facts above a document."""
    return {text(row.find("dt")): text(row.find("dd")) for row in document.xpath("//dl[@class='facts']/div")}


def titles(document: HtmlElement) -> list[str]:
    """Titles of the list on a page, in order."""
    return [text(link) for link in document.xpath("//ul[@class='rows']//a")]


def links(document: HtmlElement) -> dict[str, str]:
    """Addresses by the text of their link."""
    return {text(link): link.get("href") for link in document.xpath(".//a[@href]")}
