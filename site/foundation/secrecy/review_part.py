"""The review form (保密审查表, T03) as part of the decision at a secrecy step."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from foundation.signoff.enums import StepKind
from foundation.signoff.models import PostTaskState, Seal
from foundation.signoff.parts import DecisionPart
from foundation.signoff.services import revision_digest

from .enums import OF_THIRD_PARTIES, Answer, Conclusion, Question, SecretLevel
from .models import Basis, SecrecyReview
from .openness import rules_requiring
from .rules import WHAT_TO_DO, Review, Secret, problems
from .selectors import files_under_review, open_referral, released_questions

# A fingerprint long enough to compare by eye.
SHOWN_DIGITS = 16
SECRET_FIELDS = ("secret_level", "secret_period", "secret_basis", "secret_officer")
HELP = {
    Question.STATE_SECRET: "关系国家安全和利益，依照法定程序确定，在一定时间内只限一定范围人员知悉的事项",
    Question.WORK_SECRET: "不属于国家秘密，但泄露后会造成一定不利影响的事项；不是不予公开的法定理由",
    Question.STABILITY: "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
    Question.TRADE_SECRET: "公开会损害第三方合法权益",
    Question.PRIVACY: "如身份证号、住址、病情、家庭情况；公开会损害第三方合法权益",
    Question.INTERNAL: "人事管理、后勤管理、内部工作流程",
    Question.PROCESS: "讨论记录、过程稿、磋商信函、请示报告",
}


def _article_label(article: Basis) -> str:
    return f"{article}：{article.text}"


class SecrecyReviewPart(DecisionPart):
    """Every question answered by hand; consistent with the conclusion; signed over text and files (R-062)."""

    prefix = "secrecy"
    heading = "保密审查表"
    layout = "secrecy/review_part.html"
    conclusions = list(Conclusion)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        articles: dict[str, list[Basis]] = defaultdict(list)
        for article in Basis.objects.filter(is_active=True):
            articles[article.question].append(article)
        for question in Question:
            self.fields[question] = forms.ChoiceField(
                label=question.label,
                choices=Answer.choices,
                required=False,
                widget=forms.RadioSelect,
                help_text=HELP.get(question, ""),
            )
            self.fields[f"{question}_basis"] = forms.MultipleChoiceField(
                label=f"“{question.label}”的依据",
                choices=[(str(article), _article_label(article)) for article in articles[question]],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields.update(self._other_fields())

    def _other_fields(self) -> dict[str, forms.Field]:
        def text(label: str, longest: int, **kwargs: Any) -> forms.CharField:
            return forms.CharField(label=label, max_length=longest, required=False, **kwargs)

        return {
            "must_be_open": forms.ChoiceField(
                label="法律、法规、规章是否规定应当公开",
                choices=Answer.choices,
                required=False,
                widget=forms.RadioSelect,
            ),
            "openness_rule": text("规定应当公开的名称和条款", 300),
            "openness_exception": text("应当公开而不公开的理由", 300, widget=forms.Textarea({"rows": 2})),
            "secret_level": forms.ChoiceField(
                label="密级", choices=[("", "请选择"), *SecretLevel.choices], required=False
            ),
            "secret_period": text("保密期限", 60),
            "secret_basis": text("定密依据", 300),
            "secret_officer": text("定密责任人", 50),
            "conclusion": forms.ChoiceField(
                label="审查结论",
                choices=[(choice.value, choice.label) for choice in self.conclusions],
                required=False,
                widget=forms.RadioSelect,
            ),
            "opinion": text("审查意见", 2000, widget=forms.Textarea({"rows": 2})),
        }

    @classmethod
    def applies(cls, state: PostTaskState, draft: Any) -> bool:
        return state.task.specific.step_kind == StepKind.SECRECY

    @cached_property
    def sealed_files(self) -> list[dict[str, str]]:
        """What the form is signed over beside the text."""
        return files_under_review(self.state.revision_id)

    @cached_property
    def digest(self) -> str:
        return revision_digest(self.state.revision)

    @property
    def shown_digest(self) -> str:
        return self.digest[:SHOWN_DIGITS]

    @cached_property
    def referral(self):
        """The open referral of this page."""
        return open_referral(self.draft)

    @cached_property
    def opening_rules(self) -> list[str]:
        """Rules known to the catalogue that want this page open (R-071)."""
        return rules_requiring(self.draft)

    def question_rows(self) -> list[dict[str, Any]]:
        """Each question with its articles, for the template."""
        return [
            {"answer": self[question], "basis": self[f"{question}_basis"], "value": question.value}
            for question in Question
        ]

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        """By the project's own templates, which Django's renderer of forms does not know."""
        return render_to_string(self.layout, {"form": self})

    __str__ = render
    __html__ = render

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_left_out(data):
            return data
        for problem in problems(self.filled(data)):
            self.add_error(problem.field, problem.message)
        self._check_action(data)
        return data

    def is_left_out(self, data: dict[str, Any]) -> bool:
        """Whether the form was not used at all; an approval always needs it."""
        return False

    def _check_action(self, data: dict[str, Any]) -> None:
        """Approving means that it may be public."""
        if self.referral:
            self.add_error(
                None,
                f"本稿已提请确定（{self.referral.get_state_display()}），登记确定意见后才能同意；也可以退回拟稿人。",
            )
        if advice := WHAT_TO_DO.get(data.get("conclusion", "")):
            self.add_error("conclusion", advice)

    def filled(self, data: dict[str, Any]) -> Review:
        """The form as the rules judge it."""
        affirmed_third = any(data.get(question) == Answer.YES for question in OF_THIRD_PARTIES)
        return Review(
            answers={question.value: data.get(question, "") for question in Question},
            bases={question.value: len(data.get(f"{question}_basis") or []) for question in Question},
            conclusion=data.get("conclusion", ""),
            opinion=data.get("opinion", ""),
            must_be_open=data.get("must_be_open", ""),
            openness_rule=data.get("openness_rule", ""),
            # Asked for only where something is withheld: the usual approval does without.
            opening_rules=tuple(self.opening_rules) if data.get("conclusion") == Conclusion.CLOSED else (),
            openness_exception=data.get("openness_exception", ""),
            secret=Secret(*(data.get(name, "") for name in SECRET_FIELDS)),
            released=released_questions(self.draft.pk) if affirmed_third else frozenset(),
        )

    def exception(self, data: dict[str, Any]) -> str:
        """Why something is withheld that a rule wants open; empty where no rule does."""
        given = data["openness_exception"]
        return given if given and self.opening_rules else ""

    def seal_lines(self) -> list[str]:
        data = self.cleaned_data
        if self.is_left_out(data):
            return []
        affirmed = [question for question in Question if data[question] == Answer.YES]
        denied = [question.label for question in Question if question not in affirmed]
        lines = [f"{question.label}：是（{'、'.join(data[f'{question}_basis'])}）" for question in affirmed]
        if denied:
            lines.append(f"{'、'.join(denied)}：否")
        if data["must_be_open"]:
            ruled = "是" if data["must_be_open"] == Answer.YES else "否"
            lines.append(f"法律、法规、规章规定应当公开：{ruled}{data['openness_rule']}")
        lines.append(
            f"保密审查结论：{Conclusion(data['conclusion']).label}（正文和附件 {len(self.sealed_files)} 个）"
        )
        if exception := self.exception(data):
            lines.append(f"应当公开而不公开的理由：{exception}")
        if data["opinion"]:
            lines.append(f"保密审查意见：{data['opinion']}")
        return lines

    def record(self, seal: Seal) -> None:
        data = self.cleaned_data
        if self.is_left_out(data):
            return
        is_secret = data[Question.STATE_SECRET] == Answer.YES
        SecrecyReview.objects.create(
            page_id=seal.page_id,
            page_title=seal.page_title,
            revision_id=self.state.revision_id,
            body_id=self.state.body_id,
            content_digest=seal.content_digest,
            files=self.sealed_files,
            answers={question.value: data[question] for question in Question},
            bases={
                question.value: data[f"{question}_basis"]
                for question in Question
                if data[question] == Answer.YES
            },
            must_be_open=data["must_be_open"],
            openness_rule=data["openness_rule"],
            openness_exception=self.exception(data),
            secret={name: data[name] for name in SECRET_FIELDS} if is_secret else {},
            conclusion=data["conclusion"],
            opinion=data["opinion"],
            seal=seal,
        )


class ReturnedReviewPart(SecrecyReviewPart):
    """The form that goes with a return: it keeps why something may not be public. May be left out."""

    action = "reject"
    prefix = "secrecy-return"
    heading = "随退回留存的保密审查表（选填）"
    conclusions = [Conclusion.PARTLY, Conclusion.CLOSED, Conclusion.UNSURE]

    def is_left_out(self, data: dict[str, Any]) -> bool:
        return not self.errors and not any(data.values())

    def _check_action(self, data: dict[str, Any]) -> None:
        """Every conclusion that is offered goes with a return."""
