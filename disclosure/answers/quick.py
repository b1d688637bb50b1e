"""当场答复 (条例 33, R-177): a plain A1 or A2 in one go; the tree is walked, drafted and signed as always."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from disclosure.requests import services
from disclosure.requests.models import Case
from foundation.organisations.models import User

from . import decisions, drafting
from .models import AnswerPage
from .outcomes import GROUNDS

_TO_OURS = (
    ("nature", "information"),
    ("amount", "no"),
    ("clear", "yes"),
    ("repeated", "no"),
    ("ours", "yes"),
    ("special", "no"),
)
_OPEN = (
    *_TO_OURS,
    ("public", "no"),
    ("exists", "yes"),
    *((f"ask_{one.leaf.value}", "no") for one in GROUNDS),
)
# The outcomes that need no search and no opinion, with the way to them.
WAYS = {
    "public_answer": (*_TO_OURS, ("public", "yes")),
    "granted_now": (*_OPEN, ("grant", "now")),
    "granted_where": (*_OPEN, ("grant", "where")),
}


@transaction.atomic
def answer_at_once(
    case: Case, *, by: User, outcome: str, given: Mapping[str, Any], upload: Any = None
) -> AnswerPage:
    """Decide every item alike, draft and submit; the signatures and the delivery follow the same day.

    Raises PermissionDenied, ValidationError.
    """
    if outcome not in WAYS:
        raise ValidationError("当场答复只用于已经公开或者可以当场提供的信息，其他情形请逐项认定。")
    for item in case.items.all():
        while item.path:
            decisions.step_back(item, by=by)
            item.refresh_from_db()
        for question, choice in WAYS[outcome]:
            decisions.answer_question(item, by=by, question=question, choice=choice)
            item.refresh_from_db()
        decisions.conclude(item, by=by, given=given)
    page = drafting.write_draft(case, by=by)
    if upload:
        page = drafting.add_file(page, by=by, upload=upload)
    services.note(case, "answer_at_once", "当场答复，已送审", by=by)
    drafting.submit(page, by=by)
    return page
