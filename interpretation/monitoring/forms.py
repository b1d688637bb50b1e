"""Forms of 政务舆情: one column, large fields, filled in at night on a phone."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from foundation.organisations.models import Appointment, Body, Unit, User
from foundation.rules.parameters import value
from foundation.submissions.forms import FilesField
from foundation.submissions.uploads import allowed

from .enums import Channel, Level, WatchKind
from .models import Finding, Source, WatchItem
from .parameters import REPORT
from .rules import span_in_words

MOMENT = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput({"type": "time"}, format="%H:%M")
CHOOSE = ("", "请选择")
WHEN_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


def area(rows: int, **attributes: Any) -> forms.Textarea:
    return forms.Textarea({"rows": rows, **attributes})


def now() -> dt.datetime:
    return timezone.localtime()


def among(form: forms.Form, name: str, rows: QuerySet) -> None:
    """The field chooses among these rows."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def offer(form: forms.Form, name: str, choices: list[tuple[Any, str]]) -> None:
    """The field offers these values."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class OfficialForm(forms.Form):
    """Says in words which field is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"
            field.error_messages["invalid_choice"] = f"请从列表中选择{field.label}。"
            if isinstance(field, forms.ModelChoiceField) and field.required:
                field.empty_label = "请选择"
            if isinstance(field, forms.CharField) and field.max_length:
                field.error_messages["max_length"] = f"{field.label}不超过{field.max_length}字。"


def levels_with_times(body_id: int | None) -> list[tuple[str, str]]:
    """一般（3 小时内上报） … 特别重大（30 分钟内上报）, by the parameters of the body."""
    times = {one: dt.timedelta(minutes=value(REPORT[one].key, body_id)) for one in reversed(Level)}
    return [(one.value, f"{one.label}（{span_in_words(span)}内上报）") for one, span in times.items()]


class MomentField(forms.DateTimeField):
    """To the minute."""

    def __init__(self, label: str, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(
            label=label, help_text=help_text, widget=MOMENT, input_formats=WHEN_FORMATS,
            error_messages={"invalid": "请填写日期和时间，如 2026-01-05 09:20。"}, **kwargs,
        )  # fmt: skip


class EntryForm(OfficialForm):
    """What was found; what a report must tell may follow."""

    body = forms.ModelChoiceField(label="机关", queryset=Body.objects.none())
    title = forms.CharField(
        label="主题", max_length=120, help_text="一句话说明事由，不写个人姓名和联系方式。"
    )
    level = forms.ChoiceField(
        label="级别", choices=[(one.value, one.label) for one in reversed(Level)], widget=forms.RadioSelect
    )
    known_at = MomentField("知悉时间", "上报和回应的时限都从这一刻起算。", initial=now)
    is_emergency = forms.BooleanField(label="突发事件", required=False, help_text="勾选后立即通知应急值班。")
    channel = forms.ChoiceField(label="来源渠道", choices=[CHOOSE, *Channel.choices])
    source = forms.ModelChoiceField(
        label="信息来源", queryset=Source.objects.none(), required=False, empty_label="不指明"
    )
    link = forms.URLField(
        label="链接", max_length=500, required=False, assume_scheme="https",
        error_messages={"invalid": "请填写完整网址，如 https://example.com/。"},
    )  # fmt: skip
    happened_at = forms.CharField(
        label="时间",
        max_length=60,
        required=False,
        help_text="报送时必填。事情发生的时间，如 2026年1月4日晚。",
    )
    place = forms.CharField(
        label="地点", max_length=120, required=False, help_text="报送时必填，写到乡镇、街道或者具体场所。"
    )
    content = forms.CharField(
        label="主要内容", max_length=3000, required=False, widget=area(5), help_text="报送时必填。"
    )
    spread = forms.CharField(
        label="传播情况", max_length=1000, required=False, widget=area(3),
        help_text="报送时必填：平台、条数、转发评论量和走势。",
    )  # fmt: skip
    demands = forms.CharField(
        label="主要诉求",
        max_length=1000,
        required=False,
        widget=area(3),
        help_text="报送时必填；没有明确诉求的写“无”。",
    )
    suggestion = forms.CharField(
        label="处置建议", max_length=1000, required=False, widget=area(3), help_text="报送时必填。"
    )
    files = FilesField(label="佐证文件", required=False)  # type: ignore[assignment]
    found_by_superior = forms.BooleanField(
        label="由上级先行发现", required=False, help_text="上级交办、本单位未先发现的，记为漏报。"
    )

    def __init__(self, *args: Any, bodies: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Body.objects.filter(pk__in=bodies)
        among(self, "body", offered)
        among(self, "source", Source.objects.filter(body__in=bodies, is_used=True))
        first = next(iter(bodies), None)
        offer(self, "level", levels_with_times(first))
        self.fields["files"].help_text = f"截图、照片或者文件，只供办理人员查看。{allowed(first)}"
        if len(bodies) == 1:
            self.fields["body"].initial = first
            self.fields["body"].widget = forms.HiddenInput()
        if not Source.objects.filter(body__in=bodies, is_used=True).exists():
            del self.fields["source"]


class ReporterForm(EntryForm):
    """The short one for 基层信息员: what, where, how bad; the channel is theirs."""

    field_order = ["body", "title", "place", "content", "level", "is_emergency", "happened_at", "spread"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("channel", "source", "link", "found_by_superior", "demands", "suggestion"):
            self.fields.pop(name, None)
        self.fields["place"].required = True
        self.fields["place"].help_text = "写到村、社区或者具体场所。"
        self.fields["content"].required = True
        for name in ("content", "happened_at", "spread"):  # the duty officer completes the report
            self.fields[name].help_text = "" if name == "content" else "不清楚的可以不填。"
        self.fields["level"].help_text = "拿不准的选“一般”，值班员会核定。"
        self.fields["level"].initial = Level.ORDINARY


class EditForm(EntryForm):
    """The same without what has services of its own."""

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, bodies=frozenset({finding.body_id}), **kwargs)
        for name in ("body", "level", "known_at", "is_emergency", "found_by_superior", "files"):
            self.fields.pop(name)


class ShiftForm(OfficialForm):
    """One person on the same hours of several days."""

    person = forms.ModelChoiceField(label="值班人", queryset=User.objects.none())
    first = forms.DateField(label="自", widget=DAY)
    last = forms.DateField(label="至", widget=DAY)
    begins = forms.TimeField(label="每日开始", widget=TIME, initial=dt.time(8))
    ends = forms.TimeField(
        label="每日结束", widget=TIME, initial=dt.time(8), help_text="不晚于开始时间的，算到次日。"
    )
    note = forms.CharField(label="备注", max_length=100, required=False)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "person", staff_of(body))


class WatchForm(OfficialForm):
    """What to watch: an area, a topic or group, a time."""

    kind = forms.ChoiceField(label="类别", choices=[CHOOSE, *WatchKind.choices])
    subject = forms.CharField(
        label="对象", max_length=120, help_text="区域、话题、群体或者时段；不得写个人姓名、证件和电话号码。"
    )
    reason = forms.CharField(label="关注事由", max_length=300, required=False, widget=area(2))
    responsible = forms.ModelChoiceField(label="负责人", queryset=User.objects.none())
    unit = forms.ModelChoiceField(
        label="属地或者责任科室", queryset=Unit.objects.none(), required=False, empty_label="不指定"
    )
    starts_on = forms.DateField(label="自", widget=DAY, initial=timezone.localdate)
    ends_on = forms.DateField(label="至", widget=DAY, required=False, help_text="留空表示长期。")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self, "responsible", staff_of(body))
        self.fields["responsible"].error_messages["required"] = "请指定负责人；没有负责人的关注事项不能保存。"
        among(self, "unit", Unit.objects.filter(body=body).select_related("body"))

    def item(self, body: Body) -> WatchItem:
        """The item, not saved."""
        return WatchItem(body=body, **self.cleaned_data)


class SourceForm(OfficialForm):
    """Where we listen."""

    name = forms.CharField(label="名称", max_length=80)
    channel = forms.ChoiceField(label="渠道", choices=[CHOOSE, *Channel.choices])
    address = forms.CharField(label="地址或者联系方式", max_length=200, required=False)
    looked_at = forms.CharField(
        label="查看频次", max_length=60, required=False, help_text="如 每2小时、全天候推送。"
    )
    is_used = forms.BooleanField(label="在用", required=False, initial=True)


class ImportForm(OfficialForm):
    """A CSV file."""

    file = forms.FileField(label="CSV文件", help_text="一次最多500行；任何一行有误，整个文件都不导入。")


class SummaryForm(OfficialForm):
    """One week of a key policy."""

    week = forms.TypedChoiceField(label="周次", coerce=int)
    concerns = forms.IntegerField(label="收集意见条数", min_value=0, initial=0)
    words = forms.CharField(
        label="情况小结", max_length=2000, widget=area(5), help_text="听到了什么、主要关切、怎样回应。"
    )

    def __init__(self, *args: Any, weeks: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "week", [(week, f"第{week}周") for week in weeks])


def staff_of(body: Body) -> QuerySet[User]:
    """Who holds a post in the body today."""
    held = Appointment.objects.on(timezone.localdate()).filter(post__body=body, user__is_active=True)
    return User.objects.filter(pk__in=held.values("user")).order_by("last_name", "first_name")
