"""export_seals: every record with all that its digest covers, so that others can recompute the chain."""

import json
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from foundation.signoff.models import Seal
from foundation.signoff.verification.records import records_after

WRONG_ARGUMENTS = 2
INTERRUPTED = 130  # what shells report for Ctrl-C


class Command(BaseCommand):
    """See `help`."""

    help = "导出全部审签记录（JSON Lines，每行一条）。第三方可据此脱机重算指纹链，方法见 signoff 的 README。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, metavar="FILE", help="写入的文件；不填写到标准输出")
        parser.add_argument("--after", type=int, default=0, metavar="N", help="只导出编号大于 N 的记录")

    def handle(self, *args, **options) -> None:
        total = Seal.objects.filter(pk__gt=options["after"]).count()
        columns = (TextColumn("导出"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        with ExitStack() as stack:
            target = stack.enter_context(_opened(options["output"])) if options["output"] else self.stdout
            progress = stack.enter_context(
                Progress(*columns, console=console, disable=not console.is_terminal)
            )
            task = progress.add_task("导出", total=total)
            try:
                self._write(options["after"], target, lambda count: progress.advance(task, count))
            except KeyboardInterrupt:
                raise CommandError("已中断，导出的文件不完整，请重新导出。", returncode=INTERRUPTED) from None
        if options["output"]:
            self.stdout.write(f"已导出 {total} 条到 {options['output']}。")

    @staticmethod
    def _write(last: int, target, done) -> None:
        while batch := records_after(last):
            for key, _, previous, digest, record in batch:
                line = {"id": key, "record": record, "previous": previous, "digest": digest}
                target.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
            last = batch[-1][0]
            done(len(batch))


def _opened(path: Path):
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"文件无法写入 {path}：{error.strerror}", returncode=WRONG_ARGUMENTS) from None
