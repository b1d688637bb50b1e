"""publish_batch: what a leader signed in migration batches goes live, page by page."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import reset_queries
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from foundation.signoff.batches import publish_item, waiting_items
from foundation.signoff.enums import ItemState
from foundation.signoff.mails import held_back
from foundation.signoff.migration_models import MigrationBatch, MigrationItem

SOME_FELL_OUT = 1
WRONG_ARGUMENTS = 2
INTERRUPTED = 130  # what shells report for Ctrl-C
SHOWN = 20


class Command(BaseCommand):
    """See `help`."""

    help = (
        "公开已签发的历史迁移批次，每件恰好公开一次；签发后有改动或不再合格的不公开并列明原因。"
        "中断后用同一命令继续。退出码：0 全部公开，1 有未公开的，2 参数有误，130 被中断。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("batch", nargs="*", type=int, help="批次编号；不填为全部已签发的批次")

    def handle(self, *args, **options) -> None:
        batches = self._batches(options["batch"])
        waiting = MigrationItem.objects.filter(batch__in=batches, state=ItemState.WAITING)
        counts: Counter[str] = Counter()
        left_out: list[str] = []
        columns = (TextColumn("公开"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        with (
            held_back(),
            Progress(*columns, console=console, disable=not console.is_terminal) as progress,
        ):
            task = progress.add_task("公开", total=waiting.count())
            try:
                for item in (item for batch in batches for item in waiting_items(batch)):
                    item = publish_item(item)
                    counts[item.state] += 1
                    if item.state == ItemState.FELL_OUT and len(left_out) < SHOWN:
                        left_out.append(f"  《{item.title}》：{item.reason}")
                    progress.advance(task)
                    # With DEBUG on, Django keeps the text of every statement.
                    reset_queries()
            except KeyboardInterrupt:
                raise CommandError(
                    f"已中断，本次公开 {counts[ItemState.PUBLISHED]} 件。用同一命令继续。",
                    returncode=INTERRUPTED,
                ) from None
        fell_out = counts[ItemState.FELL_OUT]
        self.stdout.write(f"本次公开 {counts[ItemState.PUBLISHED]} 件，未公开 {fell_out} 件。")
        for line in left_out:
            self.stdout.write(line)
        if fell_out:
            raise CommandError(
                f"有 {fell_out} 件未公开，原因见后台“历史迁移”中该批次的清单。", returncode=SOME_FELL_OUT
            )

    def _batches(self, keys: list[int]) -> list[MigrationBatch]:
        signed = MigrationBatch.objects.filter(seal__isnull=False).order_by("pk")
        found = list(signed.filter(pk__in=keys) if keys else signed)
        if missing := set(keys) - {batch.pk for batch in found}:
            numbers = "、".join(map(str, sorted(missing)))
            raise CommandError(f"批次 {numbers} 不存在或尚未签发。", returncode=WRONG_ARGUMENTS)
        return found
