"""Closed vocabularies of interpretation."""

from django.db.models import TextChoices


class Section(TextChoices):
    """The six required elements of an interpretation (R-092)."""

    BACKGROUND = "background", "制定背景"
    DRAFTING = "drafting", "起草过程"
    GOALS = "goals", "工作目标"
    MAIN_CONTENT = "main_content", "主要内容"
    INNOVATIONS = "innovations", "创新举措"
    NEXT_STEPS = "next_steps", "下一步工作考虑"


class Form(TextChoices):
    """Form of interpretation (解读形式, R-088)."""

    DRAFTER = "drafter", "起草人员解读"
    EXPERT = "expert", "专家解读"
    LEADER = "leader", "负责人解读"
    QUESTIONS = "questions", "政策问答"
    GRAPHIC = "graphic", "图解"
    VIDEO = "video", "音视频"
    PRESS = "press", "新闻发布会"
    BRIEFING = "briefing", "政策吹风会"
    MEDIA = "media", "媒体专访、答记者问"
    ONLINE = "online", "在线访谈"
    CLASS = "class", "云课堂、网络课堂"
    LECTURE = "lecture", "民生政策宣讲"


class InterpreterKind(TextChoices):
    """Who interprets (解读人, R-096)."""

    PRINCIPAL = "principal", "主要负责人"
    DEPUTY = "deputy", "分管负责人"
    EXPERT = "expert", "专家"
    DRAFTER = "drafter", "起草人"
