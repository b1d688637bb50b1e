"""sync_rights: let rights follow the appointments of today. Run it every night after midnight."""

from django.core.management.base import BaseCommand

from foundation.organisations.services import sync_all_groups


class Command(BaseCommand):
    """Ends and begins rights on their day, also for people who stay logged in. Safe to repeat."""

    help = "按当日任职更新每个人的权限。每日零时后运行一次，可重复执行。"

    def handle(self, **options) -> None:
        self.stdout.write(f"已按任职更新{sync_all_groups()}人的权限。")
