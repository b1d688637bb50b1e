"""``manage.py inspect_columns``: the daily inspection of the columns; safe to run as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand

from disclosure.columns.daily import inspect_columns


class Command(BaseCommand):
    help = "每日巡查栏目：更新栏目时限事项和巡查台账，可以重复运行"

    def handle(self, *args: Any, **options: Any) -> None:
        found = inspect_columns()
        self.stdout.write(
            f"新发现问题 {found['found']} 个，恢复正常 {found['solved']} 个，未办结 {found['open']} 个。"
        )
