"""Closed vocabularies of major decisions and of the meetings in which the public takes part."""

from django.db.models import TextChoices


class Stage(TextChoices):
    """The steps of a major decision, in their order (R-103; 国令713号 第二章、第三章)."""

    STARTED = "started", "启动"
    CONSULTED = "consulted", "征求意见"
    EXPERTS = "experts", "专家论证"
    RISKS = "risks", "风险评估"
    LEGALITY = "legality", "合法性审查"
    DISCUSSED = "discussed", "集体讨论"
    PUBLISHED = "published", "公布"


class Method(TextChoices):
    """How the public takes part (R-106; 国令713号 第十四条)."""

    HEARING = "hearing", "听证会"
    SEMINAR = "seminar", "座谈会"
    WEB = "web", "网络征集"
    TALK = "talk", "咨询协商"
    MEDIA = "media", "媒体沟通"
    VISIT = "visit", "实地走访"
    SURVEY = "survey", "问卷调查"
    ATTENDANCE = "attendance", "列席会议"


# What each method leaves behind.
RECORD_TYPES = {
    Method.HEARING: "听证笔录",
    Method.SEMINAR: "座谈会名单和记录",
    Method.WEB: "网上意见汇总",
    Method.TALK: "咨询协商记录",
    Method.MEDIA: "媒体沟通记录",
    Method.VISIT: "走访记录",
    Method.SURVEY: "问卷统计",
    Method.ATTENDANCE: "会议列席记录",
}
# These are held with people in a place; the others have no list of who came.
WITH_PEOPLE = frozenset({Method.HEARING, Method.SEMINAR, Method.ATTENDANCE})


class AttendeeKind(TextChoices):
    """Who is invited (R-109, R-113)."""

    STAKEHOLDER = "stakeholder", "利益相关方"
    PUBLIC = "public", "公众代表"
    EXPERT = "expert", "专家"
    MEDIA = "media", "媒体"
    ENTREPRENEUR = "entrepreneur", "企业家"
    ASSOCIATION = "association", "行业协会商会"
