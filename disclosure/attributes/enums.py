"""Closed vocabularies of the decision on the disclosure attribute."""

from django.db.models import TextChoices

from disclosure.documents.enums import WithholdingReason as N
from foundation.signoff.enums import StepKind


class Stage(TextChoices):
    """At which stage somebody said something about the attribute (R-041, R-047, R-050)."""

    DRAFTING = "drafting", "拟稿"
    REVIEW = "review", "核稿"
    SECRECY = "secrecy", "保密审查"
    SIGNATURE = "signature", "签发"


STAGE_OF_STEP = {
    StepKind.REVIEW: Stage.REVIEW,
    StepKind.OPINION: Stage.REVIEW,
    StepKind.SECRECY: Stage.SECRECY,
    StepKind.SIGNATURE: Stage.SIGNATURE,
}


class Act(TextChoices):
    """What was said."""

    PROPOSED = "proposed", "拟定"
    CONFIRMED = "confirmed", "确认"
    SUGGESTED = "suggested", "建议改为"
    REPLIED = "replied", "回复"
    DECIDED = "decided", "最终确定"


class Defect(TextChoices):
    """Why a document is returned (退文单, T02)."""

    NO_ATTRIBUTE = "no_attribute", "属性缺失"
    NO_REASON = "no_reason", "理由缺失"
    WEAK_REASON = "weak_reason", "理由不充分"
    OTHER = "other", "其他"


class ReturnedAt(TextChoices):
    """Where a document was returned."""

    REVIEW = "review", "审签"
    NUMBER = "number", "文号、用印登记"


class ConsentState(TextChoices):
    """What a co-issuing body said about the attribute (R-055). No row means 待回复."""

    CONSENT = "consent", "同意"
    OBJECTION = "objection", "不同意"


# Which reasons a report of 不予公开 covers (R-228, nd.reason_set): the register holds all of 条例 14–16; 桦甸市's
# rules on the register (不予公开登记) ask for three classes only.
REASON_SETS: dict[str, tuple[str, frozenset[str]]] = {
    "all": (
        "条例第十四条至第十六条各项",
        frozenset(
            {
                N.STATE_SECRET, N.FORBIDDEN_BY_LAW, N.STABILITY, N.TRADE_SECRET, N.PRIVACY, N.INTERNAL, N.PROCESS,
                N.CASE_FILE,
            }
        ),
    ),
    "three": ("国家秘密、商业秘密、个人隐私三类", frozenset({N.STATE_SECRET, N.TRADE_SECRET, N.PRIVACY})),
}  # fmt: skip
