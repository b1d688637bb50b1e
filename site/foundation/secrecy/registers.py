"""What happens in the classified register."""

from django.core.exceptions import PermissionDenied

from foundation.organisations.models import User

from . import access
from .models import ClassifiedEntry


def save_entry(entry: ClassifiedEntry, user: User) -> ClassifiedEntry:
    """Register or correct an entry. Raises PermissionDenied, ValidationError."""
    if access.acting(user, access.CLASSIFIED_WRITE, entry.body_id) is None:
        raise PermissionDenied(f"涉密登记由本机构的{access.names(access.CLASSIFIED_WRITE)}办理。")
    entry.full_clean()
    if entry.created_by_id is None:
        entry.created_by = user
    entry.save()
    return entry
