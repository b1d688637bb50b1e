"""Closed vocabularies of consultations."""

from django.db.models import TextChoices


class ConsultationKind(TextChoices):
    """What opinions are asked on; it decides how long (``rules.PERIODS``)."""

    DECISION = "decision", "重大行政决策"
    REGULATION = "regulation", "规章"
    MARKET = "market", "涉及市场主体的规范性文件"
    NORMATIVE = "normative", "其他行政规范性文件"
    OTHER = "other", "其他"


class State(TextChoices):
    """Where a public consultation stands; follows from its dates, nothing stores it."""

    UPCOMING = "upcoming", "即将开始"
    OPEN = "open", "征集中"
    CLOSED = "closed", "已结束"
    CONCLUDED = "concluded", "结果已公布"


class ChangeKind(TextChoices):
    """How the last day moves."""

    EXTENDED = "extended", "延长征集"
    EARLY = "early", "提前结束"


class Part(TextChoices):
    """What may be kept secret of a consultation (R-104)."""

    DRAFT = "draft", "征求意见稿"
    EXPLANATION = "explanation", "起草说明"
    BASIS = "basis", "依据"
    WHOLE = "whole", "整个事项（不公开征集）"


class Source(TextChoices):
    """How an opinion came (来源)."""

    WEB = "web", "网上"
    LETTER = "letter", "来信"
    EMAIL = "email", "电子邮件"
    VISIT = "visit", "来访"
    PHONE = "phone", "电话"
    HEARING = "hearing", "听证会"
    SEMINAR = "seminar", "座谈会"
    TALK = "talk", "咨询协商"
    MEDIA = "media", "媒体"
    AGENCY = "agency", "机关内部"
    OTHER = "other", "其他"


# Opinions that agencies exchange are as a rule no proactive information.
INTERNAL_SOURCES = frozenset({Source.AGENCY})


# What staff enter; the sender of an opinion on the web writes it himself.
ENTERED_SOURCES = frozenset(set(Source) - {Source.WEB})


class IdentityType(TextChoices):
    """Who speaks."""

    PERSON = "person", "个人"
    ENTERPRISE = "enterprise", "企业"
    ORGANISATION = "organisation", "其他组织"
    AGENCY = "agency", "机关单位"


# As whom one may speak on the web.
PUBLIC_IDENTITIES = (IdentityType.PERSON, IdentityType.ENTERPRISE, IdentityType.ORGANISATION)


class Verdict(TextChoices):
    """What became of an opinion (采纳情况, R-110)."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    REJECTED = "rejected", "不采纳"
    EXPLAINED = "explained", "解释说明"
