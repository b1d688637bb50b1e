"""Opening against a third party for the public interest (条例 15, 32; R-072, R-171).

The decision is put on record, the third party is told its content and reasons in writing, and only then may an answer
rest on it.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from foundation.organisations.models import User

from . import writing
from .consultations import locked_with_case
from .enums import ConsultedKind, Opinion
from .kept_files import keep_file
from .models import Consultation
from .steps import day_between, note, reason_given

NOTICE_PROOF = "决定公开告知书送达凭证"


def may_be_overruled(one: Consultation) -> bool:
    """An objection or a silence of a third party that the office has not set aside as unreasonable."""
    return (
        one.kind == ConsultedKind.THIRD_PARTY
        and one.closed_on is not None
        and one.opinion in (Opinion.OBJECTS, Opinion.PARTLY, Opinion.SILENT)
        and one.is_reasonable is not False
        and one.overruled_on is None
    )


@transaction.atomic
def overrule(
    consultation: Consultation,
    *,
    by: User,
    decider: str,
    participants: str,
    content: str,
    reasons: str,
    on: dt.date | None = None,
) -> Consultation:
    """Record who found that keeping it back would gravely harm the public interest, and issue 决定公开告知书.

    Raises ValidationError, PermissionDenied.
    """
    case, one = locked_with_case(consultation, by)
    if one.overruled_on:
        raise ValidationError(f"已于{one.overruled_on}作出公开决定，不能重复登记。")
    if not may_be_overruled(one):
        raise ValidationError(
            "只有第三方不同意或者逾期未答复，且本机关没有认定其理由不合理的，才需要作出此项决定。"
        )
    decider = reason_given(decider, "作出决定的机构")
    content = reason_given(content, "决定公开的内容")
    reasons = reason_given(reasons, "决定公开的理由")
    one.overruled_on = day_between(on, one.closed_on, "决定日期")
    one.overruling = writing.overruling(one, decider=decider, content=content, reasons=reasons, by=by)
    one.save(update_fields=["overruled_on", "overruling"])
    words = f"{decider}认定不公开会对公共利益造成重大影响，决定公开：{reasons}"
    note(
        case, "overrule", words, on=one.overruled_on, by=by, item=one.item, letter=one.overruling,
        consultation=one.pk, decider=decider, participants=participants.strip(), content=content,
    )  # fmt: skip
    return one


@transaction.atomic
def told(
    consultation: Consultation, *, by: User, on: dt.date | None = None, proof: UploadedFile | None = None
) -> Consultation:
    """The notice reached the third party; from now on an answer may open the information."""
    case, one = locked_with_case(consultation, by)
    if one.overruled_on is None:
        raise ValidationError("还没有作出公开决定，请先登记决定。")
    if one.told_on:
        raise ValidationError(f"已于{one.told_on}登记告知。")
    one.told_on = day_between(on, one.overruled_on, "告知日期")
    if proof:
        one.told_proof = keep_file(case, NOTICE_PROOF, proof, by)
    one.save(update_fields=["told_on", "told_proof"])
    note(
        case, "tell_third_party", "决定公开的内容和理由已书面告知第三方", on=one.told_on, by=by, item=one.item,
        consultation=one.pk,
    )  # fmt: skip
    return one
