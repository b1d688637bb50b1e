"""Numbers as lists show them: the formats of Word and of HTML."""

from .numerals import write_numeral
from .spelling import words

_CHINESE = frozenset(
    words(
        "chineseCounting chineseCountingThousand japaneseCounting ideographDigital taiwaneseCounting "
        "taiwaneseCountingThousand japaneseDigitalTenThousand taiwaneseDigital"
    )
)
_STEMS = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
_LEGAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
)
_ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def format_number(number: int, style: str) -> str:
    """`number` in one of Word's number formats; bullets give an empty text."""
    if style in _CHINESE:
        return write_numeral(number)
    if style in _STEMS:
        return _STEMS[style][(number - 1) % len(_STEMS[style])]
    if style == "chineseLegalSimplified":
        return write_numeral(number).translate(_LEGAL)
    if style == "decimalFullWidth":
        return "".join(chr(ord(char) + 0xFEE0) for char in str(number))
    if style.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if style == "upperRoman" else _roman(number)
    if style == "decimalZero":
        return f"{number:02d}"
    return "" if style in ("bullet", "none") else str(number)


def _roman(number: int) -> str:
    result = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        result += letters * count
    return result
