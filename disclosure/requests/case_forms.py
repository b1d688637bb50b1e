"""The small forms of the steps. What is allowed is decided by the services; a form only asks."""

from typing import Any

from django import forms
from django.utils import timezone

from foundation.organisations.models import Body, Unit, User
from foundation.submissions.forms import text_field

from .acceptance import waiting_before
from .access import open_to_applications
from .clocks import usual_end
from .enums import CONFIRMED_CHANNELS, Channel, State
from .models import Case, CaseItem
from .parameters import SUPPLEMENT_DAYS
from .rules import ELEMENTS
from .selectors import missing_from
from .supplements import is_too_late

LONGEST = 1000
LATE_NOTICE = "注意：自收到申请之日起已超过七个工作日，本次补正告知将记为超过告知期限（条例第三十条）。"


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day, today unless said otherwise."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        initial=timezone.localdate if required else None,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": f"请填写{label}。", "invalid": "请填写年月日，如2026-03-05。"},
    )


def words_field(label: str, *, required: bool = True, help_text: str = "", rows: int = 3) -> forms.CharField:
    """Some sentences."""
    return text_field(label, LONGEST, rows=rows, required=required, help_text=help_text)


class CaseForm(forms.Form):
    """A step that asks nothing; the others add their fields."""

    def __init__(self, *args: Any, case: Case, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.user = case, user
        self.prepare()

    def prepare(self) -> None:
        """Narrow the choices to this case."""


class ReasonForm(CaseForm):
    """One reason."""

    reason = words_field("理由")


class DayForm(CaseForm):
    """The day that counts."""

    on = day_field("日期")


class ConfirmForm(CaseForm):
    """双方确认."""

    on = day_field("与申请人确认之日", help_text="该日为收到申请之日，答复期限自次日起算。")


class UnitForm(CaseForm):
    """Who handles it."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="承办科室", empty_label="请选择")
    officer = forms.ModelChoiceField(
        User.objects.none(), label="经办人", empty_label="由科室确定", required=False
    )

    def prepare(self) -> None:
        day = timezone.localdate()
        self.fields["unit"].queryset = Unit.objects.filter(body=self.case.body_id)  # type: ignore[attr-defined]
        self.fields["unit"].initial = self.case.unit_id
        holders = User.objects.filter(
            appointments__post__body=self.case.body_id, appointments__starts_on__lte=day, is_active=True
        ).exclude(appointments__ends_on__lt=day)
        self.fields["officer"].queryset = holders.distinct()  # type: ignore[attr-defined]


class AcceptForm(UnitForm):
    """受理."""

    out_of_order_reason = words_field(
        "先于在前申请受理的理由", required=False, rows=2,
    )  # fmt: skip

    def prepare(self) -> None:
        super().prepare()
        earlier = waiting_before(self.case)
        if earlier is None:
            del self.fields["out_of_order_reason"]
        else:
            self.fields["out_of_order_reason"].help_text = (
                f"{earlier.number}（{earlier.received_on}收到）在前，按收到的先后次序办理；"
                "先办本件的，理由记入办理过程。"
            )


class GiveForm(UnitForm):
    """改派."""

    reason = words_field("理由", rows=2)


class ReceiptForm(CaseForm):
    """更正收到日期."""

    submitted_on = day_field("提交日期", required=False)
    signed_for_on = day_field("签收日期", required=False)
    confirmed_on = day_field("双方确认日期", required=False)
    reason = words_field("更正理由", rows=2)

    def prepare(self) -> None:
        if self.case.channel != Channel.POST_SIGNED:
            del self.fields["signed_for_on"]
        if self.case.channel not in CONFIRMED_CHANNELS:
            del self.fields["confirmed_on"]
        for name in ("submitted_on", "signed_for_on", "confirmed_on"):
            if name in self.fields:
                self.fields[name].initial = getattr(self.case, name)


class SupplementNoticeForm(CaseForm):
    """告知补正: each element that is not ticked becomes a line of the notice (R-161; 条例 29, 30)."""

    complete = forms.MultipleChoiceField(
        label="初审要件（齐全的保留勾选；没有勾选的逐条写入补正告知书）",
        help_text="按登记的内容预先勾选，请对照来件核实。",
        choices=[(key, there) for key, (there, _asked) in ELEMENTS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    more = words_field("其他需要补正的内容", required=False, help_text="一行一条；写明缺什么、怎样补。")
    due_on = day_field("补正期限", help_text="合理期限，至该日止；逾期无正当理由不补正的，视为放弃申请。")

    def prepare(self) -> None:
        if is_too_late(self.case, timezone.localdate()):
            self.fields["due_on"].help_text = f"{LATE_NOTICE}{self.fields['due_on'].help_text}"
        missing = missing_from(self.case)
        self.fields["complete"].initial = [key for key in ELEMENTS if key not in missing]
        self.fields["due_on"].initial = usual_end(self.case, SUPPLEMENT_DAYS)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        ticked = data.pop("complete", [])
        lines = [asked for key, (_there, asked) in ELEMENTS.items() if key not in ticked]
        lines += [line.strip() for line in data.pop("more", "").splitlines() if line.strip()]
        if not lines:
            self.add_error("more", "要件都已齐全，没有需要补正的内容；请写明需补正的事项，或者返回办理受理。")
        return data | {"asked": lines}


class SupplementForm(CaseForm):
    """收到补正."""

    text = words_field("补正内容", required=False, rows=5, help_text="有补正材料而没有说明的可以不填。")
    file = forms.FileField(label="补正材料", required=False)
    on = day_field("收到补正之日", help_text="答复期限自该日的次日起重新计算。")


class ReviewForm(CaseForm):
    """详审 (R-168). What is ticked must be done before the answer."""

    state_secret = forms.BooleanField(label="可能涉及国家秘密，须报保密审查", required=False)
    needs_approval = forms.BooleanField(label="公开须经其他机关批准", required=False)
    third_party = forms.BooleanField(
        label="涉及商业秘密、个人隐私，须书面征求第三方意见", required=False,
        help_text="勾选后，没有征求第三方意见的，不能送审答复。",
    )  # fmt: skip
    own_record = forms.BooleanField(
        label="申请的是与申请人自身相关的信息（税费缴纳、社会保障、医疗卫生等）", required=False,
        help_text="勾选后，身份核验无误之前不能送审答复。",
    )  # fmt: skip
    words = words_field("审查意见", required=False)

    def prepare(self) -> None:
        if self.case.is_own_record:
            del self.fields["own_record"]


class ExtensionForm(CaseForm):
    """提请延期."""

    days = forms.IntegerField(
        label="延长的工作日", min_value=1, max_value=20, initial=20,
        help_text="延长最长不超过20个工作日，只能延长一次（条例第三十三条）。",
    )  # fmt: skip
    reason = words_field("理由", help_text="将写入延期告知书。")


class SuspendForm(CaseForm):
    """中止."""

    ground = words_field("中止的事由和法律依据", help_text="如不可抗力；将写入中止通知书。")
    since = day_field("自")


class GoOnForm(CaseForm):
    """恢复."""

    until = day_field("障碍消除之日", help_text="至该日止不计入答复期限。")


class WithdrawForm(CaseForm):
    """撤回."""

    on = day_field("申请人撤回之日")
    reason = words_field("申请人的表示", rows=2, help_text="如“书面撤回申请，已存卷”。")


class MergeForm(CaseForm):
    """并案: into another open case of the same applicant."""

    into = forms.ModelChoiceField(
        Case.objects.none(), label="并入", empty_label="请选择", help_text="同一申请人的其他在办申请。"
    )

    def prepare(self) -> None:
        alike = Case.objects.filter(
            body=self.case.body_id,
            state__in=(State.REGISTERED, State.HANDLING),
            applicant_key=self.case.applicant_key,
        ).exclude(pk=self.case.pk)
        self.fields["into"].queryset = (  # type: ignore[attr-defined]
            alike.without_personal_data() if self.case.applicant_key else Case.objects.none()
        )


class SplitForm(CaseForm):
    """拆分."""

    items = forms.ModelMultipleChoiceField(
        CaseItem.objects.none(), label="另立为一件的事项", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请勾选另立为一件的事项。"},
    )  # fmt: skip

    def prepare(self) -> None:
        self.fields["items"].queryset = self.case.items.all()  # type: ignore[attr-defined]


class TransferForm(ReasonForm):
    """转办."""

    to_body = forms.ModelChoiceField(Body.objects.none(), label="接收机关", empty_label="请选择")
    deadline = day_field("报送办理结果的日期", required=False, help_text="不需要限期报送的不填。")
    wants_report = forms.BooleanField(label="要求报送办理结果", required=False, initial=True)
    field_order = ["to_body", "reason", "wants_report", "deadline"]

    def prepare(self) -> None:
        self.fields["to_body"].queryset = open_to_applications().exclude(pk=self.case.body_id)  # type: ignore[attr-defined]


class ReportForm(CaseForm):
    """报送办理结果."""

    words = words_field("办理结果")
    on = day_field("报送日期")


class CorrectForm(CaseForm):
    """更正答复."""

    ground = words_field("更正的事由和依据", help_text="如自行发现错误，或者复议决定书、判决书的文号。")


class OpinionForm(CaseForm):
    """A decision of the head."""

    opinion = words_field("意见", required=False, rows=2, help_text="不同意的请写明理由。")
