"""Writes all personal data anew with the first key of PERSONAL_DATA_KEYS; safe to stop and to run again."""

from django.core.management.base import BaseCommand
from django.db import transaction

from foundation.submissions.encryption import encrypted_fields
from foundation.submissions.registry import all_kinds


class Command(BaseCommand):
    help = "用 PERSONAL_DATA_KEYS 的第一个密钥重新加密全部个人信息。更换密钥后运行，完成后方可去掉旧密钥。"

    def handle(self, *args, **options) -> None:
        done = 0
        for kind in all_kinds():
            names = [field.name for field in encrypted_fields(kind.model)]
            rows = kind.model._default_manager.filter(forgotten_at=None)
            for pk in rows.order_by("pk").values_list("pk", flat=True).iterator():
                with transaction.atomic():
                    row = kind.model._default_manager.select_for_update().only("pk", *names).get(pk=pk)
                    row.save(update_fields=names)
                done += 1
        self.stdout.write(f"已重新加密 {done} 件。")
