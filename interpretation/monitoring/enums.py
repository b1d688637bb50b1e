"""Closed vocabularies of 政务舆情."""

from django.db.models import TextChoices


class Channel(TextChoices):
    """By which way it came to us (R-136: nine ways of 郑政办 and those of the platform)."""

    PARTY_COMMITTEE = "party_committee", "市委"
    GOVERNMENT = "government", "市政府"
    PETITION = "petition", "信访"
    INFORMATION = "information", "信息管理"
    NETWORK = "network", "网络宣传"
    INFORMANT = "informant", "基层信息员"
    MEDIA = "media", "媒体"
    LETTERS = "letters", "来信来访"
    LEADER_CONTACT = "leader_contact", "领导联系基层"
    HOTLINE = "hotline", "政务服务便民热线"
    PUBLIC_REPORT = "public_report", "网民举报"
    OTHER = "other", "其他"


class Level(TextChoices):
    """How serious it is; the level sets every clock (R-141)."""

    EXTRAORDINARY = "extraordinary", "特别重大"
    MAJOR = "major", "重大"
    LARGER = "larger", "较大"
    ORDINARY = "ordinary", "一般"


# Levels that need a first word, a press conference and an assessment at once.
GRAVE_LEVELS = frozenset({Level.EXTRAORDINARY, Level.MAJOR})


class State(TextChoices):
    """Where a finding stands; the moves are in states.py."""

    REGISTERED = "registered", "待报送"
    REPORTED = "reported", "已报送待研判"
    ASSESSED = "assessed", "已研判"
    HANDLING = "handling", "处置中"
    CLOSED = "closed", "已办结待评估"
    ARCHIVED = "archived", "已归档"
    DISMISSED = "dismissed", "不作舆情办理"


DONE_STATES = (State.ARCHIVED, State.DISMISSED)
RUNNING_STATES = tuple(state for state in State if state not in DONE_STATES)


class EventKind(TextChoices):
    """What can happen to a finding."""

    REGISTERED = "registered", "登记"
    EDITED = "edited", "补充修改"
    EVIDENCE = "evidence", "添加佐证"
    REPORTED = "reported", "报送"
    EMERGENCY = "emergency", "通知应急值班"
    LEVEL = "level", "调整级别"
    ASSIGNED = "assigned", "确定责任科室"
    ASSESSED = "assessed", "研判"
    PLAN_SUBMITTED = "plan_submitted", "报批处置方案"
    PLAN_APPROVED = "plan_approved", "批准处置方案"
    PLAN_RETURNED = "plan_returned", "退回处置方案"
    MEASURE_DONE = "measure_done", "完成措施"
    RESPONSE = "response", "关联回应"
    RESPONDED = "responded", "回应公开"
    OMITTED = "omitted", "标记漏报"
    CLOSED = "closed", "办结"
    EVALUATED = "evaluated", "评估"
    ARCHIVED = "archived", "归档"
    DISMISSED = "dismissed", "不作舆情办理"


class Trend(TextChoices):
    """What an assessment expects (R-142)."""

    RISING = "rising", "可能升温"
    STEADY = "steady", "基本平稳"
    FALLING = "falling", "趋于回落"


class PlanState(TextChoices):
    """Where a handling plan stands."""

    DRAFT = "draft", "草拟"
    SUBMITTED = "submitted", "待批准"
    APPROVED = "approved", "已批准"
    RETURNED = "returned", "已退回"


class ResponseKind(TextChoices):
    """Which public clock a published page meets (R-144)."""

    FIRST_WORD = "first_word", "首次权威信息"
    CONFERENCE = "conference", "新闻发布会"
    RESPONSE = "response", "回应"


class WatchKind(TextChoices):
    """What is watched (R-137): areas, topics or groups, and times; never persons."""

    AREA = "area", "重点区域"
    OBJECT = "object", "重点对象"
    PERIOD = "period", "重点时段"


class Notice(TextChoices):
    """Why somebody was told."""

    REPORT = "report", "舆情报送"
    EMERGENCY = "emergency", "应急通知"
    LEVEL = "level", "级别调整"
    ENTERED = "entered", "基层登记"
    ASSIGNED = "assigned", "交办"
