"""Closed vocabularies of the secrecy review (保密审查)."""

from django.db.models import TextChoices

from foundation.organisations.enums import PostKind


class Question(TextChoices):
    """What the review asks of every item (R-062; N1–N8 of 条例 14–16)."""

    STATE_SECRET = "state_secret", "国家秘密"
    WORK_SECRET = "work_secret", "工作秘密"
    FORBIDDEN = "forbidden", "法律、行政法规禁止公开"
    STABILITY = "stability", "三安全一稳定"
    TRADE_SECRET = "trade_secret", "商业秘密"
    PRIVACY = "privacy", "个人隐私"
    INTERNAL = "internal", "内部事务信息"
    PROCESS = "process", "过程性信息"
    CASE_FILE = "case_file", "行政执法案卷"


# Numbers of the reasons for withholding. 工作秘密 has none: 条例 14–16 do not know it as a reason.
CODES = {
    Question.STATE_SECRET: "N1",
    Question.FORBIDDEN: "N2",
    Question.STABILITY: "N3",
    Question.TRADE_SECRET: "N4",
    Question.PRIVACY: "N5",
    Question.INTERNAL: "N6",
    Question.PROCESS: "N7",
    Question.CASE_FILE: "N8",
}
NEVER_OPEN = (Question.STATE_SECRET, Question.WORK_SECRET, Question.FORBIDDEN, Question.STABILITY)
OF_THIRD_PARTIES = (Question.TRADE_SECRET, Question.PRIVACY)
MAY_BE_WITHHELD = (Question.INTERNAL, Question.PROCESS, Question.CASE_FILE)


class Answer(TextChoices):
    """No answer is given beforehand."""

    NO = "no", "否"
    YES = "yes", "是"


class Conclusion(TextChoices):
    """What the reviewer concludes."""

    OPEN = "open", "可以公开"
    PARTLY = "partly", "区分处理后公开"
    CLOSED = "closed", "不得公开"
    UNSURE = "unsure", "不能确定，提请复审"


class SecretLevel(TextChoices):
    """密级 (保密法第十四条)."""

    SECRET = "secret", "秘密"
    CONFIDENTIAL = "confidential", "机密"
    TOP = "top", "绝密"


class ReferralKind(TextChoices):
    """Which letter is written."""

    DETERMINATION = "determination", "保密审查确定申请"
    RECONSIDERATION = "reconsideration", "复议确定申请"


class ReferralTopic(TextChoices):
    """What cannot be determined; it decides whom to ask (条例第十七条; R-053)."""

    STATE_SECRET = "state_secret", "是否属于国家秘密"
    BUSINESS = "business", "业务上是否可以公开"


class ReferralState(TextChoices):
    """Where a referral stands (R-065)."""

    AT_FIRST = "at_first", "待初审"
    AT_SECOND = "at_second", "待复审"
    AT_LEADER = "at_leader", "待负责人批准"
    APPROVED = "approved", "待上报"
    SENT = "sent", "已上报，待答复"
    ANSWERED = "answered", "已答复"
    SETTLED = "settled", "本机关已确定"
    WITHDRAWN = "withdrawn", "已撤回"


OPEN_STATES = frozenset(
    {
        ReferralState.AT_FIRST,
        ReferralState.AT_SECOND,
        ReferralState.AT_LEADER,
        ReferralState.APPROVED,
        ReferralState.SENT,
    }
)


class Step(TextChoices):
    """What can happen to a referral."""

    OPEN = "open", "提请确定"
    PASS_ON = "pass_on", "初审：转复审"
    SETTLE = "settle", "确定"
    REFER_UP = "refer_up", "复审：提请负责人批准"
    APPROVE = "approve", "批准上报"
    DECLINE = "decline", "不同意上报，退回复审"
    SEND = "send", "上报"
    RECEIVE = "receive", "登记收到"
    EXTEND = "extend", "登记延长"
    ANSWER = "answer", "登记答复"
    WITHDRAW = "withdraw", "撤回"


class Determination(TextChoices):
    """What was determined."""

    OPEN = "open", "可以公开"
    PARTLY = "partly", "区分处理后公开"
    CLOSED = "closed", "不得公开"


class ThirdPartyAnswer(TextChoices):
    """What the right holder says. Silence is not consent (R-069)."""

    AGREES = "agrees", "同意公开"
    OBJECTS = "objects", "不同意公开"
    SILENT = "silent", "未答复"


class Choice(TextChoices):
    """Whether to open."""

    OPEN = "open", "予以公开"
    CLOSED = "closed", "不予公开"


class Decider(TextChoices):
    """Who decides that the public interest prevails (R-072, R-073)."""

    AGENCY_HEAD = "agency_head", "本机关主要负责人（经政务公开领导小组提出意见）"
    LEADING_GROUP = "leading_group", "政务公开领导小组"
    AGENCY = "agency", "本机关"


class InspectionFinding(TextChoices):
    """What an inspection found."""

    FINE = "fine", "未发现问题"
    REMEDY = "remedy", "须整改"
    NOT_PUBLIC = "not_public", "不应公开"


REVIEWERS = (PostKind.SECRECY_REVIEWER, PostKind.SECRECY_SECOND)
