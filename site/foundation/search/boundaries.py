"""Two characters that are no word where they stand: 开发 in 公开发布, 查处 in 审查处理. Pure.

If both neighbours make a word with one of the two characters, the border of two words runs between them. The words
are those of a dictionary (the one that pypinyin brings) and, since none knows the words of every office, what
stands in the texts elsewhere too, there without the other character.
"""

import re
from collections import Counter
from collections.abc import Mapping

from pypinyin.constants import PHRASES_DICT

from .segmentation import HAN

# How often a neighbouring word has to stand elsewhere before it is believed.
_SEEN = 2


def no_words(word: str, texts: Mapping[int, str]) -> set[int]:
    """Keys of the texts in which the two characters stand, but never as a word."""
    if not re.fullmatch(f"[{HAN}]{{2}}", word):
        return set()
    whole = "\n".join(texts.values())
    first, second = word[0], word[1]
    around = re.compile(rf"(?<![{HAN}]){word}|([{HAN}]){word}([{HAN}])|{word}")
    before = Counter(re.findall(rf"([{HAN}]){first}(?!{second})", whole))
    after = Counter(re.findall(rf"(?<!{first}){second}([{HAN}])", whole))

    def is_border(left: str, right: str) -> bool:
        if not (left and right):
            return False
        ends = before[left] >= _SEEN or left + first in PHRASES_DICT
        return ends and (after[right] >= _SEEN or second + right in PHRASES_DICT)

    found = {key: around.findall(text) for key, text in texts.items()}
    return {key for key, places in found.items() if places and all(is_border(*place) for place in places)}
