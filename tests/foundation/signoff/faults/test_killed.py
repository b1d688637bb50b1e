"""A process killed in the middle: nothing is half done, and the same can be done again, exactly once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.models import Revision, TaskState, WorkflowState

from disclosure.documents.models import DocumentPage
from foundation.signoff.emergency import publish_at_once, withdraw_at_once
from foundation.signoff.models import Clearance, EmergencyMeasure, PostTaskState, Publication, Seal, Takedown
from tests.offices import answers

from .together import assert_chain_whole

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="the tests' SQLite lives in this process's memory"
    ),
]
ROOT = Path(__file__).parents[4]
REASON = "发布内容与签发文件不一致,须立即处理"


def killed(what: str, where: str, subject: int, user) -> None:
    """Another process does it and is killed there."""
    settings = connection.settings_dict
    host = f"{settings['HOST']}:{settings['PORT'] or 5432}"
    address = f"postgres://{settings['USER']}:{settings['PASSWORD']}@{host}/{settings['NAME']}"
    environment = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "site"))),
    }
    command = [sys.executable, "-m", "tests.foundation.signoff.faults.die", what, where]
    done = subprocess.run(
        [*command, str(subject), str(user.pk)], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def everything(page) -> list:
    """All that sign-off knows about a page."""
    return [
        DocumentPage.objects.filter(pk=page.pk).values().get(),
        list(Revision.objects.for_instance(page).order_by("pk").values()),
        list(PostTaskState.objects.filter(page_id=page.pk).order_by("pk").values()),
        list(WorkflowState.objects.filter(object_id=str(page.pk)).order_by("pk").values()),
        *(
            list(model.objects.filter(page_id=page.pk).order_by("pk").values())
            for model in (Seal, Clearance, Takedown, EmergencyMeasure)
        ),
    ]


def at_last_step(office) -> DocumentPage:
    page = office.submit(office.document())
    for user in office.approvers[:-1]:
        page = office.decide(page, user)
    return page


@pytest.mark.rows("R-277")
@pytest.mark.parametrize("where", ["写入封签后", "写入许可后", "公开后", "流程办结后", "通知前"])
def test_the_last_approval_is_whole_or_not_at_all(office, where):
    page = at_last_step(office)
    before = everything(page)
    killed("同意", where, page.current_workflow_task_state.pk, office.leader)
    assert everything(page) == before
    assert not Publication.objects.exists()

    page = office.decide(page, office.leader)
    assert page.live
    assert Clearance.objects.filter(page_id=page.pk).count() == 1
    assert Seal.objects.filter(page_id=page.pk, person=office.leader).count() == 1
    assert_chain_whole()


def test_killed_after_the_transaction_only_the_mail_is_missing(office):
    page = at_last_step(office)
    state = page.current_workflow_task_state.specific
    killed("同意", "提交事务后", state.pk, office.leader)
    page = DocumentPage.objects.get(pk=page.pk)
    assert page.live
    assert Seal.objects.filter(page_id=page.pk, person=office.leader).count() == 1
    with pytest.raises(PermissionDenied, match="已经办理"):
        state.task.specific.on_action(state, office.leader, "approve", **answers(state.task.specific))
    assert_chain_whole()


def test_a_withdrawal_is_whole_or_not_at_all(office):
    page = office.submit(office.document())
    before = everything(page)
    killed("撤回", "撤回途中", page.current_workflow_state.pk, office.editor)
    assert everything(page) == before
    page.current_workflow_state.cancel(user=office.editor)
    assert not PostTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()
    assert_chain_whole()


def test_a_second_submission_is_whole_or_not_at_all(office):
    """Half done, the page would be under review at no step at all, and nobody could free it."""
    page = office.decide(office.submit(office.document()), office.head, "reject", "请核对日期")
    before = everything(page)
    killed("重新送审", "开启环节后", page.current_workflow_state.pk, office.editor)
    assert everything(page) == before
    page.current_workflow_state.resume(user=office.editor)
    for user in office.approvers:
        page = office.decide(page, user)
    assert page.live


@pytest.mark.parametrize("where", ["写入封签后", "写入许可后", "公开后", "开启环节后"])
def test_an_emergency_publication_is_whole_or_not_at_all(office, where):
    page = office.document()
    before = everything(page)
    killed("紧急公开", where, page.pk, office.leader)
    assert everything(page) == before
    publish_at_once(DocumentPage.objects.get(pk=page.pk), office.leader, reason=REASON)
    assert DocumentPage.objects.get(pk=page.pk).live
    assert_chain_whole()


@pytest.mark.parametrize("where", ["写入封签后", "写入撤下记录后", "下线后"])
def test_an_emergency_withdrawal_is_whole_or_not_at_all(office, where):
    page = office.publish(office.document())
    before = everything(page)
    killed("紧急撤下", where, page.pk, office.leader)
    assert everything(page) == before
    withdraw_at_once(page, office.leader, category="error", reason=REASON)
    assert Takedown.objects.filter(page_id=page.pk).count() == 1
    assert_chain_whole()
