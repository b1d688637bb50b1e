"""The forms of consulting others (征求意见): who is asked, what they say, what the office makes of it."""

from typing import Any

from django import forms

from foundation.organisations.models import Unit

from .case_forms import CaseForm, day_field, words_field
from .enums import ConsultedKind, Opinion
from .models import CaseItem


class ConsultForm(CaseForm):
    """征求意见."""

    kind = forms.ChoiceField(label="征求对象", choices=ConsultedKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label="名称", max_length=100, required=False, help_text="征求本机关科室意见的不填。"
    )
    contact = forms.CharField(label="联系方式和地址", max_length=200, required=False)
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="协办科室",
        required=False,
        empty_label="—",
        help_text="征求对象是本机关科室时选择。",
    )
    item = forms.ModelChoiceField(
        CaseItem.objects.none(), label="涉及的事项", required=False, empty_label="全部事项"
    )
    question = words_field(
        "征求意见的内容", help_text="写明拟公开的信息和请对方说明的问题，不写申请人的身份信息。"
    )
    sent_on = day_field("发出日期", help_text="征求第三方、其他机关意见的，自该日起暂停计算答复期限。")

    def prepare(self) -> None:
        self.fields["unit"].queryset = Unit.objects.filter(body=self.case.body_id)  # type: ignore[attr-defined]
        self.fields["item"].queryset = self.case.items.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == ConsultedKind.UNIT and not data.get("unit"):
            self.add_error("unit", "请选择协办科室。")
        return data


class DeliveredForm(CaseForm):
    """The letter reached them."""

    on = day_field("对方收到之日", help_text="15个工作日的答复期限自该日的次日起算。")
    proof = forms.FileField(label="送达凭证", required=False, help_text="签收单、回执等的扫描件。")


class RepliedForm(CaseForm):
    """What they say."""

    opinion = forms.ChoiceField(
        label="意见",
        choices=[(one.value, one.label) for one in Opinion if one != Opinion.SILENT],
        widget=forms.RadioSelect,
    )
    reasons = words_field("理由", required=False)
    on = day_field("收到意见之日")
    file = forms.FileField(label="书面意见", required=False)


class JudgeForm(CaseForm):
    """What the office makes of an objection or of silence (条例 32)."""

    is_reasonable = forms.TypedChoiceField(
        label="认定", choices=[
            ("yes", "不予公开：不同意的理由合理，或者依照条例不应公开"),
            ("no", "可以公开：理由不合理，或者依照条例应当公开"),
        ],
        coerce=lambda word: word == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    office_view = words_field("本机关认定及依据")


class OverruleForm(CaseForm):
    """公共利益决定 (条例 15, 32)."""

    decider = forms.CharField(
        label="作出决定的机构", max_length=100, help_text="如本机关负责人办公会，或者本级政务公开领导小组。"
    )
    participants = words_field("参加人", rows=2)
    content = words_field("决定公开的内容", help_text="将写入给第三方的告知书。")
    reasons = words_field("不公开会对公共利益造成重大影响的理由", help_text="将写入给第三方的告知书。")
    on = day_field("决定日期")


class ToldForm(CaseForm):
    """The notice reached the third party."""

    on = day_field("第三方收到告知书之日")
    proof = forms.FileField(label="送达凭证", required=False, help_text="签收单、回执等的扫描件。")
