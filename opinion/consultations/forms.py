"""The reader's form for an opinion."""

from collections.abc import Sequence
from typing import Any

from django import forms

from disclosure.documents.rules import OutlineEntry
from foundation.submissions.forms import PublicForm, text_field

from .enums import PUBLIC_IDENTITIES

WHOLE = "对全文的意见"
# Characters: room for a thorough opinion; what is longer comes as a file. Technical, no legal source.
LONGEST_OPINION = 5000


class OpinionForm(PublicForm):
    """One opinion on a clause or on the whole."""

    clause = forms.ChoiceField(label="对哪一条提意见", required=False)
    text = text_field(
        "您的意见",
        LONGEST_OPINION,
        help_text=f"不超过{LONGEST_OPINION}字。可以写明理由和修改建议。请勿填写身份证号、住址等个人隐私。",
    )
    identity = forms.ChoiceField(
        label="您的身份",
        choices=[(one.value, one.label) for one in PUBLIC_IDENTITIES],
        initial=PUBLIC_IDENTITIES[0].value,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择您的身份。"},
    )

    def __init__(self, *args: Any, clauses: Sequence[OutlineEntry] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", WHOLE), *((one.anchor, one.label) for one in clauses)]
        self.fields["clause"].choices = choices  # type: ignore[attr-defined]
        self.fields["clause"].error_messages["invalid_choice"] = "该条款已不在征求意见稿中，请重新选择。"
        self.fields["wants_answer"].label = "希望得知采纳情况"
        self.order_fields(["clause", "text", "identity", "name", "contact", "wants_answer"])
        last: list[str] = [name for name in ("files", "consent", "homepage", "answer") if name in self.fields]
        self.order_fields([name for name in self.fields if name not in last] + last)
