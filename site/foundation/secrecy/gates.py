"""Reasons of the secrecy review why a page may not go ahead."""

from collections.abc import Iterable
from typing import Any

from foundation.signoff.gates import Reason

from .selectors import forbids, last_referral, third_party_obstacles


def referral_gate(page: Any) -> Iterable[Reason]:
    """What is referred waits for its answer, and the answer holds (R-052)."""
    referral = last_referral(page)
    if referral is None:
        return
    if referral.is_open:
        yield Reason(f"本稿已提请确定（{referral.get_state_display()}），登记确定意见后才能送审和公开。")
    elif forbids(referral, page):
        yield Reason(
            f"确定意见为“{referral.get_determination_display()}”，现稿与提请时相同，不能公开。"
            "请按确定意见修改稿件，或者改变公开属性。"
        )


def third_party_gate(page: Any) -> Iterable[Reason]:
    """Silence is not consent, an objection holds, and a notice comes before the release (R-069, R-072)."""
    if page.pk:
        yield from (Reason(words) for words in third_party_obstacles(page.pk))
