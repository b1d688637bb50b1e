"""A process of its own that is killed in the middle of something: ``python -m … <what> <where> <subject> <user>``.

It kills itself with SIGKILL when it reaches the named place, as a power cut or the kernel would: no cleaning up,
no rollback of its own. Whatever it did before is what the database then keeps.
"""

import os
import signal
import sys

import django
from django.db.models.signals import post_save


def main(what: str, where: str, subject: str, user: str) -> None:
    """Do it, and die at the place."""
    django.setup()
    from wagtail.models import Page, WorkflowState
    from wagtail.signals import page_published, page_unpublished, task_approved, workflow_cancelled

    from foundation.organisations.models import User
    from foundation.signoff.emergency import publish_at_once, withdraw_at_once
    from foundation.signoff.mails import SignoffNotifier
    from foundation.signoff.models import Clearance, PostTaskState, Seal, Takedown
    from foundation.signoff.services import chain_completed, decide
    from tests.offices import answers

    def die(*args, **kwargs) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    places = {
        "写入封签后": (post_save, Seal),
        "写入许可后": (post_save, Clearance),
        "公开后": (page_published, None),
        "流程办结后": (chain_completed, None),
        "通知前": (task_approved, None),
        "写入撤下记录后": (post_save, Takedown),
        "下线后": (page_unpublished, None),
        "撤回途中": (workflow_cancelled, None),
        "开启环节后": (post_save, PostTaskState),
    }
    if where == "提交事务后":
        SignoffNotifier.get_recipient_users = die
        for notifier in SignoffNotifier.__subclasses__():
            notifier.get_recipient_users = die
    else:
        place, sender = places[where]
        place.connect(die, sender=sender, weak=False)
    actor = User.objects.get(pk=user)

    def approve() -> None:
        state = PostTaskState.objects.get(pk=subject)
        decide(state, actor, "approve", answers(state.task.specific))

    acts = {
        "同意": approve,
        "撤回": lambda: WorkflowState.objects.get(pk=subject).cancel(user=actor),
        "重新送审": lambda: WorkflowState.objects.get(pk=subject).resume(user=actor),
        "紧急公开": lambda: publish_at_once(
            Page.objects.get(pk=subject).specific, actor, reason="突发险情,须立即告知公众"
        ),
        "紧急撤下": lambda: withdraw_at_once(
            Page.objects.get(pk=subject).specific, actor, category="error", reason="内容有误,须立即停止公开"
        ),
    }
    acts[what]()


if __name__ == "__main__":
    main(*sys.argv[1:])
