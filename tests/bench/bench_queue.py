"""待我审签 with 500 items waiting, against Wagtail's own panel “awaiting your review” over the same items.

Ours is the whole page as a browser gets it; Wagtail's is the panel alone.
"""

import datetime as dt

from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import WorkflowState

from disclosure.documents.models import DocumentPage
from foundation.signoff.models import PostTaskState
from tests.offices import Office, open_office

from .bench_pages import scratch_database
from .rows import Row, compare

WAITING = 500
# Wagtail's panel takes seconds.
REPEATS = 2
ADDRESS = "/admin/signoff/"


def run() -> list[Row]:
    """The ratio of both, and the queries of ours."""
    with scratch_database():
        office = open_office()
        fill(office)
        client = Client()
        client.force_login(office.head)
        request = RequestFactory().get("/admin/")
        request.user = office.head

        def ours() -> str:
            text = client.get(ADDRESS).content.decode()
            if f"共 {WAITING} 件" not in text:
                raise AssertionError("the queue does not show what waits")
            return text

        def wagtails() -> None:
            text = WorkflowObjectsToModeratePanel().render_html({"request": request, "csrf_token": ""})
            if text.count("<tr") < WAITING:
                raise AssertionError("the panel does not show what waits")

        ratio = compare(
            f"待我审签：{WAITING}件与Wagtail待审面板（毫秒）",
            ours,
            wagtails,
            1 / 20,
            repeats=REPEATS,
            warm_up=1,
        )
        with CaptureQueriesContext(connection) as captured:
            ours()
        return [ratio, Row("待我审签：查询数", len(captured), 15)]


def fill(office: Office) -> None:
    """So many drafts, each with a submission of its own at the first step, due around today."""
    pattern = PostTaskState.objects.get(page_id=office.submit(office.document()).pk)
    submission = pattern.workflow_state
    today = timezone.localdate()
    for number in range(1, WAITING):
        page = office.document()
        # The chain itself is not what is measured: the rows it would write are written here.
        own = WorkflowState(
            workflow=submission.workflow,
            content_type=submission.content_type,
            base_content_type=submission.base_content_type,
            object_id=str(page.pk),
            requested_by=office.editor,
        )
        WorkflowState.objects.bulk_create([own])
        step = PostTaskState.objects.create(
            workflow_state=own,
            task=pattern.task,
            revision=DocumentPage.objects.get(pk=page.pk).latest_revision,
            page=page,
            post_kind=pattern.post_kind,
            body=pattern.body,
            unit=pattern.unit,
            due_on=today + dt.timedelta(days=number % 7 - 3),
        )
        WorkflowState.objects.filter(pk=own.pk).update(current_task_state=step)
