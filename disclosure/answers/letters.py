"""The letters of answers (A1–A11): one for each kind, one for several, and the old forms (R-162, R-173, R-190)."""

from collections.abc import Iterable
from typing import Any

from disclosure.requests import access
from disclosure.requests.enums import AnswerKind, Leaf
from disclosure.requests.letters import COMPLAINTS, COMPLAINTS_FACT
from disclosure.requests.models import CaseItem
from foundation.letters.kinds import LetterField, LetterKind, Shape, register_letter, rows_field
from foundation.letters.layout import (
    Addressee,
    Block,
    Each,
    Fact,
    Facts,
    Heading,
    Listing,
    Signature,
    Text,
    Title,
)
from foundation.letters.models import Letter

from .outcomes import REGULATION, ground_of

SERIES = "依复"
REMEDIES = "救济途径"
MIXED = "foi-answer-mixed"
LEGACY_ANSWER = "foi-legacy-answer"
LEGACY_STOP = "foi-legacy-stop"
_K = AnswerKind
_TITLES = {
    _K.PUBLIC: ("政府信息公开告知书（已主动公开）", "第三十六条第一项"),
    _K.GRANTED: ("政府信息公开告知书", "第三十六条第二项"),
    _K.DENIED: ("政府信息不予公开告知书", "第三十六条第三项"),
    _K.ELSEWHERE: ("非本机关政府信息告知书", "第三十六条第五项"),
    _K.ABSENT: ("政府信息不存在告知书", "第三十六条第四项"),
    _K.PARTIAL: ("政府信息部分公开告知书", "第三十七条"),
    _K.REPEATED: ("不予重复处理告知书", "第三十六条第六项"),
    _K.SPECIAL: ("依照特别规定办理告知书", "第三十六条第七项"),
    _K.PROCESSING: ("政府信息需加工分析不予提供告知书", "第三十八条"),
    _K.PETITION: ("不作为政府信息公开申请处理告知书", "第三十九条第一款"),
    _K.PUBLICATION: ("公开出版物获取途径告知书", "第三十九条第二款"),
    _K.UNCLEAR: ("补正后仍不明确无法提供告知书", "第三十条"),
    _K.EXCESSIVE: ("政府信息公开申请不予处理告知书", "第三十五条"),
    _K.REISSUE: ("确认或者重新出具不予处理告知书", "第二条"),
}
TITLE_OF = {kind: title for kind, (title, _article) in _TITLES.items()}


def key_of(kind: AnswerKind) -> str:
    """The letter of an answer of this kind."""
    return f"foi-answer-{kind.value}"


def key_for(kinds: set[AnswerKind]) -> str:
    """The letter for all items of a case: the kind's own, or the common one for several kinds."""
    return key_of(next(iter(kinds))) if len(kinds) == 1 else MIXED


def may_see(case: Any, user: Any) -> bool:
    """A letter names the applicant: for those who handle the case."""
    return access.may_see_letters(case, user)


def _paragraphs(name: str, label: str, *sample: str, is_personal: bool = False) -> LetterField:
    return LetterField(name, label, sample, Shape.PARAGRAPHS, is_personal=is_personal)


_FIELDS = (
    LetterField("addressee", "收件人", "李示范", is_personal=True),
    LetterField("case_number", "申请编号", "示公申〔2026〕1号"),
    LetterField("received", "收到日期", "2026年3月2日"),
    _paragraphs("asked", "申请的信息", "2025年度农村公路养护资金的安排情况", is_personal=True),
    _paragraphs("decision", "决定", "您申请的信息予以公开，随本答复书提供。"),
    _paragraphs("reasons", "理由和依据", f"依据：{REGULATION}第三十六条第二项。"),
    _paragraphs("next_steps", "获取方式", "您可以这样获取：网址：https://www.example.gov.cn/。"),
    _paragraphs(
        "remedies", REMEDIES, "不服的，可以自收到本答复书之日起60日内，向示范县人民政府申请行政复议。"
    ),
    rows_field("files", "提供的文件", ("序号", "名称"), ("1", "农村公路养护资金安排表.pdf")),
    rows_field(
        "withheld",
        "不予公开的部分",
        ("文件", "位置", "理由"),
        ("养护合同（遮盖件）", "第2页第3段身份证号", "个人隐私"),
    ),
)


_GIVEN: tuple[Block, ...] = (
    Listing("提供的文件", ("序号", "名称"), (2, 11), when="提供的文件"),
    Heading("不予公开的部分和理由", when="不予公开的部分"),
    Listing("不予公开的部分", ("文件", "位置", "理由"), (5, 5, 3), when="不予公开的部分"),
)


def _outline(title: str) -> tuple[Block, ...]:
    return (
        Title(title),
        Addressee(),
        Text("本机关于{{ 收到日期 }}收到政府信息公开申请（编号：{{ 申请编号 }}），申请的信息为："),
        Each("申请的信息"),
        Text("现答复如下："),
        Heading("一、我们的决定"),
        Each("决定"),
        Heading("二、事实、理由和依据"),
        Each("理由和依据"),
        Heading("三、您可以怎么做", when="获取方式"),
        Each("获取方式"),
        Heading("随答复提供的文件", when="提供的文件"),
        *_GIVEN,
        Heading("不服本答复的救济途径"),
        Each("救济途径"),
        Signature(),
    )


def _letter(key: str, title: str, basis: str) -> LetterKind:
    return LetterKind(key, title, basis, _FIELDS, _outline(title), may_see, series=SERIES)


def _legacy(
    key: str, title: str, basis: str, own: tuple[LetterField, ...], facts: tuple[Fact, ...], heading: str
) -> LetterKind:
    """An old form: a table of facts with the boxes that were ticked, then the same texts as above."""
    outline: tuple[Block, ...] = (
        Title(title),
        Facts(facts),
        Heading("申请的信息"),
        Each("申请的信息"),
        Heading(heading),
        Each("决定"),
        Each("理由和依据"),
        Each("获取方式"),
        *_GIVEN,
        Heading("救济途径"),
        Each("救济途径"),
        Signature(),
    )
    basis = f"{basis}；须在参数中启用旧式文书"
    return LetterKind(key, title, basis, (*_FIELDS, *own), outline, may_see, series=SERIES)


# 条例 2007 年版 and 市县 systems made under it; only with foi.legacy_stop on.
_LEGACY_ANSWER = _legacy(
    LEGACY_ANSWER,
    "信息申请答复单",
    "R-190：原地方办法附件6",
    (LetterField("boxes", "不予公开的情形", "☐ 保密审查属保密范围"),),
    (
        Fact("编号", "{{ 申请编号 }}"),
        Fact("申请人", "{{ 收件人 }}"),
        Fact("申请时间", "{{ 收到日期 }}"),
        Fact("不予公开", "{{ 不予公开的情形 }}"),
    ),
    "答复",
)
_LEGACY_STOP = _legacy(
    LEGACY_STOP,
    "中止受理信息申请程序告知单",
    "R-162：原地方办法附件4",
    (LetterField("boxes", "告知情形", "☑ 属于已主动公开"), COMPLAINTS),
    (
        Fact("编号", "{{ 申请编号 }}"),
        Fact("申请人", "{{ 收件人 }}"),
        Fact("收到日期", "{{ 收到日期 }}"),
        Fact("理由或者情况", "{{ 告知情形 }}"),
        Fact("咨询电话", "{{ 联系电话 }}"),
        COMPLAINTS_FACT,
    ),
    "告知",
)
LEGACY = (LEGACY_ANSWER, LEGACY_STOP)
# The refusals and findings that the old forms tick, by rows of table three.
_REFUSALS = (
    ("保密审查属保密范围", {Leaf.DENIED_1, Leaf.DENIED_2, Leaf.DENIED_3}),
    ("属内部事务、过程性信息或者执法案卷", {Leaf.DENIED_5, Leaf.DENIED_6, Leaf.DENIED_7}),
    ("第三方不同意且本机关也认为不应公开", {Leaf.DENIED_4}),
)
_FINDINGS = (
    ("属于已主动公开", {_K.PUBLIC}),
    ("不属本机关公开范围", {_K.ELSEWHERE}),
    ("该信息不存在", {_K.ABSENT}),
    ("要件不完备", {_K.UNCLEAR}),
)


def boxes_of(key: str, items: Iterable[CaseItem]) -> str:
    """The boxes of an old form, ticked by what was decided."""
    if key == LEGACY_STOP:
        kinds = {item.kind for item in items}
        return "　".join(_box(label, bool(kinds & wanted)) for label, wanted in _FINDINGS)
    grounds = {ground_of(item.details.get("outcome", "")) for item in items}
    return "　".join(_box(label, bool(grounds & wanted)) for label, wanted in _REFUSALS)


def _box(label: str, ticked: bool) -> str:
    return f"{'☑' if ticked else '☐'} {label}"


def remedies_in(letter: Letter) -> list[str]:
    """The paragraphs of an answer that say where to go against it; none in another letter. No query."""
    return letter.fields.get(REMEDIES, [])


def register_letters() -> None:
    """Called when the app is ready."""
    for kind, (title, article) in _TITLES.items():
        register_letter(_letter(key_of(kind), title, f"{REGULATION}{article}（R-173）"))
    register_letter(_letter(MIXED, "政府信息公开申请答复书", f"{REGULATION}第三十六条（R-173）"))
    register_letter(_LEGACY_ANSWER)
    register_letter(_LEGACY_STOP)
