"""The nine items of the questionnaire (R-254), each to be worded by the body that holds the 社会评议."""

from foundation.rules.enums import Kind
from foundation.rules.parameters import Parameter

BASIS = "《桦甸市政府信息公开社会评议制度》第五条"
GRADES = ("满意", "基本满意", "不满意")  # 《桦甸市政府信息公开社会评议制度》第七条
WORDS = (
    "政府信息公开的内容是否真实、准确",
    "政府信息公开的时间是否及时",
    "政府信息公开的程序是否符合规定",
    "政府信息公开的制度是否落实到位",
    "政府信息公开渠道、设施、措施是否便捷有效",
    "政府信息公开工作人员服务态度是否热情周到",
    "政府信息公开工作人员是否按照申请人要求的形式，提供有效的政府信息公开服务",
    "政府信息公开工作人员是否按照法规规定及时、准确、完整地提供政府信息",
    "政府信息公开工作人员是否按规定收费",
)
NUMERALS = "一二三四五六七八九"
ITEMS = tuple(
    Parameter(
        f"eval.item.{number}",
        f"社会评议测评表第{numeral}项",
        words,
        "",
        f"{BASIS}第{numeral}项",
        kind=Kind.WORDING,
        used_by="社会评议测评表（打印件和 Word）",
    )
    for number, (numeral, words) in enumerate(zip(NUMERALS, WORDS, strict=True), start=1)
)
