"""Periods of 政务舆情: two sets of clocks that are never mixed, and others.

上报 runs by the minute, 对外回应 by the hour (conflict table D13).
"""

from foundation.organisations.enums import PostKind
from foundation.rules.enums import Kind, Layer
from foundation.rules.parameters import Parameter

from .enums import Level

_HUADIAN = "《桦甸市政务公开各项制度汇编》第十五项制度"
_REPORTING = f"{_HUADIAN}第一条（二）：特别重大30分钟、重大1小时、较大2小时、一般3小时内报告（需求R-141）"
_NATIONAL_80 = "《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）"
_NATIONAL_61 = "《国务院办公厅关于在政务公开工作中进一步做好政务舆情回应的通知》（国办发〔2016〕61号）"
_MINUTES = {Level.EXTRAORDINARY: 30, Level.MAJOR: 60, Level.LARGER: 120, Level.ORDINARY: 180}
_TOLD_BY_ALL = [PostKind.DUTY_OFFICER.value, PostKind.OFFICE_REVIEWER.value]
_TOLD_ABOVE = {
    Level.ORDINARY: [],
    Level.LARGER: [PostKind.DEPUTY_LEADER.value],
    Level.MAJOR: [PostKind.DEPUTY_LEADER.value, PostKind.LEADER.value, PostKind.MAIN_LEADER.value],
    Level.EXTRAORDINARY: [PostKind.DEPUTY_LEADER.value, PostKind.LEADER.value, PostKind.MAIN_LEADER.value],
}
_MAY_BE_TOLD = (
    PostKind.DUTY_OFFICER,
    PostKind.OFFICE_REVIEWER,
    PostKind.EMERGENCY,
    PostKind.DEPUTY_LEADER,
    PostKind.LEADER,
    PostKind.MAIN_LEADER,
)

REPORT = {
    level: Parameter(
        f"yq.report_minutes.{level.value}",
        f"{level.label}舆情的上报时限（自知悉时起，昼夜连续计算）",
        minutes,
        "分钟",
        _REPORTING,
        floor=1,
        used_by="舆情上报的到期时刻、迟报标记和按时率；与对外回应的时限分别计算",
    )
    for level, minutes in _MINUTES.items()
}
RECIPIENTS = {
    level: Parameter(
        f"yq.recipients.{level.value}",
        f"{level.label}舆情报送的收件岗位",
        [*_TOLD_BY_ALL, *above],
        "",
        f"{_HUADIAN}第一条（二）：及时报送有关部门（需求R-140）；岗位范围为本机关内部安排",
        kind=Kind.CHOICES,
        options=tuple((post.value, post.label) for post in _MAY_BE_TOLD),
        used_by="舆情报送、级别调整时的站内送达和邮件",
    )
    for level, above in _TOLD_ABOVE.items()
}
FIRST_WORD = Parameter(
    "yq.response_hours.first_word",
    "特别重大、重大舆情首次发布权威信息的时限（自知悉时起）",
    5,
    "小时",
    f"{_NATIONAL_80}：最迟要在5小时内发布权威信息（需求R-144）",
    ceiling=5,
    floor=1,
    layer=Layer.CEILING,
    used_by="重大以上舆情的首次回应到期时刻",
)
CONFERENCE = Parameter(
    "yq.response_hours.conference",
    "特别重大、重大舆情举行新闻发布会的时限（自知悉时起）",
    24,
    "小时",
    f"{_NATIONAL_80}、{_NATIONAL_61}：在24小时内举行新闻发布会（需求R-144）",
    ceiling=24,
    floor=1,
    layer=Layer.CEILING,
    used_by="重大以上舆情的新闻发布会到期时刻",
)
RESPONSE = Parameter(
    "yq.response_hours.other",
    "其他政务舆情的回应时限（自知悉时起）",
    48,
    "小时",
    f"{_NATIONAL_61}：其他政务舆情应在48小时内予以回应（需求R-144）",
    ceiling=48,
    floor=1,
    layer=Layer.CEILING,
    used_by="较大、一般舆情的回应到期时刻",
)
ASSESS = Parameter(
    "yq.assess_hours",
    "重大以上舆情研判的时限（自报送时起）",
    24,
    "小时",
    f"{_HUADIAN}第一条（三）：重大事项即时研判（需求R-142）；小时数为本机关内部目标",
    floor=1,
    used_by="重大以上舆情“未研判”的标记",
)
EVALUATE = Parameter(
    "yq.evaluate_days",
    "舆情办结后总结评估的期限",
    10,
    "工作日",
    f"{_HUADIAN}第一条（五）：处置后及时总结评估（需求R-145）；天数为本机关内部目标",
    floor=1,
    used_by="办结后的评估到期日；未评估的不能归档",
)
SUMMARY = Parameter(
    "yq.summary_days",
    "重点政策舆情小结的间隔",
    7,
    "自然日",
    "需求R-138：重点政策公布后按周填报舆情小结；为本机关内部目标",
    ceiling=30,
    floor=1,
    used_by="重点政策舆情关注期间的周报",
)
ROSTER = Parameter(
    "yq.roster_days",
    "值班表应当提前排定的天数",
    14,
    "自然日",
    f"{_HUADIAN}第一条（一）：全天候监测（需求R-135）；天数为本机关内部目标",
    ceiling=62,
    floor=1,
    used_by="值班表显示的天数和缺岗提示",
)
ALL = (
    *REPORT.values(), FIRST_WORD, CONFERENCE, RESPONSE, ASSESS, EVALUATE, SUMMARY, ROSTER, *RECIPIENTS.values(),
)  # fmt: skip
