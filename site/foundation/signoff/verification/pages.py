"""Every live page: permitted by a seal over exactly what readers see."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision

from ..digests import NOT_CONTENT, content_digest, without_keys
from ..enums import Decision
from ..imprints import imprints
from ..models import Seal
from ..pages import SignedPage
from ..publications import first_published
from ..services import revision_digest
from ..takedown_models import Takedown
from .files import sealed_digests
from .findings import Breach, Finding
from .grounds import Ground, Grounds

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class LivePage:
    """A row of the page table that is live."""

    pk: int
    content_type_id: int
    revision_id: int | None
    title: str
    first_published_at: dt.datetime | None

    @property
    def where(self) -> str:
        """The page in words."""
        return f"页面 {self.pk}《{self.title}》"


@dataclass(slots=True)
class PageCheck:
    """One verification of all live pages, in batches of constant size."""

    done: Callable[[int], None]
    pages: int = 0
    compared_in_full: int = 0
    first_imprint_id: int | None = field(default=None)
    grounds: Grounds = field(default_factory=Grounds)

    def findings(self) -> Iterator[Finding]:
        """At most one for each page: the gravest."""
        # Pages that were published before imprints existed have none; later ones must.
        published = Seal.objects.filter(decision=Decision.PUBLISHED).order_by("pk")
        self.first_imprint_id = published.values_list("pk", flat=True).first()
        last = 0
        while batch := _batch_after(last):
            yield from self._check(batch)
            last = batch[-1].pk
            self.pages += len(batch)
            self.done(len(batch))

    def _check(self, batch: list[LivePage]) -> Iterator[Finding]:
        facts = _Facts(batch, self.grounds)
        for page in batch:
            if finding := self._breach(page, facts):
                yield finding

    def _breach(self, page: LivePage, facts: "_Facts") -> Finding | None:
        ground = facts.grounds.get(page.revision_id)
        if ground is None or ground.page_id != page.pk:
            return Finding(Breach.NOT_CLEARED, page.where)
        if page.revision_id in facts.taken_down:
            return Finding(Breach.TAKEN_DOWN, page.where)
        if why := self.grounds.objection(ground):
            return Finding(why.breach, page.where, why.detail)
        if facts.revision_digest(page, ground) != ground.content_digest:
            return Finding(Breach.REVISION_CHANGED, page.where)
        return self._changed(page, ground, facts)

    def _changed(self, page: LivePage, ground: Ground, facts: "_Facts") -> Finding | None:
        """The rows against the imprint; where that does not fit, the page against its signed revision."""
        published = facts.published.get(page.revision_id)
        if published is None:
            if self.first_imprint_id is not None and ground.seal_id > self.first_imprint_id:
                return Finding(Breach.NOT_RECORDED, page.where)
        elif published[0] == facts.imprints.get(page.pk):
            return None
        self.compared_in_full += 1
        if not _is_as_signed(page):
            return Finding(Breach.PAGE_CHANGED, page.where)
        if published and published[1] != [first_published(page.first_published_at)]:
            return Finding(Breach.DATE_CHANGED, page.where)
        return None


def _batch_after(pk: int) -> list[LivePage]:
    rows = Page.objects.filter(live=True, depth__gt=1, pk__gt=pk).order_by("pk")
    names = ("pk", "content_type_id", "live_revision_id", "title", "first_published_at")
    return [LivePage(*row) for row in rows.values_list(*names)[:BATCH]]


class _Facts:
    """What the database says about a batch of pages, in a number of queries that does not grow with it."""

    def __init__(self, batch: list[LivePage], grounds: Grounds) -> None:
        keys = [page.pk for page in batch]
        revisions = [page.revision_id for page in batch if page.revision_id]
        # Imprints first: whoever publishes meanwhile then has a newer record, and is compared in full.
        self.imprints = _imprints(batch)
        self.grounds = grounds.of(revisions)
        takedowns = Takedown.objects.filter(revision_id__in=revisions)
        self.taken_down = set(takedowns.values_list("revision_id", flat=True))
        published = Seal.objects.filter(page_id__in=keys, decision=Decision.PUBLISHED).order_by("pk")
        self.published = {
            revision: (imprint, checks)
            for revision, imprint, checks in published.values_list("revision_id", "imprint", "checks")
        }
        contents = Revision.objects.filter(pk__in=revisions)
        self.contents = dict(contents.values_list("pk", "content"))
        self.files = sealed_digests(revisions)

    def revision_digest(self, page: LivePage, ground: Ground) -> str:
        """The digest of the live revision as it is stored; of its files those that were sealed with it."""
        content = self.contents.get(page.revision_id)
        if content is None:
            return ""
        model = ContentType.objects.get_for_id(page.content_type_id).model_class()
        files = self.files.of(page.revision_id, model, content)
        digest = content_digest(content, files)
        if digest == ground.content_digest:
            return digest
        # A page type may sign files in a way of its own.
        try:
            return revision_digest(Revision.objects.get(pk=page.revision_id))
        except Exception:
            return ""


def _imprints(batch: list[LivePage]) -> dict[int, str]:
    by_type: dict[int, list[int]] = defaultdict(list)
    for page in batch:
        by_type[page.content_type_id].append(page.pk)
    found: dict[int, str] = {}
    for content_type_id, keys in by_type.items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is not None and issubclass(model, SignedPage):
            found |= imprints(model, keys)
    return found


def _is_as_signed(page: LivePage) -> bool:
    """Whether what is stored is what the live revision says. False for a page whose rows are gone."""
    stored: Any = Page.objects.get(pk=page.pk).specific
    if not isinstance(stored, SignedPage):
        return False
    if not stored.live or stored.live_revision_id != page.revision_id:
        return True  # It changed lawfully while this ran; the triggers and the next run look at it.
    return _content(stored) == _content(stored.live_revision.as_object())


def _content(page: SignedPage) -> dict[str, Any]:
    data = page.serializable_data()
    return {name: without_keys(value) for name, value in data.items() if name not in NOT_CONTENT}
