"""Closed vocabularies of 公众留言."""

from django.db.models import TextChoices


class Channel(TextChoices):
    """How it came. Only the first needs nobody to type it in."""

    WEB = "web", "网站留言"
    PHONE = "phone", "公开电话"
    EMAIL = "email", "电子邮件"
    PLATFORM = "platform", "互动平台"
    PAPER = "paper", "来信"
    VISIT = "visit", "来访"


class Nature(TextChoices):
    """What is wanted."""

    ENQUIRY = "enquiry", "咨询"
    SUGGESTION = "suggestion", "意见建议"
    COMPLAINT = "complaint", "政务公开投诉"
    OTHER = "other", "其他"


class State(TextChoices):
    """How far it is. The words are those that the sender sees too."""

    RECEIVED = "received", "待受理"
    HANDLING = "handling", "办理中"
    CONFIRMING = "confirming", "答复待科室确认"
    APPROVING = "approving", "答复待办公室审核"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"
    TRANSFERRED = "transferred", "已转办"
    INVALID = "invalid", "不予受理"


class Outcome(TextChoices):
    """What became of the problem that a complaint names."""

    RECTIFIED = "rectified", "已整改"
    NOT_NOW = "not_now", "暂无法解决"


class Scope(TextChoices):
    """Who learns of question and answer."""

    PUBLIC = "public", "在网站动态公示栏公开"
    WITHIN = "within", "在本机关范围内通报"
    SENDER = "sender", "只答复来件人"


WAITING = (State.RECEIVED, State.HANDLING, State.CONFIRMING, State.APPROVING)
IN_WORDS_OF_SENDER = {State.CONFIRMING: "办理中", State.APPROVING: "办理中"}
