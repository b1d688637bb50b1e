"""manage.py load_clarification_chain: put the short chain for clarifications in force."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.organisations.models import Body
from interpretation.clarifications.short_chain import load_short_chain


class Command(BaseCommand):
    help = "启用澄清辟谣短流程（科室负责人、保密审查、主要负责人）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--body", metavar="CODE", help="只用于该机构及其下级；不填用于全部机构")

    def handle(self, *args: Any, **options: Any) -> None:
        body = None
        if code := options["body"]:
            body = Body.objects.filter(code=code).first()
            if body is None:
                raise CommandError(f"没有代码为“{code}”的机构。")
        self.stdout.write(f"已启用：{load_short_chain(body)}")
