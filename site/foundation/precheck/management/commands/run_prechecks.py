"""run_prechecks: check everything that is live (抽查预检). Run it nightly; broken off, it goes on where it stopped."""

from django.core.management.base import BaseCommand, CommandError
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from foundation.precheck.nightly import check_live_pages, live_pages, open_run, tell_editors


class Command(BaseCommand):
    help = "对全部在线页面进行抽查预检，结果供工作台使用；中断后重新运行即从中断处继续。"

    def handle(self, **options) -> None:
        run = open_run()
        if run.pages:
            self.stdout.write(f"继续上次未完成的预检（已检查{run.pages}页）。")
        left = live_pages().filter(pk__gt=run.last_page_id).count()
        columns = (
            TextColumn("抽查预检"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, disable=not self.stdout.isatty()) as progress:
            task = progress.add_task("抽查预检", total=left)
            try:
                check_live_pages(run, lambda pages: progress.advance(task, pages))
            except KeyboardInterrupt:
                raise CommandError("已中断，再次运行将从中断处继续。") from None
        told = tell_editors()
        self.stdout.write(
            f"预检完成：检查{run.pages}页，未能检查{run.failures}页，已将新发现的问题通知{told}个科室的编辑。"
        )
