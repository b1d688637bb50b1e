"""依申请公开工作情况报告 as a letter."""

from typing import Any

from foundation.letters.kinds import LetterField, LetterKind, Shape, register_letter, rows_field
from foundation.letters.layout import Addressee, Each, Heading, Listing, Signature, Text, Title
from foundation.organisations.models import User

from .access import bodies_read
from .models import PeriodReport
from .rules import CARRIED_IN, CARRIED_OUT, NEW, RESULTS

_PAIR = ("项目", "件数")
_MEASURE = ("项目", "数值")


def _may_see(report: PeriodReport, user: User) -> bool:
    return report.body_id in bodies_read(user)


REPORT = LetterKind(
    key="foi-report",
    label="依申请公开工作情况报告",
    basis="定期向主管部门报告依申请公开工作（R-192）",
    fields=(
        LetterField("recipient", "收件人", "示范县人民政府办公室"),
        LetterField("period", "期间", "2026年第3季度"),
        LetterField(
            "summary",
            "概况",
            "2026年第3季度，本机关新收政府信息公开申请12件，上期结转3件，办结13件，结转下期2件。",
        ),
        rows_field("channels", "按渠道", _PAIR, ("网站在线申请", "8")),
        rows_field("applicants", "按申请人", _PAIR, ("自然人", "10")),
        rows_field("results", "按结果", _PAIR, ("予以公开", "9")),
        rows_field("times", "按时限", _MEASURE, ("按期答复", "13")),
        rows_field("fees", "信息处理费", _MEASURE, ("实收金额（元）", "380")),
        LetterField("words", "情况说明", ("本期没有收取信息处理费。",), Shape.PARAGRAPHS),
    ),
    outline=(
        Title("{{ 期间 }}依申请公开工作情况报告"),
        Addressee(),
        Text("{{ 概况 }}"),
        Heading("一、收到申请的渠道"),
        Listing("按渠道", _PAIR, (9, 4)),
        Heading("二、申请人类型"),
        Listing("按申请人", _PAIR, (9, 4)),
        Heading("三、办理结果"),
        Listing("按结果", _PAIR, (9, 4), when="按结果"),
        Heading("四、办理时限"),
        Listing("按时限", _MEASURE, (9, 4)),
        Heading("五、收取信息处理费情况", when="信息处理费"),
        Listing("信息处理费", _MEASURE, (9, 4), when="信息处理费"),
        Each("情况说明"),
        Signature(),
    ),
    may_see=_may_see,
    series="函",
)


def register_letters() -> None:
    register_letter(REPORT)


def summary(period: str, totals: dict[str, int]) -> str:
    """The four numbers in one sentence."""
    return (
        f"{period}，本机关新收政府信息公开申请{totals[NEW]}件，上期结转{totals[CARRIED_IN]}件，"
        f"办结{totals[RESULTS]}件，结转下期{totals[CARRIED_OUT]}件。"
    )


def fields_of(sent_to: str, period: str, figures: dict[str, Any], words: str) -> dict[str, Any]:
    """A report as the fields of the letter. Results that did not occur are left out."""
    return {
        "recipient": sent_to,
        "period": period,
        "summary": summary(period, figures["totals"]),
        "channels": _rows(figures["channels"]),
        "applicants": _rows(figures["applicants"]),
        "results": [row for row in _rows(figures["results"]) if row[1] != "0"],
        "times": _rows(figures["times"]),
        "fees": _rows(figures.get("fees", [])),  # reports sent before it was counted have none
        "words": words.splitlines(),
    }


def _rows(pairs: list[list[Any]]) -> list[tuple[str, str]]:
    return [(str(name), str(number)) for name, number in pairs]
