"""What staff type in of an application that did not come by the website."""

from typing import Any

from django.forms import BooleanField, CharField, ChoiceField, DateField, DateInput, HiddenInput
from django.forms import Form as DjangoForm
from django.utils import timezone

from disclosure.requests.access import bodies_entered
from disclosure.requests.enums import Channel
from foundation.organisations.models import Body, User
from foundation.submissions import uploads
from foundation.submissions.forms import FilesField, line_field, text_field

from .forms import SECTIONS, ApplicationFields, Section

CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.ONLINE]
HINTS = (
    "当面、口头：以提交之日为收到申请之日。",
    "邮寄（需签收）：以签收之日为收到申请之日；信封左下角应注明“政府信息公开申请”。",
    "平常信函、传真、电子邮件：以与申请人确认之日为收到申请之日，应当于收到当日确认。",
    "传真左上角、电子邮件主题应注明“政府信息公开申请”；没有注明的照常受理，只作标记。",
    "电话不直接受理申请：请登记为电话咨询；书面确有困难的，按口头申请由工作人员代为填写。",
)
# What stands where the paper says nothing: the desk needs something to show.
NO_SUBJECT, LONGEST_SUBJECT = "（来件未写明申请的信息）", 40
ARRIVAL = Section(
    "arrival", "来件",
    ("body", "channel", "submitted_on", "signed_for_on", "confirmed_on", "is_marked", "oral_reason", "read_back"),
)  # fmt: skip
PAPERS = Section("papers", "五、来件扫描件和其他材料", ("scans",))


def day_field(label: str, **more: Any) -> DateField:
    """A day, chosen from a calendar."""
    return DateField(label=label, widget=DateInput({"type": "date"}, "%Y-%m-%d"), **more)


class IntakeForm(ApplicationFields):
    """登记申请. What the paper lacks is asked for by 补正; its absence refuses nothing (R-154)."""

    asks_contact = False
    body = ChoiceField(label="受理机构")
    channel = ChoiceField(label="申请渠道", choices=CHANNELS, help_text="电话不是申请渠道，见上面的说明。")
    submitted_on = day_field("提交（寄出）日期")
    signed_for_on = day_field(
        "签收（收到来件）日期", required=False,
        help_text="需签收的邮件必填，以该日为收到申请之日；平常信函填本机关收到信函之日，应当于该日与申请人确认。",
    )  # fmt: skip
    confirmed_on = day_field("与申请人确认的日期（尚未确认的不填）", required=False)
    is_marked = BooleanField(label="来件已注明“政府信息公开申请”", required=False, initial=True)
    oral_reason = line_field("口头申请：书面确有困难的原因", 200, required=False)
    read_back = BooleanField(label="口头申请：已向申请人宣读代填内容并得到确认", required=False)
    scans = FilesField(label="来件扫描件、身份证明、口头申请的签名或者录音", required=False)
    token = CharField(widget=HiddenInput, required=False)
    parts = (ARRIVAL, *SECTIONS[:-1], PAPERS)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies: list[Body] = list(bodies_entered(user))
        self.fields["body"].choices = [(body.pk, body.name) for body in self.bodies]  # type: ignore[attr-defined]
        self.fields["submitted_on"].initial = timezone.localdate()
        for name in ("name", "subject", "text"):
            self.fields[name].required = False
        self.fields["subject"].label = "信息名称（来件没有写明的，按内容概括或者不填）"
        self.fields["text"].help_text = "照来件填写；没有写明的可以空着，由初审告知补正。"
        self.fields["scans"].help_text = uploads.allowed(self.bodies[0] if self.bodies else None)

    def chosen_body(self) -> Body:
        """The body of a valid form."""
        return next(body for body in self.bodies if str(body.pk) == self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("subject") and not self.has_error("subject"):
            data["subject"] = (data.get("text") or "").strip()[:LONGEST_SUBJECT] or NO_SUBJECT
        return data

    def clean_scans(self) -> list[Any]:
        files = [file for file in self.cleaned_data.get("scans") or [] if file]
        for file in files:
            if refused := uploads.problem(file, self.bodies[0] if self.bodies else None):
                self.add_error("scans", refused)
        return files if not self.has_error("scans") else []


class HelpedForm(DjangoForm):
    """协助情况."""

    note = text_field("协助情况", 200, rows=2, help_text="如“已电话联系，由工作人员代为填写申请表”。")
