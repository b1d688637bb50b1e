"""Which template and letterhead hold for a body, and who may read a letter."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from foundation.organisations.models import Body, User
from foundation.organisations.selectors import line_of

from .drawing import built_in
from .kinds import UnknownKind, letter_kind
from .models import Letter, Letterhead, TemplateVersion


@dataclass(frozen=True, slots=True)
class TemplateInForce:
    """The template that a letter of a body is made from; without a version it is the built-in one."""

    version: TemplateVersion | None
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def version_in_force(key: str, body: Body | None) -> TemplateVersion | None:
    """The body's own version before that of its superior, these before the platform's; None: built-in.

    A version without a file withdraws what its scope had. One query a level and one for the versions.
    """
    return _in_force(TemplateVersion.objects.filter(kind=key), body).get(key)


def versions_in_force(body: Body | None) -> dict[str, TemplateVersion]:
    """The same for every kind that has one, by its key; as many queries, however many kinds there are."""
    return _in_force(TemplateVersion.objects.all(), body)


def _in_force(versions: QuerySet[TemplateVersion], body: Body | None) -> dict[str, TemplateVersion]:
    line: list[int | None] = [*line_of(body.pk if body else None), None]
    latest: dict[str, dict[int | None, TemplateVersion]] = defaultdict(dict)
    for version in versions.order_by("pk").select_related("body"):
        latest[version.kind][version.body_id] = version
    nearest = {
        key: next((of[scope] for scope in line if scope in of and of[scope].file), None)
        for key, of in latest.items()
    }
    return {key: version for key, version in nearest.items() if version}


def template_in_force(key: str, body: Body | None) -> TemplateInForce:
    """The same with its content."""
    version = version_in_force(key, body)
    if version is None:
        return TemplateInForce(None, built_in(key))
    with version.file.open("rb") as handle:
        return TemplateInForce(version, handle.read())


def versions_of(key: str, body: Body | None) -> QuerySet[TemplateVersion]:
    """What one scope had, newest first."""
    return TemplateVersion.objects.filter(kind=key, body=body).select_related("body").order_by("-pk")


def letterhead_of(body: Body) -> Letterhead:
    """The body's letterhead; an unsaved one with what its record says when nobody filled it in."""
    return Letterhead.objects.filter(body=body).first() or Letterhead(body=body)


def prefix_of(head: Letterhead) -> str:
    """机关代字 for letters: that of the letterhead, else that of the body without its 发."""
    return head.number_prefix or head.body.number_prefix.removesuffix("发")


def common_values(head: Letterhead, *, number: str, date: str) -> dict[str, str]:
    """The fields that every letter has, by the words of templates."""
    return {
        "发文机关标志": head.name_line or head.body.name,
        "署名": head.signature or head.body.name,
        "文号": number,
        "成文日期": date,
        "机关地址": head.address,
        "邮政编码": head.postcode,
        "联系电话": head.phone,
    }


def letters_about(subject: Model) -> QuerySet[Letter]:
    """Letters about one thing, newest first."""
    of_type = ContentType.objects.get_for_model(subject)
    return Letter.objects.filter(subject_type=of_type, subject_id=subject.pk).select_related("template")


def may_see_letter(letter: Letter, user: User) -> bool:
    """Those who may see what it is about, as the app that knows it decides. Nobody once that is gone."""
    try:
        kind = letter_kind(letter.kind)
    except UnknownKind:
        return False
    subject: Any = letter.subject
    return subject is not None and kind.may_see(subject, user)
