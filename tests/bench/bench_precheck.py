"""抽查预检 of a 50-page document with a 20-page PDF: at most 2 seconds from the page to the report.

`run()` needs Django set up and gives rows of name, seconds measured and seconds allowed.
"""

import time
from unittest.mock import patch

from foundation.precheck.checks import run_checks
from foundation.precheck.registry import FilePart, TextPart
from foundation.precheck.rules.wording import Wording, Wordings
from foundation.precheck.selectors import LoadedWordings
from foundation.precheck.shipped import read_shipped
from tests.foundation.precheck.makers import identity_number, pdf_file

PAGES, PDF_PAGES = 50, 20
LINES_OF_A_PAGE = 22  # GB/T 9704—2012: 22 lines of 28 characters
LINE = "现就进一步规范全县政务公开工作、提高透明度的有关事项通知如下。"[:28]
ENTRIES = 5_000
SECONDS_ALLOWED = 2.0


class _Page:
    pk = None


def _text(pages: int) -> str:
    page = "\n".join([LINE] * (LINES_OF_A_PAGE - 1) + [f"办理人{identity_number()}，全面布署。"])
    return "\n".join([page] * pages)


def _wordings() -> LoadedWordings:
    shipped = [Wording(row["text"], row["suggestion"]) for row in read_shipped()]
    more = [Wording(f"虚构错词{number}号", "无") for number in range(ENTRIES - len(shipped))]
    return LoadedWordings("bench", Wordings([*shipped, *more]))


def run() -> list[tuple[str, float, float]]:
    """Time one check; the result must name every number planted."""
    body, data = _text(PAGES), pdf_file(*[_text(1)] * PDF_PAGES)
    digest = f"bench-{time.time_ns()}"  # a new one each time: nothing kept may be reused
    file = FilePart("attachments", "附件", "附件.pdf", digest, lambda: data)
    wordings = _wordings()
    with (
        patch(
            "foundation.precheck.registry._texts", [lambda page: [TextPart("content", "正文", body, "段")]]
        ),
        patch("foundation.precheck.registry._files", [lambda page: [file]]),
        patch("foundation.precheck.registry._checks", {}),
        patch("foundation.precheck.checks.load_wordings", return_value=wordings),
    ):
        started = time.perf_counter()
        report = run_checks(_Page())
        seconds = time.perf_counter() - started
    planted = PAGES + PDF_PAGES
    if len(report.open) != 2 * planted:
        raise AssertionError(f"{len(report.open)} of {2 * planted} planted faults were found")
    return [(f"抽查预检：{PAGES}页正文与{PDF_PAGES}页PDF（秒）", round(seconds, 2), SECONDS_ALLOWED)]
