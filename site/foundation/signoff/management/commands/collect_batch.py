"""collect_batch: drafts that were public elsewhere before become a migration batch for a leader to sign."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import reset_queries
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from wagtail.models import Page

from foundation.organisations.models import Body, User
from foundation.signoff.batches import candidates, collect
from foundation.signoff.migration_mails import batch_waits
from foundation.signoff.migration_models import MigrationBatch

WRONG_ARGUMENTS = 2
INTERRUPTED = 130  # what shells report for Ctrl-C
SHOWN = 20


class Command(BaseCommand):
    """See `help`."""

    help = (
        "把已导入的草稿组成历史迁移批次，交签发领导一次签发。只列入填有原发布时间、检查无问题的草稿，其余列明原因。"
        "中断后用 --batch 批次编号 继续。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", metavar="CODE", help="机构代码，如 sfx-zfb")
        parser.add_argument("--name", help="批次名称，如“2015—2020年政策文件”")
        parser.add_argument("--source", default="", help="原公开网站的名称或地址")
        parser.add_argument("--user", metavar="USERNAME", help="组批人（用户名）")
        parser.add_argument("--below", type=int, metavar="ID", help="只列入该页面（栏目）以下的草稿")
        parser.add_argument("--batch", type=int, metavar="ID", help="继续组织这一批次")

    def handle(self, *args, **options) -> None:
        batch = self._batch(options)
        below = _found(Page, options["below"], "页面") if options["below"] else None
        keys = list(candidates(batch.body, below).values_list("pk", flat=True))
        counts = {True: 0, False: 0}
        left_out: list[str] = []
        columns = (TextColumn("组批"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("组批", total=len(keys))
            try:
                for listed in collect(batch, keys):
                    counts[not listed.why_not] += 1
                    if listed.why_not and len(left_out) < SHOWN:
                        left_out.append(f"  《{listed.title}》：{listed.why_not}")
                    progress.advance(task)
                    reset_queries()
            except KeyboardInterrupt:
                raise CommandError(
                    f"已中断，已列入 {counts[True]} 件。用 --batch {batch.pk} 继续。", returncode=INTERRUPTED
                ) from None
        self.stdout.write(
            f"批次 {batch.pk}“{batch.name}”：本次列入 {counts[True]} 件，未列入 {counts[False]} 件。"
        )
        for line in left_out:
            self.stdout.write(line)
        if batch.items.exists():
            batch_waits(batch)
            self.stdout.write("请签发领导在后台“历史迁移”中核对、签发。")

    def _batch(self, options) -> MigrationBatch:
        if options["batch"]:
            batch = _found(MigrationBatch, options["batch"], "批次")
            if batch.seal_id:
                raise CommandError("该批次已经签发，不能再增加页面。", returncode=WRONG_ARGUMENTS)
            return batch
        if not (options["organisation"] and options["name"] and options["user"]):
            raise CommandError("新批次须写明 --organisation、--name 和 --user。", returncode=WRONG_ARGUMENTS)
        body = Body.objects.filter(code=options["organisation"]).first()
        user = User.objects.filter(username=options["user"]).first()
        if body is None or user is None:
            missing = "机构" if body is None else "用户"
            raise CommandError(f"没有这个{missing}，请核对机构代码和用户名。", returncode=WRONG_ARGUMENTS)
        return MigrationBatch.objects.create(
            name=options["name"], source=options["source"], body=body, created_by=user
        )


def _found(model, key: int, what: str):
    if row := model._default_manager.filter(pk=key).first():
        return row
    raise CommandError(f"没有编号为 {key} 的{what}。", returncode=WRONG_ARGUMENTS)
