"""A site with any number of signed live pages, written in bulk: rows, revisions, permissions and the chain of seals.

What ``verify_seals`` reads of such a page is the same as of one that went through the screens.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import count

from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Revision

from disclosure.documents.models import DocumentPage
from foundation.signoff import triggers
from foundation.signoff.digests import content_digest, record_digest
from foundation.signoff.enums import ClearanceKind, Decision
from foundation.signoff.imprints import imprints
from foundation.signoff.migration_models import MigrationBatch, MigrationItem
from foundation.signoff.models import Clearance, Seal, SealHead
from foundation.signoff.publications import FIRST, first_published
from tests.offices import open_office

from .bulk import copy_content, page_like

BATCH = 2_000
SIGNED_OF = 20  # one of twenty pages went through the chain
SENTENCE = "各乡镇人民政府、街道办事处和县政府有关部门应当按照职责分工，做好本领域政府信息公开工作。"
PARAGRAPHS = 60  # about 2,600 characters, a usual notice


class SignedSite:
    """示范县 with documents that look like one pattern."""

    def __init__(self) -> None:
        self.office = open_office()
        text = f"<p>{SENTENCE}</p>" * PARAGRAPHS
        document = self.office.document(title="关于做好政务公开工作的通知", content=[("text", text)])
        self.pattern = self.office.publish(document)
        self.content = self.pattern.live_revision.content
        signing = (Decision.SUBMITTED, Decision.APPROVED)
        self.signatures = list(Seal.objects.filter(page_id=self.pattern.pk, decision__in=signing))
        self.pages = 0
        self.submissions = count(10_000_000)

    def grow_to(self, size: int) -> None:
        """Add documents until there are ``size`` of them. The guard's triggers are off meanwhile."""
        triggers.remove(connection)
        try:
            while self.pages < size:
                # The pattern itself is the first child of the column.
                self._add(range(self.pages + 1, min(self.pages + BATCH, size) + 1))
        finally:
            triggers.install(connection)
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("ANALYZE")

    def _add(self, numbers: range) -> None:
        pages = Page.objects.bulk_create(page_like(self.office.column, self.pattern, n) for n in numbers)
        copy_content(self.pattern, pages[0].path, pages[-1].path)
        digests = self._revisions(pages)
        found = imprints(DocumentPage, [page.pk for page in pages])
        self._seal(pages, digests, found)
        self.pages += len(pages)

    def _revisions(self, pages: list[Page]) -> dict[int, str]:
        contents = [
            self.content | {"pk": page.pk, "title": page.title, "slug": page.slug, "url_path": page.url_path}
            for page in pages
        ]
        revisions = Revision.objects.bulk_create(
            Revision(
                content_type_id=page.content_type_id,
                base_content_type=self.pattern.live_revision.base_content_type,
                object_id=str(page.pk),
                created_at=timezone.now(),
                object_str=page.title,
                content=content,
            )
            for page, content in zip(pages, contents, strict=True)
        )
        for page, revision in zip(pages, revisions, strict=True):
            page.live_revision = page.latest_revision = revision
        Page.objects.bulk_update(pages, ["live_revision", "latest_revision"])
        return {page.pk: content_digest(content) for page, content in zip(pages, contents, strict=True)}

    def _seal(self, pages: list[Page], digests: dict[int, str], found: dict[int, str]) -> None:
        chained = [page for number, page in enumerate(pages) if number % SIGNED_OF == 0]
        migrated = [page for number, page in enumerate(pages) if number % SIGNED_OF]
        batch = MigrationBatch.objects.create(
            name=f"第{self.pages}批", body=self.office.body, created_by=self.office.editor
        )
        MigrationItem.objects.bulk_create(
            MigrationItem(
                batch=batch,
                page_id=page.pk,
                revision_id=page.live_revision_id,
                content_digest=digests[page.pk],
                title=page.title,
                original_published_at=timezone.now(),
            )
            for page in migrated
        )
        ground = Seal(page_id=0, page_title=batch.name, decision=Decision.MIGRATED, step="历史迁移签发")
        ground.content_digest = batch.list_digest()
        records = [ground]
        ground_of: dict[int, Seal] = {page.pk: ground for page in migrated}
        for page in chained:
            records += self._chain(page, digests[page.pk])
            ground_of[page.pk] = records[-1]
        for page in pages:
            records.append(self._published(page, digests[page.pk], found[page.pk], ground_of[page.pk]))
        Seal.objects.bulk_create(self._linked(records))
        MigrationBatch.objects.filter(pk=batch.pk).update(seal=ground)
        Clearance.objects.bulk_create(
            Clearance(
                page_id=page.pk,
                revision_id=page.live_revision_id,
                kind=ClearanceKind.MIGRATION if ground_of[page.pk] is ground else ClearanceKind.CHAIN,
                content_digest=digests[page.pk],
                seal=ground_of[page.pk],
            )
            for page in pages
        )

    def _chain(self, page: Page, digest: str) -> list[Seal]:
        """The records of the pattern's own submission, over this page."""
        own = {"page_id": page.pk, "page_title": page.title, "revision_id": page.live_revision_id}
        own |= {"workflow_state_id": next(self.submissions), "content_digest": digest}
        copied = ("step", "post_title", "person_id", "person_name", "decision", "opinion", "checks")
        return [Seal(**{name: getattr(seal, name) for name in copied}, **own) for seal in self.signatures]

    def _published(self, page: Page, digest: str, imprint: str, ground: Seal) -> Seal:
        return Seal(
            page_id=page.pk,
            page_title=page.title,
            revision_id=page.live_revision_id,
            workflow_state_id=ground.workflow_state_id,
            step=FIRST,
            person_name="系统",
            decision=Decision.PUBLISHED,
            content_digest=digest,
            imprint=imprint,
            checks=[first_published(page.first_published_at)],
        )

    def _linked(self, records: list[Seal]) -> Iterator[Seal]:
        head = SealHead.objects.get(pk=1)
        for record in records:
            record.at = dt.datetime.now(dt.UTC)
            record.previous_digest = head.digest
            record.digest = head.digest = record_digest(record.chained_fields, head.digest)
            yield record
        head.save(update_fields=["digest"])
