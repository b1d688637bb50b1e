"""How far the newest text of a page has come, and every reason why it is not public (the one gate, in full)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from .digests import content_digest
from .enums import Decision
from .gates import Reason, Stage, reasons, signature_reasons
from .models import Seal


@dataclass(frozen=True, slots=True)
class Standing:
    """The steps a submission needs, and the seals that hold over one content."""

    steps: list[str]
    signed: dict[str, Seal]
    broken: list[str]  # signed, but over a text that has changed since

    @property
    def missing(self) -> list[str]:
        return [step for step in self.steps if step not in self.signed]

    @property
    def is_by_different_people(self) -> bool:
        people = [self.signed[step].person_id for step in self.steps if step in self.signed]
        return len(set(people)) == len(people)


def revision_digest(revision: Revision, draft: Any = None) -> str:
    """Digest of a revision's text, fields and files. ``draft``: its object, if at hand."""
    return content_digest(revision.content, (draft or revision.as_object()).file_digests())


def standing_of(submission: WorkflowState, digest: str) -> Standing:
    """Where a submission stands for exactly this content. Two queries."""
    records = list(Seal.objects.filter(workflow_state_id=submission.pk))
    sent = [place for place, record in enumerate(records) if record.decision == Decision.SUBMITTED]
    since = records[sent[-1] :] if sent else []
    asked = (record for record in since if record.decision in (Decision.SUBMITTED, Decision.EXTENDED))
    steps = [step for record in asked for step in record.checks]
    approvals = [record for record in records if record.decision == Decision.APPROVED]
    signed = {seal.step: seal for seal in approvals if seal.content_digest == digest}
    broken = list(dict.fromkeys(seal.step for seal in approvals if seal.step not in signed))
    return Standing(steps, signed, broken)


def publication_reasons(page: Any) -> list[Reason]:
    """Every reason why the newest revision of this page may not go live now; empty when it is live."""
    if is_public(page):
        return []
    draft = page.get_latest_revision_as_object()
    return [*reasons(draft, stage=Stage.SIGNATURE), *_before_signature(page, draft)]


def reasons_after_submission(draft: Any) -> list[Reason]:
    """Those that do not stop a submission: for a screen that shows the newest draft, and the gate's others."""
    return [] if is_public(draft) else [*signature_reasons(draft), *_before_signature(draft, draft)]


def is_public(page: Any) -> bool:
    """Whether the newest revision is the live one, or there is none yet."""
    return page.latest_revision_id is None or (page.live and page.live_revision_id == page.latest_revision_id)


def _before_signature(page: Any, draft: Any) -> Iterator[Reason]:
    yield from _schedule(draft)
    yield from _missing_steps(page, page.latest_revision)


def _schedule(draft: Any) -> Iterator[Reason]:
    if draft.expire_at and draft.expire_at <= timezone.now():
        yield Reason("设定的到期时间已过，公开后会立即撤下。请修改到期时间。", "expire_at")
    elif draft.go_live_at and draft.expire_at and draft.expire_at <= draft.go_live_at:
        yield Reason("到期时间早于定时公开的时间，请核对。", "expire_at")


def _missing_steps(page: Any, revision: Revision) -> Iterator[Reason]:
    submission = page.current_workflow_state
    if submission is None:
        yield Reason("尚未送审。")
        return
    standing = standing_of(submission, revision_digest(revision))
    if submission.status == WorkflowState.STATUS_NEEDS_CHANGES:
        yield Reason("已被退回，修改后请重新送审。")
    if standing.broken:
        yield Reason(f"内容在审签后有改动，原审签已失效，须重新办理：{'、'.join(standing.broken)}。")
    if standing.missing:
        yield Reason(f"尚缺审签：{'、'.join(standing.missing)}。")
