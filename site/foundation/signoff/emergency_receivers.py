"""What the chain tells about emergency measures; what may not be hidden."""

from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction, WorkflowState
from wagtail.signals import workflow_rejected

from .emergency import chain_has_signed, review_was_returned
from .selectors import latest_return
from .services import chain_completed


@receiver(chain_completed, dispatch_uid="close_emergency_review")
def completed(page, revision, seal, **kwargs) -> None:
    chain_has_signed(page, revision, seal)


@receiver(workflow_rejected, sender=WorkflowState, dispatch_uid="fail_emergency_review")
def returned(instance: WorkflowState, **kwargs) -> None:
    page = instance.content_object
    if seal := latest_return(page.pk):
        review_was_returned(page, seal)


@receiver(pre_save, sender=PageViewRestriction, dispatch_uid="keep_live_pages_open")
def restriction_wanted(instance: PageViewRestriction, **kwargs) -> None:
    """Hiding what is public is a takedown (隐藏), and goes its way."""
    if instance.page.get_descendants(inclusive=True).live().exists():
        raise PermissionDenied("已公开的页面不能直接限定访问，须经撤下审批（方式选“隐藏”）。")
