"""Closed vocabularies of clarifications."""

from django.db.models import TextChoices


class Harm(TextChoices):
    """What false or incomplete information affects or may affect (R-126; 条例第六条)."""

    STABILITY = "stability", "社会稳定"
    SOCIAL_ORDER = "social_order", "社会管理秩序"
    ECONOMIC_ORDER = "economic_order", "经济管理秩序"


class Intake(TextChoices):
    """How a matter became known (R-129)."""

    PUBLIC = "public", "群众举报"
    INTERNAL = "internal", "本机关发现"
    MONITORING = "monitoring", "舆情监测"
    IMPORTED = "imported", "监测工具导入"


class CaseState(TextChoices):
    """Where a matter stands (澄清事项)."""

    OPEN = "open", "待核实"
    VERIFIED = "verified", "已核实，待决定"
    REFERRED = "referred", "已报主管部门"
    CLARIFYING = "clarifying", "澄清办理中"
    CLARIFIED = "clarified", "已公开澄清"
    DECLINED = "declined", "不作公开澄清"
    CLOSED = "closed", "已办结"
    MERGED = "merged", "已并入其他事项"


class Result(TextChoices):
    """What verification found (R-128)."""

    TRUE = "true", "属实"
    FALSE = "false", "不实"
    INCOMPLETE = "incomplete", "不完整"
    UNCERTAIN = "uncertain", "难以确认，报主管部门"


class Verdict(TextChoices):
    """What the public page says of the claim, always in words."""

    FALSE = "false", "不实"
    PARTLY_FALSE = "partly_false", "部分不实"
    INCOMPLETE = "incomplete", "不完整"
    TRUE = "true", "属实"


class Course(TextChoices):
    """The first decision (处置决定)."""

    CLARIFY = "clarify", "公开澄清"
    DECLINE = "decline", "不作公开澄清"


class TaskKind(TextChoices):
    """What an authority in charge of media is asked to do (R-130)."""

    TRACE = "trace", "追查信息来源"
    CORRECT = "correct", "要求媒体、平台更正或删除"
    WATCH = "watch", "加强渠道监管"


class ContactChannel(TextChoices):
    """How somebody was spoken to (沟通记录)."""

    PHONE = "phone", "电话"
    MEETING = "meeting", "当面"
    ONLINE = "online", "网络"
    LETTER = "letter", "书面"


class Helped(TextChoices):
    """What a re-check found (复查)."""

    CALM = "calm", "澄清有效，已平息"
    STILL = "still", "仍在传播，须再次澄清"
    CHANGED = "changed", "情况有变，须更新澄清内容"


class HandedTo(TextChoices):
    """To whom a matter is passed after it (R-134)."""

    ACCOUNTABILITY = "accountability", "提请追责"
    POLICE = "police", "移送公安机关"


class ConsentState(TextChoices):
    """What a department that a clarification touches said (R-132). No row means 待回复."""

    CONSENT = "consent", "同意"
    OBJECTION = "objection", "不同意"


class EventKind(TextChoices):
    """What can happen to a matter (办理记录)."""

    OPENED = "opened", "登记"
    REPORTED = "reported", "收到举报"
    SOURCE = "source", "补充来源"
    OFFERED = "offered", "移交申请"
    ACCEPTED = "accepted", "接受移交"
    REFUSED = "refused", "不接受移交"
    VERIFIED = "verified", "核实"
    REFERRED = "referred", "报主管部门"
    ANSWERED = "answered", "主管部门答复"
    ASKED = "asked", "交办媒介主管"
    DONE = "done", "媒介主管反馈"
    CONTACT = "contact", "沟通"
    DECIDED = "decided", "处置决定"
    DRAFTED = "drafted", "起草澄清"
    PUBLISHED = "published", "公开澄清"
    TAKEN_DOWN = "taken_down", "撤下澄清"
    RECHECKED = "rechecked", "复查"
    REOPENED = "reopened", "重新办理"
    CLOSED = "closed", "办结"
    MERGED = "merged", "合并"
    WITHDRAWN = "withdrawn", "举报人撤回"
    ADDED = "added", "举报人补充"
    HANDED_ON = "handed_on", "追责、移送"
