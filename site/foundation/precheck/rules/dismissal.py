"""Who may set a finding aside, and with what reason. Policy of the product; R-080 asks for a reason each time."""

from .finding import Kind

SHORTEST_REASON = 4
# An identity number is nearly always a leak: whoever lets it stand must say why in a sentence.
SHORTEST_REASON_FOR_IDENTITY = 10


def refusal(kind: str, reason: str, *, is_secrecy_reviewer: bool) -> str:
    """Why this finding may not be dismissed so, in Chinese; empty when it may."""
    if kind == Kind.SECRET and not is_secrecy_reviewer:
        return "涉密标志只能由保密审查责任人核实后处理，请删去或联系本机关保密审查责任人。"
    shortest = SHORTEST_REASON_FOR_IDENTITY if kind == Kind.IDENTITY else SHORTEST_REASON
    if len("".join(reason.split())) < shortest:
        return f"请写明忽略理由，不少于{shortest}个字。"
    return ""
