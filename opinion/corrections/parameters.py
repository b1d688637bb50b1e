"""Periods and limits of 纠错.

国办发〔2017〕47号 asks every government site for the entry “我为政府网站找错”; it sets no period for a site's own
mailbox, so that the figures here are the body's own aims.
"""

from foundation.rules.parameters import Parameter

ENTRY = "《政府网站发展指引》（国办发〔2017〕47号）要求设“我为政府网站找错”入口"
DAYS = Parameter(
    "opinion.correction.days",
    "网民纠错的办理期限（自收到之日起）",
    3,
    "工作日",
    f"{ENTRY}；期限为本机关内部目标",
    ceiling=20,
    floor=1,
    used_by="页面纠错来件的到期日和提醒",
)
KEPT_DAYS = Parameter(
    "opinion.correction.contact_days",
    "纠错人联系方式的保存期限（自办结之日起）",
    30,
    "自然日",
    "《个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间；天数为本机关内部目标",
    ceiling=180,
    floor=0,
    used_by="办结满期后自动删除纠错来件中的联系方式",
)
PER_HOUR = Parameter(
    "opinion.correction.per_hour",
    "同一网络地址每小时可提交的纠错",
    10,
    "件",
    "本机关内部目标：防止恶意刷件",
    ceiling=1000,
    floor=1,
    used_by="页面纠错的提交频次；超出的请读者稍后再试",
)
