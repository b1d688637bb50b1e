"""The forms of press work."""

from typing import Any

from django import forms
from django.utils import timezone

from foundation.organisations.models import Body, Unit

from .enums import Condition, ConferenceKind, Rank, SpokespersonKind, Team
from .models import Spokesperson, StatementVersion
from .statements import current_versions

Empty = forms.Form


def words(label: str, rows: int = 0, **more: Any) -> forms.CharField:
    """A line, or an area of so many rows."""
    if rows:
        more["widget"] = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, **({"max_length": 100} | more))


class DayField(forms.DateField):
    """A day of the calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


class AuthoriseForm(forms.Form):
    """Who authorises what."""

    authorised_by = words("授权人", help_text="姓名和职务")
    released_by = words("由谁发布", help_text="新闻发言人姓名和职务，或者发布机构")
    scope = words("授权范围", 3, max_length=300, help_text="可以发布的内容、场合和口径")
    authorised_on = DayField(label="授权日期", initial=timezone.localdate)
    valid_until = DayField(label="有效期至", required=False, help_text="留空为长期有效")
    document = words("授权文件或批示", required=False, max_length=120)


class RevokeForm(forms.Form):
    """Taking it back."""

    reason = words("收回理由", 2, max_length=300)


class PlanForm(forms.Form):
    """What is known when a conference is planned."""

    unit = forms.ModelChoiceField(label="责任科室", queryset=Unit.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label="类型", choices=ConferenceKind.choices)
    topic = words("主题", max_length=200)
    starts_at = forms.DateTimeField(
        label="举行时间", widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    place = words("地点")
    host = words("主办单位")

    def __init__(self, *args: Any, bodies: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(body__in=bodies).select_related("body")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class TaskForm(forms.Form):
    """One more task."""

    team = forms.ChoiceField(label="组别", choices=Team.choices)
    title = words("任务", max_length=200)


class LiveForm(forms.Form):
    """One entry of the live text."""

    said_at = forms.TimeField(
        label="时间",
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        initial=lambda: timezone.localtime().replace(second=0, microsecond=0).time(),
    )
    speaker = words("发言人", help_text="姓名和职务")
    text = words("内容", 3, max_length=4000)


class CloseForm(forms.Form):
    """It was held."""

    closed_on = DayField(label="结束日期", initial=timezone.localdate)


class ReasonForm(forms.Form):
    """Why not."""

    reason = words("取消原因", 2, max_length=300)


class EvaluationForm(forms.Form):
    """How it was received."""

    coverage = words("媒体报道情况", 3, max_length=2000, help_text="哪些媒体报道、数量和形式，报道是否准确")
    reactions = words("社会反响", 3, max_length=2000, help_text="评论、来电来信和舆情")
    problems = words("存在问题", 3, max_length=2000, help_text="没有问题的，写明“无”")
    follow_up = words("后续措施", 3, max_length=2000)


class SpokespersonForm(forms.ModelForm):
    """What the register holds of a spokesperson."""

    conditions = forms.MultipleChoiceField(
        label="任职条件",
        choices=Condition.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="逐项核对，符合的勾选",
    )
    appointed_on = DayField(label="任命日期")
    ended_on = DayField(label="离任日期", required=False, help_text="离任后填写；公开名单不再显示")
    photo = forms.ImageField(label="照片", required=False, help_text="jpg 或 png，只在内部显示")

    class Meta:
        model = Spokesperson
        fields = [
            "name", "post", "kind", "rank", "conditions", "appointed_on", "document", "phone", "photo",
            "ended_on",
        ]  # fmt: skip
        widgets = {
            "kind": forms.RadioSelect(choices=SpokespersonKind.choices),
            "rank": forms.RadioSelect(choices=Rank.choices),
        }

    def clean_photo(self) -> Any:
        """An unticked photo is told as none."""
        return self.cleaned_data["photo"] or ""


class AppointForm(SpokespersonForm):
    """The same, for one of the user's bodies."""

    body = forms.ModelChoiceField(label="机构", queryset=Body.objects.none(), empty_label=None)
    ended_on = None  # type: ignore[assignment]
    field_order = ["body"]

    class Meta(SpokespersonForm.Meta):
        fields = [name for name in SpokespersonForm.Meta.fields if name != "ended_on"]

    def __init__(self, *args: Any, bodies: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies)  # type: ignore[attr-defined]


class LiaisonForm(forms.Form):
    """The liaison from a day on."""

    name = words("姓名", max_length=50)
    post = words("职务")
    phone = words("电话", max_length=60, help_text="只供新闻发布机构联系，不公开")
    since = DayField(label="开始日期", initial=timezone.localdate)


class ReceiptForm(forms.Form):
    """The number of the agency's receipt."""

    number = words("回执编号", max_length=60)


class VersionForm(forms.Form):
    """The next version of a statement."""

    text = words("口径内容", 6, max_length=4000)
    valid_until = DayField(label="有效期至")


class StatementForm(VersionForm):
    """A new statement."""

    body = forms.ModelChoiceField(label="机构", queryset=Body.objects.none(), empty_label=None)
    topic = words("主题", max_length=120)
    field_order = ["body", "topic", "text", "valid_until"]

    def __init__(self, *args: Any, bodies: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies)  # type: ignore[attr-defined]


class VersionChoices(forms.ModelChoiceField):
    """Valid statements with how long they hold."""

    def label_from_instance(self, obj: StatementVersion) -> str:
        return f"{obj.statement.topic}（第{obj.number}版，有效期至{obj.valid_until}）"


class InterviewForm(forms.Form):
    """One interview. Expired statements are not offered."""

    spokesperson = forms.ModelChoiceField(
        label="受访人", queryset=Spokesperson.objects.none(), empty_label=None
    )
    held_on = DayField(label="采访日期", initial=timezone.localdate)
    media = words("媒体")  # type: ignore[assignment]
    reporter = words("记者", required=False, max_length=50)
    topic = words("采访主题", max_length=200)
    summary = words("答复要点", 4, max_length=2000)
    version = VersionChoices(
        label="所用口径",
        queryset=StatementVersion.objects.none(),
        required=False,
        empty_label="请选择",
        help_text="只列已审定、在有效期内的口径",
    )
    is_outside = forms.BooleanField(
        label="未涉口径", required=False, help_text="没有用到口径的勾选，上面不选"
    )

    def __init__(self, *args: Any, bodies: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Spokesperson.objects.filter(body__in=bodies, ended_on__isnull=True).select_related("body")
        self.fields["spokesperson"].queryset = people  # type: ignore[attr-defined]
        mine = current_versions(timezone.localdate()).filter(statement__body__in=bodies)
        self.fields["version"].queryset = mine  # type: ignore[attr-defined]


class EventForm(forms.Form):
    """What happened."""

    event = words("事件", 2, max_length=300, help_text="时间、地点、事件的基本情况")


class NoteForm(forms.Form):
    """A line in the log."""

    words = words("记录", max_length=500)
