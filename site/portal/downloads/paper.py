"""A live page as plain parts, the same for every format: title, header, text, files, address."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from disclosure.catalogue.meta_tags import public_time, source_of
from disclosure.catalogue.models import BodyPage, ColumnPage
from disclosure.catalogue.selectors import leaders_in_office
from disclosure.documents.facts import document_facts, information_category
from disclosure.documents.models import DocumentPage, FiledPage, InformationPage
from disclosure.documents.rich_text import read_rich_text
from disclosure.documents.selectors import attachments_of, current_validity, header_names
from disclosure.guides.models import GuidePage
from disclosure.guides.selectors import Text, public_content
from interpretation.clarifications.models import ClarificationPage
from interpretation.policies.models import InterpretationPage
from interpretation.policies.selectors import public_sections
from interpretation.press.models import PressReleasePage
from opinion.consultations.models import ConsultationPage
from opinion.consultations.selectors import course_of
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
    column = ColumnPage.objects.filter(path=page.path[: -page.steplen]).first()
    facts = document_facts(page, header, validity, information_category(page, column))
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


def _clarification(page: ClarificationPage, address: str) -> Paper:
    facts = [
        *_usual_facts(page),
        ("网传内容", clean(page.claim)),
        ("结论", f"{page.get_verdict_display()}。{clean(page.overview)}"),
        ("联系电话", clean(page.phone)),
    ]
    parts: list[Part] = [Line("事实", 2), *map(Line, _lines(page.facts)), Line("证据", 2)]
    for block in page.evidence:
        parts.append(Line(f"{clean(block.value['statement'])}（来源：{clean(block.value['source'])}）"))
    parts += [Line("依据", 2), Line(clean(page.basis))]
    return Paper(clean(page.title), "", facts, parts, address)


def _consultation(page: ConsultationPage, address: str) -> Paper:
    course = course_of(page)
    facts = [
        *_usual_facts(page),
        ("征集事项", clean(page.overview)),
        ("征集时间", f"{course.opens_on}至{course.closes_on} 24时"),
        ("由谁决定", clean(page.who_decides)),
        ("联系人", clean(f"{page.contact_person} {page.contact_phone}")),
        ("通信地址", clean(page.contact_address)),
        ("电子邮箱", clean(page.contact_email)),
    ]
    parts: list[Part] = [Line("征求意见稿", 1), *_blocks(page.content)]
    for heading, source in (("起草说明", page.explanation), ("依据", page.basis)):
        if source:
            parts += [Line(heading, 1), *map(Line, _lines(source))]
    return Paper(clean(page.title), "", facts, parts, address, _files(page))


def _standard(page: StandardPage, address: str) -> Paper:
    return Paper(clean(page.title), "", _usual_facts(page), list(map(Line, _lines(page.text))), address)


def _guide(page: GuidePage, address: str) -> Paper:
    content = public_content(page)
    points = [[point.name, point.address, point.hours, point.phone] for point in content["points"]]
    parts: list[Part] = [
        *_guide_texts(content["opening"]),
        Line("政府信息公开工作机构", 2),
        *(Line(f"{fact.label}：{clean(fact.words)}") for fact in content["contact"]),
        Line("政府信息查阅点", 2),
        _grid(["名称", "地址", "开放时间", "电话"], points),
        *_guide_texts([*content["withheld"], *content["on_request"], *content["closing"]]),
    ]
    return Paper(clean(page.title), "", _usual_facts(page), parts, address)


def _guide_texts(texts: Iterable[Text]) -> Iterator[Part]:
    for text in texts:
        yield Line(text.label, 2)
        yield from map(Line, filter(None, map(clean, text.words.splitlines())))


def _institution(page: BodyPage, address: str) -> Paper:
    named = ("address", "postcode", "hours", "phone", "fax", "email")
    contact = [
        (str(BodyPage._meta.get_field(name).verbose_name), clean(getattr(page, name))) for name in named
    ]
    leaders = [[leader.name, leader.post, leader.duties] for leader in leaders_in_office(page)]
    units = [[unit.name, unit.duties, unit.phone, unit.address] for unit in page.sub_unit_rows.all()]
    parts = [
        *_section("机构职能", page.functions),
        *_section("领导信息", page.leaders, ["姓名", "职务", "分工"], leaders),
        *_section("内设机构", page.sub_units, ["名称", "职责", "电话", "地址"], units),
    ]
    return Paper(clean(page.title), "", [*_usual_facts(page), *contact], parts, address)


def _section(
    heading: str, source: str, columns: list[str] | None = None, rows: list[list[str]] | None = None
) -> Iterator[Part]:
    """A heading with its table and its text; nothing where there is neither."""
    lines = _lines(source)
    if rows or lines:
        yield Line(heading, 2)
    if columns and rows:
        yield _grid(columns, rows)
    yield from map(Line, lines)


def _grid(columns: list[str], rows: Iterable[list[str]]) -> Grid:
    return Grid([columns, *([clean(cell) for cell in row] for row in rows)])


def _usual_facts(page: Any) -> list[tuple[str, str]]:
    published = public_time(page)
    return [
        ("发布机构", clean(page.body.name) if page.body else ""),
        ("发布日期", f"{published:%Y-%m-%d %H:%M}" if published else ""),
        ("信息来源", clean(source_of(page))),
    ]


def _files(page: FiledPage | ConsultationPage) -> list[str]:
    return [clean(attached.title) for attached in attachments_of(page)]


_KINDS: dict[type[Page], Callable[[Any, str], Paper]] = {
    DocumentPage: _document,
    InformationPage: _information,
    ClarificationPage: _clarification,
    InterpretationPage: _interpretation,
    PressReleasePage: _release,
    ConsultationPage: _consultation,
    StandardPage: _standard,
    GuidePage: _guide,
    BodyPage: _institution,
}
