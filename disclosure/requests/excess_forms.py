"""Forms of 说明理由 (条例 35)."""

from django import forms

from .case_forms import CaseForm, day_field, words_field
from .clocks import usual_end
from .parameters import REASON_DAYS
from .writing import due_of


class AskReasonForm(CaseForm):
    """告知说明理由."""

    ground = words_field(
        "申请数量、频次的情况", rows=2, help_text="将写入通知书，如“2026年3月您向本机关提出申请36件”。"
    )
    due_on = day_field("说明理由的期限", help_text="至该日止；条例没有规定天数，请留出合理的时间。")

    def prepare(self) -> None:
        self.fields["due_on"].initial = usual_end(self.case, REASON_DAYS)
        if due := due_of(self.case):
            self.fields["due_on"].help_text += f"答复期限照常计算，现至{due}，请留出认定和答复的时间。"


class GiveReasonForm(CaseForm):
    """收到理由说明."""

    text = words_field("申请人说明的理由", rows=5)
    on = day_field("收到说明之日")


class JudgeReasonForm(CaseForm):
    """认定申请理由."""

    is_reasonable = forms.TypedChoiceField(
        label="认定",
        choices=[("yes", "理由合理，继续办理"), ("no", "理由不合理，作不予处理的答复")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "请选择理由是否合理。"},
    )
    office_view = words_field(
        "认定的理由", help_text="数量多本身不是不处理的理由；写明为什么合理或者不合理。"
    )


class DelayForm(CaseForm):
    """延迟答复."""

    due_on = day_field(
        "延迟答复的期限", help_text="条例没有规定天数，按需要确定合理的期限；遇休息日的，为其前一个工作日。"
    )
    reason = words_field("不能按期答复的理由", rows=2, help_text="将写入延迟答复告知书。")

    def prepare(self) -> None:
        self.fields["due_on"].initial = None
        if due := due_of(self.case):
            self.fields["due_on"].help_text += f"现在的答复期限为{due}。"
