"""The form that every kind of public submission is made from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from foundation.organisations.models import Body

from . import challenge, uploads
from .consent import CONSENTS, PRESENT
from .enums import Identity
from .models import HeldFile
from .rules import clean, too_long
from .tokens import Token

LONGEST_TEXT, LONGEST_NAME, LONGEST_CONTACT = 5000, 50, 100
# What is refused for its length is shown again up to here; beyond, the page itself would be a burden.
LONGEST_ECHO = 100_000
AFTERWARDS = ("attachments", "consent", "homepage")


class CleanCharField(forms.CharField):
    """Words without control and invisible characters, whose length is counted in characters as a reader does."""

    def __init__(self, *, longest: int, shortest: int = 0, **kwargs: Any) -> None:
        self.longest, self.shortest = longest, shortest
        super().__init__(**kwargs)
        # The widget does not cut off what is pasted: the message says how much to take out.
        self.validators = []

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(too_long(str(self.label), self.longest, len(value)))
        if value and len(value) < self.shortest:
            raise ValidationError(f"{self.label}不少于{self.shortest}个字。")


class EchoTextarea(forms.Textarea):
    """Shows again what was typed, up to a length that a page can bear."""

    def format_value(self, value: Any) -> Any:
        shown = super().format_value(value)
        return shown[:LONGEST_ECHO] if isinstance(shown, str) else shown


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """Several files; the form checks each, because what may come depends on the body."""

    widget = SeveralFiles


def text_field(label: str, longest: int = LONGEST_TEXT, rows: int = 8, **kwargs: Any) -> CleanCharField:
    """A text of several lines with its limit in characters."""
    kwargs.setdefault("error_messages", {"required": f"请填写{label}。"})
    kwargs.setdefault("help_text", f"不超过{longest}字。")
    return CleanCharField(label=label, longest=longest, widget=EchoTextarea({"rows": rows}), **kwargs)


def line_field(label: str, longest: int, **kwargs: Any) -> CleanCharField:
    """A text of one line."""
    kwargs.setdefault("error_messages", {"required": f"请填写{label}。"})
    return CleanCharField(label=label, longest=longest, **kwargs)


class PublicForm(forms.Form):
    """Words, who sends them, files, consent; ``homepage`` is a trap that people do not see.

    A kind adds fields or takes standard ones away with ``name = None``. ``challenge`` appears when load asks.
    """

    text = text_field("内容")
    identity = forms.ChoiceField(
        label="身份类型", choices=Identity.choices, initial=Identity.PERSON, widget=forms.RadioSelect
    )
    name = line_field("姓名或者单位名称（可不填）", LONGEST_NAME, required=False)
    contact = line_field(
        "联系方式（可不填）",
        LONGEST_CONTACT,
        required=False,
        help_text="电话或者电子邮箱，只用于核实情况和答复，不公开。",
    )
    wants_answer = forms.BooleanField(label="希望得到答复", required=False)
    attachments = FilesField(label="附件（可不填）", required=False)
    consent = forms.BooleanField(
        label=CONSENTS[PRESENT], error_messages={"required": "请阅读并同意个人信息处理告知后再提交。"}
    )
    homepage = forms.CharField(
        label="请勿填写", required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        token: Token,
        body: Body | None = None,
        asks_challenge: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, files, **kwargs)
        self.token, self.of_body = token, body
        self.good_files: list[UploadedFile] = []
        last = [name for name in AFTERWARDS if name in self.fields]
        self.order_fields([name for name in self.fields if name not in last] + last)
        if "attachments" in self.fields:
            self.fields["attachments"].help_text = uploads.allowed(body)
        if asks_challenge:
            self._ask()

    def _ask(self) -> None:
        """A question in words; a wrong answer gets another one."""
        sent = self.data.get("question", "") if self.is_bound else ""
        answered = challenge.is_answered(sent, self.data.get("answer", ""), self.token) if sent else False
        self.challenge_passed = answered
        question = None if answered else challenge.ask(self.token)
        self.question = question
        self.signed_question = question.signed if question else sent
        if question is not None:
            self.fields["answer"] = forms.CharField(
                label=f"验证问题：{question.words}",
                required=False,
                help_text="请用数字或者汉字回答。目前提交较多，回答后即可提交，您已填写的内容不会丢失。",
                widget=forms.TextInput({"autocomplete": "off"}),
            )

    challenge_passed = True
    question: challenge.Question | None = None
    signed_question = ""

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled it in."""
        return bool(self.data.get("homepage"))

    @property
    def held(self) -> list[HeldFile]:
        """Files that came with an earlier try."""
        return list(HeldFile.objects.filter(key=self.token.key))

    def clean_attachments(self) -> list[UploadedFile]:
        """Good files are held whatever else is wrong; the others are named with the reason."""
        sent = [file for file in self.cleaned_data.get("attachments") or [] if file]
        problems = []
        for file in sent:
            if refused := uploads.problem(file, self.of_body):
                problems.append(refused)
            else:
                self.good_files.append(file)
        if problems:
            raise ValidationError(problems)
        return sent

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.challenge_passed and "answer" in self.fields:
            self.add_error("answer", "请回答验证问题。")
        if data.get("wants_answer") and "contact" in self.fields and not data.get("contact"):
            self.add_error("contact", "希望得到答复的，请留下联系方式；也可凭回执码在网站查询办理情况。")
        return data
