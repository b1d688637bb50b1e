"""Where features say what there is to check. They register from AppConfig.ready(); nothing here knows them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .rules.finding import Finding, Kind


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text of a page and where it stands: `field` of the form, `label` in words (正文, 表格第2行, 图片说明)."""

    field: str
    label: str
    text: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file of a page. `read` is called only when the file has not been read before.

    `key` names the library and the file (`file_key`), so that a cleaned copy can take its place.
    """

    field: str
    label: str
    name: str
    digest: str
    read: Callable[[], bytes]
    key: str = ""


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """A link to another site: the form field, the place in words, the address and the words linked."""

    field: str
    place: str
    url: str
    text: str


Check = Callable[[Any], Iterable[Finding]]
_checks: dict[Check, tuple[Kind, ...]] = {}
_texts: list[Callable[[Any], Iterable[TextPart]]] = []
_files: list[Callable[[Any], Iterable[FilePart]]] = []
_links: list[Callable[[Any], Iterable[OutsideLink]]] = []


def register_check(check: Check, *kinds: Kind) -> Check:
    """Add a check of a feature, with the kinds it looks for so that a clean result can be told.

    A check passes over pages that are not its own.
    """
    _checks[check] = kinds
    return check


def register_text(provider: Callable[[Any], Iterable[TextPart]]) -> Callable[[Any], Iterable[TextPart]]:
    """Add a provider of the texts of a page."""
    if provider not in _texts:
        _texts.append(provider)
    return provider


def register_files(provider: Callable[[Any], Iterable[FilePart]]) -> Callable[[Any], Iterable[FilePart]]:
    """Add a provider of the files of a page."""
    if provider not in _files:
        _files.append(provider)
    return provider


def register_links(
    provider: Callable[[Any], Iterable[OutsideLink]],
) -> Callable[[Any], Iterable[OutsideLink]]:
    """Add a provider of the links of a page to other sites."""
    if provider not in _links:
        _links.append(provider)
    return provider


def texts_of(page: Any) -> Iterator[TextPart]:
    """Every text that any feature knows of this page."""
    for provider in _texts:
        yield from provider(page)


def files_of(page: Any) -> Iterator[FilePart]:
    """Every file that any feature knows of this page."""
    for provider in _files:
        yield from provider(page)


def links_of(page: Any) -> Iterator[OutsideLink]:
    """Every link to another site that any feature knows of this page."""
    for provider in _links:
        yield from provider(page)


def findings_of(page: Any) -> Iterator[Finding]:
    """What the registered checks find."""
    for check in _checks:
        yield from check(page)


def registered_kinds() -> set[Kind]:
    """What the registered checks look for."""
    return {kind for kinds in _checks.values() for kind in kinds}
