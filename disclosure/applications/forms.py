"""What an application is made of: the public's form, and the fields that it shares with staff intake."""

from dataclasses import dataclass, replace
from typing import Any

from django.forms import (
    BooleanField,
    BoundField,
    CheckboxSelectMultiple,
    ChoiceField,
    EmailField,
    EmailInput,
    HiddenInput,
    MultipleChoiceField,
    RadioSelect,
)
from django.forms import (
    Form as DjangoForm,
)

from disclosure.requests.access import open_to_applications
from disclosure.requests.enums import Applicant, Form, IdentityProof, Way
from disclosure.requests.parameters import IDENTITY, ONE_MATTER, PURPOSE_REQUIRED
from foundation.rules.parameters import choice, is_on
from foundation.submissions.consent import CONSENTS, PRESENT
from foundation.submissions.enums import Identity
from foundation.submissions.forms import LONGEST_NAME, PublicForm, line_field, text_field

from .rules import MOST_ITEMS, doubt_about, items_in, whole_text

LONGEST_ITEM = 2000
PERSON_PROOFS = [choice for choice in IdentityProof.choices if choice[0] != IdentityProof.CREDIT_CODE]
ORGANISATIONS = [choice for choice in Applicant.choices if choice[0] != Applicant.NATURAL_PERSON]
MORE_ITEMS = tuple(f"item_{number}" for number in range(2, MOST_ITEMS + 1))
# What a chosen way of getting the information needs.
NEEDED_BY_WAY = {
    Way.POST: ("address", "选择邮寄的，请填写通信地址。"),
    Way.COURIER: ("address", "选择快递的，请填写通信地址。"),
    Way.EMAIL: ("email", "选择电子邮件的，请填写电子邮箱。"),
    Way.FAX: ("contact", "选择传真的，请在联系电话中写明传真号码。"),
}
PERSON_ONLY = ("employer", "proof_kind", "proof_number", "confirmed_number")
ORGANISATION_ONLY = ("org_kind", "credit_code", "legal_person", "contact_person")
# Fields of Case that the form fills as they are.
AS_THEY_ARE = (
    "address", "postcode", "email", "subject", "reference", "purpose", "forms", "ways", "accepts_other",
    "wants_reduction", "is_own_record", "needs_help",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form under one heading; ``shown_for`` names the kind of applicant it is for, if not all."""

    key: str
    title: str
    names: tuple[str, ...]
    hint: str = ""
    shown_for: str = ""
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its fields of one form."""

    section: Section
    visible_fields: list[BoundField]
    is_open: bool


SECTIONS = (
    Section("who", "一、申请人", ("to", "identity", "name")),
    Section("person", "公民填写", PERSON_ONLY, shown_for=Identity.PERSON),
    Section("organisation", "法人或者其他组织填写", ORGANISATION_ONLY, shown_for=Identity.ORGANISATION),
    Section(
        "reach", "联系方式", ("contact", "email", "address", "postcode"),
        "电话和电子邮箱至少填一项；用于确认收到申请、告知补正和送达答复，不公开。",
    ),
    Section("wanted", "二、需要的政府信息", ("subject", "text", "reference")),
    Section(
        "more", "还要申请其他信息（选填）", MORE_ITEMS,
        "每一项分别答复。", is_folded=True,
    ),
    Section("ways", "三、提供方式", ("forms", "ways", "accepts_other")),
    Section(
        "optional", "四、其他（选填）",
        ("is_own_record", "purpose", "wants_reduction", "needs_help"),
        "不填不影响申请；用途不作为是否公开的依据。",
    ),
    Section("proof", "五、身份证明和提交", ("attachments", "answer", "consent")),
)  # fmt: skip


ADVICE = "一件申请只写一项的，办理更快；写多项的照常受理。"


def several(label: str, choices: list[tuple[str, str]], **more: Any) -> MultipleChoiceField:
    """Boxes of which any number may be ticked."""
    return MultipleChoiceField(
        label=label, choices=choices, required=False, widget=CheckboxSelectMultiple, **more
    )


class ApplicationFields(DjangoForm):
    """What 条例 29 asks for, and what 附件3 offers beside it."""

    # Whether an applicant whom nobody can reach is told so; what comes on paper is taken as it is.
    asks_contact = True
    parts: tuple[Section, ...] = SECTIONS
    # The summary of errors follows the page.
    field_order = tuple(name for section in SECTIONS for name in section.names)
    identity = ChoiceField(
        label="申请人类型", choices=Identity.choices, initial=Identity.PERSON, widget=RadioSelect
    )
    name = line_field("姓名或者单位名称", LONGEST_NAME)
    employer = line_field("工作单位（选填）", 100, required=False)
    proof_kind = ChoiceField(label="证件名称", choices=PERSON_PROOFS, required=False)
    proof_number = line_field(
        "证件号码", 40, required=False, help_text="加密保存，只由办理人员核验身份时查看。"
    )
    confirmed_number = BooleanField(label="证件号码无误，仍然提交", required=False)
    org_kind = ChoiceField(label="单位类型", choices=[("", "请选择"), *ORGANISATIONS], required=False)
    credit_code = line_field("统一社会信用代码", 40, required=False, help_text="没有的，填写组织机构代码。")
    legal_person = line_field("法定代表人（负责人）", LONGEST_NAME, required=False)
    contact_person = line_field("联系人姓名", LONGEST_NAME, required=False)
    contact = line_field("联系电话", 100, required=False)
    email = EmailField(
        label="电子邮箱",
        required=False,
        max_length=200,
        help_text="在线申请的，用来接收确认邮件。",
        error_messages={"invalid": "电子邮箱的写法不对，应如 zhangsan@example.com。"},
        widget=EmailInput({"autocomplete": "email"}),
    )
    address = line_field("通信地址", 200, required=False)
    postcode = line_field("邮政编码", 10, required=False)
    subject = line_field("信息名称", 200, help_text="如“2025年某某路改造工程征收补偿方案”。")
    text = text_field(
        "内容描述", LONGEST_ITEM, rows=6,
        help_text="写明便于查找的特征：名称、制作机关、时间、事项等。请勿写入与申请无关的个人信息。",
    )  # fmt: skip
    reference = line_field("文号或者索取号（选填）", 100, required=False)
    item_2 = text_field("第二项", LONGEST_ITEM, rows=3, required=False)
    item_3 = text_field("第三项", LONGEST_ITEM, rows=3, required=False)
    item_4 = text_field("第四项", LONGEST_ITEM, rows=3, required=False)
    item_5 = text_field("第五项", LONGEST_ITEM, rows=3, required=False)
    forms = several("指定提供方式（可多选）", Form.choices)
    ways = several("获取信息的方式（可多选）", Way.choices)
    accepts_other = BooleanField(
        label="若本机关无法按照指定方式提供所需信息，也可接受其他方式", required=False
    )
    is_own_record = BooleanField(
        label="申请的是与自身相关的信息（如本人的税费、社会保障、医疗卫生记录）",
        required=False,
        help_text="须核验身份后提供。",
    )
    purpose = line_field("用途", 300, required=False)
    wants_reduction = BooleanField(
        label="申请减免费用", required=False, help_text="请把证明材料一并上传；一般情况下不收费。"
    )
    needs_help = line_field(
        "需要的帮助",
        200,
        required=False,
        help_text="阅读、视听有困难的，请写明需要怎样的帮助，工作人员会联系您。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self._doubt():
            self.fields.pop("confirmed_number", None)

    def _doubt(self) -> str:
        """What looks wrong with the identity number that was typed."""
        said = self.data if self.is_bound else {}
        is_card = said.get("proof_kind") == IdentityProof.IDENTITY_CARD
        number = str(said.get("proof_number", "")).strip()
        return doubt_about(number) if is_card and number and said.get("identity") == Identity.PERSON else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._check_organisation(data)
        is_reachable = data.get("contact") or data.get("email") or self.has_error("email")
        if self.asks_contact and not is_reachable:
            self.add_error("contact", "联系电话和电子邮箱至少填一项，否则无法与您联系。")
        self._check_ways(data)
        if (doubt := self._doubt()) and not data.get("confirmed_number"):
            self.add_error("proof_number", f"{doubt}请核对；确认无误的，勾选“证件号码无误，仍然提交”。")
        data["items"] = items_in([data.get("text", ""), *(data.get(name, "") for name in MORE_ITEMS)])
        if data["items"]:
            data["text"] = whole_text(data["items"])
        return data

    def _check_organisation(self, data: dict[str, Any]) -> None:
        if data.get("identity") == Identity.ORGANISATION and not data.get("org_kind"):
            self.add_error("org_kind", "请选择单位类型。")

    def _check_ways(self, data: dict[str, Any]) -> None:
        for way in data.get("ways") or ():
            name, ask = NEEDED_BY_WAY.get(way, ("", ""))
            if name and not data.get(name) and not self.has_error(name):
                self.add_error(name, ask)

    def sections(self) -> list[Part]:
        """The fields by part; a folded part opens when something stands in it."""
        found = []
        for section in self.parts:
            fields = [
                self[name] for name in section.names if name in self.fields and not self[name].is_hidden
            ]
            if fields:
                found.append(Part(section, fields, any(field.value() for field in fields)))
        return found


def fields_of_case(data: dict[str, Any]) -> dict[str, Any]:
    """Fields of a case beside those of every submission, from a valid form's data."""
    own = {name: data[name] for name in AS_THEY_ARE}
    if data["identity"] == Identity.PERSON:
        number = data["proof_number"]
        return own | {
            "applicant": Applicant.NATURAL_PERSON,
            "employer": data["employer"],
            "proof_kind": data["proof_kind"] if number else "",
            "proof_number": number,
        }
    return own | {
        "applicant": data["org_kind"],
        "proof_kind": IdentityProof.CREDIT_CODE if data["credit_code"] else "",
        "proof_number": data["credit_code"],
        "legal_person": data["legal_person"],
        "contact_person": data["contact_person"],
    }


def _bodies() -> list[tuple[int, str]]:
    return [(body.pk, body.name) for body in open_to_applications()]


class ApplicationForm(ApplicationFields, PublicForm):
    """在线申请."""

    to = ChoiceField(
        label="向哪个机关申请", choices=_bodies, error_messages={"invalid_choice": "请选择一个机关。"}
    )
    wants_answer = None  # type: ignore[assignment]
    consent = BooleanField(
        label=CONSENTS[PRESENT], error_messages={"required": "请阅读并同意个人信息处理告知后再提交。"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(list(self.fields["to"].choices)) == 1:  # type: ignore[attr-defined]
            self.fields["to"].widget = HiddenInput()
            self.fields["to"].initial = self.of_body.pk if self.of_body else None
        self.fields["attachments"].label = "身份证明和其他材料"
        self.fields["purpose"].required = is_on(PURPOSE_REQUIRED.key, self.of_body)
        if choice(ONE_MATTER.key, self.of_body) == "advise":
            self.parts = tuple(
                replace(one, hint=one.hint + ADVICE) if one.key == "more" else one for one in self.parts
            )
        self.must_upload = choice(IDENTITY.key, self.of_body) == "upload"
        told = (
            "须上传身份证明的照片或者扫描件。"
            if self.must_upload
            else "身份证明可以上传，也可以到受理机构出示。"
        )
        self.fields["attachments"].help_text = f"{told}{self.fields['attachments'].help_text}"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.must_upload and not self.good_files and not self.held and not self.has_error("attachments"):
            self.add_error("attachments", "请上传身份证明的照片或者扫描件。")
        return data
