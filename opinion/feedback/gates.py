"""Why words may not become public: patterns of personal data, the sender's own name and contact, wrong wording."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from foundation.precheck.rules.finding import Severity
from foundation.precheck.rules.scan import scan_text
from foundation.precheck.selectors import load_wordings

from .models import Letter

# A name of one character would be found everywhere.
SHORTEST_NAME = 2
PUBLIC = {
    "public_topic": "公开的主题",
    "public_text": "公开的来件内容",
    "public_reply": "公开的答复",
    "outcome_note": "处理说明",
}
MAY_BE_EMPTY = frozenset({"outcome_note"})


def reasons_against(letter: Letter) -> dict[str, list[str]]:
    """By field, in Chinese; the reasons repeat nothing personal."""
    wordings = load_wordings().wordings
    found: dict[str, list[str]] = {}
    for field, label in PUBLIC.items():
        text = getattr(letter, field)
        reasons = [] if text.strip() or field in MAY_BE_EMPTY else [f"请填写{label}。"]
        reasons += [
            f"{label}：{finding.in_words}。{finding.suggestion}"
            for finding in scan_text(text, wordings, timezone.localdate())
            if finding.severity == Severity.MUST_FIX
        ]
        for own, what in ((letter.name, "姓名或者单位名称"), (letter.contact, "联系方式")):
            if len(own) >= SHORTEST_NAME and own in text:
                reasons.append(f"{label}中有来件人的{what}，请删去或者以“某先生”“某女士”代替。")
        if reasons:
            found[field] = reasons
    return found


def check_public(letter: Letter) -> None:
    """Raises ValidationError with every reason at its field."""
    if reasons := reasons_against(letter):
        raise ValidationError(reasons)
