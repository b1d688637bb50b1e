"""The database's own refusal to change or delete a letter that went out, or a version of a template."""

from collections.abc import Iterator

from foundation.signoff.triggers import Trigger, append_only

from .models import Letter, TemplateVersion

APPEND_ONLY = "公文函件和模板版本只能追加"


def record_triggers() -> Iterator[Trigger]:
    """One for each way to lose a record."""
    return append_only(Letter, TemplateVersion, message=APPEND_ONLY)
