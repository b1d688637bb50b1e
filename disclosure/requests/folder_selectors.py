"""What the folder of a case (卷宗) holds: events, letters, proofs, what came in, each with its digest."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from foundation.letters.selectors import letters_about

from .models import Case, CaseEvent


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of the folder. ``sha256`` is what was written down when it was stored."""

    kind: str
    name: str
    on: dt.date
    sha256: str
    file: Any


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything, in the order in which it happened."""

    case: Case
    events: QuerySet[CaseEvent]
    papers: list[Paper]


def folder_of(case: Case) -> Folder:
    """Five queries, whatever its length."""
    papers = [
        Paper("申请材料", one.name, timezone.localdate(one.received_at), one.sha256, one.file)
        for one in case.files.all()
    ]
    papers += [
        Paper(
            f"文书：{one.kind_label}",
            f"{one.kind_label}{one.number}.docx",
            one.issued_on,
            one.sha256,
            one.file,
        )
        for one in letters_about(case).order_by("pk")
    ]
    papers += [
        Paper(one.kind, one.name, timezone.localdate(one.added_at), one.sha256, one.file)
        for one in case.kept_files.all()
    ]
    papers.sort(key=lambda paper: paper.on)
    return Folder(case, case.events.select_related("letter"), papers)
