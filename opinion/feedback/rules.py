"""Days of the inspection indicators. Pure: no Django.

《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）: within the year before, no valid letter that waited for an
answer for more than three months (单项否决); published answers renewed within two months (扣分).
"""

import datetime as dt

ANSWER_MONTHS = 3
YEAR = dt.timedelta(days=365)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last day of that month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    next_year, next_month = divmod(total + 1, 12)
    last = dt.date(next_year, next_month + 1, 1) - dt.timedelta(days=1)
    return dt.date(year, month + 1, min(day.day, last.day))
