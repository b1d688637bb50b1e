"""What the OA sends, read field by field: every mistake is named, nothing that arrives can break the reader. Pure."""

import base64
import binascii
import datetime as dt
import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from disclosure.documents.enums import DocumentKind, Openness, WithholdingReason
from disclosure.documents.importing.numbers import parse_document_number

# Technical: a Word file of 20 MB, as base64, with the rest around it.
LARGEST_BYTES = 28 * 1024 * 1024
LONGEST_TITLE, LONGEST_NUMBER, LONGEST_ID, LONGEST_WORD = 255, 60, 100, 200
LONGEST_NOTE = 2_000
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
CONTENTS = {"text": ".txt", "html": ".html", "docx": ".docx"}
KNOWN = frozenset(
    {
        "oa_id", "title", "document_number", "attribute", "attribute_reason", "attribute_basis", "attribute_note",
        "signed_on", "body", "unit", "kind", "item", "drafted_by", *CONTENTS,
    }
)  # fmt: skip


class Refused(Exception):
    """What is wrong, by field. The key "" is for the whole."""

    def __init__(self, errors: dict[str, str], status: int = 400) -> None:
        super().__init__("".join(errors.values()))
        self.errors, self.status = errors, status


@dataclass(frozen=True, slots=True)
class Sent:
    """A document as the OA hands it over, checked in itself; not yet against this site."""

    oa_id: str
    title: str
    document_number: str
    openness: str
    reason: str
    basis: str
    note: str
    signed_on: dt.date
    body: str
    unit: str
    kind: str
    item: int | None
    drafted_by: str
    suffix: str
    content: bytes = field(repr=False)


def parse(data: bytes) -> dict[str, Any]:
    """The JSON object. Raises Refused."""
    try:
        sent = json.loads(data)
    except (ValueError, RecursionError):
        raise Refused({"": "请求正文不是正确的 JSON（UTF-8 编码），请检查。"}) from None
    if not isinstance(sent, dict):
        raise Refused({"": "请求正文须是一个 JSON 对象。"})
    return sent


def read(sent: dict[str, Any]) -> Sent:
    """All fields. Raises Refused naming every one that is wrong."""
    reader = _Reader(sent)
    suffix, content = reader.content()
    document = Sent(
        oa_id=reader.text("oa_id", "OA文件编号", LONGEST_ID, required=True),
        title=reader.text("title", "标题", LONGEST_TITLE, required=True),
        document_number=reader.number(),
        openness=reader.choice("attribute", "公开属性", Openness.choices),
        reason=reader.choice("attribute_reason", "不公开理由", WithholdingReason.choices, required=False),
        basis=reader.text("attribute_basis", "法律依据", LONGEST_WORD),
        note=reader.text("attribute_note", "理由说明", LONGEST_NOTE, lines=True),
        signed_on=reader.day("signed_on", "签发日期"),
        body=reader.text("body", "机构代码", LONGEST_WORD, required=True),
        unit=reader.text("unit", "科室名称", LONGEST_WORD),
        kind=reader.choice("kind", "文件类别", DocumentKind.choices, required=False),
        item=reader.whole("item", "目录事项序号"),
        drafted_by=reader.text("drafted_by", "拟稿人用户名", LONGEST_WORD),
        suffix=suffix,
        content=content,
    )
    if unknown := sorted(name[:40] for name in sent.keys() - KNOWN)[:10]:
        reader.errors[""] = f"不认识的字段：{'、'.join(map(_harmless, unknown))}。请对照接口说明。"
    if reader.errors:
        raise Refused(reader.errors)
    return document


def _harmless(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)


class _Reader:
    """Reads fields and keeps what is wrong with them."""

    def __init__(self, sent: dict[str, Any]) -> None:
        self.sent = sent
        self.errors: dict[str, str] = {}

    def text(
        self, name: str, label: str, longest: int, *, required: bool = False, lines: bool = False
    ) -> str:
        """One field of words; only with ``lines`` may they stand on several."""
        value = self.sent.get(name)
        if value is None or value == "":
            if required:
                self.errors[name] = f"请填写{label}。"
            return ""
        if not isinstance(value, str):
            self.errors[name] = f"{label}须是文字。"
            return ""
        if any(unicodedata.category(c) in _HIDDEN for c in value if not (lines and c == "\n")):
            self.errors[name] = f"{label}中有看不见的控制字符{'' if lines else '或者换行'}，请删除。"
            return ""
        value = value.strip()
        if len(value) > longest:
            self.errors[name] = f"{label}超过{longest}个字。"
        elif required and not value:
            self.errors[name] = f"请填写{label}。"
        return value

    def number(self) -> str:
        text = self.text("document_number", "文号", LONGEST_NUMBER)
        if not text:
            return ""
        number = parse_document_number(text)
        if number is None:
            self.errors["document_number"] = "文号写法不对，应如 示政办发〔2026〕3号；没有文号的不传。"
        return number.display if number else ""

    def choice(self, name: str, label: str, choices: list, *, required: bool = True) -> str:
        value = self.sent.get(name)
        if value in (None, "") and not required:
            return ""
        for code, words in choices:
            if value in (code, words) and isinstance(value, str):
                return str(code)
        self.errors[name] = f"{label}须是：{'、'.join(str(words) for _code, words in choices)}。"
        return ""

    def day(self, name: str, label: str) -> dt.date:
        value = self.sent.get(name)
        try:
            if isinstance(value, str) and _DAY.fullmatch(value):
                return dt.date.fromisoformat(value)
        except ValueError:
            pass
        self.errors[name] = f"{label}须写成 2026-03-02 的样子。"
        return dt.date.min

    def whole(self, name: str, label: str) -> int | None:
        value = self.sent.get(name)
        if value is None:
            return None
        # A number of the catalogue; True is an int for Python.
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 32_768:
            self.errors[name] = f"{label}须是正整数。"
            return None
        return value

    def content(self) -> tuple[str, bytes]:
        given = [name for name in CONTENTS if self.sent.get(name)]
        if len(given) != 1:
            self.errors["text"] = "正文须且只须用 text、html、docx（base64）之一传送。"
            return "", b""
        name = given[0]
        value = self.sent[name]
        if not isinstance(value, str):
            self.errors[name] = "正文须是文字。"
            return "", b""
        if name != "docx":
            return CONTENTS[name], value.replace("\x00", "").encode("utf-8", "replace")
        try:
            return CONTENTS[name], base64.b64decode("".join(value.split()), validate=True)
        except (binascii.Error, ValueError):
            self.errors[name] = "docx 须是 Word 文件的 base64 编码。"
            return "", b""
