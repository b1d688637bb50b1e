"""The notice as a form: facts above, one row per holiday below. Text is kept as typed, so that nothing is lost."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from foundation.workdays.notices import NAME_MAX_LENGTH, OffRange, notice_problems
from foundation.workdays.parsing import ReadNotice, read_day

ROWS = 8  # seven festivals, and one to spare
SPARE_ROWS = 2  # below rows that are filled already
DAY_HINT = "如2027-02-05或2月5日"
SEPARATORS = re.compile(r"[、，,;；\s]+")


def _day_or_error(text: str, year: int | None) -> date:
    if day := read_day(text, year):
        return day
    raise forms.ValidationError(f"“{text}”不是日期，请写成{DAY_HINT}。")


class PasteForm(forms.Form):
    """The words of the notice, or a file with it."""

    text = forms.CharField(
        label="通知全文",
        required=False,
        max_length=10_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": "把国务院办公厅通知连同标题粘贴在这里"}),
    )
    file = forms.FileField(label="或者选择文件（CSV、JSON）", required=False)


class FactsForm(forms.Form):
    """Which notice it is."""

    year = forms.IntegerField(
        label="年份", min_value=2000, max_value=2100, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    notice_no = forms.CharField(
        label="发文字号", max_length=60, required=False, help_text="如国办发明电〔2025〕7号"
    )
    issued_on = forms.CharField(label="成文日期", max_length=20, help_text="如2025-11-04")
    reason = forms.CharField(
        label="更换理由",
        max_length=200,
        required=False,
        help_text="本年度已经录入过通知时必须填写，原来的安排留作历史。",
    )

    def clean_issued_on(self) -> date:
        return _day_or_error(self.cleaned_data["issued_on"], None)


class RangeForm(forms.Form):
    """One holiday with its make-up days, as one numbered item of the notice has them."""

    name = forms.CharField(label="节日", max_length=NAME_MAX_LENGTH, required=False)
    first = forms.CharField(label="放假自", max_length=20, required=False)
    last = forms.CharField(label="至", max_length=20, required=False)
    work_days = forms.CharField(label="调休上班日", max_length=120, required=False)

    def __init__(self, *args: Any, year: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def clean_first(self) -> date | None:
        text = self.cleaned_data["first"]
        return _day_or_error(text, self.year) if text else None

    def clean_last(self) -> date | None:
        text = self.cleaned_data["last"]
        return _day_or_error(text, self.year) if text else None

    def clean_work_days(self) -> list[date]:
        texts = filter(None, SEPARATORS.split(self.cleaned_data["work_days"]))
        return [_day_or_error(text, self.year) for text in texts]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("first") and "first" in data and (data.get("name") or data.get("last")):
            self.add_error("first", f"请填写放假的第一天，{DAY_HINT}。")
        return data


RangeFormSet = forms.formset_factory(RangeForm, extra=ROWS, max_num=20)


@dataclass(frozen=True)
class EnteredNotice:
    """What the form holds once every field can be read."""

    year: int
    notice_no: str
    issued_on: date
    off_ranges: list[OffRange]
    work_days: list[date]
    reason: str

    @property
    def problems(self) -> list[str]:
        return notice_problems(self.year, self.issued_on, self.off_ranges, self.work_days)

    @property
    def digest(self) -> str:
        """Changes with the content: what is stored is what was shown."""
        content = (self.year, self.notice_no, self.issued_on, self.off_ranges, self.work_days)
        return hashlib.sha256(repr(content).encode()).hexdigest()


class NoticeForms:
    """The facts and the rows together."""

    def __init__(self, facts: FactsForm, rows: Any) -> None:
        self.facts, self.rows = facts, rows

    @classmethod
    def typed(cls, data: Any) -> "NoticeForms":
        """As the person sent it."""
        year = data.get("year", "")
        kwargs = {"year": int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None}
        return cls(FactsForm(data), RangeFormSet(data, prefix="off", form_kwargs=kwargs))

    @classmethod
    def filled(cls, notice: ReadNotice) -> "NoticeForms":
        """With what was read from words, from a file or from what is stored."""
        facts = {
            "year": notice.year,
            "notice_no": notice.notice_no,
            "issued_on": notice.issued_on.isoformat() if notice.issued_on else "",
        }
        rows = RangeFormSet(prefix="off", initial=_rows_of(notice))
        rows.extra = SPARE_ROWS if notice.off_ranges else ROWS
        return cls(FactsForm(initial=facts), rows)

    def read(self) -> EnteredNotice | None:
        """The notice; None when a field cannot be read, which the forms then say."""
        if not (self.facts.is_valid() & self.rows.is_valid()):
            return None
        facts = self.facts.cleaned_data
        rows = [row.cleaned_data for row in self.rows if row.cleaned_data]
        off = [
            OffRange(row["name"], row["first"], row["last"] or row["first"]) for row in rows if row["first"]
        ]
        return EnteredNotice(
            facts["year"],
            facts["notice_no"],
            facts["issued_on"],
            off,
            [day for row in rows for day in row["work_days"]],
            facts["reason"].strip(),
        )


def _rows_of(notice: ReadNotice) -> list[dict[str, str]]:
    """One row per holiday; each make-up day stands with the holiday nearest to it."""
    rows = [
        {"name": off.name, "first": off.first.isoformat(), "last": off.last.isoformat(), "work_days": ""}
        for off in notice.off_ranges
    ]
    if not rows:
        return []
    for day in sorted(notice.work_days):
        near = min(
            range(len(rows)),
            key=lambda place: min(
                abs((day - end).days)
                for end in (notice.off_ranges[place].first, notice.off_ranges[place].last)
            ),
        )
        rows[near]["work_days"] = "、".join(filter(None, [rows[near]["work_days"], day.isoformat()]))
    return rows
