"""``load_profile <profile> --body CODE``: rule a body as one of the founding jurisdictions does."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.organisations.models import Body
from portal.profiles.loading import load_profile, profile_codes, read_profile


class Command(BaseCommand):
    """Safe to repeat; what the office set itself stays."""

    help = "按一个地区的制度设定机构的参数、审签流程、目录模板和索引号；法律不允许的不装载并说明理由。可重复执行。"

    def add_arguments(self, parser: CommandParser) -> None:
        listed = ";".join(f"{code} {read_profile(code)['name']}" for code in profile_codes())
        parser.add_argument("profile", choices=profile_codes(), metavar="方案", help=listed)
        parser.add_argument("--body", required=True, metavar="机构代码", help="适用于该机构及其下级机构")
        parser.add_argument("--columns", action="store_true", help="同时按该方案的目录为机构建立栏目")
        parser.add_argument("--unit", metavar="科室名称", help="目录未写明责任单位的栏目交给该科室")

    def handle(self, *args: Any, **options: Any) -> None:
        body = Body.objects.filter(code=options["body"]).first()
        if body is None:
            raise CommandError(f"没有代码为“{options['body']}”的机构。请在“机构”中查看机构代码。")
        loaded = load_profile(options["profile"], body)
        self.stdout.write(f"已为{body}装载{loaded.name}方案：")
        for line in loaded.done:
            self.stdout.write(f"  {line}")
        if loaded.left_out:
            self.stdout.write("未装载：")
            for line in loaded.left_out:
                self.stdout.write(f"  {line}")
        if options["columns"]:
            call_command("load_catalogue", body=body.code, unit=options["unit"], stdout=self.stdout)
