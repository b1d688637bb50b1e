"""Holidays of 2027 as tests invent them; what the year will really be is for the State Council to say."""

from datetime import date

from foundation.workdays.notices import OffRange


def off(name: str, first: str, last: str) -> OffRange:
    """A holiday of 2027 from month-day to month-day."""
    return OffRange(name, date.fromisoformat(f"2027-{first}"), date.fromisoformat(f"2027-{last}"))


NEW_YEAR = off("元旦", "01-01", "01-03")
REST_OF_2027 = [
    off("春节", "02-05", "02-12"),
    off("清明节", "04-05", "04-05"),
    off("劳动节", "05-01", "05-02"),
    off("端午节", "06-09", "06-09"),
    off("中秋节", "09-15", "09-15"),
    off("国庆节", "10-01", "10-03"),
]
