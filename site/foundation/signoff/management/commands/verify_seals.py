"""verify_seals: is every record as it was written, and is everything public exactly what was signed."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import reset_queries
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from foundation.signoff.verification.run import Verification, expected_work, keep_and_tell, verify

BROKEN = 1
INTERRUPTED = 130  # what shells report for Ctrl-C


class Command(BaseCommand):
    """See `help`."""

    help = (
        "校验全部审签记录的指纹链和全部公开页面的发布许可，指出第一处断裂并统计其余；只读，不改动任何数据。"
        "退出码：0 无问题，1 有问题，130 被中断。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--files", action="store_true", help="同时核对公开附件、图片在磁盘上的内容")
        parser.add_argument(
            "--nightly",
            action="store_true",
            help="含 --files；保存结果，新发现的问题发邮件给平台运维和监督员",
        )

    def handle(self, *args, **options) -> None:
        with_files = options["files"] or options["nightly"]
        columns = (TextColumn("校验"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("校验", total=expected_work(with_files))

            def done(count: int) -> None:
                progress.advance(task, count)
                # With DEBUG on, Django keeps the text of every statement.
                reset_queries()

            try:
                result = verify(done, with_files=with_files)
            except KeyboardInterrupt:
                raise CommandError(
                    "已中断，未改动任何数据；再次运行从头校验。", returncode=INTERRUPTED
                ) from None
        if options["nightly"]:
            keep_and_tell(result)
        self._report(result)

    def _report(self, result: Verification) -> None:
        walk = result.walk
        self.stdout.write(f"审签记录 {walk.records} 条，公开页面 {result.pages} 页。")
        self.stdout.write(f"最新记录：第 {walk.last_id} 号，指纹 {walk.last_digest}")
        if result.compared_in_full:
            self.stdout.write(f"逐字段比对 {result.compared_in_full} 页（没有数据行指纹，或与之不同）。")
        if result.first is None:
            self.stdout.write("无问题。")
            return
        self.stdout.write(f"第一处断裂：{result.first}")
        total = sum(result.counts.values())
        for breach, count in result.counts.most_common():
            self.stdout.write(f"  {breach.label} {count} 处")
        raise CommandError(f"共发现问题 {total} 处，请按提示处理并报告平台运维人员。", returncode=BROKEN)
