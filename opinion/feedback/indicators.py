"""What the inspection indicators say of letters (国办秘函〔2019〕19号): V5b and D-msg2m."""

import datetime as dt
from typing import Any

from .models import Letter
from .rules import months_after
from .selectors import beyond_limit, latest_publication


def late_answers(params: dict[str, Any], today: dt.date) -> tuple[int, str]:
    """Valid letters of a year without an answer for more than three months."""
    lookback = dt.timedelta(days=params["lookback_days"])
    count = beyond_limit(params["overdue_months"], lookback, today).count()
    return count, "按本平台“公众留言”统计，已转办、不予受理和撤回的不计；在其他系统办理的须另行核对。"


def stale_answers(params: dict[str, Any], today: dt.date) -> tuple[int, str]:
    """Published answers that were not renewed."""
    newest = latest_publication()
    if newest is None:
        return int(Letter.objects.exists()), "本平台还没有公示过留言答复。"
    lapsed = months_after(newest, params["months"]) < today
    return int(lapsed), f"最近一次公示：{newest}。"
