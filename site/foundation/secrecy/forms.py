"""Forms of the secrecy review's own screens. What they must satisfy is checked in the services."""

from typing import Any

from django import forms

from foundation.organisations.models import Body, Unit, User

from . import access
from .enums import (
    Answer,
    Choice,
    Decider,
    Determination,
    InspectionFinding,
    ReferralKind,
    ReferralTopic,
    Step,
    ThirdPartyAnswer,
)
from .release_models import SUBJECTS
from .states import OPENERS

SCAN_TYPES = {".pdf", ".ofd", ".jpg", ".jpeg", ".png"}
LARGEST_SCAN = 20 * 1024 * 1024


def text(
    label: str, longest: int, *, rows: int = 0, required: bool = False, help_text: str = ""
) -> forms.CharField:
    """A text, in one line or several."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=help_text,
        widget=forms.Textarea({"rows": rows}) if rows else forms.TextInput(),
        error_messages={"required": f"请填写{label}。", "max_length": f"{label}最多 {longest} 个字。"},
    )


def day(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """A day, as the browser's own calendar gives it."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": f"请填写{label}。", "invalid": f"{label}应为日期，如 2026-03-02。"},
    )


def choice(label: str, choices: Any, *, required: bool = True) -> forms.ChoiceField:
    """One of few, nothing chosen beforehand."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": f"请选择{label}。"},
    )


class ScanField(forms.FileField):
    """A scan of a letter: a picture or a fixed layout, of a reasonable size."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = super().clean(data, initial)
        if given:
            suffix = f".{given.name.rsplit('.', 1)[-1].lower()}"
            if suffix not in SCAN_TYPES:
                raise forms.ValidationError("扫描件应为 PDF、OFD、JPG 或 PNG 文件。")
            if given.size > LARGEST_SCAN:
                raise forms.ValidationError("扫描件不能超过 20 MB，请压缩后再上传。")
        return given


class ReferralForm(forms.Form):
    """提请确定, with the parts of the letter (T04)."""

    topic = choice("不能确定的问题", ReferralTopic.choices)
    information_name = text("信息名称", 255)
    content = text("信息内容", 4000, rows=4, help_text="概括内容即可；涉密内容不得填写")
    doubt = text("不能确定的原因", 4000, rows=4)
    own_opinion = text("本机关意见", 4000, rows=2)


class ReconsiderationForm(forms.Form):
    """复议确定, with its three mandatory parts (R-075)."""

    topic = choice("请求确定的问题", ReferralTopic.choices)
    case_reference = text("复议案件", 200, help_text="案号或者申请登记号")
    information_name = text("信息名称", 255)
    content = text("信息内容", 4000, rows=4, help_text="概括内容即可；涉密内容不得填写")
    applicant_reasons = text("申请人要求公开的理由", 4000, rows=3)
    respondent_reasons = text("被申请人不公开的理由", 4000, rows=3)


REFERRAL_FORMS: dict[str, type[forms.Form]] = {
    ReferralKind.DETERMINATION: ReferralForm,
    ReferralKind.RECONSIDERATION: ReconsiderationForm,
}


class OwnUnitForm(forms.Form):
    """For whom something without a page is opened."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label="机构", error_messages={"required": "请选择机构。"}
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="科室", required=False)

    def offer(self, user: User) -> None:
        """Only where the user holds a post."""
        bodies = access.bodies_reached(user, access.HANDLERS | OPENERS)
        units = Unit.objects.filter(pk__in=access.units_reached(user)) | Unit.objects.filter(body__in=bodies)
        bodies |= set(units.values_list("body_id", flat=True))
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units.distinct()  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].initial = next(iter(bodies))


class OpinionForm(forms.Form):
    """A step that needs words alone."""

    opinion = text("意见和理由", 2000, rows=3)


class SettleForm(forms.Form):
    """确定 within the body."""

    determination = choice("确定意见", Determination.choices)
    opinion = text("理由", 2000, rows=3)


class OptionalOpinionForm(forms.Form):
    """A step that may carry words."""

    opinion = text("意见", 2000, rows=2)


class SendForm(forms.Form):
    on = day("上报日期")


class ReceiveForm(forms.Form):
    on = day("对方收到日期", help_text="答复期限自此日起计算")


class ExtendForm(forms.Form):
    days = forms.IntegerField(
        label="延长工作日", required=False, error_messages={"invalid": "延长工作日应为数字。"}
    )
    on = day("告知延长的日期")
    opinion = text("延长理由", 500, rows=2)


class AnswerForm(forms.Form):
    determination = choice("确定意见", Determination.choices)
    on = day("答复日期")
    opinion = text("答复内容", 2000, rows=3)
    scan = ScanField(label="答复扫描件", required=False)


STEP_FORMS: dict[str, type[forms.Form]] = {
    Step.PASS_ON: OpinionForm,
    Step.SETTLE: SettleForm,
    Step.REFER_UP: OpinionForm,
    Step.APPROVE: OptionalOpinionForm,
    Step.DECLINE: OpinionForm,
    Step.SEND: SendForm,
    Step.RECEIVE: ReceiveForm,
    Step.EXTEND: ExtendForm,
    Step.ANSWER: AnswerForm,
    Step.WITHDRAW: OptionalOpinionForm,
}


class ConsultationForm(forms.Form):
    """征求意见. The right holder's data stay with those who handle the letter."""

    page_title = text("信息名称", 255, required=True)
    subject = choice("涉及", SUBJECTS)
    holder_name = text("权利人", 100, required=True)
    holder_contact = text("地址和联系方式", 300, required=True, help_text="只供经办人查看")
    asked = text("征求意见的内容", 4000, rows=4, required=True)
    sent_on = day("发出日期", required=True)


class ConsultationAnswerForm(forms.Form):
    answer = choice("权利人意见", ThirdPartyAnswer.choices)
    received_on = day("权利人收到日期")
    answered_on = day("答复日期")
    answer_text = text("意见内容和理由", 4000, rows=3)
    scan = ScanField(label="答复扫描件", required=False)


class SilenceForm(forms.Form):
    """未答复不等于同意: the decision afterwards."""

    choice = choice("处理决定", Choice.choices)
    reasons = text("理由", 4000, rows=3)


class CloseForm(forms.Form):
    reason = text("不再征求的原因", 500, rows=2, help_text="如：已删去涉及权利人的内容")


class DecisionForm(forms.Form):
    """公共利益决定."""

    page_title = text("信息名称", 255, required=True)
    subject = choice("涉及", SUBJECTS)
    decider = forms.ChoiceField(label="决定主体", choices=Decider.choices, initial=Decider.AGENCY_HEAD)
    participants = text("参加人员", 500, required=True)
    decided_on = day("决定日期", required=True)
    finding = choice("不公开会对公共利益造成重大影响", Answer.choices)
    outcome = choice("处理结果", Choice.choices)
    reasons = text("理由", 4000, rows=4, required=True)


class NoticeForm(forms.Form):
    """That the 决定公开告知书 went out."""

    sent_on = day("发出日期")
    channel = text("送达方式和凭证", 300)
    proof = ScanField(label="送达凭证扫描件", required=False)


class InspectionForm(forms.Form):
    finding = choice("检查结论", InspectionFinding.choices)
    reason = text("问题和理由", 2000, rows=4, help_text="“不应公开”的，页面立即撤下")


class RemedyForm(forms.Form):
    text = text("整改情况", 4000, rows=4)
