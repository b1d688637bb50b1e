"""The chain of records: each unchanged, each after the one before, none gone from its end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Subquery
from wagtail.models import TaskState

from ..check_models import SealCheck
from ..digests import chained, record_digest
from ..enums import Decision
from ..models import Clearance, PostTaskState, Seal, SealHead
from ..services import GENESIS
from ..takedown_models import Takedown
from .findings import Breach, Finding

BATCH = 2_000
DECISIONS = {TaskState.STATUS_APPROVED: Decision.APPROVED, TaskState.STATUS_REJECTED: Decision.RETURNED}


@dataclass(slots=True)
class Walk:
    """How far the chain was followed."""

    records: int = 0
    last_id: int = 0
    last_digest: str = GENESIS


def broken_records(walk: Walk, done: Callable[[int], None]) -> Iterator[Finding]:
    """Every record in turn, then what should stand at the end. Fills ``walk``."""
    while batch := records_after(walk.last_id):
        for pk, title, previous, digest, fields in batch:
            where = f"第 {pk} 号记录《{title}》"
            if previous != walk.last_digest:
                yield Finding(
                    Breach.RECORD_MISSING, f"第 {walk.last_id} 号与第 {pk} 号记录之间", f"《{title}》之前"
                )
            if record_digest(fields, previous) != digest:
                yield Finding(Breach.RECORD_CHANGED, where)
            walk.last_id, walk.last_digest = pk, digest
        walk.records += len(batch)
        done(len(batch))
    yield from _lost_head(walk)
    yield from _lost_since_last_check()
    yield from _decisions_without_record()


def records_after(pk: int) -> list[tuple[int, str, str, str, dict]]:
    """The next records by key: key, title, previous digest, digest, and all that the digest covers."""
    names = Seal.chained_names()
    rows = Seal.objects.filter(pk__gt=pk).order_by("pk")
    return [
        (key, row[names.index("page_title")], previous, digest, chained(dict(zip(names, row, strict=True))))
        for key, previous, digest, *row in rows.values_list("pk", "previous_digest", "digest", *names)[:BATCH]
    ]


def _lost_head(walk: Walk) -> Iterator[Finding]:
    """The head names the newest record. One statement, so that a decision made meanwhile is in both or in none."""
    head = SealHead.objects.filter(pk=1).values("digest")
    newest = Seal.objects.order_by("-pk").annotate(head=Subquery(head)).values_list("digest", "head").first()
    if newest is None:
        newest = (GENESIS, SealHead.objects.values_list("digest", flat=True).first() or GENESIS)
    if newest[0] != newest[1]:
        yield Finding(Breach.TAIL_MISSING, f"第 {walk.last_id} 号记录之后", "链头指向的记录不在库中")


def _lost_since_last_check() -> Iterator[Finding]:
    last = SealCheck.objects.order_by("-pk").first()
    if last is None or last.last_seal_id is None:
        return
    count = Seal.objects.filter(pk__lte=last.last_seal_id).count()
    if not Seal.objects.filter(pk=last.last_seal_id, digest=last.last_digest).exists():
        yield Finding(Breach.TAIL_MISSING, f"第 {last.last_seal_id} 号记录", f"{last.at:%Y-%m-%d} 校验时还在")
    elif count < last.records:
        yield Finding(
            Breach.TAIL_MISSING, f"第 {last.last_seal_id} 号记录以前", f"少 {last.records - count} 条"
        )


def _decisions_without_record() -> Iterator[Finding]:
    """Decisions, permissions and takedowns whose record is gone."""
    for status, decision in DECISIONS.items():
        sealed = Seal.objects.filter(
            workflow_state_id=OuterRef("workflow_state_id"),
            decision=decision,
            person_id=OuterRef("finished_by_id"),
        )
        states = PostTaskState.objects.filter(status=status).exclude(Exists(sealed)).order_by("pk")
        for pk, title in states.values_list("pk", "page__draft_title").iterator():
            where = f"审签环节 {pk}《{title}》的“{decision.label}”"
            yield Finding(Breach.TAIL_MISSING, where, "环节已办理而没有记录")
    there = Seal.objects.filter(pk=OuterRef("seal_id"))
    for model, name in ((Clearance, "发布许可"), (Takedown, "撤下记录")):
        gone = model._default_manager.exclude(Exists(there)).order_by("pk").annotate(number=F("seal_id"))
        for pk, number in gone.values_list("pk", "number").iterator():
            yield Finding(Breach.TAIL_MISSING, f"第 {number} 号记录", f"{name} {pk} 所依据的封签不在库中")
