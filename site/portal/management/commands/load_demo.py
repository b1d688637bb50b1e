"""Fills an empty database with 示范县 and says how to try it."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from foundation.organisations.services import ensure_groups
from foundation.search.jobs import read_waiting_files
from foundation.signoff.chains.services import DEFAULT_PROFILE, load_profile
from portal.demo import county
from portal.services import live_at

DEMO_PASSWORD = "Shifan-2026-demo"  # noqa: S105  (for a machine of one's own; production refuses the command)
ACCOUNTS = (
    ("编辑", "bianji", "起草文件，修改被退回的稿件，送审"),
    ("科室负责人", "kezhang", "初审：同意或者退回"),
    ("保密审查员", "baomi", "保密审查"),
    ("保密复审员", "baomi2", "复审不能确定的事项，维护依据库"),
    ("主要负责人", "zhuyao", "批准上报确定"),
    ("办公室主任", "fushen", "办公室复审"),
    ("签发领导", "lingdao", "签发，签发后即公开"),
    ("分管负责人", "fenguan", "四审四校时加审一级"),
    ("主要负责人", "zhuyao", "须本单位主要负责人批准的事项"),
    ("监督员", "jiandu", "查看各单位公开和解读情况"),
    ("舆情值班员", "zhiban", "登记和报送舆情，排值班表；另有应急值班 yingji、基层信息员 xinxi"),
    ("依申请公开经办", "jingban", "登记、初审、送达政府信息公开申请"),
    ("工作机构负责人", "gongkaiban", "同意延期、再次补正和中止期限，在手机上也方便"),
    ("平台运维", "yunwei", "管理机构、岗位、任职和人员"),
    ("超级管理员", "admin", "查看全部设置；同样不能绕过审签发布"),
    ("部门编辑（医保局）", "ybj-bianji", "其他机构的用户名在前面加机构代码，如 mzj-kezhang"),
)


class Command(BaseCommand):
    help = "装入演示数据：虚构的示范县。数据已在时不作任何改动。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="http://localhost:8000/", help="网站首页地址，用于提示")

    def handle(self, *args, **options) -> None:
        if settings.SETTINGS_MODULE.endswith("production"):
            raise CommandError("演示账号的口令是公开的，正式环境不能装入演示数据。")
        console = Console(file=self.stdout)  # type: ignore[arg-type]  # writes and flushes like a file
        if county.has_other_site():
            raise CommandError("数据库中已有网站，演示数据只装入空的数据库。")
        if county.is_built():
            # What a later release brings: rights of the groups, the chain as data.
            ensure_groups()
            load_profile(DEFAULT_PROFILE)
            console.print("示范县已在，保留现有数据。")
        else:
            self.build(console)
        live_at(options["address"])
        self.explain(console, options["address"])

    def build(self, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console) as progress:
            task = progress.add_task("装入示范县", total=county.STEPS)
            county.build(self.password, lambda made: progress.update(task, advance=1))
            progress.update(task, description="读取附件文字供检索", completed=county.STEPS)
            # Nobody runs the periodic jobs of a demo: what they would read within minutes is read now.
            while read_waiting_files():
                pass

    @property
    def password(self) -> str:
        return os.environ.get("DEMO_PASSWORD") or DEMO_PASSWORD

    def explain(self, console: Console, address: str) -> None:
        table = Table(title=f"演示账号（口令均为 {self.password}）", title_justify="left")
        for heading in ("角色", "用户名", "可以试什么"):
            table.add_column(heading)
        for row in ACCOUNTS:
            table.add_row(*row)
        console.print(table)
        console.print(f"网站首页：{address}")
        console.print(f"管理后台：{address}admin/")
