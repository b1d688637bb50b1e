"""Titles that do not spread the rumour, the way of approval, how alike two claims are. Pure; no Django."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

# Words by which a reader knows at once that the title is no news but puts something right.
MARKERS = ("不实", "辟谣", "澄清", "谣言", "情况说明", "情况通报", "真相", "并非", "误读", "属实")
_UNSAID = re.compile(r"[\W_]+")
# A title that holds this much of the claim's pairs of characters says the claim. Technical, tried on examples.
REPEATS = 0.8
# From here on two claims are shown to a person as perhaps the same. Technical, tried on examples.
ALIKE = 0.3


def plain(text: str) -> str:
    """Text without blanks and punctuation."""
    return _UNSAID.sub("", text).lower()


def has_marker(title: str) -> bool:
    """Whether the title says that it puts something right."""
    return any(marker in title for marker in MARKERS)


def _pairs(text: str) -> set[str]:
    said = plain(text)
    return {said[i : i + 2] for i in range(len(said) - 1)} or ({said} if said else set())


def repeats(title: str, claim: str) -> bool:
    """Whether the title says the claim as it is told, so that whoever reads only the title believes it."""
    if has_marker(title):
        return False
    told, said = _pairs(claim), _pairs(title)
    return bool(said) and bool(told) and len(said & told) / len(said) >= REPEATS


def likeness(one: str, other: str) -> float:
    """How much of the shorter claim stands in the other one, 0 to 1."""
    first, second = _pairs(one), _pairs(other)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


@dataclass(frozen=True, slots=True)
class Route:
    """The way of approval that follows from the three questions (R-132; 004/7§7).

    ``government`` asks for review and signature at the government; ``main_leader`` for the department's
    主要负责人; ``consents`` are the departments touched, by key. ``words`` say why.
    """

    government: bool
    main_leader: bool
    consents: frozenset[int]
    words: tuple[str, ...]


def route(
    *,
    in_government_name: bool,
    touched: Collection[int],
    is_sensitive: bool,
    is_emergency: bool,
    own: int | None,
) -> Route:
    """In whose name, touching whom, how sensitive."""
    government = in_government_name or is_sensitive or is_emergency
    consents = frozenset(touched) - {own}
    words = []
    if in_government_name:
        words.append("以政府名义发布，由政府审核、签发")
    else:
        words.append("以部门名义发布，由本部门主要负责人审批")
    if is_sensitive:
        words.append("内容重要、敏感，报政府审批")
    if is_emergency:
        words.append("涉及突发公共事件，按专门程序报政府审批")
    if consents:
        words.append(f"涉及其他部门{len(consents)}个，须事先取得其同意")
    return Route(government, not in_government_name, consents, tuple(words))


def leads_there(address: str, sources: Iterable[str]) -> bool:
    """Whether a link leads to where the rumour is: the same page, or a page below it."""
    there = _place(address)
    return any(
        place and there and (there == place or there.startswith(f"{place}/"))
        for place in map(_place, sources)
    )


def _place(address: str) -> str:
    """Host and path of an address; empty for what is none. A bare host is nobody's page."""
    text = address.strip()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    path = parts.path.rstrip("/")
    if "." not in host or not (path or parts.query):
        return ""
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"


_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s，。；、）】》\"'<>]+", re.IGNORECASE)


def addresses_in(text: str) -> list[str]:
    """Web addresses that stand in a plain text."""
    return _ADDRESS.findall(text)
