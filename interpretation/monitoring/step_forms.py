"""One form for each step of a finding."""

from typing import Any

from django import forms
from django.utils import timezone
from wagtail.models import Page

from foundation.organisations.models import Unit
from foundation.signoff.pages import SignedPage
from foundation.submissions.forms import FilesField
from foundation.submissions.uploads import allowed

from . import contingency
from .enums import GRAVE_LEVELS, Level, ResponseKind, Trend
from .forms import CHOOSE, DAY, MomentField, OfficialForm, among, area, now, offer
from .handling import Asked
from .models import Finding

# Rows that a form offers; more measures follow with the next assessment. A property of the form.
ROWS = "一二三"
# Newest pages that are offered as a response. A property of the form.
MOST_PAGES = 40


class StepForm(OfficialForm):
    """Knows the finding."""

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.finding = finding
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the finding."""


class ConfirmForm(StepForm):
    """Nothing to fill in."""


class ReasonForm(StepForm):
    """A reason in words."""

    reason = forms.CharField(label="理由", max_length=300, widget=area(3))


class WordsForm(StepForm):
    """An account in words."""

    words = forms.CharField(label="情况说明", max_length=500, widget=area(4))


class ReportForm(StepForm):
    """When it was reported: now, or before by telephone."""

    reported_at = MomentField("上报时间", "已经先行电话报告的，填电话报告的时间；否则不用改。", initial=now)


class EvidenceForm(StepForm):
    """Files that show it."""

    files = FilesField(label="文件")  # type: ignore[assignment]
    note = forms.CharField(
        label="说明", max_length=200, required=False, help_text="如 论坛帖子截图，10时30分。"
    )

    def prepare(self) -> None:
        self.fields["files"].help_text = f"截图、照片或者文件。{allowed(self.finding.body)}"
        self.fields["files"].error_messages["required"] = "请选择文件。"


class LevelForm(StepForm):
    level = forms.ChoiceField(
        label="级别", choices=[(one.value, one.label) for one in reversed(Level)], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="调整理由", max_length=200, widget=area(2), help_text="时限从知悉时间起按新级别重新计算。"
    )

    def prepare(self) -> None:
        self.fields["level"].initial = self.finding.level


class AssignForm(StepForm):
    unit = forms.ModelChoiceField(label="责任科室", queryset=Unit.objects.none())

    def prepare(self) -> None:
        own, below = self.finding.body_id, self.finding.body.children.values("pk")
        units = Unit.objects.filter(body_id=own) | Unit.objects.filter(body__in=below)
        among(self, "unit", units.select_related("body").order_by("body__name", "name"))
        self.fields["unit"].initial = self.finding.handling_unit_id


class MeasuresForm(StepForm):
    """Adds rows of measures: what, by whom, until when."""

    def prepare(self) -> None:
        units = Unit.objects.filter(body_id=self.finding.body_id).select_related("body")
        for number, sign in enumerate(ROWS, start=1):
            self.fields[f"measure_{number}"] = forms.CharField(
                label=f"措施{sign}", max_length=300, required=False
            )
            self.fields[f"unit_{number}"] = forms.ModelChoiceField(
                label=f"措施{sign}的责任科室", queryset=units, required=False, empty_label="责任科室"
            )
            self.fields[f"due_{number}"] = forms.DateField(
                label=f"措施{sign}的完成期限", widget=DAY, required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        measures: list[Asked] = []
        for number in range(1, len(ROWS) + 1):
            words, unit, due = (data.pop(f"{name}_{number}", None) for name in ("measure", "unit", "due"))
            if words and not due and f"due_{number}" not in self.errors:
                self.add_error(f"due_{number}", "请填写完成期限。")
            elif words and due and due < timezone.localdate():
                self.add_error(f"due_{number}", "完成期限已过，请核对。")
            elif words:
                measures.append((words, unit, due))
            elif due or unit:
                self.add_error(f"measure_{number}", "请写明措施。")
        return data | {"measures": measures}


class AssessForm(MeasuresForm):
    held_at = MomentField("研判时间", initial=now)
    attendees = forms.CharField(
        label="参加人员", max_length=300, help_text="单位和姓名，用顿号隔开。", widget=area(2)
    )
    level = forms.ChoiceField(label="研判级别", choices=[(one.value, one.label) for one in reversed(Level)])
    trend = forms.ChoiceField(label="走势", choices=Trend.choices, widget=forms.RadioSelect)
    opinion = forms.CharField(label="研判意见", max_length=2000, widget=area(5))
    needs_response = forms.TypedChoiceField(
        label="公开回应",
        choices=[("yes", "需要公开回应"), ("no", "不需公开回应")],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
        help_text="重大以上的须公开回应；不需回应的，在研判意见中写明理由。",
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields["level"].initial = self.finding.level


class PlanForm(MeasuresForm):
    measures_words = forms.CharField(label="处置措施", max_length=2000, widget=area(4))
    statement = forms.CharField(
        label="统一口径", max_length=2000, widget=area(4), help_text="对外只按此口径发布；内部研判不写入。"
    )
    spokesperson = forms.CharField(label="发言人", max_length=60)
    channels = forms.CharField(
        label="发布渠道", max_length=200, help_text="如 政府门户网站、政务新媒体、新闻发布会。"
    )
    schedule = forms.CharField(
        label="时间安排", max_length=1000, widget=area(3), help_text="首次发布、后续发布各在什么时候。"
    )
    contingency_key = forms.ChoiceField(label="启动应急预案", required=False)

    def prepare(self) -> None:
        super().prepare()
        offered = [(plan.key, plan.title) for plan in contingency.offered(self.finding.body)]
        if offered:
            offer(self, "contingency_key", [("", "不启动"), *offered])
        else:
            del self.fields["contingency_key"]


class DecideForm(StepForm):
    agreed = forms.TypedChoiceField(
        label="决定",
        choices=[("yes", "批准，立即执行"), ("no", "退回修改")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="批示", max_length=500, required=False, widget=area(3), help_text="退回的须写明理由。"
    )


class LinkForm(StepForm):
    kind = forms.ChoiceField(label="类别", choices=ResponseKind.choices, widget=forms.RadioSelect)
    page = forms.TypedChoiceField(
        label="页面", coerce=int, help_text="知悉以后新建或者更新的页面；还在审签的，公开时自动计入时限。"
    )

    def prepare(self) -> None:
        grave = self.finding.level in GRAVE_LEVELS
        self.fields["kind"].initial = ResponseKind.FIRST_WORD if grave else ResponseKind.RESPONSE
        self.pages = {page.pk: page for page in _pages_since(self.finding)}
        offer(
            self,
            "page",
            [
                CHOOSE,
                *(
                    (pk, f"{page.draft_title}（{'已公开' if page.live else '未公开'}）")
                    for pk, page in self.pages.items()
                ),
            ],
        )

    def clean_page(self) -> Page:
        return self.pages[self.cleaned_data["page"]]


def _pages_since(finding: Finding) -> list[SignedPage]:
    """Signed pages of the bodies concerned that were written since; one query a type of page."""
    bodies = {finding.body_id, finding.handling_unit.body_id if finding.handling_unit else finding.body_id}
    recent = Page.objects.filter(latest_revision_created_at__gte=finding.known_at, depth__gt=2)
    newest = recent.order_by("-latest_revision_created_at")[: MOST_PAGES * 3]
    pages = [page for page in newest.specific() if isinstance(page, SignedPage) and page.body_id in bodies]
    return pages[:MOST_PAGES]


class EvaluateForm(StepForm):
    timeliness = forms.IntegerField(label="时效（0至100分）", min_value=0, max_value=100)
    quality = forms.IntegerField(label="报送质量（0至100分）", min_value=0, max_value=100)
    effect = forms.IntegerField(label="处置效果（0至100分）", min_value=0, max_value=100)
    summary = forms.CharField(label="处置总结", max_length=2000, widget=area(5))
    problems = forms.CharField(label="存在问题", max_length=1000, required=False, widget=area(3))
    topic = forms.CharField(
        label="经验主题", max_length=80, help_text="进入经验库，不写当事人和具体地点，如 停水类舆情。"
    )
    lessons = forms.CharField(label="经验教训", max_length=2000, widget=area(4))
    needs_accountability = forms.BooleanField(
        label="建议启动问责程序", required=False, help_text="处置不力、造成不良影响的。"
    )


class MeasureForm(StepForm):
    words = forms.CharField(label="完成情况", max_length=500, widget=area(3))
