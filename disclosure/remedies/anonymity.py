"""A page that comes of applications names none of those who applied (R-196, R-199)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags

from disclosure.documents.models import InformationPage
from disclosure.requests.models import Case
from foundation.signoff.gates import Reason

NAMED = "出现了申请人的姓名。公开的内容不写是谁申请的，请删去后再提交。"
# Of an organisation its people; its own name may be what the information is about.
_OF_ORGANISATIONS = ("legal_person", "contact_person")


def names_in(words: str, cases: QuerySet[Case]) -> bool:
    """Whether somebody who applied is named; the names themselves are told to nobody. One query."""
    found = cases.only("applicant", "name", *_OF_ORGANISATIONS)
    return any(name in words for case in found for name in _names(case))


def anonymity_gate(page: Any) -> Iterator[Reason]:
    """For pages made of applications, at every step: whoever wrote it later than the draft is asked as well."""
    if not isinstance(page, InformationPage) or page.pk is None:
        return
    cases = Case.objects.filter(publications__page=page.pk)
    if names_in("\n".join((page.title, page.overview, strip_tags(page.text))), cases):
        yield Reason(f"标题、概述或者正文{NAMED}", "text")


def _names(case: Case) -> list[str]:
    given = [case.name] if case.is_by_person else [getattr(case, field) for field in _OF_ORGANISATIONS]
    return [name.strip() for name in given if len(name.strip()) > 1]
