"""Closed vocabularies of interpretation plans."""

from django.db.models import TextChoices


class Channel(TextChoices):
    """解读途径 (R-091): the government's own site comes first (第一平台)."""

    PORTAL = "portal", "本级政府门户网站"
    SITE = "site", "部门网站"
    SPOKESPERSON = "spokesperson", "新闻发言人、新闻发布会"
    SOCIAL = "social", "政务微博、微信公众号"
    PRESS = "press", "报刊、广播、电视"
    HALL = "hall", "政务服务大厅、宣讲现场"


class Timing(TextChoices):
    """解读时间 (R-086, R-090)."""

    TOGETHER = "together", "与文件同步公开"
    AFTER = "after", "文件公开后按期公开"


class Slot(TextChoices):
    """What is submitted along with the draft document (同步组织、同步审签, R-084)."""

    NOTE = "note", "起草说明"
    PLAN = "plan", "解读方案"
    MATERIAL = "material", "解读材料"


class Stance(TextChoices):
    """What a reviewing body says before a meeting (会前预审, R-085)."""

    AGREED = "agreed", "同意上会"
    CHANGES = "changes", "修改后同意"
    REFUSED = "refused", "不同意上会"


class Meeting(TextChoices):
    """Where a normative document is discussed (R-085)."""

    EXECUTIVE = "executive", "政府常务会议"
    CONGRESS = "congress", "人大常委会会议"
    OFFICE = "office", "本机关办公会议"
