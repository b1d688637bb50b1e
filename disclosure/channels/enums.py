"""Closed vocabularies of releases."""

from django.db.models import TextChoices


class Channel(TextChoices):
    """Where information is released beside the government's own site (条例 23–25; R-025)."""

    GAZETTE = "gazette", "政府公报"
    PRESS = "press", "报刊"
    BROADCAST = "broadcast", "广播、电视"
    CONFERENCE = "conference", "新闻发布会"
    SOCIAL = "social", "政务微博、微信公众号"
    OTHER_SITE = "other_site", "其他网站、移动客户端"
    SCREEN = "screen", "电子屏、公告栏"
    PLACE = "place", "查阅点、资料索取点"
    HANDBOOK = "handbook", "服务手册、办事指南"


class Standing(TextChoices):
    """Against the first platform (第一平台): the site."""

    MISSING = "missing", "未在第一平台公开"
    LATE = "late", "未同步"
    IN_STEP = "in_step", "同步"
