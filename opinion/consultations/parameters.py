"""Periods of consultations, each with its source."""

from foundation.rules.enums import Kind
from foundation.rules.parameters import Parameter

DECISION_DAYS = Parameter(
    "consult.min_days",
    "重大行政决策公开征求意见的最短期限",
    30,
    "自然日",
    "《重大行政决策程序暂行条例》（国令713号）第十五条：一般不少于30日；因紧急等原因缩短的，公开征求意见时予以说明",
    ceiling=180,
    floor=30,
    used_by="意见征集公告的起止日期；少于此数的须写明理由并公布",
)
REGULATION_DAYS = Parameter(
    "consult.min_days.regulation",
    "规章草案公开征求意见的最短期限",
    30,
    "自然日",
    "《规章制定程序条例》：规章草案向社会公布征求意见一般不少于30日",
    ceiling=180,
    floor=30,
    used_by="意见征集公告的起止日期；少于此数的须写明理由并公布",
)
MARKET_DAYS = Parameter(
    "consult.min_days.market",
    "涉及市场主体的规范性文件公开征求意见的最短期限",
    30,
    "自然日",
    "《优化营商环境条例》（国令722号）第六十二条：除依法需要保密外，一般不少于30日",
    ceiling=180,
    floor=30,
    used_by="意见征集公告的起止日期；少于此数的须写明理由并公布",
)
OTHER_WORKDAYS = Parameter(
    "consult.min_workdays",
    "其他规范性文件公开征求意见的最短期限",
    7,
    "工作日",
    "《市县法治政府建设示范指标》：向社会公开征求意见一般不少于7个工作日",
    ceiling=60,
    floor=7,
    used_by="意见征集公告的起止日期；少于此数的须写明理由并公布",
)
RESULT_DAYS = Parameter(
    "consult.result_days",
    "公布意见征集和采纳情况的期限（自征集结束之日起）",
    20,
    "工作日",
    "政务公开工作要求征集结束后及时公布意见采纳情况（R-110）；天数为本机关内部目标",
    ceiling=60,
    floor=1,
    used_by="征集结果公布的到期日和提醒",
)
CONCENTRATED = Parameter(
    "consult.concentrated",
    "视为相对集中的意见（同类意见不予采纳、须说明理由的条数）",
    5,
    "条",
    "政务公开工作要求对相对集中的意见不予采纳的说明理由（R-110）；条数为本机关内部目标",
    ceiling=100,
    floor=1,
    used_by="征集结果送审和公布前对理由的检查",
)
GATE = Parameter(
    "consult.gate",
    "行政规范性文件签发前须有意见征集",
    "block",
    "",
    "政务公开工作要求制定、调整行政规范性文件一般应当公开征求意见（R-107）；未征求的须登记理由",
    kind=Kind.CHOICE,
    options=(
        ("block", "没有意见征集、也没有登记理由的，不能签发"),
        ("ask", "只提醒，不阻止"),
        ("off", "不检查"),
    ),
    used_by="行政规范性文件的签发",
)
ALL = (DECISION_DAYS, REGULATION_DAYS, MARKET_DAYS, OTHER_WORKDAYS, RESULT_DAYS, CONCENTRATED, GATE)
