"""The ledger of ten thousand opinions as a spreadsheet: out, and in with another reason in every row (issue 6)."""

import io

from openpyxl import load_workbook

from opinion.consultations import sheet_services, sheets
from opinion.consultations.models import ConsultationPage, Opinion
from tests.offices import Office, open_office
from tests.opinion.consultations.ledgers import ended_consultation
from tests.opinion.consultations.making import opinions

from .bench_pages import scratch_database
from .rows import Row, taken

OPINIONS, THEMES = 10_000, 20
OUT_SECONDS, IN_SECONDS = 10, 30  # issue 6
TEXT = "建议周末夜间公交延长到零点，末班车与高铁到站时间衔接，并在站牌公布到站时间。" * 2


def run() -> list[Row]:
    """Seconds out and in."""
    with scratch_database():
        office = open_office()
        page = ended_consultation(office)
        opinions(page, OPINIONS, text=TEXT)
        made: list[bytes] = []
        written_out = taken(lambda: made.append(sheets.write(sheet_services.rows_of(page))))
        filled = _filled(made[0])
        read_in = taken(lambda: _bring_in(office, page, filled))
        if Opinion.objects.filter(consultation=page, version=1).count() != OPINIONS:
            raise AssertionError("not every row was written once")
    return [
        Row(f"采纳台账{OPINIONS}行{name}（秒）", time.wall, limit, processor=time.processor)
        for name, time, limit in (("导出", written_out, OUT_SECONDS), ("导入", read_in, IN_SECONDS))
    ]


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
