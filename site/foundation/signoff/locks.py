"""The lock on a page under review: nobody edits it, and its message says who must act."""

from django.utils.html import format_html
from wagtail.locks import WorkflowLock


class SignoffLock(WorkflowLock):
    """Holds for everybody until the step is decided or the submission withdrawn."""

    def for_user(self, user) -> bool:
        return True

    def get_message(self, user) -> str:
        from .selectors import deciders, names_of

        page = self.object.specific
        return format_html(
            "<b>本稿件正在审签，期间任何人不能修改。</b>当前环节：{}（由 {} 办理）。"
            "需要修改的，由该环节<b>退回</b>，或由拟稿人<b>撤回</b>后再改，改后从第一级重新审签。",
            self.task.name,
            names_of(deciders(self.task, page)) or "暂无人任职",
        )

    def get_locked_by(self, user, can_lock: bool = False) -> str:
        return "审签锁定"

    def get_description(self, user, can_lock: bool = False) -> str:
        return "审签期间不能修改；退回或撤回后方可修改"
