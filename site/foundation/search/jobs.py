"""What is done between publications: files are read, validities that changed overnight are told anew."""

import datetime as dt

from django.utils import timezone

from foundation.duties.jobs import DAY, register_job

from .attachments import read_files
from .models import SearchEntry
from .services import index_page
from .signals import results_changed

# One run; the next takes the rest. A file takes at most half a minute.
_FILES_A_RUN = 20


def register_jobs() -> None:
    """Called when the app is ready."""
    register_job("search.files", "读取附件文字供检索", read_waiting_files, dt.timedelta(minutes=1))
    register_job("search.validity", "更新检索中的有效性", refresh_validity, DAY, at=dt.time(0, 10))


def read_waiting_files() -> str:
    """Read the attachments of what was published since."""
    waiting = list(SearchEntry.objects.filter(files_read=False).select_related("page")[:_FILES_A_RUN])
    failed = sum(map(read_files, waiting))
    if not waiting:
        return ""
    results_changed.send(sender=SearchEntry)
    told = f"，其中{failed}个附件未能读取" if failed else ""
    return f"读取了{len(waiting)}条信息的附件{told}"


def refresh_validity() -> str:
    """Documents that took effect or lapsed today."""
    changed = list(SearchEntry.objects.filter(refresh_on__lte=timezone.localdate()).select_related("page"))
    for entry in changed:
        index_page(entry.page)
    if changed:
        results_changed.send(sender=SearchEntry)
    return f"更新了{len(changed)}份文件的有效性" if changed else ""
