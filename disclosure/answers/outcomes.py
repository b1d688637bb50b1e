"""What the decision tree of an answer ends in, and the grounds of refusal (条例 14–16) it asks about. No I/O.

Every outcome fixes the kind of answer, the row of table three, the remedies and what the answer must come with, so
that none of them can be chosen on its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.requests.enums import AnswerKind, Leaf, Remedies

from .enums import Need

REGULATION = "《中华人民共和国政府信息公开条例》"


@dataclass(frozen=True, slots=True)
class Outcome:
    """An end of the tree: everything that the law ties together."""

    key: str
    kind: AnswerKind
    leaf: Leaf
    remedies: Remedies
    article: str
    words: str
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground of refusal (条例 14–16): its question, its row, and whether a rule may want it open (R-071)."""

    leaf: Leaf
    article: str
    text: str
    hint: str = ""
    is_discretionary: bool = False


GROUNDS = (
    Ground(
        Leaf.DENIED_1, "第十四条", "是否属于依法确定为国家秘密的政府信息？",
        "须有定密依据（密级、保密期限、定密责任人）。涉密内容不得录入本系统。",
    ),
    Ground(Leaf.DENIED_2, "第十四条", "法律、行政法规是否禁止公开？", "须写明是哪部法律、行政法规的第几条。"),
    Ground(
        Leaf.DENIED_3, "第十四条", "公开后是否可能危及国家安全、公共安全、经济安全、社会稳定？",
        "须说明可能造成的危害，不能只引用条文。",
    ),
    Ground(
        Leaf.DENIED_4, "第十五条", "是否涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害？",
        "个人隐私须结合内容判断；有姓名不等于有隐私。",
    ),
    Ground(
        Leaf.DENIED_5, "第十六条第一款", "是否属于人事管理、后勤管理、内部工作流程等内部事务信息？",
        "对外产生影响的，不属于内部事务信息。", is_discretionary=True,
    ),
    Ground(
        Leaf.DENIED_6, "第十六条第二款", "是否属于履行行政管理职能中形成的讨论记录、过程稿、磋商信函、请示报告？",
        "决定已经作出、作为其依据或者附件的，不再是过程性信息。", is_discretionary=True,
    ),
    Ground(
        Leaf.DENIED_7, "第十六条第二款", "是否属于行政执法案卷信息？",
        "申请人是该案当事人的，同时告知其可以按案卷查阅的规定办理。", is_discretionary=True,
    ),
)  # fmt: skip
_EITHER = Remedies.EITHER


def _outcomes() -> Iterable[Outcome]:
    K, L, N = AnswerKind, Leaf, Need
    yield Outcome("petition", K.PETITION, L.NP_1, _EITHER, "第三十九条第一款",
                  "不作为政府信息公开申请处理，告知提出诉求的渠道", (N.CHANNEL,))  # fmt: skip
    yield Outcome("publication", K.PUBLICATION, L.NP_3, _EITHER, "第三十九条第二款",
                  "告知获取公开出版物的途径", (N.CHANNEL,))  # fmt: skip
    yield Outcome("reissue", K.REISSUE, L.NP_5, _EITHER, "第二条",
                  "确认或者重新出具不属于提供政府信息，不予处理", (N.REASONS,))  # fmt: skip
    yield Outcome("excessive", K.EXCESSIVE, L.NP_4, _EITHER, "第三十五条",
                  "数量、频次明显超过合理范围且理由不合理，不予处理", (N.REASONS,))  # fmt: skip
    yield Outcome("unclear", K.UNCLEAR, L.UNABLE_3, _EITHER, "第三十条",
                  "补正后申请内容仍不明确，无法提供", (N.REASONS,))  # fmt: skip
    yield Outcome("repeated_answer", K.REPEATED, L.NP_2, _EITHER, "第三十六条第六项",
                  "已经答复过，不予重复处理", (N.EARLIER,))  # fmt: skip
    yield Outcome("elsewhere_known", K.ELSEWHERE, L.UNABLE_1, _EITHER, "第三十六条第五项",
                  "不由本机关负责公开，告知负责机关的名称和联系方式", (N.HOLDER, N.WHY_NOT_OURS))  # fmt: skip
    yield Outcome("elsewhere_unknown", K.ELSEWHERE, L.UNABLE_1, _EITHER, "第三十六条第五项",
                  "不由本机关负责公开", (N.WHY_NOT_OURS,))  # fmt: skip
    yield Outcome("special_answer", K.SPECIAL, L.DENIED_8, _EITHER, "第三十六条第七项",
                  "依照有关法律、行政法规的规定办理", (N.LAW,))  # fmt: skip
    yield Outcome("public_answer", K.PUBLIC, L.GRANTED, _EITHER, "第三十六条第一项",
                  "已经主动公开，告知获取的方式、途径", (N.PLACE,))  # fmt: skip
    yield Outcome("absent", K.ABSENT, L.UNABLE_1, _EITHER, "第三十六条第四项",
                  "经检索没有该信息，告知不存在", (N.SEARCH,))  # fmt: skip
    yield Outcome("processing", K.PROCESSING, L.UNABLE_2, _EITHER, "第三十八条",
                  "需要对现有政府信息进行加工、分析，不予提供", (N.REASONS,))  # fmt: skip
    yield Outcome("granted_now", K.GRANTED, L.GRANTED, _EITHER, "第三十六条第二项",
                  "予以公开，随答复书提供", (N.FILES,))  # fmt: skip
    yield Outcome("granted_later", K.GRANTED, L.GRANTED, _EITHER, "第三十六条第二项",
                  "予以公开，在写明的日期前提供", (N.SUPPLY_ON,))  # fmt: skip
    yield Outcome("granted_where", K.GRANTED, L.GRANTED, _EITHER, "第三十六条第二项",
                  "予以公开，告知获取的方式、途径和时间", (N.PLACE,))  # fmt: skip
    for ground in GROUNDS:
        more = [N.OPINION] if ground.leaf == L.DENIED_4 else []
        more += [N.OPENNESS] if ground.is_discretionary else []
        yield Outcome(ground.leaf.value, K.DENIED, ground.leaf, Remedies.REVIEW_FIRST,
                      f"{ground.article}、第三十六条第三项", f"不予公开：{ground.leaf.label}",
                      (N.REASONS, *more))  # fmt: skip
        yield Outcome(f"partial_{ground.leaf.value}", K.PARTIAL, L.PARTIAL, Remedies.REVIEW_FIRST,
                      f"第三十七条、{ground.article}", f"部分公开，不予公开的部分：{ground.leaf.label}",
                      (N.WITHHELD, N.FILES, N.REASONS, *more))  # fmt: skip


OUTCOMES: dict[str, Outcome] = {outcome.key: outcome for outcome in _outcomes()}


def ground_of(outcome: str) -> Leaf | None:
    """The ground (条例 14–16) that an outcome refuses on, wholly or in part; None for all others."""
    leaf = outcome.removeprefix("partial_")
    return next((ground.leaf for ground in GROUNDS if ground.leaf.value == leaf), None)
