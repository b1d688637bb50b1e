"""A live page as plain parts, the same for every format: title, header, text, files, address."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from disclosure.catalogue.meta_tags import public_time, source_of
from disclosure.documents.facts import document_facts
from disclosure.documents.models import DocumentPage, FiledPage, InformationPage
from disclosure.documents.rich_text import read_rich_text
from disclosure.documents.selectors import attachments_of, current_validity, header_names
from interpretation.policies.models import InterpretationPage
from interpretation.policies.selectors import public_sections
from interpretation.press.models import PressReleasePage
from portal.models import StandardPage

# What neither a Word file nor a PDF can hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``level`` 1 and 2 are headings, 0 is text."""

    words: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, row by row."""

    rows: list[list[str]]


Part = Line | Grid


@dataclass(slots=True)
class Paper:
    """What stands on the paper, in order."""

    title: str
    number: str
    facts: list[tuple[str, str]]
    parts: list[Part]
    address: str
    files: list[str] = field(default_factory=list)

    @property
    def foot(self) -> str:
        """Where it was taken from, and when: what was downloaded may since have changed."""
        return f"来源：{self.address}\n下载日期：{timezone.localdate():%Y-%m-%d}，以网站现行公开的内容为准。"


def paper_of(page: Page, address: str) -> Paper | None:
    """The paper of a page; None for a kind of page that is not downloaded. ``address`` is its full URL."""
    make = _KINDS.get(type(page))
    return make(page, address) if make else None


def is_offered(page: Page) -> bool:
    """Whether a page of this kind can be downloaded."""
    return type(page) in _KINDS


def clean(words: object) -> str:
    return _CONTROLS.sub("", str(words)).strip()


def _document(page: DocumentPage, address: str) -> Paper:
    header, validity = header_names(page, is_draft=False), current_validity(page)
    facts = document_facts(page, header, validity, page.get_parent().title)
    return Paper(
        clean(page.title),
        clean(page.document_number),
        [(fact.label, clean(fact.words)) for fact in facts],
        list(_blocks(page.content)),
        address,
        _files(page),
    )


def _blocks(content: Any) -> Iterator[Part]:
    for block in content:
        value = block.value
        match block.block_type:
            case "heading":
                yield Line(clean(value["text"]), 1 if value["level"] == "part" else 2)
            case "article":
                first, *others = _lines(value["text"].source) or [""]
                yield Line(f"{clean(value['number'])}　{first}")
                yield from map(Line, others)
            case "text":
                yield from map(Line, _lines(value.source))
            case "table":
                yield Grid([[clean(cell or "") for cell in row] for row in value.get("data") or []])
            case "figure":
                yield Line(f"（图：{clean(value['caption'] or value['image'].contextual_alt_text or '')}）")


def _lines(source: str) -> list[str]:
    return [line for line in map(clean, read_rich_text(source).lines) if line]


def _information(page: InformationPage, address: str) -> Paper:
    facts = [*_usual_facts(page), *((name, clean(words)) for name, words in page.element_values)]
    return Paper(clean(page.title), "", facts, list(map(Line, _lines(page.text))), address, _files(page))


def _interpretation(page: InterpretationPage, address: str) -> Paper:
    facts = [*_usual_facts(page), ("解读形式", page.get_form_display()), ("解读人", clean(page.interpreter))]
    parts: list[Part] = []
    for section in public_sections(page):
        parts.append(Line(section.label, 2))
        parts += map(Line, _lines(section.text.source) or [f"不适用：{clean(section.not_applicable)}"])
    return Paper(clean(page.title), "", facts, parts, address)


def _release(page: PressReleasePage, address: str) -> Paper:
    facts = [*_usual_facts(page), ("作者", clean(page.author))]
    if page.original_url:
        facts.append(("原文", f"{clean(page.original_source)} {page.original_on} {page.original_url}"))
    shown = [fact for fact in facts if fact[1]]
    return Paper(clean(page.title), "", shown, list(map(Line, _lines(page.text))), address)


def _standard(page: StandardPage, address: str) -> Paper:
    return Paper(clean(page.title), "", _usual_facts(page), list(map(Line, _lines(page.text))), address)


def _usual_facts(page: Any) -> list[tuple[str, str]]:
    published = public_time(page)
    return [
        ("发布机构", clean(page.body.name) if page.body else ""),
        ("发布日期", f"{published:%Y-%m-%d %H:%M}" if published else ""),
        ("信息来源", clean(source_of(page))),
    ]


def _files(page: FiledPage) -> list[str]:
    return [clean(attached.title) for attached in attachments_of(page)]


_KINDS: dict[type[Page], Callable[[Any, str], Paper]] = {
    DocumentPage: _document,
    InformationPage: _information,
    InterpretationPage: _interpretation,
    PressReleasePage: _release,
    StandardPage: _standard,
}
