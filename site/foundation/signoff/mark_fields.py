"""The field in which a reviewer points at paragraphs: rows of a place and a remark, with or without script."""

from collections.abc import Mapping
from typing import Any

from django import forms

from .places import TextPlace

# Rows shown empty, for whoever works without script; with script more can be added.
EMPTY_ROWS = 3
MOST_MARKS = 50
LONGEST_REMARK = 300

Rows = list[tuple[str, str]]


class MarksWidget(forms.Widget):
    """One select and one text input a row, all under the same two names; drawn by ``parts/marks.html``."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Rows:
        return list(zip(_listed(data, f"{name}_place"), _listed(data, f"{name}_remark"), strict=False))


def _listed(data: Mapping[str, Any], name: str) -> list[str]:
    """Every value under this name: a form sends several, a caller in code hands over a list."""
    values = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
    return [str(value).strip() for value in values]


class MarksField(forms.Field):
    """Cleans to a list of marks: key, field, label, excerpt of the place, and the remark."""

    widget = MarksWidget

    def offer(self, places: list[TextPlace]) -> None:
        """The places of the draft under review: nothing else can be pointed at."""
        self.places = {place.key: place for place in places}

    def clean(self, value: Rows) -> list[dict[str, str]]:
        filled = [row for row in value or [] if any(row)]
        if len(filled) > MOST_MARKS:
            raise forms.ValidationError(f"最多指出 {MOST_MARKS} 处，其余请写在退回意见中。")
        return [self._mark(key, remark) for key, remark in filled]

    def _mark(self, key: str, remark: str) -> dict[str, str]:
        place = self.places.get(key)
        if place is None:
            problem = f"“{remark}”没有选择段落，请选择。" if not key else "所指的段落不在本稿中，请重新选择。"
            raise forms.ValidationError(problem)
        if not remark:
            raise forms.ValidationError(f"请写明{place.label}要怎样修改，或者不选这一段。")
        if len(remark) > LONGEST_REMARK:
            raise forms.ValidationError(f"{place.label}的修改意见最多 {LONGEST_REMARK} 字。")
        return {
            "key": place.key,
            "field": place.field,
            "label": place.label,
            "excerpt": place.excerpt,
            "remark": remark,
        }
