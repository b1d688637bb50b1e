"""What reading a file yields: its texts with their places, and what the file carries besides."""

from dataclasses import dataclass, field

from ..rules.finding import Kind, Severity
from .limits import MAX_CHARACTERS

# Exit status of the worker for a file that it refused, with the reason on standard error.
REFUSED = 3


class Unreadable(Exception):
    """The file cannot be read; the message is for the editor and says what to do."""


@dataclass(frozen=True, slots=True)
class FileText:
    """One stretch of text: a page, a sheet, a table. `unit` names a line (段, 行), if lines mean something."""

    label: str
    text: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the file carries besides its text: traces, properties, hidden parts."""

    kind: Kind
    severity: Severity
    message: str
    suggestion: str
    place: str = ""
    excerpt: str = ""


CLEANABLE = "可用“清理后使用”去除，或在原文件中删除后重新上传。"
BY_HAND = "本格式不能自动清理，请在原文件中删除后重新上传。"


@dataclass(slots=True)
class FileContent:
    """The yield of one file."""

    texts: list[FileText] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    _characters: int = 0

    def add_text(self, label: str, text: str, unit: str = "") -> bool:
        """Keep a text; False when the file holds more than is checked."""
        if not text.strip():
            return True
        room = MAX_CHARACTERS - self._characters
        if room <= 0:
            return False
        self._characters += len(text)
        self.texts.append(FileText(label, text[:room], unit))
        if len(text) > room:
            self.unchecked("文件文字过多，超出部分未自动检查", "请拆分文件，或人工核对后面的内容。", label)
            return False
        return True

    def unchecked(self, message: str, suggestion: str, place: str = "") -> None:
        """Say that something was not checked, so that nobody takes silence for a clean result."""
        self.notices.append(Notice(Kind.UNCHECKED, Severity.CONFIRM, message, suggestion, place))

    def traces(self, message: str, place: str = "", excerpt: str = "") -> None:
        """Comments or tracked changes: drafting that the public should not read."""
        self.notices.append(Notice(Kind.TRACES, Severity.MUST_FIX, message, CLEANABLE, place, excerpt[:200]))

    def hidden(self, message: str, suggestion: str, severity: Severity, place: str = "") -> None:
        """Content that the eye does not see and every reader's machine does."""
        self.notices.append(Notice(Kind.HIDDEN, severity, message, suggestion, place))

    def properties(self, values: dict[str, str]) -> None:
        """Names and organisations in the file's properties."""
        told = "；".join(f"{name}：{value}" for name, value in values.items() if value.strip())
        if told:
            self.notices.append(
                Notice(
                    Kind.METADATA,
                    Severity.CONFIRM,
                    "文件属性中带有编制信息",
                    CLEANABLE,
                    "文件属性",
                    told[:200],
                )
            )
