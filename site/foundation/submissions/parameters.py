"""Limits of what the public hands in. None has a legal source: each is the body's own aim (本机关内部目标)."""

from foundation.rules.enums import Kind
from foundation.rules.parameters import Parameter

OWN = "本机关内部目标"
TYPES = ("pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "txt", "jpg", "jpeg", "png")

PER_HOUR = Parameter(
    "submission.per_hour",
    "同一网络地址每小时可提交的来件",
    10,
    "件",
    f"{OWN}：防止恶意刷件",
    ceiling=1000,
    floor=1,
    used_by="公众来件的提交频次；超出的请其稍后再试。事项另有参数的从其参数",
)
CHALLENGE_AFTER = Parameter(
    "submission.challenge_after",
    "同一网络地址一小时内提交几件后须回答验证问题",
    3,
    "件",
    f"{OWN}：防止机器刷件",
    ceiling=1000,
    floor=0,
    used_by="公众来件表单；平时不出现验证问题",
)
CHALLENGE_LOAD = Parameter(
    "submission.challenge_load",
    "全站一小时内来件超过几件后须回答验证问题",
    300,
    "件",
    f"{OWN}：防止机器刷件",
    ceiling=100_000,
    floor=0,
    used_by="公众来件表单；平时不出现验证问题",
)
WRONG_CODES = Parameter(
    "submission.wrong_codes",
    "同一网络地址每小时可输错回执码的次数",
    10,
    "次",
    f"{OWN}：防止猜测回执码",
    ceiling=100,
    floor=3,
    used_by="回执查询",
)
FILE_TYPES = Parameter(
    "submission.file_types",
    "来件可附的文件类型",
    list(TYPES),
    "",
    f"{OWN}：不收压缩包、程序和含宏的文件",
    kind=Kind.CHOICES,
    options=tuple((name, name) for name in TYPES),
    used_by="公众来件的附件",
)
FILE_SIZE = Parameter(
    "submission.file_size",
    "来件每个附件的大小",
    10,
    "MB",
    f"{OWN}：按扫描件和手机照片的一般大小",
    ceiling=50,
    floor=1,
    used_by="公众来件的附件",
)
FILE_COUNT = Parameter(
    "submission.file_count",
    "来件的附件个数",
    5,
    "个",
    OWN,
    ceiling=20,
    floor=0,
    used_by="公众来件的附件",
)
KEPT_DAYS = Parameter(
    "submission.kept_days",
    "来件人个人信息的保存期限（自办结之日起）",
    180,
    "自然日",
    "《个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间；天数为本机关内部目标",
    ceiling=1095,
    floor=0,
    used_by="办结满期后自动删除姓名、联系方式和附件，遮盖正文中的号码；事项另有参数的从其参数",
)
ALL = (
    PER_HOUR,
    CHALLENGE_AFTER,
    CHALLENGE_LOAD,
    WRONG_CODES,
    FILE_TYPES,
    FILE_SIZE,
    FILE_COUNT,
    KEPT_DAYS,
)
