"""送达: the answer reaches the applicant, exactly as signed, with proof (条例 40; R-175, R-177, R-182)."""

import datetime as dt
import hashlib
from typing import Any, NotRequired, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Revision

from disclosure.requests import services, steps
from disclosure.requests.enums import Way
from disclosure.requests.kept_files import keep_file
from disclosure.requests.models import Case, CaseFile
from foundation.organisations.models import User
from foundation.rules.parameters import value
from foundation.signoff.enums import Decision
from foundation.signoff.models import Seal
from foundation.signoff.standing import revision_digest

from .models import Delivery, SignedAnswer
from .parameters import LINK_DAYS
from .rules import deviates

PROOF = "送达凭证"
NOT_SIGNED = "答复还没有签发，不能送达。"
NOT_WHOLE = "与签发时不一致，不能送达。请重新拟写并送审。"


def signed_answer(case: Case) -> SignedAnswer | None:
    """The newest signed answer of the case."""
    return SignedAnswer.objects.filter(case=case).select_related("letter", "page").order_by("-pk").first()


def check_whole(signed: SignedAnswer) -> None:
    """What would be delivered is what was signed: text, files and letter. Raises ValidationError."""
    revision = Revision.objects.get(pk=signed.revision_id)
    concluded = Seal.objects.filter(
        revision_id=signed.revision_id, decision=Decision.CONCLUDED, content_digest=signed.content_digest
    )
    if signed.page.latest_revision_id != signed.revision_id or not concluded.exists():
        raise ValidationError(NOT_SIGNED)
    try:
        if revision_digest(revision) != signed.content_digest:
            raise ValidationError(f"答复书{NOT_WHOLE}")
        with signed.letter.file.open("rb") as handle:
            if hashlib.file_digest(handle, "sha256").hexdigest() != signed.letter.sha256:
                raise ValidationError(f"文书“{signed.letter}”{NOT_WHOLE}")
        for row in signed.files:
            with document_of(row).open_file() as handle:
                if hashlib.file_digest(handle, "sha256").hexdigest() != row["sha256"]:
                    raise ValidationError(f"文件“{row['title']}”{NOT_WHOLE}")
    except OSError:
        raise ValidationError("签发的文件在服务器上找不到，不能送达。请联系平台运维。") from None


def document_of(row: dict[str, Any]) -> Any:
    """The document of one row of ``SignedAnswer.files``."""
    return get_document_model().objects.get(pk=row["document"])


class Given(TypedDict):
    """What the office records: ``on`` is 签收之日, by post 交邮之日; a proof or words about it, except by mail."""

    way: str
    on: dt.date
    proof: NotRequired[Any]
    proof_words: NotRequired[str]
    deviation: NotRequired[str]


@transaction.atomic
def deliver(case: Case, *, by: User, **given: Unpack[Given]) -> Delivery:
    """Record that the answer was delivered. By mail a link goes out. Raises PermissionDenied, ValidationError."""
    case = steps.locked(case)
    signed = signed_answer(case)
    if signed is None or signed.deliveries.filter(is_supply=False).exists():
        raise ValidationError("答复已经送达，请刷新页面。" if signed else NOT_SIGNED)
    delivery = _recorded(case, signed, by, is_supply=False, **given)
    services.deliver(
        case,
        by=by,
        way=delivery.way,
        on=delivery.on,
        proof=_proven(delivery),
        supply_on=signed.supply_on,
        letter=signed.letter,
    )
    return delivery


@transaction.atomic
def supply(case: Case, *, by: User, **given: Unpack[Given]) -> Delivery:
    """Record that the information promised for later was given (条例 36(二)). Raises as ``deliver``."""
    case = steps.locked(case)
    signed = signed_answer(case)
    if signed is None or signed.supply_on is None:
        raise ValidationError("该答复没有约定另行提供信息。")
    if signed.deliveries.filter(is_supply=True).exists():
        raise ValidationError("信息已经提供，请刷新页面。")
    delivery = _recorded(case, signed, by, is_supply=True, **given)
    services.supply(case, by=by, way=delivery.way, on=delivery.on, proof=_proven(delivery))
    return delivery


def _recorded(
    case: Case,
    signed: SignedAnswer,
    by: User,
    *,
    is_supply: bool,
    way: str,
    on: dt.date,
    proof: Any = None,
    proof_words: str = "",
    deviation: str = "",
) -> Delivery:
    steps.check_office(case, by)
    check_whole(signed)
    steps.day_between(on, timezone.localdate(signed.at), "送达日期")
    if way not in Way.values:
        raise ValidationError({"way": "请选择送达方式。"})
    if deviates(case.ways, way) and not case.accepts_other and not deviation.strip():
        wanted = "、".join(Way(asked).label for asked in case.ways)
        raise ValidationError(
            {"deviation": f"申请人要求以{wanted}获取，也没有勾选可接受其他方式。改用其他方式的，请写明理由。"}
        )
    if way == Way.EMAIL:
        if not case.email:
            raise ValidationError({"way": "申请人没有留电子邮箱，请选择其他方式。"})
    elif not proof and not proof_words.strip():
        raise ValidationError(
            {"proof_words": "请上传送达凭证（签收单、邮件回执、送达回证），或者写明邮件号、签收人。"}
        )
    return Delivery.objects.create(
        signed=signed,
        way=way,
        on=on,
        proof=keep_file(case, PROOF, proof, by) if proof else None,
        proof_words=proof_words.strip()[:200],
        deviation=deviation.strip()[:300],
        is_supply=is_supply,
        by=by,
        person_name=by.get_full_name(),
        link_until=_link_end(case) if way == Way.EMAIL else None,
    )


def _proven(delivery: Delivery) -> CaseFile | str:
    return delivery.proof or delivery.proof_words or "电子邮件链接"


def _link_end(case: Case) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=value(LINK_DAYS.key, case.body_id))
