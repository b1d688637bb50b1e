"""Pure rules of applying: several matters in one text, what an identity number looks like. No Django, no I/O."""

from collections.abc import Sequence

from disclosure.requests.rules import is_identity_number

# 条例 has no limit; more matters in one application only become harder to answer. Technical.
MOST_ITEMS = 5
IDENTITY_DIGITS = 18


def items_in(texts: Sequence[str]) -> list[str]:
    """The matters that were filled in, each once, in their order."""
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def whole_text(items: Sequence[str]) -> str:
    """The description as one text: a single matter as it is, several numbered."""
    if len(items) < 2:
        return "".join(items)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(items, start=1))


def doubt_about(number: str) -> str:
    """What looks wrong with a 公民身份号码; empty when nothing does. A doubt is shown once and refuses nothing."""
    if len(number) != IDENTITY_DIGITS:
        return f"居民身份证号码应为{IDENTITY_DIGITS}位，现有{len(number)}位。"
    return "" if is_identity_number(number) else "居民身份证号码的校验位不符，可能有一位写错。"
