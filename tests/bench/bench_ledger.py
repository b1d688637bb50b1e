"""The ledger of ten thousand opinions as a spreadsheet: out, and in with another reason in every row (issue 6)."""

import io
import time
from collections.abc import Callable

from openpyxl import load_workbook

from opinion.consultations import sheet_services, sheets
from opinion.consultations.models import ConsultationPage, Opinion
from tests.offices import Office, open_office
from tests.opinion.consultations.ledgers import ended_consultation
from tests.opinion.consultations.making import opinions

from .bench_pages import scratch_database
from .rows import Row

OPINIONS, THEMES = 10_000, 20
OUT_SECONDS, IN_SECONDS = 10, 30  # issue 6
TEXT = "建议周末夜间公交延长到零点，末班车与高铁到站时间衔接，并在站牌公布到站时间。" * 2


def run() -> list[Row]:
    """Seconds by the clock, with those of the processor beside them, which other work on the machine leaves alone."""
    with scratch_database():
        office = open_office()
        page = ended_consultation(office)
        opinions(page, OPINIONS, text=TEXT)
        made: list[bytes] = []
        written_out = _taken(lambda: made.append(sheets.write(sheet_services.rows_of(page))))
        filled = _filled(made[0])
        read_in = _taken(lambda: _bring_in(office, page, filled))
        if Opinion.objects.filter(consultation=page, version=1).count() != OPINIONS:
            raise AssertionError("not every row was written once")
    return [
        Row(f"采纳台账{OPINIONS}行导出（秒，处理器{written_out[1]:.1f}）", written_out[0], OUT_SECONDS),
        Row(f"采纳台账{OPINIONS}行导入（秒，处理器{read_in[1]:.1f}）", read_in[0], IN_SECONDS),
    ]


def _taken(action: Callable[[], object]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - clock, time.process_time() - processor


def _filled(data: bytes) -> bytes:
    """The exported sheet as somebody filled it in."""
    book = load_workbook(io.BytesIO(data))
    for number, row in enumerate(book.worksheets[0].iter_rows(min_row=2)):
        row[8].value, row[9].value = f"类别{number % THEMES}", "采纳"
        row[10].value = f"已写入第{number}条。"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _bring_in(office: Office, page: ConsultationPage, data: bytes) -> None:
    sheet = sheet_services.receive(office.editor, page, "台账.xlsx", data)
    sheet_services.check_sheet(sheet)
    sheet.refresh_from_db()
    sheet_services.start_writing(office.editor, sheet, only_good=False)
    sheet_services.write_sheet(sheet)
