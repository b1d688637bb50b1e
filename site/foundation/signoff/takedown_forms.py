"""Forms of takedowns and emergency measures."""

from django import forms

from .emergency import SHORTEST_REASON
from .enums import TakedownCategory, TakedownKind

# These are written by the system, never chosen.
NOT_CHOSEN = {
    TakedownCategory.EXPIRED,
    TakedownCategory.REARRANGED,
    TakedownCategory.STOPPED,
    TakedownKind.STOP,
}
KINDS = [choice for choice in TakedownKind.choices if choice[0] not in NOT_CHOSEN]
CATEGORIES = [choice for choice in TakedownCategory.choices if choice[0] not in NOT_CHOSEN]
CHOOSE_CATEGORY = {"required": "请选择原因类别，它会向公众显示。"}


def reason_field(label: str, shortest: int) -> forms.CharField:
    """A reason that stays inside, of at least so many characters."""
    return forms.CharField(
        label=label,
        min_length=shortest,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=f"不少于 {shortest} 个字，只在内部留存，不向公众显示",
        error_messages={
            "required": "请写明具体理由。",
            "min_length": f"请写明理由，不少于 {shortest} 个字。",
        },
    )


class TakedownForm(forms.Form):
    """申请撤下."""

    kind = forms.ChoiceField(
        label="方式", choices=KINDS, widget=forms.RadioSelect, initial=TakedownKind.WITHDRAW
    )
    category = forms.ChoiceField(
        label="原因类别（向公众显示）",
        choices=CATEGORIES,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_CATEGORY,
    )
    reason = reason_field("具体理由", 5)


class WithdrawAtOnceForm(forms.Form):
    """紧急撤下."""

    category = forms.ChoiceField(
        label="原因类别（向公众显示）",
        choices=CATEGORIES,
        widget=forms.RadioSelect,
        error_messages=CHOOSE_CATEGORY,
    )
    reason = reason_field("紧急撤下的理由", SHORTEST_REASON)


class PublishAtOnceForm(forms.Form):
    """紧急公开."""

    reason = reason_field("紧急公开的理由", SHORTEST_REASON)


class OpinionForm(forms.Form):
    """同意 or 不同意, the latter with the reason why."""

    agreed = forms.TypedChoiceField(
        choices=[("yes", "同意"), ("no", "不同意")],
        coerce=lambda value: value == "yes",
        widget=forms.HiddenInput,
    )
    opinion = forms.CharField(
        label="意见", required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        opinion = data.get("opinion", "").strip()
        if data.get("agreed") is False and not opinion:
            self.add_error("opinion", "不同意的，请写明理由，申请人会收到这段文字。")
        return data | {"opinion": opinion or "同意。"}
