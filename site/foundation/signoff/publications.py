"""That a revision is live: sealed with the imprint of its rows, and told to the public when it corrects something."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page

from .enums import ChangeKind, Decision
from .imprints import imprint_of
from .models import Clearance, Seal
from .services import append_seal

FIRST = "公开"
STEPS: dict[str, str] = {
    ChangeKind.CORRECTION: "更正公开",
    ChangeKind.CHANGE: "变更公开",
    ChangeKind.MINOR: "小修公开",
}
TOLD = (ChangeKind.CORRECTION, ChangeKind.CHANGE)


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the public change history (更正记录)."""

    at: dt.datetime
    note: str


def first_published(moment: dt.datetime | None) -> str:
    """The day of first publication as the record of a publication keeps it."""
    return f"首次公开时间：{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else "首次公开时间：无"


def record_publication(page, cleared: Clearance) -> None:
    """Seal that a revision is live; once, and again only when its rows are not those of the last record.

    The note of a correction (更正说明) stands in the record, from which the public history is made.
    """
    imprint = imprint_of(page)
    before = Seal.objects.filter(page_id=page.pk, decision=Decision.PUBLISHED).order_by("-pk").first()
    if before and (before.revision_id, before.imprint) == (page.live_revision_id, imprint):
        return
    # A statement about another change than this one is an old one.
    is_change = (
        before and before.revision_id != page.live_revision_id and page.change_of == before.revision_id
    )
    kind = page.change_kind if is_change else ""
    append_seal(
        page,
        digest=cleared.content_digest,
        imprint=imprint,
        revision_id=page.live_revision_id,
        workflow_state_id=cleared.seal.workflow_state_id,
        step=STEPS.get(kind, FIRST),
        person_name="系统",
        decision=Decision.PUBLISHED,
        opinion=_note(page) if kind in TOLD else "",
        checks=[first_published(page.first_published_at)],
    )


def _note(page) -> str:
    """What the public reads of the change; of a 变更 with its day."""
    if page.change_kind == ChangeKind.CHANGE and page.changed_on:
        return f"{page.change_note}（变更日期：{page.changed_on}）"
    return page.change_note


def corrections_of(page: Page) -> list[Correction]:
    """What was corrected or changed in a public page, newest first. One query, none for a page that never changed."""
    if not page.live or page.first_published_at == page.last_published_at:
        return []
    records = Seal.objects.filter(
        page_id=page.pk, decision=Decision.PUBLISHED, step__in=[STEPS[kind] for kind in TOLD]
    )
    return [Correction(*row) for row in records.order_by("-pk").values_list("at", "opinion")]
