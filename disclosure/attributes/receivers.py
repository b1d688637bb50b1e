"""What follows from the chain: the proposal is written down, the final attribute locked and catalogued."""

from django.dispatch import receiver
from wagtail.signals import task_submitted

from disclosure.documents.models import FiledPage
from foundation.signoff.enums import Decision
from foundation.signoff.models import PostTaskState, Seal
from foundation.signoff.services import chain_completed, chain_concluded

from .services import file_document, propose


@receiver(task_submitted, dispatch_uid="record_attribute_proposal")
def step_opened(instance, user=None, **kwargs) -> None:
    """With the first step of a submission, and after a return with the first step of the new version."""
    if not isinstance(instance, PostTaskState):
        return
    draft = instance.draft
    if isinstance(draft, FiledPage):
        submitted = Seal.objects.filter(
            workflow_state_id=instance.workflow_state_id, decision=Decision.SUBMITTED
        ).last()
        propose(draft, instance.revision_id, user, submitted)


@receiver([chain_completed, chain_concluded], dispatch_uid="file_under_final_attribute")
def chain_ended(page, revision, seal, **kwargs) -> None:
    draft = revision.as_object()
    if isinstance(draft, FiledPage):
        file_document(draft, seal)
