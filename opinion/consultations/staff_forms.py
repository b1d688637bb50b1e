"""Forms of those who run a consultation."""

from typing import Any

from django import forms
from django.utils import timezone

from .enums import ENTERED_SOURCES, ChangeKind, IdentityType, Part, Source
from .forms import LONGEST_OPINION, WHOLE
from .models import ConsultationPage
from .public import clauses_of

_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_WORDS = forms.Textarea({"rows": 3})


class ChangeForm(forms.Form):
    """延长或者提前结束."""

    kind = forms.ChoiceField(label="变更", choices=ChangeKind.choices, widget=forms.RadioSelect)
    closes_on = forms.DateField(
        label="新的截止日期", widget=_DAY, error_messages={"required": "请填写新的截止日期。"}
    )
    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=_WORDS,
        help_text="批准后在公告中公布。",
        error_messages={"required": "请写明理由。"},
    )


class SecrecyForm(forms.Form):
    """申请不公开."""

    part = forms.ChoiceField(label="不公开的内容", choices=Part.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=_WORDS,
        help_text="批准后在公告中公布，不得写入涉密内容。",
        error_messages={"required": "请写明理由。"},
    )
    legal_basis = forms.CharField(
        label="法律依据",
        max_length=200,
        help_text="如《中华人民共和国政府信息公开条例》第十四条",
        error_messages={"required": "请写明法律依据。"},
    )


class DecideForm(forms.Form):
    """批准或者不批准."""

    approve = forms.TypedChoiceField(
        label="决定",
        choices=[("yes", "批准"), ("no", "不批准")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择批准或者不批准。"},
    )
    note = forms.CharField(
        label="意见", max_length=300, required=False, widget=_WORDS, help_text="不批准的须写明。"
    )


class EnterForm(forms.Form):
    """录入来信、来访、会议等收到的意见."""

    source = forms.ChoiceField(
        label="来源",
        choices=[("", "请选择"), *((one.value, one.label) for one in Source if one in ENTERED_SOURCES)],
        help_text="机关之间交换的意见选“机关内部”，不列入向社会公布的汇总。",
        error_messages={"required": "请选择来源。"},
    )
    source_note = forms.CharField(
        label="来源说明",
        max_length=200,
        required=False,
        help_text="如“4月8日座谈会发言”“4月2日收到的挂号信”",
    )
    received_on = forms.DateField(
        label="收到日期", widget=_DAY, error_messages={"required": "请填写收到日期。"}
    )
    clause = forms.ChoiceField(label="针对哪一条", required=False)
    text = forms.CharField(
        label="意见内容",
        max_length=LONGEST_OPINION,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": "请填写意见内容。"},
    )
    identity = forms.ChoiceField(
        label="提出人身份", choices=[("", "不清楚"), *IdentityType.choices], required=False
    )
    name = forms.CharField(
        label="姓名或者单位名称", max_length=50, required=False, help_text="加密保存，不公开"
    )
    contact = forms.CharField(label="联系方式", max_length=100, required=False, help_text="加密保存，不公开")
    wants_answer = forms.BooleanField(label="希望得知采纳情况", required=False)
    scan = forms.FileField(label="原件扫描", required=False, help_text="来信、笔录等的扫描件，不公开")

    def __init__(self, *args: Any, page: ConsultationPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clauses = [("", WHOLE), *((one.anchor, one.label) for one in clauses_of(page))]
        self.fields["clause"].choices = clauses  # type: ignore[attr-defined]
        self.fields["received_on"].initial = timezone.localdate()


class HoldForm(forms.Form):
    """暂不公开."""

    reason = forms.CharField(
        label="暂不公开的理由",
        max_length=300,
        widget=_WORDS,
        help_text="辱骂、广告、含他人隐私等；意见仍然保留，办理记录可查。",
        error_messages={"required": "请写明理由。"},
    )


class DocumentForm(forms.Form):
    """文件的意见征集."""

    consultation = forms.ModelChoiceField(
        label="意见征集公告",
        queryset=ConsultationPage.objects.none(),
        required=False,
        empty_label="没有公开征求意见",
    )
    reason_for_none = forms.CharField(
        label="未征求意见的理由",
        max_length=500,
        required=False,
        widget=_WORDS,
        help_text="没有公开征求意见的填写，如依法保密、紧急情况、只涉及机关内部事务",
    )

    def __init__(self, *args: Any, body_id: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = ConsultationPage.objects.filter(body=body_id).order_by("-pk")
        self.fields["consultation"].queryset = asked  # type: ignore[attr-defined]
