"""Periods of remedies and of delivery, each with its article."""

from foundation.rules.enums import Kind, Layer
from foundation.rules.parameters import Parameter

REVIEW_LAW = "《中华人民共和国行政复议法》"
SUIT_LAW = "《中华人民共和国行政诉讼法》"
REVIEW_DAYS = Parameter(
    "foi.remedy_review_days", "申请行政复议的期限（自知道之日起）", 60, "自然日", f"{REVIEW_LAW}第二十条",
    ceiling=60, floor=60, layer=Layer.LOCKED, used_by="答复书的救济告知",
)  # fmt: skip
SUIT_MONTHS = Parameter(
    "foi.remedy_suit_months", "直接提起行政诉讼的期限（自知道之日起）", 6, "个月", f"{SUIT_LAW}第四十六条",
    ceiling=6, floor=6, layer=Layer.LOCKED, used_by="答复书的救济告知",
)  # fmt: skip
SUIT_AFTER_REVIEW_DAYS = Parameter(
    "foi.remedy_suit_after_review_days", "不服复议决定的起诉期限（自收到复议决定书之日起）", 15, "自然日",
    f"{SUIT_LAW}第四十五条", ceiling=15, floor=15, layer=Layer.LOCKED, used_by="答复书的救济告知",
)  # fmt: skip
LINK_DAYS = Parameter(
    "foi.link_days", "电子邮件送达的下载链接有效期", 30, "自然日",
    "本机关内部目标：申请人有时间下载，链接不长期有效", ceiling=180, floor=7, used_by="以电子邮件送达的答复",
)  # fmt: skip
REPEAT = Parameter(
    "foi.repeat", "重复申请的处理", "notify", "", "《中华人民共和国政府信息公开条例》第三十六条第六项",
    kind=Kind.CHOICE, layer=Layer.LOCKED, options=(("notify", "告知申请人不予重复处理"),), used_by="答复认定",
)  # fmt: skip
PARAMETERS = (REPEAT, REVIEW_DAYS, SUIT_MONTHS, SUIT_AFTER_REVIEW_DAYS, LINK_DAYS)
