from django.core.management.base import BaseCommand

from foundation.search.synonyms import load_shipped


class Command(BaseCommand):
    help = "把随产品提供的常用同义词（如 低保、最低生活保障）加入检索同义词；已有的词不动，可重复运行。"

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"已加入{load_shipped()}组检索同义词。")
