"""run_duties: everything periodic, every minute."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.duties.enums import Outcome
from foundation.duties.health import health
from foundation.duties.jobs import all_jobs, run_due

FAILED = 1
WRONG_ARGUMENTS = 2
INTERRUPTED = 130  # what shells report for Ctrl-C


class Command(BaseCommand):
    """See `help`."""

    # Run every minute: system checks belong to a release, not to each run.
    requires_system_checks: list[str] = []
    help = (
        "办理到时的周期任务：到期提醒、定时公开、夜间检查与校验等。每分钟运行一次，可多机同时运行、中断后再运行。"
        "退出码：0 正常，1 有任务失败（--health 为异常），2 参数有误，130 被中断。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", metavar="KEY", default="", help="立即办理这一项任务，不论是否到时")
        parser.add_argument("--health", action="store_true", help="只报告运行是否正常，供监控读取")
        parser.add_argument("--list", action="store_true", help="列出全部任务")

    def handle(self, *args, **options) -> None:
        if options["list"]:
            for job in all_jobs():
                self.stdout.write(f"{job.key}\t{job.label}")
            return
        if options["health"]:
            found = health()
            self.stdout.write(found.line)
            if not found.is_well:
                raise CommandError("周期任务运行异常。", returncode=FAILED)
            return
        only = options["only"]
        labels = {job.key: job.label for job in all_jobs()}
        if only and only not in labels:
            raise CommandError(
                f"没有名为“{only}”的任务，可用：{'、'.join(labels)}。", returncode=WRONG_ARGUMENTS
            )
        failed = 0
        try:
            for run in run_due(only):
                failed += run.outcome == Outcome.FAILED
                at = f"{timezone.localtime(run.started_at):%Y-%m-%d %H:%M:%S}"
                self.stdout.write(f"{at} {labels[run.key]} {run.get_outcome_display()} {run.words}")
        except KeyboardInterrupt:
            raise CommandError("已中断，再次运行即继续。", returncode=INTERRUPTED) from None
        if failed:
            raise CommandError(f"{failed}项任务失败，详见上文和日志。", returncode=FAILED)
