"""The form in which a parameter is set: one field for the value, by the parameter's kind."""

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

from foundation.organisations.models import Body

from .enums import Kind, Layer
from .models import System
from .registry import YES_NO, Parameter
from .rules import bounds_in_words, is_month_day

_SEPARATORS = re.compile(r"[、,,;\s]+")


class DatesField(forms.CharField):
    """Days of the year such as 03-31、12-31."""

    default_error_messages = {"dates": "请按“月-日”填写，如 03-31、12-31；“%(text)s”不是日期。"}

    def to_python(self, value: Any) -> Any:
        texts = [text for text in _SEPARATORS.split(value or "") if text]
        for text in texts:
            if not is_month_day(text):
                raise forms.ValidationError(self.error_messages["dates"], "dates", {"text": text})
        return texts

    def prepare_value(self, value: Any) -> Any:
        return "、".join(value) if isinstance(value, list) else value


def value_field(one: Parameter) -> forms.Field:
    """The field for this kind of value."""
    match one.kind:
        case Kind.NUMBER:
            return forms.IntegerField(
                label=f"取值（{one.unit}）", help_text=_number_help(one), required=False
            )
        case Kind.FLAG:
            return forms.TypedChoiceField(
                label="取值",
                choices=YES_NO,
                widget=forms.RadioSelect,
                coerce=lambda text: text == "yes",
                empty_value=None,
                required=False,
            )
        case Kind.CHOICES:
            return forms.MultipleChoiceField(
                label="取值（可多选）",
                choices=one.options,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        case Kind.DATES:
            return DatesField(
                label="取值（月-日）", help_text="多个日期用顿号分开，如 03-31、12-31", required=False
            )
    if one.options:
        return forms.ChoiceField(label="取值", choices=one.options, widget=forms.RadioSelect, required=False)
    return forms.CharField(label="取值", max_length=60, required=False)


def _number_help(one: Parameter) -> str:
    bounds = bounds_in_words(one)
    return f"{bounds}({one.bounded_by})" if bounds else ""


class ParameterForm(forms.Form):
    """A new version for the platform or for a body. ``bodies`` None: all of them, and the platform."""

    body = forms.ModelChoiceField(label="适用于", queryset=Body.objects.none(), required=False)
    effective_from = forms.DateField(
        label="生效日期", widget=AdminDateInput, help_text="自当日起的新事项适用；不能早于今天"
    )
    basis = forms.CharField(
        label="依据",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="文件名称、文号和条款，如《示范县财政局政务公开实施细则》（示财〔2026〕8号）第五条",
    )
    system = forms.ModelChoiceField(
        label="依据的制度",
        queryset=System.objects.none(),
        required=False,
        empty_label="不指明",
        help_text="制度库中的条目",
    )
    reason = forms.CharField(label="设定理由", max_length=200, widget=forms.Textarea({"rows": 2}))
    withdraw = forms.BooleanField(
        label="取消原设定，恢复适用上级或默认规定", required=False, help_text="勾选后不看上面的取值"
    )

    def __init__(self, *args: Any, one: Parameter, bodies: set[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.one = one
        self.fields["value"] = value_field(one)
        scope = self.fields["body"]
        scope.queryset = Body.objects.filter(Q() if bodies is None else Q(pk__in=bodies))  # type: ignore[attr-defined]
        scope.empty_label = "平台（全部机构）" if bodies is None else None  # type: ignore[attr-defined]
        scope.required = bodies is not None
        today = timezone.localdate()
        in_force = System.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))
        self.fields["system"].queryset = in_force  # type: ignore[attr-defined]
        self.fields["effective_from"].initial = today
        if one.layer == Layer.WARNED:
            self.fields[
                "basis"
            ].help_text = f"改为与默认不同的取值须写明依据。{self.fields['basis'].help_text}"
        self.order_fields(["body", "value", "withdraw", "effective_from", "basis", "system", "reason"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("withdraw"):
            self.errors.pop("value", None)
            data["value"] = None
        elif data.get("value") in (None, "") and "value" not in self.errors:
            self.add_error("value", "请填写取值。")
        return data
