"""Periods of 公众留言."""

from foundation.rules.parameters import Parameter

DAYS = Parameter(
    "feedback.days",
    "公众留言的答复期限（自收到之日起）",
    5,
    "工作日",
    "《政府网站发展指引》（国办发〔2017〕47号）要求及时答复网民留言；天数为本机关内部目标",
    ceiling=30,
    floor=1,
    used_by="公众留言和政务公开投诉的到期日和提醒",
)
KEPT_DAYS = Parameter(
    "feedback.kept_days",
    "留言人个人信息的保存期限（自办结之日起）",
    180,
    "自然日",
    "《个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间；天数为本机关内部目标",
    ceiling=1095,
    floor=0,
    used_by="办结满期后自动删除留言人的姓名、联系方式和附件",
)
PER_HOUR = Parameter(
    "feedback.per_hour",
    "同一网络地址每小时可提交的留言",
    10,
    "件",
    "本机关内部目标：防止恶意刷件",
    ceiling=1000,
    floor=1,
    used_by="公众留言的提交频次",
)
