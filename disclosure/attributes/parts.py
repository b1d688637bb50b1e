"""What is asked about the attribute when a step is decided: an opinion, the final decision, the defect."""

from typing import Any, cast

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Page

from disclosure.documents.enums import Openness, WithholdingReason
from disclosure.documents.models import DocumentPage, FiledPage
from disclosure.documents.openness import objections, openness_label
from foundation.signoff.enums import StepKind
from foundation.signoff.models import Seal
from foundation.signoff.parts import DecisionPart

from .enums import STAGE_OF_STEP, Act, Defect, ReturnedAt, Stage
from .selectors import differences, locked, replies
from .services import SHORTEST_NOTE, give_opinion, return_document

_GROUNDS = {
    "openness": "value",
    "openness_reason": "reason",
    "openness_basis": "basis",
    "openness_note": "note",
}


def _labels(body_id: int | None, *, without: str = "") -> list[tuple[str, str]]:
    return [(value, openness_label(value, body_id)) for value in Openness.values if value != without]


class AttributePart(DecisionPart):
    """What the parts share: a value to choose, and a layout of their own."""

    prefix = "attribute"
    heading = "公开属性"
    layout = ""

    value = forms.ChoiceField(label="公开属性", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drafted = openness_label(self.draft.openness, self.draft.body_id)

    def _offer(self, choices: list[tuple[str, str]], initial: str | None = None) -> None:
        field = cast(forms.ChoiceField, self.fields["value"])
        field.choices, field.initial = choices, initial

    def render(self, template_name=None, context=None, renderer=None) -> SafeString:
        return render_to_string(self.layout, {"part": self})

    # Django binds both to its own render.
    __str__ = __html__ = render

    @property
    def stage(self) -> Stage:
        return STAGE_OF_STEP[StepKind(self.state.task.specific.step_kind)]


class GroundedPart(AttributePart):
    """With the grounds that anything but 主动公开 needs."""

    reason = forms.ChoiceField(
        label="理由", required=False, choices=[("", "请选择"), *WithholdingReason.choices]
    )
    basis = forms.CharField(label="法律依据", required=False, max_length=200)
    note = forms.CharField(label="说明", required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))

    def _require_grounds(self, data: dict[str, Any]) -> None:
        """The grounds a drafter would have to give for the same value."""
        openness, reason, basis, note = (data.get(name, "") for name in ("value", "reason", "basis", "note"))
        for problem in list(objections(openness, reason, basis, note, self.draft.body_id)):
            self.add_error(_GROUNDS[problem.field], problem.message)

    def _grounds(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("value", "reason", "basis", "note")}


class OpinionPart(GroundedPart):
    """At every step before the signature: confirm, or suggest another value with reasons (R-047, R-049)."""

    layout = "attributes/parts/opinion.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [
            (value, f"建议改为“{label}”")
            for value, label in _labels(self.draft.body_id, without=self.draft.openness)
        ]
        self._offer([("", f"确认“{self.drafted}”"), *others], initial="")

    @classmethod
    def applies(cls, state, draft) -> bool:
        return isinstance(draft, FiledPage) and state.task.specific.step_kind != StepKind.SIGNATURE

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        value = data.get("value")
        if value == Openness.PROACTIVE and len(data.get("note", "").strip()) < SHORTEST_NOTE:
            self.add_error("note", f"请写明建议改为“主动公开”的理由（不少于{SHORTEST_NOTE}个字）。")
        elif value:
            self._require_grounds(data)
        return data

    def seal_lines(self) -> list[str]:
        value = self.cleaned_data["value"]
        if not value:
            return [f"公开属性：确认“{self.drafted}”"]
        other = openness_label(value, self.draft.body_id)
        return [f"公开属性：建议由“{self.drafted}”改为“{other}”。{_in_words(self.cleaned_data)}"]

    def record(self, seal: Seal) -> None:
        if self.cleaned_data["value"]:
            give_opinion(self.draft, seal, stage=self.stage, act=Act.SUGGESTED, **self._grounds())
        else:
            give_opinion(self.draft, seal, stage=self.stage, act=Act.CONFIRMED, value=self.draft.openness)


class FinalPart(GroundedPart):
    """At the signature: the final attribute (R-050). With differing opinions one must be chosen (R-049)."""

    heading = "公开属性（由您最终确定）"
    layout = "attributes/parts/final.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        revision_id = self.state.revision_id
        self.differences = differences(self.draft.pk, revision_id)
        self.replies = replies(self.draft.pk, revision_id) if self.differences else []
        if self.differences:
            self.notice = f"对公开属性有不同意见 {len(self.differences)} 条，签发时须由您选定一种。"
        self._offer(_labels(self.draft.body_id), initial=None if self.differences else self.draft.openness)

    @classmethod
    def applies(cls, state, draft) -> bool:
        return isinstance(draft, FiledPage) and state.task.specific.step_kind == StepKind.SIGNATURE

    def clean_value(self) -> str:
        value = self.cleaned_data["value"]
        if not value and self.differences:
            raise forms.ValidationError("对公开属性有不同意见，请在下列意见中选定一种。")
        return value or self.draft.openness

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        value = data.get("value")
        if value and value != self.draft.openness:
            if refusal := self._refusal(value):
                self.add_error("value", refusal)
            else:
                self._adopt(data)
                self._require_grounds(data)
        return data

    def _adopt(self, data: dict[str, Any]) -> None:
        """Whoever takes over an opinion takes over its grounds, unless own ones are written."""
        adopted = [said for said in self.differences if said.value == data["value"]]
        if adopted and not any(data.get(name, "").strip() for name in ("reason", "basis", "note")):
            data |= {name: getattr(adopted[-1], name) for name in ("reason", "basis", "note")}

    def _refusal(self, value: str) -> str:
        """Why another value than the draft's cannot be decided by signing."""
        label = openness_label(value, self.draft.body_id)
        if locked(self.draft.pk):
            return "公开属性此前已经签发确定，确需变更的，按“公开属性变更”程序报批。"
        if value == Openness.PROACTIVE:
            return (
                "改定为“主动公开”的，须由拟稿人修改后按公开重新审查：请点“退回”，在“应定为”中选“主动公开”。"
            )
        if isinstance(self.draft, DocumentPage) and self.draft.co_issuers.all():
            return f"联合发文机关同意的是“{self.drafted}”，改定为“{label}”须退回后重新征求其意见。"
        if Page.objects.filter(pk=self.draft.pk, live=True).exists():
            return f"本页现已公开，定为“{label}”须先办理撤下。"
        return ""

    def seal_lines(self) -> list[str]:
        value = self.cleaned_data["value"]
        if value == self.draft.openness:
            return [f"公开属性：最终确定为“{self.drafted}”"]
        other = openness_label(value, self.draft.body_id)
        return [f"公开属性：由“{self.drafted}”改定为“{other}”。{_in_words(self.cleaned_data)}"]

    def record(self, seal: Seal) -> None:
        given = self._grounds()
        if given["value"] == self.draft.openness:
            draft = self.draft
            given |= {
                "reason": draft.openness_reason,
                "basis": draft.openness_basis,
                "note": given["note"] or draft.openness_note,
            }
        give_opinion(self.draft, seal, stage=self.stage, act=Act.DECIDED, **given)


class DefectPart(AttributePart):
    """On a return: whether it is for a defect of the attribute, and which value it should have (R-048, R-049)."""

    action = "reject"
    heading = "公开属性问题"
    layout = "attributes/parts/defect.html"

    defect = forms.ChoiceField(
        label="因公开属性退回的，选择缺陷（生成退文单）",
        required=False,
        choices=[("", "不是因公开属性退回"), *Defect.choices],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = forms.ChoiceField(
            label="应定为",
            required=False,
            choices=[("", "不提出"), *_labels(self.draft.body_id, without=self.draft.openness)],
        )

    @classmethod
    def applies(cls, state, draft) -> bool:
        return isinstance(draft, FiledPage)

    def seal_lines(self) -> list[str]:
        lines = []
        if defect := self.cleaned_data["defect"]:
            lines.append(f"退文：公开属性{Defect(defect).label}")
        if value := self.cleaned_data["value"]:
            lines.append(f"公开属性：建议由“{self.drafted}”改为“{openness_label(value, self.draft.body_id)}”")
        return lines

    def record(self, seal: Seal) -> None:
        data = self.cleaned_data
        if data["value"]:
            give_opinion(
                self.draft,
                seal,
                stage=self.stage,
                act=Act.SUGGESTED,
                value=data["value"],
                note=seal.opinion,
            )
        if data["defect"]:
            return_document(
                self.draft,
                self.user,
                defect=data["defect"],
                note=seal.opinion,
                returned_at=ReturnedAt.REVIEW,
            )


def _in_words(data: dict[str, Any]) -> str:
    """Reason, law and explanation as one sentence for the seal."""
    reason = WithholdingReason(data["reason"]).label if data["reason"] else ""
    return ";".join(filter(None, [reason, data["basis"].strip(), data["note"].strip()]))
