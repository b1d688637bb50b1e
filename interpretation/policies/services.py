"""What happens to interpretations: one is begun beside its document."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import Page

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.organisations.models import User
from foundation.organisations.selectors import units_edited_by
from foundation.signoff.waiting import is_waiting

from .models import InterpretationPage, InterpretedDocument


def column_for(document: DocumentPage, user: User) -> Page | None:
    """Where the interpretation is filed: the 政策解读 column the user may write in, else beside the document."""
    columns = ColumnPage.objects.filter(column_type=ColumnType.INTERPRETATION, external_url="")
    # The column of the same body comes first.
    candidates = sorted(columns, key=lambda column: column.body_id != document.body_id)
    for column in [*candidates, document.get_parent().specific]:
        if column.permissions_for_user(user).can_add_subpage():
            return column
    return None


def may_interpret(document: DocumentPage, user: User) -> bool:
    """谁起草谁解读 (R-083): the editors of the unit that drafted the document."""
    return user.is_superuser or units_edited_by(user).filter(pk=document.unit_id).exists()


@transaction.atomic
def begin_interpretation(document: DocumentPage, user: User) -> InterpretationPage:
    """A draft with the six headings, linked to the document. Raises PermissionDenied with the reason in Chinese."""
    if not may_interpret(document, user):
        raise PermissionDenied("谁起草谁解读：只有本文件责任科室的编辑可以撰写解读。")
    column = column_for(document, user)
    if column is None:
        raise PermissionDenied("您没有可以存放解读的栏目。请联系平台运维人员把“政策解读”栏目交给本科室。")
    page = InterpretationPage(
        title=f"《{document.title}》政策解读",
        body_id=document.body_id,
        unit_id=document.unit_id,
        owner=user,
        live=False,
    )
    page.documents = [InterpretedDocument(document=document)]
    column.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    return page


def unsubmitted_interpretations(document: DocumentPage) -> list[InterpretationPage]:
    """Drafts that explain this document and are neither public nor under review."""
    drafts = InterpretationPage.objects.filter(documents__document=document, live=False).order_by("pk")
    return [page for page in drafts if not page.workflow_in_progress and not is_waiting(page.pk)]


@transaction.atomic
def submit_together(document: DocumentPage, user: User) -> list[InterpretationPage]:
    """同步审签 (国办发〔2016〕80号): the document and its interpretations enter their chains, all or none.

    A document already under review or public is left as it is. Raises PermissionDenied, ValidationError with
    the title of the page that may not be submitted.
    """
    interpretations = unsubmitted_interpretations(document)
    if not interpretations:
        raise ValidationError("没有可以送审的解读。请先撰写解读，或查看已有解读的办理情况。")
    pages = [document, *interpretations] if _is_draft(document) else interpretations
    for page in pages:
        _submit(page, user)
    return interpretations


def _is_draft(document: DocumentPage) -> bool:
    is_public = document.live and document.live_revision_id == document.latest_revision_id
    return not (is_public or document.workflow_in_progress or is_waiting(document.pk))


def _submit(page: Page, user: User) -> None:
    if not page.permissions_for_user(user).can_submit_for_moderation():
        raise PermissionDenied(f"您不能送审《{page.draft_title}》，请由责任科室的编辑送审。")
    state = page.current_workflow_state
    try:
        state.resume(user) if state else page.get_workflow().start(page, user)
    except ValidationError as refused:
        raise ValidationError(
            [f"《{page.draft_title}》：{message}" for message in refused.messages]
        ) from None
