"""Forms of 公众留言: the public's, and those of each step."""

from typing import Any

from django import forms

from foundation.organisations.models import Unit
from foundation.submissions.enums import Identity
from foundation.submissions.findings import masked
from foundation.submissions.forms import LONGEST_CONTACT, LONGEST_NAME, PublicForm, line_field, text_field

from .access import open_to_letters
from .enums import Channel, Nature, Outcome, Scope
from .models import LONGEST_REPLY, LONGEST_TEXT, LONGEST_TOPIC


def _bodies() -> list[tuple[int, str]]:
    return [(body.pk, body.name) for body in open_to_letters()]


class LetterForm(PublicForm):
    """我要留言."""

    to = forms.ChoiceField(
        label="写给哪个机关", choices=_bodies, error_messages={"invalid_choice": "请选择一个机关。"}
    )
    nature = forms.ChoiceField(
        label="类别", choices=Nature.choices, initial=Nature.ENQUIRY, widget=forms.RadioSelect
    )
    topic = line_field("主题", LONGEST_TOPIC, help_text="一句话说明，如“某路段路灯何时修复”。")
    text = text_field(
        "留言内容",
        LONGEST_TEXT,
        shortest=5,
        help_text=f"请写明时间、地点和具体情况，不超过{LONGEST_TEXT}字。请勿写入身份证号、银行卡号。",
    )
    field_order = [
        "to",
        "nature",
        "topic",
        "text",
        "attachments",
        "identity",
        "name",
        "contact",
        "wants_answer",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(list(self.fields["to"].choices)) == 1:  # type: ignore[attr-defined]
            self.fields["to"].widget = forms.HiddenInput()
            self.fields["to"].initial = self.of_body.pk if self.of_body else None


class EnterForm(forms.Form):
    """登记: what came by phone, mail or visit."""

    channel = forms.ChoiceField(
        label="来件渠道", choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB]
    )
    nature = forms.ChoiceField(label="类别", choices=Nature.choices)
    received_on = forms.DateField(
        label="收到日期", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    topic = line_field("主题", LONGEST_TOPIC)
    text = text_field("内容", LONGEST_TEXT, rows=6)
    identity = forms.ChoiceField(
        label="身份类型", choices=[("", "未说明"), *Identity.choices], required=False
    )
    name = line_field("姓名或者单位名称", LONGEST_NAME, required=False)
    contact = line_field("联系方式", LONGEST_CONTACT, required=False, help_text="加密保存，查看留有记录。")
    wants_answer = forms.BooleanField(label="希望得到答复", required=False)


class AcceptForm(forms.Form):
    """受理分办."""

    unit = forms.ModelChoiceField(label="承办科室", queryset=Unit.objects.none(), empty_label="请选择")
    nature = forms.ChoiceField(label="类别", choices=Nature.choices)

    def for_letter(self, letter: Any) -> None:
        self.fields["unit"].queryset = letter.body.units.all()  # type: ignore[attr-defined]
        self.initial = {"unit": letter.unit_id, "nature": letter.nature}


class ReasonForm(forms.Form):
    """One reason."""

    reason = text_field("理由", 500, rows=3)

    def for_letter(self, letter: Any) -> None:
        """Nothing of the letter stands in it."""


class TransferForm(ReasonForm):
    """转办."""

    target = line_field("转往单位", 100, help_text="如“示范县信访局”。信访事项依《信访工作条例》转送。")
    field_order = ["target", "reason"]


class DraftForm(forms.Form):
    """答复, and what is to become public of question and answer."""

    reply = text_field("给来件人的答复", LONGEST_REPLY)
    scope = forms.ChoiceField(label="公开范围", choices=Scope.choices, widget=forms.RadioSelect)
    public_topic = line_field("公开的主题", LONGEST_TOPIC, required=False)
    public_text = text_field(
        "公开的来件内容",
        LONGEST_TEXT,
        rows=6,
        required=False,
        help_text="号码已自动遮盖；姓名、住址等请逐一核对删去。",
    )
    public_reply = text_field(
        "公开的答复", LONGEST_REPLY, rows=6, required=False, help_text="留空则与给来件人的答复相同。"
    )
    outcome = forms.ChoiceField(
        label="处理结果（投诉必填）", choices=[("", "—"), *Outcome.choices], required=False
    )
    outcome_note = text_field("处理说明（暂无法解决的必填）", 1000, rows=3, required=False, help_text="")
    rectification_url = forms.URLField(
        label="整改结果链接", required=False, assume_scheme="https", help_text="如已公开的整改情况页面。"
    )

    def for_letter(self, letter: Any) -> None:
        self.initial = {
            "reply": letter.reply,
            "scope": letter.scope or Scope.PUBLIC,
            "public_topic": letter.public_topic or masked(letter.topic),
            "public_text": letter.public_text or masked(letter.text),
            "public_reply": letter.public_reply,
            "outcome": letter.outcome,
            "outcome_note": letter.outcome_note,
            "rectification_url": letter.rectification_url,
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["public_reply"] = data.get("public_reply") or data.get("reply", "")
        return data


class ApproveForm(forms.Form):
    """审核答复."""

    is_anonymised = forms.BooleanField(
        label="已核对公开的主题、内容和答复：没有姓名、电话、住址等个人信息", required=False
    )

    def for_letter(self, letter: Any) -> None:
        if letter.scope != Scope.PUBLIC:
            del self.fields["is_anonymised"]


class PlainForm(forms.Form):
    """A step that asks nothing."""

    def for_letter(self, letter: Any) -> None:
        """Nothing to fill in."""
