"""A plan is submitted and approved with its document (同步审签)."""

from django.dispatch import receiver

from disclosure.documents.models import DocumentPage
from foundation.signoff.services import chain_completed, chain_submitted

from .selectors import plan_of
from .services import approve_version, keep_version


@receiver(chain_submitted, sender=DocumentPage, dispatch_uid="keep_plan_version")
def submitted(draft, revision, **kwargs) -> None:
    if plan := plan_of(draft):
        keep_version(plan, revision.pk)


@receiver(chain_completed, sender=DocumentPage, dispatch_uid="approve_plan_version")
def completed(revision, seal, **kwargs) -> None:
    approve_version(revision.pk, seal)
