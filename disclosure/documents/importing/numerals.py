"""Chinese numerals (一、二、三 … 一百二十三) to integers and back; no upper-case 大写 amounts."""

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "o": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}

# Character class for regular expressions: what may stand in an ordinal such as 第一百二十条.
NUMERAL_CHARS = "〇零一二三四五六七八九十百千两"


def read_numeral(text: str) -> int | None:
    """12, 十二, 一百零二 or 二〇一九 as an integer; None when it is not a numeral."""
    text = "".join(text.split())
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    if all(c in DIGITS or c.isdecimal() for c in text):
        return int("".join(str(DIGITS.get(c, c)) for c in text))
    total, digit = 0, None
    for char in text:
        if char in UNITS:
            total += (1 if digit is None else digit) * UNITS[char]
            digit = None
        elif char in DIGITS:
            digit = DIGITS[char] or None
        else:
            return None
    return total + (digit or 0)


def write_numeral(number: int) -> str:
    """The numeral of 0 … 9999 as an article is numbered: 10 is 十, 12 is 十二, 105 is 一百零五."""
    if not 0 <= number <= 9999:
        return str(number)
    if number == 0:
        return "〇"
    result, pending_zero = "", False
    for unit, char in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            result += ("零" if pending_zero else "") + "〇一二三四五六七八九"[digit] + char
            pending_zero = False
        elif result:
            pending_zero = True
    return result.removeprefix("一") if result.startswith("一十") else result
