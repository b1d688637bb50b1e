"""Closed vocabularies of press work."""

from django.db.models import TextChoices


class ReleaseKind(TextChoices):
    """What a press release is; a 新闻发布稿 speaks for the body and needs an authorisation (R-123)."""

    NEWS = "news", "政务动态"
    STATEMENT = "statement", "新闻发布稿"
    REPRINT = "reprint", "转载"


class ConferenceKind(TextChoices):
    """The two forms that are filed in column 59 (R-122)."""

    CONFERENCE = "conference", "新闻发布会"
    BRIEFING = "briefing", "政策吹风会"


class Stage(TextChoices):
    """What the page of a conference tells: that it will be held, or what was said."""

    ANNOUNCED = "announced", "预告"
    HELD = "held", "实录"


class Captions(TextChoices):
    """How somebody who cannot hear follows a recording (GB/T 37668—2019)."""

    SHOWN = "shown", "画面有字幕"
    SIGNED = "signed", "有字幕和手语"
    SILENT = "silent", "没有人声"


class SpokespersonKind(TextChoices):
    """Of the government and full-time, or of a department (R-118)."""

    GOVERNMENT = "government", "政府新闻发言人（专职）"
    DEPARTMENT = "department", "部门新闻发言人"


class Rank(TextChoices):
    """A department is spoken for by who leads it (主管领导担任, R-118)."""

    HEAD = "head", "主要负责人"
    IN_CHARGE = "in_charge", "分管（主管）领导"
    OTHER = "other", "其他人员"


class Condition(TextChoices):
    """What a spokesperson must bring along (R-118)."""

    POLITICS = "politics", "政治素质好"
    POLICY = "policy", "政策理论水平高"
    SITUATION = "situation", "了解全局（参加会议、阅读文件）"
    BUSINESS = "business", "熟悉业务"
    WRITING = "writing", "文字能力强"
    SPEAKING = "speaking", "口头表达能力强"
    ADAPTING = "adapting", "应变能力强"


class Team(TextChoices):
    """The news agency works in two places (R-121)."""

    CONTENT = "content", "策划口径"
    LOGISTICS = "logistics", "会务组织"


class MaterialKind(TextChoices):
    """What lies in the folder of materials (R-119)."""

    MEETING = "meeting", "会议记录"
    BACKGROUND = "background", "背景材料"
    DRAFT = "draft", "发布材料"
    COVERAGE = "coverage", "媒体报道"


class FilingState(TextChoices):
    """Where the filing (备案) of a spokesperson with a liaison stands (R-120)."""

    MISSING = "missing", "未备案"
    CHANGED = "changed", "有变更，待重新备案"
    WAITING = "waiting", "已报备，待回执"
    FILED = "filed", "已备案"


class StatementState(TextChoices):
    """Whether an agreed statement (口径) may be used."""

    DRAFT = "draft", "待审定"
    VALID = "valid", "有效"
    EXPIRED = "expired", "已过期"


class ConferenceState(TextChoices):
    """Where a conference stands."""

    PLANNED = "planned", "筹备中"
    CLOSED = "closed", "已结束"
    CANCELLED = "cancelled", "已取消"
