"""On what ground a page may be live: its permission, the seal behind it, and whether the two belong together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..digests import list_digest
from ..enums import ClearanceKind, Decision
from ..migration_models import MigrationItem
from ..models import Clearance, Seal
from .findings import Breach

# Whose decision a permission rests on.
DECISION_OF: dict[str, Decision] = {
    ClearanceKind.CHAIN: Decision.APPROVED,
    ClearanceKind.STRUCTURE: Decision.STRUCTURE,
    ClearanceKind.EMERGENCY: Decision.EMERGENCY,
    ClearanceKind.MIGRATION: Decision.MIGRATED,
}
Records = list[tuple[str, str, list[str], str, int | None]]


@dataclass(frozen=True, slots=True)
class Ground:
    """A permission and its seal."""

    page_id: int
    revision_id: int
    kind: str
    content_digest: str
    seal_id: int
    sealed_page_id: int
    sealed_revision_id: int | None
    decision: str
    sealed_digest: str
    workflow_state_id: int | None


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a permission does not hold."""

    breach: Breach
    detail: str


@dataclass(slots=True)
class Grounds:
    """Permissions of one batch of pages; the lists of migration batches are reckoned once each."""

    _records: dict[int, Records] = field(default_factory=dict)
    _listed: dict[int, tuple[int, str, int]] = field(default_factory=dict)
    _list_digests: dict[int, str] = field(default_factory=dict)

    def of(self, revisions: list[int]) -> dict[int | None, Ground]:
        """The permission of each of these revisions, with what is needed to judge it."""
        rows = Clearance.objects.filter(revision_id__in=revisions).values_list(
            "page_id", "revision_id", "kind", "content_digest", "seal_id",
            "seal__page_id", "seal__revision_id", "seal__decision",
            "seal__content_digest", "seal__workflow_state_id",
        )  # fmt: skip
        found: dict[int | None, Ground] = {row[1]: Ground(*row) for row in rows}
        self._records = _records(
            {g.workflow_state_id for g in found.values() if g.kind == ClearanceKind.CHAIN}
        )
        migrated = [g.revision_id for g in found.values() if g.kind == ClearanceKind.MIGRATION]
        self._listed = _listed(migrated)
        return found

    def objection(self, ground: Ground) -> Objection | None:
        """Why this permission does not hold; None when it does."""
        if ground.decision != DECISION_OF.get(ground.kind):
            return Objection(Breach.SEAL_UNFIT, f"封签 {ground.seal_id} 不是许可的依据")
        if ground.kind == ClearanceKind.MIGRATION:
            return self._not_listed(ground)
        # The last level of a chain may have signed an earlier revision of the same content.
        same_revision = ground.kind == ClearanceKind.CHAIN or ground.sealed_revision_id == ground.revision_id
        if ground.sealed_page_id != ground.page_id or not same_revision:
            return Objection(Breach.SEAL_UNFIT, f"封签 {ground.seal_id} 属于另一页面或版本")
        if ground.sealed_digest != ground.content_digest:
            return Objection(Breach.SEAL_UNFIT, f"封签 {ground.seal_id} 的内容指纹不同")
        return self._not_signed(ground) if ground.kind == ClearanceKind.CHAIN else None

    def _not_signed(self, ground: Ground) -> Objection | None:
        records = self._records.get(ground.workflow_state_id or 0, [])
        sent = [place for place, record in enumerate(records) if record[0] == Decision.SUBMITTED]
        asked = [
            step
            for decision, _, steps, *_ in (records[sent[-1] :] if sent else [])
            if decision != Decision.APPROVED
            for step in steps
        ]
        signed = {
            step: person
            for decision, step, _, digest, person in records
            if decision == Decision.APPROVED and digest == ground.content_digest
        }
        missing = [step for step in asked if step not in signed]
        if not asked or missing:
            return Objection(Breach.CHAIN_INCOMPLETE, f"缺：{'、'.join(missing) or '送审记录'}")
        if len({signed[step] for step in asked}) < len(asked):
            return Objection(Breach.CHAIN_INCOMPLETE, "同一人审签了两级")
        return None

    def _not_listed(self, ground: Ground) -> Objection | None:
        listed = self._listed.get(ground.revision_id)
        if (
            listed is None
            or listed[1:] != (ground.content_digest, ground.seal_id)
            or listed[0] != ground.page_id
        ):
            return Objection(Breach.SEAL_UNFIT, "不在所签批次的清单中")
        if ground.seal_id not in self._list_digests:
            items = MigrationItem.objects.filter(batch__seal_id=ground.seal_id)
            rows = items.values_list("page_id", "revision_id", "content_digest")
            self._list_digests[ground.seal_id] = list_digest(rows.iterator())
        if self._list_digests[ground.seal_id] != ground.sealed_digest:
            return Objection(Breach.SEAL_UNFIT, "所签批次的清单被改动")
        return None


def _records(submissions: Iterable[int | None]) -> dict[int, Records]:
    found: dict[int, Records] = defaultdict(list)
    rows = Seal.objects.filter(
        workflow_state_id__in=[key for key in submissions if key],
        decision__in=[Decision.SUBMITTED, Decision.EXTENDED, Decision.APPROVED],
    ).order_by("pk")
    names = ("workflow_state_id", "decision", "step", "checks", "content_digest", "person_id")
    for submission, *record in rows.values_list(*names):
        found[submission or 0].append(tuple(record))
    return found


def _listed(revisions: list[int]) -> dict[int, tuple[int, str, int]]:
    rows = MigrationItem.objects.filter(revision_id__in=revisions, batch__seal__isnull=False)
    names = ("revision_id", "page_id", "content_digest", "batch__seal_id")
    return {revision: (page, digest, seal) for revision, page, digest, seal in rows.values_list(*names)}
