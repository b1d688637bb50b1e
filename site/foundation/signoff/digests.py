"""The fingerprint of what is signed: the text, the fields and the files of one revision."""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

# Bookkeeping of Wagtail that changes without the content changing.
NOT_CONTENT = frozenset(
    {
        "pk", "path", "depth", "numchild", "translation_key", "locale", "live", "has_unpublished_changes",
        "first_published_at", "last_published_at", "live_revision", "latest_revision",
        "latest_revision_created_at", "locked", "locked_at", "locked_by", "expired", "draft_title", "url_path",
        "owner", "wagtail_admin_comments", "content_type", "alias_of",
    }
)  # fmt: skip

CAME_LATER = frozenset({"details", "imprint"})
DECIDES_LIVE = frozenset({"live", "live_revision"})
# As Django writes a time in JSON, to the millisecond.
_WHOLE_SECOND = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.000(Z|[+-]\d\d:\d\d)$")
CHILD_KEYS = frozenset({"pk", "page", "content_object"})


def touches_content(update_fields: Iterable[str] | None) -> bool:
    """Whether a save writes what readers see; Wagtail also saves bookkeeping alone."""
    return update_fields is None or bool(set(update_fields) - NOT_CONTENT | set(update_fields) & DECIDES_LIVE)


def content_digest(content: dict[str, Any], file_digests: Iterable[str] = ()) -> str:
    """SHA-256 over a revision's content and the digests of its files, the same on every machine.

    What is empty is left out, so that a field which a later release adds does not break what was signed before.
    """
    signed = {
        name: without_keys(value)
        for name, value in content.items()
        if name not in NOT_CONTENT and not is_empty(value)
    }
    # A revision stores times as Django writes them; a page's own must read the same.
    canonical = json.dumps(
        [signed, sorted(file_digests)],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        cls=DjangoJSONEncoder,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def is_empty(value: Any) -> bool:
    """Whether a field says nothing. Zero says something."""
    return value is None or value is False or value in ("", "[]") or value == [] or value == {}


def without_keys(value: Any) -> Any:
    """Child rows without their database keys, which they get only when they are first saved."""
    if isinstance(value, list):
        return [without_keys(row) for row in value]
    if isinstance(value, dict):
        return {name: without_keys(part) for name, part in value.items() if name not in CHILD_KEYS}
    return _stream(value) if isinstance(value, str) else value


def _stream(text: str) -> Any:
    """A stream field is stored as JSON text, whose keys PostgreSQL puts into an order of its own.

    A revision writes a time less than a millisecond after the second with .000, which reading it again drops.
    """
    if not text.startswith(("[", "{")):
        return _WHOLE_SECOND.sub(r"\1\2", text)
    try:
        return json.loads(text)
    except ValueError:
        return text


def chained(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a seal record as its digest covers them.

    Some fields came later: a record made without them keeps the digest it was written with.
    """
    fields = values | {"at": values["at"].isoformat()}
    return {name: value for name, value in fields.items() if value or name not in CAME_LATER}


def list_digest(items: Iterable[tuple[int, int, str]]) -> str:
    """SHA-256 over a sorted list of page, revision and content digest: what a batch is signed over."""
    canonical = json.dumps(sorted(map(list, items)), separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def record_digest(fields: dict[str, Any], previous: str) -> str:
    """SHA-256 of one seal record chained to the record before it."""
    canonical = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()
