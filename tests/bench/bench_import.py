"""Import of many documents: at least 20 a second on SQLite, and memory that does not grow with their number.

`run()` needs Django set up, makes a scratch database of its own, and gives rows of name, figure and the most
it may be.
"""

import resource
import tempfile
import time
from pathlib import Path

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from disclosure.documents.import_batch import Batch, Outcome
from disclosure.documents.import_columns import choose_columns
from disclosure.documents.importing.sources import walk_sources
from tests.offices import open_office

FILES = 500
WARM = 100  # imports, templates and caches are loaded by then
PARAGRAPHS = 60  # some 5,000 characters: a paper of eight pages
SECONDS_EACH = 1 / 20
# 50 MB over 5,000 files, measured over 400 of them.
GROWTH_ALLOWED_MB = 50 * (FILES - WARM) / 5000
# The last must cost what the first cost; noise of a shared machine allowed for.
SLOWING_ALLOWED = 1.5


def _letter(position: int) -> str:
    year, number = 2000 + position // 100, position % 100 + 1
    body = "\n".join(
        f"现就第{position}号事项第{line}项要求通知如下，请各科室遵照执行，并于月底前报送落实情况、"
        "存在问题和下一步工作打算，由办公室汇总后按程序公开。"
        for line in range(PARAGRAPHS)
    )
    return (
        f"示范县人民政府办公室关于做好第{position}项工作的通知\n\n示政办发〔{year}〕{number}号\n\n各科室：\n{body}\n\n"
        f"示范县人民政府办公室\n{year}年3月5日\n"
    )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run() -> list[tuple[str, float, float]]:
    """Import a folder of letters; every one must become a draft."""
    with tempfile.TemporaryDirectory() as scratch:
        letters = Path(scratch) / "letters"
        letters.mkdir()
        for position in range(FILES):
            (letters / f"{position:05d}.txt").write_text(_letter(position))
        # On disk: a database in memory would count as memory of the import.
        connection.settings_dict["TEST"]["NAME"] = f"{scratch}/bench.sqlite3"
        databases = setup_databases(verbosity=0, interactive=False)
        try:
            return _measure(letters)
        finally:
            teardown_databases(databases, verbosity=0)


def _measure(folder: Path) -> list[tuple[str, float, float]]:
    office = open_office()
    batch = Batch(office.body, choose_columns(office.body, page_id=office.column.pk), user=office.editor)
    # Time of the processor, so that neighbours on the machine do not count.
    moments, warm_peak = [time.process_time()], 0.0
    for row in batch.run(walk_sources([folder])):
        if row.outcome != Outcome.IMPORTED:
            raise AssertionError(f"{row.file}: {row.reason}")
        moments.append(time.process_time())
        if len(moments) == WARM + 1:
            warm_peak = _peak_mb()
    early = moments[2 * WARM] - moments[WARM]
    late = moments[-1] - moments[-1 - WARM]
    return [
        ("导入：每份处理器用时（秒）", round((moments[-1] - moments[0]) / FILES, 4), SECONDS_EACH),
        (f"导入：内存增长，{FILES - WARM}份（MB）", round(_peak_mb() - warm_peak, 1), GROWTH_ALLOWED_MB),
        ("导入：最后一百份与最初相比（倍）", round(late / early, 2), SLOWING_ALLOWED),
    ]
