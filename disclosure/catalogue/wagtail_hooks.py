"""Registrations with the Wagtail admin."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from .models import ColumnPage
from .services import ASSIGNED, statutory_refusal


@hooks.register("before_delete_page")
def explain_statutory(request, page):
    """The refusal in words, before Wagtail asks for confirmation."""
    column = page.specific
    if isinstance(column, ColumnPage) and (refusal := statutory_refusal(column)):
        messages.error(request, refusal)
        return redirect("wagtailadmin_explore", column.get_parent().pk)
    return None


@hooks.register("register_log_actions")
def log_assignments(actions):
    """分配责任科室 in the history of a column."""

    @actions.register_action(ASSIGNED)
    class AssignUnit(LogFormatter):
        label = "分配责任科室"

        def format_message(self, log_entry):
            return f"责任科室由“{log_entry.data['former']}”改为“{log_entry.data['unit']}”"
