"""Filters of the ledger, and its acts as forms."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from foundation.organisations.models import Unit

from .enums import Source, Verdict
from .ledger_enums import Progress
from .ledger_rules import LONGEST_REASON
from .ledger_selectors import in_progress
from .models import ConsultationPage
from .opinion_models import Opinion, OpinionTheme

NO_THEME = "0"


class FilterForm(forms.Form):
    """Which opinions are shown; what is not understood filters nothing."""

    progress = forms.ChoiceField(label="办理情况", required=False)
    source = forms.ChoiceField(label="来源", required=False)
    clause = forms.ChoiceField(label="条款", required=False)
    theme = forms.ChoiceField(label="类别", required=False)
    unit = forms.ChoiceField(label="研究单位", required=False)
    q = forms.CharField(label="意见中的词", required=False, max_length=60)

    def __init__(self, *args: Any, opinions: QuerySet[Opinion], **kwargs: Any) -> None:
        """One query, whatever there is to choose from."""
        super().__init__(*args, **kwargs)
        self.opinions = opinions
        kinds = opinions.order_by("theme__sort_order", "theme_id").values_list(
            "source",
            "clause",
            "clause_label",
            "verdict_unit",
            "verdict_unit__name",
            "theme_id",
            "theme__name",
        )
        sources, clauses, units, themes = set(), dict[str, str](), dict[int, str](), dict[int, str]()
        for source, clause, label, unit, name, theme, theme_name in kinds.distinct():
            sources.add(source)
            clauses |= {clause: label or clause} if clause else {}
            units |= {unit: name} if unit else {}
            themes |= {theme: theme_name} if theme else {}
        self._choose("progress", list(Progress.choices))
        self._choose("source", [(one.value, str(one.label)) for one in Source if one in sources])
        self._choose("theme", [(NO_THEME, "未归类"), *((str(pk), name) for pk, name in themes.items())])
        self._choose("unit", [(str(pk), name) for pk, name in units.items()])
        self._choose("clause", [("-", "全文"), *sorted(clauses.items())])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", "全部"), *choices]  # type: ignore[attr-defined]

    def found(self) -> QuerySet[Opinion]:
        """The opinions that fit."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        found = self.opinions
        if progress := asked.get("progress"):
            found = in_progress(found, progress)
        if source := asked.get("source"):
            found = found.filter(source=source)
        if clause := asked.get("clause"):
            found = found.filter(clause="" if clause == "-" else clause)
        if theme := asked.get("theme"):
            found = found.filter(theme=None if theme == NO_THEME else int(theme))
        if unit := asked.get("unit"):
            found = found.filter(verdict_unit=int(unit))
        if words := asked.get("q"):
            found = found.filter(text__icontains=words)
        return found


class VerdictForm(forms.Form):
    """采纳情况 with its reason."""

    verdict = forms.ChoiceField(
        label="采纳情况",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择采纳情况。"},
    )
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
        help_text="不采纳、部分采纳和解释说明的，写明理由；理由在征集结果中公布，请勿写个人信息",
    )


class ReturnForm(forms.Form):
    """退回重拟."""

    reason = forms.CharField(
        label="退回的理由",
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "请写明退回的理由。"},
    )


class ThemeForm(forms.Form):
    """归类: a known name or a new one."""

    name = forms.CharField(
        label="类别",
        required=False,
        max_length=100,
        help_text="填写已有类别的名称，即并入该类别；留空，即移出类别",
        widget=forms.TextInput({"list": "themes"}),
    )

    def __init__(self, *args: Any, page: ConsultationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = list(OpinionTheme.objects.filter(consultation=page).values_list("name", flat=True))


class AssignForm(forms.Form):
    """交由科室研究."""

    unit = forms.ModelChoiceField(
        label="研究单位",
        queryset=Unit.objects.none(),
        error_messages={"required": "请选择研究单位。"},
    )

    def __init__(self, *args: Any, page: ConsultationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.select_related("body").order_by("body", "name")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
