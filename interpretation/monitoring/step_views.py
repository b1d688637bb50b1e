"""One screen for each step of a finding: its form, the service, and what it says afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from foundation.organisations.models import User

from . import evidence, handling, services, step_forms
from .access import roles_in, seen_by
from .enums import PlanState
from .forms import EditForm
from .models import Finding, Measure
from .rules import late_in_words
from .screens import ConcernForm
from .states import Role, Step, refusal, roles_for, steps_for

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Screen:
    """``act`` calls the service and says what happened; ``effect`` says it before the click."""

    form: type
    act: Callable[[Finding, User, Data], str]
    button: str
    effect: str = ""


def _report(finding: Finding, user: User, data: Data) -> str:
    done = services.report(finding, user, **data)
    return f"已报送 {done.number}，{late_in_words(done.late_minutes) or '按时'}。"


def _level(finding: Finding, user: User, data: Data) -> str:
    return f"已调整为{services.set_level(finding, user, **data).get_level_display()}，时限已重新计算。"


def _edit(finding: Finding, user: User, data: Data) -> str:
    services.edit(finding, user, **data)
    return "已保存。"


def _evidence(finding: Finding, user: User, data: Data) -> str:
    kept = evidence.add_evidence(finding, user, **data)
    return f"已添加{len(kept)}个文件。" if kept else "所选文件都已添加过，不必重复添加。"


def _emergency(finding: Finding, user: User, data: Data) -> str:
    services.declare_emergency(finding, user)
    return "已列为突发事件，并通知应急值班。"


def _assign(finding: Finding, user: User, data: Data) -> str:
    return f"已交{services.assign(finding, user, **data).handling_unit}办理。"


def _assess(finding: Finding, user: User, data: Data) -> str:
    handling.assess(finding, user, **data)
    return "研判已登记。"


def _plan(finding: Finding, user: User, data: Data) -> str:
    handling.submit_plan(finding, user, **data)
    return "处置方案已报批。"


def _decide(finding: Finding, user: User, data: Data) -> str:
    plan = finding.plans.filter(state=PlanState.SUBMITTED).first()
    if plan is None:
        raise ValidationError("没有待批准的处置方案，请刷新页面。")
    return f"处置方案{handling.decide_plan(plan, user, **data).get_state_display()}。"


def _link(finding: Finding, user: User, data: Data) -> str:
    made = handling.link_response(finding, user, **data)
    return "回应已关联，已计入时限。" if made.published_at else "回应已关联，页面公开时计入时限。"


def _omit(finding: Finding, user: User, data: Data) -> str:
    services.mark_omitted(finding, user, words=data["reason"])
    return "已标记漏报。"


def _close(finding: Finding, user: User, data: Data) -> str:
    handling.close(finding, user, **data)
    return "已办结，请在期限内总结评估。"


def _evaluate(finding: Finding, user: User, data: Data) -> str:
    return f"评估已登记，得{handling.evaluate(finding, user, **data).score}分。"


def _archive(finding: Finding, user: User, data: Data) -> str:
    handling.archive(finding, user)
    return "已归档。"


def _dismiss(finding: Finding, user: User, data: Data) -> str:
    services.dismiss(finding, user, **data)
    return "已登记为不作舆情办理，各项时限停止。"


SCREENS: dict[Step, Screen] = {
    Step.EDIT: Screen(EditForm, _edit, "保存"),
    Step.REPORT: Screen(
        step_forms.ReportForm, _report, "报送", "按级别送达有关岗位，上报时限随即停止；报送后内容不再修改。"
    ),
    Step.LEVEL: Screen(step_forms.LevelForm, _level, "调整级别", "上报和回应的时限按新级别重新计算并留痕。"),
    Step.EVIDENCE: Screen(
        step_forms.EvidenceForm, _evidence, "添加", "只供办理人员查看，不会公开；添加后不能替换或者删除。"
    ),
    Step.EMERGENCY: Screen(step_forms.ConfirmForm, _emergency, "列为突发事件", "立即通知应急值班。"),
    Step.ASSIGN: Screen(step_forms.AssignForm, _assign, "交办", "通知该科室负责人，回应时限转到该科室。"),
    Step.ASSESS: Screen(step_forms.AssessForm, _assess, "登记研判", "措施登记为有期限的任务。"),
    Step.PLAN: Screen(step_forms.PlanForm, _plan, "报批", "报分管或者签发领导批准。"),
    Step.APPROVE: Screen(
        step_forms.DecideForm, _decide, "提交决定", "批准后措施成为有期限的任务，所选应急预案随即启动。"
    ),
    Step.LINK: Screen(step_forms.LinkForm, _link, "关联回应", "只在内部记录；公开页面上不显示任何舆情信息。"),
    Step.OMIT: Screen(step_forms.ReasonForm, _omit, "标记漏报", "计入本单位考核指标。"),
    Step.CLOSE: Screen(step_forms.WordsForm, _close, "办结", "办结后开始计算总结评估的期限。"),
    Step.EVALUATE: Screen(step_forms.EvaluateForm, _evaluate, "提交评估", "经验主题和教训进入经验库。"),
    Step.ARCHIVE: Screen(step_forms.ConfirmForm, _archive, "归档", "归档后不再变动。"),
    Step.DISMISS: Screen(step_forms.ReasonForm, _dismiss, "不作舆情办理", "各项时限停止，不计入统计。"),
}


class OneFinding(ConcernForm):
    """A form about one finding in the user's reach."""

    finding: Finding

    def admit(self) -> None:
        reach = seen_by(self.request.user, self.standing)
        wanted = reach.select_related("body", "unit__body", "handling_unit__body", "created_by")
        self.finding = get_object_or_404(wanted, pk=self.kwargs["pk"])
        self.roles = roles_in(self.finding, self.standing)

    def get_form_kwargs(self) -> Data:
        return super().get_form_kwargs() | {"finding": self.finding}

    def get_success_url(self) -> str:
        return reverse("monitoring:finding", args=[self.finding.pk])

    def why_not(self, step: Step) -> str:
        """Why the user may not take the step now; empty when it may be."""
        if step in steps_for(self.finding.state, self.roles):
            return ""
        names = "、".join(role.label for role in Role if role in roles_for(self.finding.state, step))
        return refusal(self.finding.state, step) or f"“{step.label}”由{names}办理。"

    def get_breadcrumbs_items(self) -> list[Data]:
        items = super().get_breadcrumbs_items()
        here = {"url": self.get_success_url(), "label": self.finding.number}
        return [*items[:-1], here, items[-1]]


class StepView(OneFinding):
    """The step that the address names."""

    template_name = "monitoring/step.html"

    def admit(self) -> None:
        super().admit()
        try:
            self.step = Step(self.kwargs["step"])
            self.screen = SCREENS[self.step]
        except (KeyError, ValueError) as unknown:
            raise Http404 from unknown

    def get_page_title(self) -> str:
        return self.step.label

    def get_form_class(self) -> type:
        return self.screen.form

    def get_initial(self) -> Data:
        if self.step != Step.EDIT:
            return super().get_initial()
        return {name: getattr(self.finding, name) for name in services.ENTRY_FIELDS}

    def perform(self, data: Data) -> HttpResponse:
        return self.done(self.screen.act(self.finding, self.request.user, data))

    def get_context_data(self, **kwargs: Any) -> Data:
        problems = handling.closing_problems(self.finding) if self.step == Step.CLOSE else []
        return super().get_context_data(**kwargs) | {
            "finding": self.finding,
            "step": self.step,
            "button": self.screen.button,
            "effect": self.screen.effect,
            "why_not": self.why_not(self.step),
            "problems": problems,
            "plan": self.finding.plans.filter(state=PlanState.SUBMITTED).first()
            if self.step == Step.APPROVE
            else None,
        }


class MeasureView(OneFinding):
    """填报措施完成."""

    template_name = "monitoring/step.html"
    page_title = "填报措施完成"
    form_class = step_forms.MeasureForm

    def admit(self) -> None:
        super().admit()
        self.measure = get_object_or_404(Measure, pk=self.kwargs["measure"], finding=self.finding)

    def perform(self, data: Data) -> HttpResponse:
        handling.finish_measure(self.measure, self.request.user, **data)
        return self.done("措施已填报完成。")

    def get_context_data(self, **kwargs: Any) -> Data:
        return super().get_context_data(**kwargs) | {
            "finding": self.finding,
            "button": "填报完成",
            "effect": f"措施：{self.measure.words}",
            "why_not": self.why_not(Step.MEASURE),
        }
