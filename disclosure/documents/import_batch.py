"""Importing many files: one row of the report for each, one file in memory at a time, none stops the rest."""

import logging
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import reset_queries
from django.db.models import TextChoices
from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.signal_handlers import post_save_signal_handler

from foundation.organisations.models import Body, User

from .import_columns import Columns
from .importing.numbers import parse_document_number
from .importing.problems import ImportProblem
from .importing.reading import read_document
from .importing.sources import Source
from .imports import DuplicateDocument, ImportPlan, carry_out, find_duplicate, plan_import
from .models import DocumentPage

logger = logging.getLogger(__name__)

# Pages are held in memory while they are indexed; each batch costs one average over the whole index.
INDEX_BATCH = 100


class Outcome(TextChoices):
    """What became of a file."""

    IMPORTED = "imported", "已导入"
    READY = "ready", "可导入"
    SKIPPED = "skipped", "已存在，跳过"
    FAILED = "failed", "失败"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report."""

    file: str
    outcome: Outcome
    title: str = ""
    number: str = ""
    page_id: int | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Batch:
    """One run of an import into a body. A dry run writes nothing."""

    body: Body
    columns: Columns
    user: User | None = None
    dry_run: bool = False
    _seen: dict[str, str] = field(default_factory=dict)

    def run(self, sources: Iterable[Source]) -> Generator[Row, None, None]:
        """Import the files one by one; whoever stops iterating stops after the current file."""
        with search_index_in_batches() as written:
            for source in sources:
                row = self._import(source)
                if row.outcome == Outcome.IMPORTED:
                    written(row.page_id)
                # With DEBUG on, Django keeps the text of thousands of statements.
                reset_queries()
                yield row

    def _import(self, source: Source) -> Row:
        try:
            parsed = read_document(source.read(), source.name)
            plan = plan_import(parsed, self.body, self.columns.other)
            plan = plan.in_column(self.columns.for_kind(plan.values["kind"]))
            return self._check(plan, source) if self.dry_run else self._carry_out(plan, source)
        except DuplicateDocument as found:
            duplicate = found.duplicate
            return Row(source.origin, Outcome.SKIPPED, page_id=duplicate.page_id, reason=duplicate.message)
        except ImportProblem as problem:
            return Row(source.origin, Outcome.FAILED, reason=str(problem))
        except ValidationError as error:
            return Row(source.origin, Outcome.FAILED, reason="；".join(error.messages))
        except Exception:
            logger.exception("Import of %s failed", source.origin)
            return Row(
                source.origin, Outcome.FAILED, reason="程序处理此文件时出错，请将文件和日志交平台运维人员。"
            )

    def _carry_out(self, plan: ImportPlan, source: Source) -> Row:
        page = carry_out(plan, self.user)
        return _row(plan, source, Outcome.IMPORTED, page.pk)

    def _check(self, plan: ImportPlan, source: Source) -> Row:
        if duplicate := find_duplicate(plan):
            raise DuplicateDocument(duplicate)
        number = parse_document_number(plan.values["document_number"])
        marks = {plan.digest: "内容", plan.index_number: "索引号", number.key if number else "": "文号"}
        for mark, label in marks.items():
            if mark and mark in self._seen:
                reason = f"与本批文件“{self._seen[mark]}”的{label}相同。"
                return _row(plan, source, Outcome.SKIPPED, None, reason)
        self._seen.update(dict.fromkeys(marks, source.name))
        return _row(plan, source, Outcome.READY)


def _row(plan: ImportPlan, source: Source, outcome: Outcome, page_id=None, reason: str = "") -> Row:
    values = plan.values
    return Row(
        source.origin,
        outcome,
        values["title"],
        values["document_number"],
        page_id,
        reason,
        tuple(map(str, plan.warnings)),
    )


@contextmanager
def search_index_in_batches():
    """Give a function that notes a written page; noted pages are indexed a batch at a time.

    Wagtail indexes at every save and then averages over the whole index, which grows with every page.
    The last batch is indexed on the way out, also after an error.
    """
    waiting: list[int] = []

    def index_waiting() -> None:
        pages = list(DocumentPage.objects.filter(pk__in=waiting))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(DocumentPage, pages)
        waiting.clear()

    def written(page_id: int) -> None:
        waiting.append(page_id)
        if len(waiting) >= INDEX_BATCH:
            index_waiting()

    disconnected = post_save.disconnect(post_save_signal_handler, sender=DocumentPage)
    try:
        yield written
    finally:
        if disconnected:
            post_save.connect(post_save_signal_handler, sender=DocumentPage)
        if waiting:
            index_waiting()
