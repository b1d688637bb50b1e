"""What every scanner reports: one finding with its place, its weight and what to do."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class _Labelled(StrEnum):
    """A closed vocabulary with the Chinese word beside each value."""

    label: str

    def __new__(cls, value: str, label: str = ""):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs for a model field."""
        return [(member.value, member.label) for member in cls]


class Severity(_Labelled):
    """Whether a finding stops submission."""

    MUST_FIX = "must_fix", "必须处理"
    CONFIRM = "confirm", "请核对"


class Kind(_Labelled):
    """What was found. The second half belongs to checks that features register."""

    IDENTITY = "identity", "公民身份号码"
    BANK_CARD = "bank_card", "银行卡号"
    MOBILE = "mobile", "手机号码"
    ADDRESS = "address", "家庭住址"
    PLATE = "plate", "车牌号"
    SECRET = "secret", "涉密标志"
    WORDING = "wording", "错误和敏感表述"
    LAW = "law", "引用已修订法规"
    DATE = "date", "日期有误"
    UNREADABLE = "unreadable", "附件无法读取"
    UNCHECKED = "unchecked", "附件未能自动检查"
    TRACES = "traces", "批注和修订痕迹"
    HIDDEN = "hidden", "隐藏内容"
    METADATA = "metadata", "文件属性信息"
    LOCATION = "location", "照片位置信息"

    ELEMENT = "element", "要素不全或不一致"
    DUPLICATE = "duplicate", "内容重复"
    LINK = "link", "链接失效"
    ALT_TEXT = "alt_text", "图片缺少替代文字"
    FAILED = "failed", "检查未能完成"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to fix or confirm. `start` and `end` count characters of the text that was scanned.

    `excerpt` is masked where it shows personal data. `field` is the form field to jump to and `place`
    says where in words; a scanner leaves both to whoever knows where the text stands. `file` is the key
    of the library's file in which it was found, for those that can be cleaned.
    """

    kind: Kind
    severity: Severity
    message: str
    suggestion: str = ""
    start: int = 0
    end: int = 0
    excerpt: str = ""
    field: str = ""
    place: str = ""
    fingerprint: str = ""
    file: str = ""

    @property
    def in_words(self) -> str:
        """Place, what is wrong and the masked excerpt."""
        excerpt = f"“{self.excerpt}”" if self.excerpt and self.excerpt not in self.message else ""
        place = f"{self.place}：" if self.place and not self.message.startswith(self.place) else ""
        return f"{place}{self.message}{excerpt}"

    def located(self, **changes: Any) -> "Finding":
        """The same finding, told where it stands."""
        return replace(self, **changes)


def mask(text: str, first: int = 3, last: int = 4) -> str:
    """The text with its middle hidden, so that a report never repeats the personal data it warns of."""
    hidden = max(len(text) - first - last, 0)
    return f"{text[:first]}{'*' * hidden}{text[len(text) - last :]}" if hidden else "*" * len(text)
