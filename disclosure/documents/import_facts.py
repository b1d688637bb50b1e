"""What a file says about itself, as values of a document's fields. Pure: no query, no model."""

import datetime as dt
import re
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

from .enums import DocumentKind, Genre, Openness, Subject, Validity
from .importing.blocks import HeaderFacts, ParsedDocument
from .importing.spelling import squeeze

CHINA = ZoneInfo("Asia/Shanghai")

_OPENNESS = {label: value for value, label in Openness.choices}
_VALIDITY = {
    **{label: value for value, label in Validity.choices},
    "现行有效": Validity.IN_FORCE,
    "部分有效": Validity.AMENDED,
    "部分失效": Validity.AMENDED,
    "已修改": Validity.AMENDED,
    "已失效": Validity.LAPSED,
    "已废止": Validity.ABOLISHED,
    "尚未生效": Validity.NOT_YET,
}
_GENRES = {label: value for value, label in Genre.choices} | {
    "命令": Genre.ORDER,
    "令": Genre.ORDER,
    "会议纪要": Genre.MINUTES,
}
# Kinds a title may end with; 其他 is no word of a title.
_TITLE_GENRES = tuple(genre for genre in Genre.values if genre not in (Genre.OTHER, Genre.ORDER))
_TRAILING_BRACKETS = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]$")
_SEPARATORS = re.compile(r"[\s,;/>、\uff0c\uff1b]+")
_INDEX_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])-\d+$")


def field_values(parsed: ParsedDocument) -> tuple[dict[str, Any], list[str]]:
    """Values of the fields of a document, and warnings about what could not be taken over."""
    facts, warnings = parsed.facts, []
    title = parsed.title or facts.name
    if not title:
        title = PurePath(parsed.name).stem
        warnings.append("未识别出标题，已暂用文件名，请填写标题。")
    values: dict[str, Any] = {
        "title": title,
        "document_number": facts.number.display if facts.number else facts.document_number,
        "kind": _kind(facts),
        "genre": _known(facts.genre, _GENRES, "体裁", warnings) or genre_of_title(title),
        "subject": _subject(facts.subject, warnings),
        "written_on": facts.written_on,
        "printed_on": facts.printed_on,
        "effective_on": facts.effective_on,
        "expires_on": facts.expires_on,
        "original_published_at": publication_moment(facts.published_at),
        "validity": _known(facts.validity, _VALIDITY, "有效性", warnings) or Validity.IN_FORCE,
        "openness": _OPENNESS.get(facts.openness, Openness.PROACTIVE),
        "source": facts.source,
        "phone": facts.phone,
        "overview": facts.overview,
    }
    return values, warnings + _doubts(values, facts)


def tag_names(keywords: str) -> list[str]:
    """The 主题词 of a document, each once."""
    return list(dict.fromkeys(filter(None, _SEPARATORS.split(keywords))))


def publication_moment(published: dt.date | dt.datetime | None) -> dt.datetime | None:
    """原发布时间 as the old site showed it, in China's time; a date alone counts from midnight."""
    if published is None:
        return None
    if not isinstance(published, dt.datetime):
        published = dt.datetime.combine(published, dt.time())
    return published if published.tzinfo else published.replace(tzinfo=CHINA)


def genre_of_title(title: str) -> str:
    """The kind a title ends with: a title is issuer, matter and kind (中办发〔2012〕14号第九条)."""
    bare = _TRAILING_BRACKETS.sub("", title.strip())
    return next((genre for genre in _TITLE_GENRES if bare.endswith(f"的{genre}")), "")


def issuer_doubt(issuer: str, body_names: list[str]) -> str:
    """A warning when the file names another issuer than the body it is imported for (谁制作谁公开, R-005)."""
    printed, own = squeeze(issuer), [squeeze(name) for name in body_names if name]
    if not printed or any(printed in name or name in printed for name in own):
        return ""
    return f"文件中的发布机构是“{issuer}”，导入到“{body_names[0]}”。信息由制作机关公开，请核对。"


def _known(printed: str, choices: dict[str, str], label: str, warnings: list[str]) -> str:
    if not printed:
        return ""
    value = choices.get(squeeze(printed)) or choices.get(printed.strip())
    if not value:
        warnings.append(f"{label}“{printed}”不在选项中，请在草稿中选择。")
    return value or ""


def _subject(printed: str, warnings: list[str]) -> str:
    """The subject whose name, or the first part of whose name, is printed: 城乡建设 for 城乡建设、环境保护."""
    wanted = squeeze(printed)
    if not wanted:
        return ""
    parts = set(_SEPARATORS.split(wanted)) - {""}
    for value, label in Subject.choices:
        if squeeze(label) in wanted or parts & set(label.split("、")):
            return value
    warnings.append(f"主题分类“{printed}”不在选项中，请在草稿中选择。")
    return ""


def _kind(facts: HeaderFacts) -> str:
    filed_under = f"{facts.category}{facts.subject}"
    if "规范性文件" in filed_under:
        return DocumentKind.NORMATIVE
    return DocumentKind.REGULATION if "规章" in filed_under else DocumentKind.OTHER


def _doubts(values: dict[str, Any], facts: HeaderFacts) -> list[str]:
    """What an official must clear up; the gate refuses some of it at submission."""
    doubts = []
    written, published = values["written_on"], values["original_published_at"]
    if written and published and published.date() < written:
        doubts.append(f"成文日期 {written} 晚于发布日期 {published:%Y-%m-%d}，已照原样导入，改正后才能送审。")
    if written and facts.number and facts.number.year and facts.number.year != written.year:
        doubts.append(f"文号年份（{facts.number.year}）与成文年份（{written.year}）不一致，改正后才能送审。")
    # The month in an index number is that of cataloguing; it proves nothing about publication.
    month = _INDEX_MONTH.search(facts.index_number)
    if month and published and "".join(month.groups()) != f"{published:%Y%m}":
        doubts.append(f"索引号中的年月与发布日期 {published:%Y-%m-%d} 不一致，已保留原索引号，请核对。")
    return doubts
