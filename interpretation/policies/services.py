"""What happens to interpretations: one is begun beside its document."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.models import ColumnPage
from disclosure.documents.models import DocumentPage
from foundation.organisations.models import User
from foundation.organisations.selectors import units_edited_by

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
        raise PermissionDenied("谁起草谁解读:只有本文件责任科室的编辑可以撰写解读。")
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
