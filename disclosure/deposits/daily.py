"""What becomes due by the calendar alone."""

from .places import open_reports
from .services import settle_closed, settle_lapsed


def settle() -> str:
    """Open what the day brings; says what it did. May run again at any time."""
    closed, reports, lapsed = settle_closed(), open_reports(), settle_lapsed()
    words = [
        f"新登记季度报告{reports}件" if reports else "",
        f"新登记失效文件送交{lapsed}件" if lapsed else "",
        f"因查阅场所停止开放撤销送交{closed}件" if closed else "",
    ]
    return "；".join(filter(None, words))
