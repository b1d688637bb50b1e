"""Which pages the public may find and what is to be found of them: page types register here."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that the public page shows, by its key among Wagtail's documents."""

    file_id: int
    name: str


@dataclass(frozen=True, slots=True)
class EntryData:
    """What is to be found of one page. Values of filters are told as readers see them.

    ``refresh_on`` is the day on which the validity changes by itself; ``document_page_id`` the page that an
    interpretation explains.
    """

    title: str
    text: str
    public_date: dt.date
    number: str = ""
    number_key: str = ""
    category: str = ""
    body_name: str = ""
    subject: str = ""
    genre: str = ""
    validity: str = ""
    item: str = ""
    is_out_of_force: bool = False
    refresh_on: dt.date | None = None
    document_page_id: int | None = None
    files: tuple[AttachedFile, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Source:
    """A page type, its kind in addresses and in words, and how it is read.

    ``fetch`` gives a queryset with what ``build`` reads, so that a rebuild costs few queries.
    """

    model: type[Page]
    kind: str
    label: str
    build: Callable[[Page], EntryData]
    fetch: Callable[[], QuerySet]


_sources: dict[type[Page], Source] = {}


def register_source(
    model: type[Page],
    build: Callable[[Page], EntryData],
    *,
    kind: str,
    label: str,
    fetch: Callable[[], QuerySet] | None = None,
) -> None:
    """Let the pages of a type be found; called from AppConfig.ready()."""
    _sources[model] = Source(model, kind, label, build, fetch or model._default_manager.all)


def source_of(model: type[Page]) -> Source | None:
    """How pages of this type are read; None when they are not to be found."""
    return _sources.get(model)


def sources() -> Iterable[Source]:
    """Every source, in the order of registration."""
    return list(_sources.values())


def kind_labels() -> dict[str, str]:
    """Kinds in words."""
    return {source.kind: source.label for source in _sources.values()}
