"""The table of facts above a document (元数据): labels, values and where they are found.

Fields: 政府信息公开条例第十二条 (索引、名称、内容概述、生成日期) and what sites print besides.
"""

import re
from collections.abc import Callable
from typing import Any

from .blocks import HeaderFacts
from .dates import UnreadableDate, only_date, parse_date
from .markers import is_institution
from .numbers import parse_document_number
from .spelling import fold, squeeze, words

# Field of HeaderFacts -> the labels sites print for it.
LABELS = {
    "index_number": "索引号 信息索引号 索取号 信息编号",
    "name": "名称 标题 信息名称 文件名称",
    "document_number": "文号 发文字号 发文文号 文件编号 公文文号",
    "issuer": "发布机构 发文机关 发布机关 发文机构 公开主体 制发机关 发文单位 发布单位 公开机构 责任部门",
    "source": "信息来源 来源 稿源 文章来源 稿件来源 内容来源",
    "written_on": "成文日期 成文时间 生成日期 生成时间",
    "printed_on": "印发日期 印发时间",
    "published_at": "发布日期 发布时间 发文日期 发文时间 公开日期 公开时间 日期 时间",
    "effective_on": "生效日期 生效时间 施行日期 实施日期",
    "expires_on": "失效日期 失效时间 废止日期 废止时间",
    "subject": "主题分类 主题",
    "category": "组配分类 信息分类 公开目录 公开类别 分类 栏目",
    "genre": "体裁 文种 体裁分类 公文种类",
    "validity": "有效性 信息有效性 时效性 效力状态",
    "keywords": "主题词 关键词",
    "phone": "咨询电话",
    "overview": "内容概述 内容概况 概述 摘要",
    "openness": "公开属性 公开方式",
    # Controls of the saved page: known, so that they end the value before them, and dropped.
    "": "浏览次数 浏览量 访问量 阅读次数 点击数 点击量 字体 字号 分享 分享到 作者 编辑 责任编辑 审核",
}
# Words too common to be a label in the middle of a line or without a dated value.
WEAK = frozenset(words("日期 时间 来源 主题 分类 标题 名称 编辑 作者 审核 分享 栏目 摘要 概述 关键词 体裁"))
FACT_LINE_CHARS = 1000  # the longest fact is 内容概述
NOTE_CHARS = 40  # (此件公开发布)
SOURCE_CHARS = 30  # a line saying only where the text comes from
DATES = ("written_on", "printed_on", "effective_on", "expires_on")
_FIELD_OF = {label: field for field, labels in LABELS.items() for label in words(labels)}


def _spaced(label: str) -> str:
    return r"\s*".join(label)


_BY_LENGTH = sorted(_FIELD_OF, key=len, reverse=True)
_ANY = "|".join(_spaced(label) for label in _BY_LENGTH)
_STRONG = "|".join(_spaced(label) for label in _BY_LENGTH if label not in WEAK and len(label) > 2)
_LABEL = re.compile(
    rf"(?:^|(?<=[\s|]))[\[【]?\s*(?P<label>{_ANY})\s*(?::|[\]】]\s*:?)|(?P<glued>{_STRONG})\s*:"
)
_CONTROLS = re.compile(r"(?:\[[\s大中小]*\]|文本下载|打印本?页?|关闭(?:窗口)?|收藏|纠错|【[^】]*】)\s*$")
_BULLET = re.compile(r"^[•·●▪◆■○*]\s*")
_INDEX_NUMBER = re.compile(r"[0-9A-Z]{8,18}[-0-9A-Z]*[-/]\d{4,6}-\d{3,8}")
GENRES = frozenset(  # 党政机关公文处理工作条例第八条 (15 kinds) and the older 会议纪要
    words("决议 决定 命令 令 命令（令） 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要 会议纪要")
)
_OPENNESS = {
    "主动公开": ("公开发布", "主动公开", "公开", "可公开", "全文公开"),
    "依申请公开": ("依申请公开", "申请公开"),
    "不予公开": ("不予公开", "免予公开", "免于公开", "不公开"),
}
_NOTE = re.compile(r"\(?\s*此件\s*(?P<value>[\u4e00-\u9fff]{2,8}?)\s*[。.]?\s*\)?")


def fields_of_line(text: str) -> list[tuple[str, str, str]]:
    """(field, label, value) for each label in one line; empty when it does not begin with one."""
    text = _BULLET.sub("", text)
    if len(text) > FACT_LINE_CHARS:
        return []
    folded = fold(text)
    matches = list(_LABEL.finditer(folded))
    if not matches or folded[: matches[0].start()].strip():
        return []
    found = []
    for position, match in enumerate(matches):
        end = matches[position + 1].start() if position + 1 < len(matches) else len(text)
        label = squeeze(match["label"] or match["glued"])
        value = text[match.end() : end].strip(" |\u3000\xa0")
        while control := _CONTROLS.search(fold(value)):
            value = value[: control.start()].strip()
        found.append((_FIELD_OF[label], label, value))
    return found


def open_field(text: str) -> str:
    """The last field of a line of facts if its value is empty: it may stand in the next element."""
    fields = fields_of_line(text)
    return fields[-1][0] if fields and not fields[-1][2] else ""


def field_of_label(text: str) -> str | None:
    """The field a table cell or <dt> names as a label; None when it names none."""
    return _FIELD_OF.get(squeeze(text).strip(":[]【】"))


def is_header_line(text: str) -> bool:
    """Whether a line above the body states facts: a strong label, or a weak one with a dated value."""
    for _field, label, value in fields_of_line(text):
        if label not in WEAK or (label in ("日期", "时间") and re.match(r"\d{4}[-/]", value)):
            return True
        if label == "来源" and len(text) <= SOURCE_CHARS:
            return True
    return False


def openness_of(text: str) -> str:
    """The canonical 公开属性 of a value such as 免予公开 (seen on older papers); empty if unknown."""
    value = squeeze(text)
    return next((name for name, spellings in _OPENNESS.items() if value in spellings), "")


def openness_note(text: str) -> tuple[str, str] | None:
    """(note as printed without brackets, 公开属性 or empty) of a line like (此件公开发布)."""
    match = _NOTE.fullmatch(fold(text).strip()) if len(text) <= NOTE_CHARS else None
    if not match or "公开" not in match["value"]:
        return None
    return f"此件{match['value']}", openness_of(match["value"])


def bullet_text(text: str) -> str | None:
    """The text of a bulleted line; None for any other line."""
    return _BULLET.sub("", text) if _BULLET.match(text) else None


def unlabelled_facts(values: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Fields told by the form of their values alone (a list without labels), and what is left.

    Of two dates the first is 成文日期, the second 发布日期; a single one is 发布日期.
    """
    found, dates, rest = [], [], []
    for value in values:
        if _INDEX_NUMBER.fullmatch(fold(value)):
            found.append(("index_number", value))
        elif parse_document_number(value):
            found.append(("document_number", value))
        elif squeeze(value) in GENRES:
            found.append(("genre", value))
        elif _is_date(value):
            dates.append(value)
        else:
            rest.append(value)
    names = ("written_on", "published_at") if len(dates) > 1 else ("published_at",)
    return found + list(zip(names, dates, strict=False)), rest + dates[2:]


def has_form_of(field: str, text: str) -> bool:
    """Whether `text` by its form alone is a value of `field`: an index number, a 文号, a date or a body."""
    if field == "index_number":
        return bool(_INDEX_NUMBER.fullmatch(fold(text)))
    if field == "document_number":
        return parse_document_number(text) is not None
    if field == "issuer":
        return is_institution(text)
    return (field in DATES or field == "published_at") and _is_date(text)


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except UnreadableDate:
        return False
    return True


class FactsBuilder:
    """Collects facts from several places; the first non-empty value of a field stays.

    `notice(message, place)` is told of values that contradict each other or cannot be read.
    """

    def __init__(self, notice: Callable[[str, int | None], None]):
        self._notice = notice
        self._values: dict[str, Any] = {}

    def __getitem__(self, field: str) -> Any:
        return self._values.get(field, "")

    def add(self, field: str, value: str, place: int | None = None) -> None:
        """Record the text of one field."""
        value = value.strip()
        if not field or not value:
            return
        if field in DATES or field == "published_at":
            self._add_date(field, value, place)
        elif field == "openness":
            self._add_openness(value, place)
        else:
            self._put(field, value, place)

    def _put(self, field: str, value: object, place: int | None) -> None:
        known = self._values.setdefault(field, value)
        if field in ("index_number", "document_number") and squeeze(str(known)) != squeeze(str(value)):
            self._notice(f"文件头中有两个不同的值“{known}”“{value}”，已采用前者，请核对", place)

    def _add_date(self, field: str, value: str, place: int | None) -> None:
        try:
            moment = parse_date(value)
        except UnreadableDate as error:
            self._notice(f"{error}，已留空", place)
            return
        if field in DATES:
            self._values.setdefault(field, only_date(moment))
            return
        known = self._values.setdefault(field, moment)
        if only_date(known) != only_date(moment):
            self._notice(f"发布日期有两个不同的值 {known} 和 {moment}，已采用前者，请核对", place)
        elif known == only_date(known):
            self._values[field] = moment

    def _add_openness(self, value: str, place: int | None) -> None:
        openness = openness_of(value)
        if not openness:
            self._notice(f"公开属性“{value}”无法识别，请在草稿中选择主动公开、依申请公开或不予公开", place)
            return
        known = self._values.setdefault("openness", openness)
        if known != openness:
            self._notice(f"公开属性前后不一致：“{known}”与“{openness}”，已采用前者，请核对", place)

    def add_note(self, note: str, openness: str, place: int | None) -> None:
        """Record the 附注 printed at the end."""
        self._values.setdefault("openness_note", note)
        self.add("openness", openness or note, place)

    def build(self) -> HeaderFacts:
        """The facts, with the 文号 understood."""
        printed = str(self["document_number"])
        number = parse_document_number(printed) if printed else None
        if printed and number is None:
            self._notice(f"文号“{printed}”不符合“机关代字〔年〕序号”的格式，请核对", None)
        return HeaderFacts(**self._values, number=number)
