"""Fields that the forms of the registers share."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from disclosure.requests.models import Case
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, User
from foundation.submissions.rules import entered_number

from .access import KEEPERS, bodies_kept

NO_PERSONAL_DATA = "请勿写姓名、电话、证件号码、住址；需要时写申请编号。"


def day_field(
    label: str, *, required: bool = True, today: bool = False, help_text: str = ""
) -> forms.DateField:
    """A day with the browser's calendar."""
    return forms.DateField(
        label=label,
        required=required,
        initial=timezone.localdate if today else None,
        help_text=help_text,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": f"请填写{label}。", "invalid": "请按“2026-03-02”的样子填写日期。"},
    )


def words_field(
    label: str, *, required: bool = True, rows: int = 3, help_text: str = "", most: int = 2000
) -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": f"请填写{label}。"},
    )


def line_field(
    label: str, most: int = 100, *, required: bool = True, help_text: str = "", initial: str = ""
) -> forms.CharField:
    """One line."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        initial=initial,
        error_messages={"required": f"请填写{label}。"},
    )


def choice_field(label: str, choices: Any, *, required: bool = True) -> forms.ChoiceField:
    """A choice whose first line asks for one."""
    return forms.ChoiceField(
        label=label,
        required=required,
        choices=[("", "请选择"), *choices],
        error_messages={"required": f"请选择{label}。"},
    )


class BodyField(forms.ModelChoiceField):
    """A body; the form narrows it to those in the user's reach."""

    def __init__(self, label: str = "机构", **more: Any) -> None:
        more.setdefault("error_messages", {"required": f"请选择{label}。"})
        super().__init__(Body.objects.order_by("pk"), label=label, empty_label="请选择", **more)


class CaseField(forms.CharField):
    """An application by its number, as a Case without personal data."""

    bodies: QuerySet[Body] | None = None

    def __init__(self, label: str = "申请编号", **more: Any) -> None:
        more.setdefault("error_messages", {"required": f"请填写{label}。"})
        super().__init__(label=label, max_length=40, **more)

    def clean(self, value: Any) -> Any:
        number = entered_number(super().clean(value))
        if not number:
            return None
        cases = Case.objects.without_personal_data().select_related("body", "unit")
        if self.bodies is not None:
            cases = cases.filter(body__in=self.bodies)
        case = cases.filter(number=number).first()
        if case is None:
            raise forms.ValidationError("没有找到这个编号的申请，请核对编号。")
        return case


class OfMyBodies(forms.Form):
    """Knows the bodies for which the user enters rows, by one of these ``posts``."""

    posts: ClassVar[frozenset[PostKind]] = KEEPERS

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = bodies_kept(user, self.posts)
        if "body" in self.fields:
            self.fields["body"].queryset = mine  # type: ignore[attr-defined]
            if len(mine) == 1:
                self.initial.setdefault("body", mine[0].pk)
        if "case" in self.fields:
            self.fields["case"].bodies = mine  # type: ignore[attr-defined]
