"""What happens to words before they are kept. Pure: no Django.

Limits here are technical and have no legal source.
"""

import hashlib
import re
import unicodedata

# Without 0, O, 1 and I, which people mistake for each other: 32 characters, five bits each.
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH, CODE_GROUP = 12, 4  # sixty bits, in three groups
# Runs of this many characters are compared; shorter ones are shared by chance, longer ones break too easily.
SHINGLE = 6
# Below this a text is too short to be nearly the same as another.
SHORTEST_NEAR = 24

# Joins the parts of an emoji; the tag characters spell the flags of regions.
_KEPT_INVISIBLE = {"\u200d", "\u200c", *(chr(code) for code in range(0xE0020, 0xE0080))}
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85]")


def clean(text: str) -> str:
    """The words as typed, without control, direction-changing and other invisible characters; emoji stay."""
    lines = _LINE_ENDS.sub("\n", text)
    return "".join(filter(_is_kept, lines)).strip()


def _is_kept(char: str) -> bool:
    if char in "\n\t" or char in _KEPT_INVISIBLE:
        return True
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")


def too_long(label: str, limit: int, present: int) -> str:
    """Names the limit and the present length, both in characters."""
    return f"{label}请控制在{limit}字以内，现有{present}字，请删减{present - limit}字后再提交。"


def code_of(digest: bytes) -> str:
    """A receipt code (回执码) from the first bytes of a digest, e.g. ``7K3M-Q2XW-9DHB``."""
    characters = "".join(CODE_ALPHABET[byte % len(CODE_ALPHABET)] for byte in digest[:CODE_LENGTH])
    return "-".join(characters[at : at + CODE_GROUP] for at in range(0, CODE_LENGTH, CODE_GROUP))


def entered_code(entered: str) -> str:
    """A code as somebody typed it, in the form that is compared: full-width, small letters, blanks are no error."""
    return "".join(char for char in unicodedata.normalize("NFKC", entered).upper() if char in CODE_ALPHABET)


def entered_number(entered: str) -> str:
    """A number as somebody typed it, in the form in which it is kept."""
    return "".join(unicodedata.normalize("NFKC", entered).upper().split())


def essence(text: str) -> str:
    """Letters and digits alone: width, case, blanks and punctuation make no difference."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def fingerprint(text: str) -> str:
    """The same for texts that differ in nothing but width, case, blanks and punctuation. 32 characters."""
    return hashlib.sha256(essence(text).encode()).hexdigest()[:32]


def near_key(text: str) -> str:
    """Probably the same for texts that are nearly the same (a circular letter with changed names). 16 characters.

    Of the digests of all runs of six characters the smallest two are the key (MinHash): texts that share the
    share J of their runs have the same key with a probability of about J squared, so 90 % alike gives four in
    five, and texts that share little hardly ever meet. It groups lists for people; nothing is decided by it.
    """
    characters = essence(text)
    if len(characters) < SHORTEST_NEAR:
        return fingerprint(text)[:16]
    runs = {characters[at : at + SHINGLE] for at in range(len(characters) - SHINGLE + 1)}
    smallest = sorted(hashlib.blake2b(run.encode(), digest_size=8).digest() for run in runs)[:2]
    return hashlib.blake2b(b"".join(smallest), digest_size=8).hexdigest()
