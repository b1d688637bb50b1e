"""What follows from the chain: the proposal is written down, the final attribute locked and catalogued."""

from django.dispatch import receiver

from disclosure.documents.models import FiledPage
from foundation.signoff.services import chain_completed, chain_concluded, chain_submitted

from .services import file_document, propose


@receiver(chain_submitted, dispatch_uid="record_attribute_proposal")
def chain_began(draft, revision, seal, user=None, **kwargs) -> None:
    if isinstance(draft, FiledPage):
        propose(draft, revision.pk, user, seal)


@receiver([chain_completed, chain_concluded], dispatch_uid="file_under_final_attribute")
def chain_ended(page, revision, seal, **kwargs) -> None:
    draft = revision.as_object()
    if isinstance(draft, FiledPage):
        file_document(draft, seal)
