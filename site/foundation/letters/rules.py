"""The form of official documents (GB/T 9704—2012 党政机关公文格式): page, type, dates, numbers. Pure."""

import datetime as dt
from string import Formatter

# 5.1: A4. 5.2.1: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm.
PAGE_MM = (210, 297)
TOP_MM, LEFT_MM = 37, 28
TEXT_MM = (156, 225)
RIGHT_MM = PAGE_MM[0] - LEFT_MM - TEXT_MM[0]
BOTTOM_MM = PAGE_MM[1] - TOP_MM - TEXT_MM[1]

# 5.2.2: 三号仿宋; 5.2.3: 22 lines of 28 characters fill the 版心. 7.3.1: 标题用二号小标宋. 7.5: 页码用四号半角宋体.
BODY_PT, TITLE_PT, PAGE_NUMBER_PT = 16, 22, 14
LINES_PER_PAGE, CHARACTERS_PER_LINE = 22, 28
LINE_PT = TEXT_MM[1] / 25.4 * 72 / LINES_PER_PAGE
# 7.3.5.2: 成文日期右空四字.
SIGNATURE_INDENT_PT = 4 * BODY_PT
# Not in the standard: smaller, so that tables of several columns fit.
TABLE_PT, LETTERHEAD_PT = 12, 30

# The types of the standard, each with what a computer without it shows instead.
FONTS = {
    "仿宋_GB2312": "仿宋",
    "方正小标宋简体": "华文中宋",
    "黑体": "SimHei",
    "楷体_GB2312": "楷体",
    "宋体": "SimSun",
}
BODY_FONT, TITLE_FONT, HEADING_FONT, NUMBER_FONT = "仿宋_GB2312", "方正小标宋简体", "黑体", "宋体"

NUMBER_PARTS = ("prefix", "word", "year", "seq")
DEFAULT_NUMBER_PATTERN = "{prefix}{word}〔{year}〕{seq}号"
# The column of the register.
LONGEST_NUMBER = 80


def chinese_date(day: dt.date | None) -> str:
    """成文日期: Arabic figures, months and days without a leading zero (7.3.5.4). Empty without a day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def render_number(pattern: str, *, prefix: str, word: str, year: int, seq: int) -> str:
    """发文字号: 机关代字、年份 in 六角括号、发文顺序号 without a leading zero (7.2.5)."""
    return pattern.format(prefix=prefix, word=word, year=year, seq=seq)


def number_pattern_error(pattern: str) -> str:
    """Why a pattern of numbers cannot be used; empty when it can."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return "花括号不成对，请写成 {prefix}{word}〔{year}〕{seq}号 的样子。"
    names = [name for _text, name, _spec, _conversion in parts if name is not None]
    if any(spec or conversion for _text, _name, spec, conversion in parts):
        return "花括号内只写名称，不写格式：发文顺序号不编虚位（GB/T 9704—2012 第7.2.5条）。"
    if unknown := [name for name in names if name not in NUMBER_PARTS]:
        return f"不认识“{{{unknown[0]}}}”，可用：" + "、".join(f"{{{name}}}" for name in NUMBER_PARTS) + "。"
    if missing := [name for name in ("word", "year", "seq") if name not in names]:
        return f"须含有{{{missing[0]}}}，否则不同文种或者不同年度的文号会相同。"
    return ""
