"""Forms of deciding, drafting and delivering."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.forms import formset_factory
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

from disclosure.catalogue.models import CatalogueItem
from disclosure.requests.enums import Way
from disclosure.requests.models import CaseItem
from foundation.letters.kinds import letter_kind
from foundation.redactions.models import Redaction

from .enums import Need, SearchedKind
from .models import TEXTS, AnswerPage, RemedyOffices
from .outcomes import Outcome
from .rules import basis_of
from .tree import Question


def _line(label: str, help_text: str = "", most: int = 200) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text)


def _text(label: str, help_text: str = "", rows: int = 3, most: int = 4000) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text, widget=widget)


class QuestionForm(forms.Form):
    """One question of the tree. ``question`` tells which one the reader had in front."""

    question = forms.CharField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label="您的回答", widget=forms.RadioSelect, error_messages={"required": "请选择一个答案。"}
    )

    def __init__(self, *args: Any, asked: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].initial = asked.key
        choices = cast(forms.ChoiceField, self.fields["choice"])
        choices.choices = [(choice.key, choice.label) for choice in asked.choices]


class SearchRow(forms.Form):
    """One search (R-176). A row without words is left out."""

    kind = forms.ChoiceField(label="检索对象", choices=SearchedKind.choices)
    place = _line("系统或者档案名称", most=100)
    words = _line("关键词", most=100)
    person = _line("检索人", most=40)
    on = forms.DateField(label="日期", required=False, widget=AdminDateInput)
    result = _line("结果", most=100)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if any(data.get(name) for name in ("place", "words", "result")):
            for name in ("place", "words", "person", "on", "result"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "请填写完整。")
        return data


SearchRows = formset_factory(SearchRow, extra=0, max_num=10)


def search_rows(data: Mapping[str, Any] | None, item: CaseItem, person: str) -> Any:
    """The rows of the search record: those kept, else one system and one archive to begin with."""
    kept = item.details.get("search") or []
    today = timezone.localdate().isoformat()
    start = [{"kind": kind.value, "person": person, "on": today} for kind in SearchedKind]
    return SearchRows(data or None, prefix="search", initial=kept or start)


def rows_given(rows: Any) -> list[dict[str, str]]:
    """The filled rows, fit to be kept. The formset has to be valid."""
    filled = [row for row in rows.cleaned_data if row and row.get("place")]
    return [row | {"on": row["on"].isoformat()} for row in filled]


def _fields_of(need: Need, opinions: Iterable[Any]) -> dict[str, forms.Field]:
    match need:
        case Need.PLACE:
            return {
                "place_url": forms.URLField(label="网址", required=False, assume_scheme="https"),
                "place": _line("查阅场所", "如 县档案馆政府信息查阅点，城关镇人民路1号"),
                "when": _line("时间", "可不填，如 工作日上午8时30分至11时30分"),
            }
        case Need.SUPPLY_ON:
            return {"supply_on": forms.DateField(label="提供日期", required=False, widget=AdminDateInput)}
        case Need.HOLDER:
            return {
                "holder": _line("负责公开的机关"),
                "holder_contact": _line("该机关的联系方式", "地址、电话"),
            }
        case Need.WITHHELD:
            return {
                "withheld": _text(
                    "不予公开的内容", "概括写明是哪些内容，不写其具体内容，如 第2页当事人的身份证号"
                )
            }
        case Need.OPINION:
            shown = [
                (str(one.pk), f"{one.get_opinion_display()}（{one.replied_on or one.closed_on}）")
                for one in opinions
            ]
            return {
                "consultation": forms.ChoiceField(
                    label="依据的第三方意见", required=False, choices=[("", "请选择"), *shown]
                )
            }
        case Need.OPENNESS:
            return {
                "openness": _text(
                    "核对过的规定和目录", "如 主动公开目录第71项、《……条例》，没有规定应当公开", 2
                )
            }
        case Need.EARLIER:
            return {
                "earlier_number": _line("此前答复的文号"),
                "earlier_on": forms.DateField(label="此前答复的日期", required=False, widget=AdminDateInput),
            }
        case Need.LAW:
            return {"law": _text("另有规定的法律、行政法规和办理单位", "名称、条款，以及单位的地址和电话", 2)}
        case Need.CHANNEL:
            return {"channel": _text("可以使用的渠道", "名称、地址、电话或者网址", 2)}
    return {}


class ConcludeForm(forms.Form):
    """What the outcome must come with."""

    def __init__(
        self,
        *args: Any,
        outcome: Outcome,
        item: CaseItem,
        opinions: Iterable[Any],
        catalogue: Iterable[CatalogueItem] = (),
        **kwargs: Any,
    ) -> None:
        before = {"facts": item.facts, "reasons": item.reasons, "basis": item.basis or basis_of(outcome)}
        kwargs["initial"] = before | item.details | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for need in outcome.needs:
            self.fields |= _fields_of(need, opinions)
        if choices := [(str(one.pk), str(one)) for one in catalogue]:
            self.fields["belongs"] = forms.MultipleChoiceField(
                label="申请的信息属于以下目录事项的，请勾选",
                required=False,
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
                help_text="逐项核对；都不属于的，不勾选",
            )
        self.fields["facts"] = _text("事实", "查明了什么，可不填", 2)
        self.fields["reasons"] = _text("理由", "结合申请的信息写明，申请人能看懂", 4)
        self.fields["basis"] = _line("法律依据", most=300)

    @property
    def given(self) -> dict[str, Any]:
        """Fit to be kept."""
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in self.cleaned_data.items()
        }


class DraftForm(forms.Form):
    """The wording of the answer."""

    letter_key = forms.ChoiceField(label="文书")

    def __init__(self, *args: Any, page: AnswerPage, offered: Iterable[str], **kwargs: Any) -> None:
        kwargs["initial"] = {"letter_key": page.letter_key} | {name: getattr(page, name) for name in TEXTS}
        super().__init__(*args, **kwargs)
        letters = cast(forms.ChoiceField, self.fields["letter_key"])
        letters.choices = [(key, letter_kind(key).label) for key in offered]
        for name, label in TEXTS.items():
            if name != "remedies":
                self.fields[name] = _text(label, "每行一段", rows=5, most=20_000)


class FileForm(forms.Form):
    """A file for the applicant: uploaded, or a redacted copy that was checked."""

    upload = forms.FileField(label="上传文件", required=False, help_text="自动去除文件属性、批注和修订记录")
    redaction = forms.ModelChoiceField(
        label="或者选择遮盖件", queryset=Redaction.objects.none(), required=False, empty_label="不选择"
    )
    title = _line("名称", "可不填，用文件名")
    item = forms.ModelChoiceField(
        label="属于哪一项", queryset=CaseItem.objects.none(), required=False, empty_label="全部事项"
    )

    def __init__(self, *args: Any, page: AnswerPage, redactions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["redaction"]).queryset = redactions
        cast(forms.ModelChoiceField, self.fields["item"]).queryset = page.case.items.all()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("upload")) == bool(data.get("redaction")):
            self.add_error("upload", "请上传一个文件，或者选择一个遮盖件。")
        return data


class DeliveryForm(forms.Form):
    """送达."""

    way = forms.ChoiceField(label="送达方式", choices=Way.choices)
    on = forms.DateField(
        label="送达日期",
        widget=AdminDateInput,
        help_text="当面送达为签收之日；邮寄为交邮之日；电子邮件为发出之日",
    )
    proof = forms.FileField(label="送达凭证", required=False, help_text="签收单、邮寄回执、送达回证的扫描件")
    proof_words = _line("凭证说明", "没有扫描件的，写明邮件号、签收人")
    deviation = _line(
        "与申请人要求的方式不同的理由", "与申请人选择的方式一致，或者申请人勾选可接受其他方式的，不填", 300
    )


class OfficesForm(forms.ModelForm):
    """复议机关 and 人民法院 of one body."""

    class Meta:
        model = RemedyOffices
        fields = [
            "review_name", "review_address", "review_phone", "court_name", "court_address", "court_phone",
        ]  # fmt: skip
