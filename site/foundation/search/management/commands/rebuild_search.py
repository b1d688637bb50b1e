from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from foundation.search.attachments import read_files
from foundation.search.engines.asking import EngineDown
from foundation.search.engines.choosing import node
from foundation.search.models import SearchEntry
from foundation.search.rebuilding import count_pages, rebuild, rebuild_node


class Command(BaseCommand):
    help = "重建检索索引：全部公开页面、附件和检索服务。可中断，再次运行从中断处继续；可重复运行。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--again", action="store_true", help="不从中断处继续，从头重建")
        parser.add_argument("--no-files", action="store_true", help="不读取附件（由定时任务随后读取）")

    def handle(self, *args, again: bool, no_files: bool, **options) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        try:
            with Progress(*columns, console=Console(stderr=True)) as progress:
                bar = progress.add_task("页面", total=count_pages())
                done = rebuild(lambda n: progress.advance(bar, n), again)
                if not no_files:
                    waiting = SearchEntry.objects.filter(files_read=False).select_related("page")
                    for entry in progress.track(
                        waiting.iterator(chunk_size=50), waiting.count(), description="附件"
                    ):
                        read_files(entry)
                if node():
                    bar = progress.add_task("检索服务", total=SearchEntry.objects.count())
                    rebuild_node(lambda n: progress.advance(bar, n))
        except KeyboardInterrupt:
            raise CommandError("已中断。再次运行 rebuild_search 将从中断处继续。") from None
        except EngineDown as problem:
            raise CommandError(f"数据库索引已重建，检索服务没有响应：{problem}") from None
        self.stdout.write(f"已索引{done}个页面。")
