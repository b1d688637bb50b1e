"""`manage.py import_documents`: files of an old site become drafts."""

import csv
import signal
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from disclosure.documents.import_batch import Batch, Outcome, Row
from disclosure.documents.import_columns import Columns, ColumnUnknown, choose_columns
from disclosure.documents.importing.sources import walk_sources
from foundation.organisations.models import Body, User
from foundation.organisations.spreadsheets import harmless

WRONG_ARGUMENTS = 2
SOME_FAILED = 1
INTERRUPTED = 130  # what shells report for Ctrl-C
SHOWN_FAILURES = 20
REPORT_COLUMNS = ["文件", "结果", "标题", "文号", "页面编号", "原因", "提醒"]


class Command(BaseCommand):
    """See `help`."""

    help = (
        "批量导入政策文件（.docx .html .htm .txt、文件夹，或由它们组成的 .zip 压缩包），每份建一个草稿，不会发布。"
        "可反复运行：已导入的自动跳过，中断后用同一命令继续。"
        "退出码：0 没有失败，1 有文件失败，2 参数有误，130 被中断。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="文件、文件夹或 .zip 压缩包")
        parser.add_argument("--organisation", required=True, metavar="CODE", help="机构代码，如 sfx-zfb")
        column = parser.add_mutually_exclusive_group()
        column.add_argument(
            "--column",
            type=int,
            metavar="N",
            help="目录事项序号。不填时按类别：行政规范性文件进“行政规范性文件”栏目，其余进“其他文件”栏目",
        )
        column.add_argument(
            "--column-page", type=int, metavar="ID", help="栏目的页面编号（没有目录事项的栏目用）"
        )
        parser.add_argument("--user", metavar="USERNAME", help="草稿的拟稿人（用户名）；不填则由编辑自行认领")
        parser.add_argument("--dry-run", action="store_true", help="只检查、不写入")
        parser.add_argument("--report", type=Path, metavar="FILE", help="报告（CSV，可用 Excel 或 WPS 打开）")

    def handle(self, *args, **options) -> None:
        batch = Batch(
            body := _body(options["organisation"]),
            _columns(body, options["column"], options["column_page"]),
            user=_user(options["user"]),
            dry_run=options["dry_run"],
        )
        paths = options["paths"]
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"文件或文件夹不存在：{'、'.join(missing)}", returncode=WRONG_ARGUMENTS)
        console = Console(stderr=True, highlight=False)
        counts = dict.fromkeys(Outcome, 0)
        failures: list[Row] = []
        with ExitStack() as stack:
            report = stack.enter_context(_report(options["report"])) if options["report"] else None
            stopped = stack.enter_context(_stop_requests(console))
            total = sum(1 for _ in walk_sources(paths))
            progress = stack.enter_context(_progress(console))
            task = progress.add_task("导入", total=total)
            rows = batch.run(walk_sources(paths))
            stack.callback(rows.close)
            for row in rows:
                counts[row.outcome] += 1
                if report:
                    report(row)
                if row.outcome == Outcome.FAILED and len(failures) < SHOWN_FAILURES:
                    failures.append(row)
                progress.advance(task)
                if stopped():
                    break
        self._conclude(counts, failures, total, options["report"])

    def _conclude(self, counts: dict, failures: list[Row], total: int, report: Path | None) -> None:
        summary = "；".join(f"{outcome.label} {count} 份" for outcome, count in counts.items() if count)
        self.stdout.write(f"共 {total} 份文件。{summary or '没有文件'}。")
        for row in failures:
            self.stdout.write(f"  失败：{row.file}：{row.reason}")
        failed = counts[Outcome.FAILED]
        if failed > len(failures):
            self.stdout.write(f"  另有 {failed - len(failures)} 份失败，见报告（--report）。")
        if report:
            self.stdout.write(f"报告：{report}")
        done = sum(counts.values())
        if done < total:
            raise CommandError(
                f"已按要求中断，处理了 {done} 份，余 {total - done} 份未处理。"
                "用同一命令再次运行即可继续，已导入的会自动跳过。",
                returncode=INTERRUPTED,
            )
        if failed:
            raise CommandError(
                f"有 {failed} 份文件未能导入，请按上列原因处理后再次运行。", returncode=SOME_FAILED
            )


def _body(code: str) -> Body:
    try:
        return Body.objects.get(code=code)
    except Body.DoesNotExist:
        codes = list(Body.objects.order_by("code").values_list("code", "name")[:SHOWN_FAILURES])
        known = "\n".join(f"  {known_code} {name}" for known_code, name in codes) or "  （还没有机构）"
        raise CommandError(
            f"没有代码为“{code}”的机构。机构代码见后台“机构”列表，已有的机构代码：\n{known}",
            returncode=WRONG_ARGUMENTS,
        ) from None


def _columns(body: Body, number: int | None, page_id: int | None) -> Columns:
    try:
        return choose_columns(body, number, page_id)
    except ColumnUnknown as error:
        raise CommandError(
            f"{error}\n用 --column 目录事项序号 或 --column-page 页面编号 指定。", returncode=WRONG_ARGUMENTS
        ) from None


def _user(username: str | None) -> User | None:
    if not username:
        return None
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist:
        raise CommandError(f"没有用户名为“{username}”的用户。", returncode=WRONG_ARGUMENTS) from None


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
    )


@contextmanager
def _report(path: Path):
    """A function that writes one row at once, so that the report is whole whenever the run ends."""
    try:
        # The mark at the beginning tells Excel that the file is UTF-8.
        handle = path.open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        raise CommandError(f"报告无法写入 {path}：{error.strerror}", returncode=WRONG_ARGUMENTS) from None
    with handle:
        writer = csv.writer(handle)
        writer.writerow(REPORT_COLUMNS)

        def write(row: Row) -> None:
            cells = [row.file, row.outcome.label, row.title, row.number, row.page_id or "", row.reason]
            writer.writerow([harmless(cell) for cell in [*cells, "\n".join(row.warnings)]])
            handle.flush()

        yield write


@contextmanager
def _stop_requests(console: Console):
    """A function telling whether Ctrl-C was pressed; the second press interrupts at once."""
    pressed = False

    def note(signum, frame) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True
        console.print("正在完成当前文件后停止…… 再按一次 Ctrl-C 立即停止。")

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)
