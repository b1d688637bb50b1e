"""What becomes due at the reading places when information is published, changed, repealed or taken down."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from disclosure.documents.enums import NO_LONGER_IN_FORCE, Validity
from disclosure.documents.models import DocumentPage, FiledPage
from disclosure.documents.selectors import current_validity
from disclosure.documents.time_limits import formed_on
from foundation.duties import services as ledger
from foundation.organisations.models import User
from foundation.signoff.enums import ChangeKind
from foundation.signoff.pages import SignedPage
from foundation.signoff.publications import TOLD

from . import duties
from .enums import Cause, State
from .models import Deposit, DepositSetting, ReadingPlace

_deposited: list[type[SignedPage]] = []


def register_deposited(*models: type[SignedPage]) -> None:
    """Page types that go to the reading places; a feature calls it from AppConfig.ready()."""
    _deposited.extend(model for model in models if model not in _deposited)


def is_deposited(page: Page) -> bool:
    """Whether pages of this type go to the reading places."""
    return isinstance(page, tuple(_deposited))


def deposited_pages() -> QuerySet[Page]:
    """All that is public and goes to the reading places."""
    return Page.objects.live().type(*_deposited)


@transaction.atomic
def page_published(page: SignedPage) -> list[Deposit]:
    """What is now public waits for every place of the body that publishes it. Safe to repeat.

    Joint documents belong to the lead body (主办单位), whose page it is.
    """
    places = list(_places_of(page))
    officer = _officer_of(page.body_id) if places else None
    opened = (_deposit_version(page, place, officer) for place in places)
    return [deposit for deposit in opened if deposit]


def _places_of(page: SignedPage) -> Iterable[ReadingPlace]:
    """Those of the body, and those that have earlier versions. One query."""
    wanted = Q(senders__body_id=page.body_id) | (
        Q(deposits__page_id=page.pk) & ~Q(deposits__state=State.DROPPED)
    )
    return ReadingPlace.objects.filter(wanted, is_active=True).distinct()


def _officer_of(body_id: int | None) -> User | None:
    setting = DepositSetting.objects.filter(body=body_id).select_related("officer").first()
    return setting.officer if setting else None


def _deposit_version(page: SignedPage, place: ReadingPlace, officer: User | None) -> Deposit | None:
    """One place: what waits follows the new version; what was handed over is followed by a new deposit."""
    rows = place.deposits.select_for_update(of=("self",), no_key=True).filter(page_id=page.pk)
    known = list(rows.exclude(state=State.DROPPED).select_related("place"))
    waiting = next((deposit for deposit in known if deposit.state == State.WAITING), None)
    handed = next((deposit for deposit in known if deposit.state == State.HANDED), None)
    if handed is None and waiting is None and _is_older(page, place):
        return None
    cause = _cause(page, handed)
    if waiting:
        return _follow(waiting, page, cause)
    if handed and (handed.revision_id, handed.cause) == (page.live_revision_id, cause):
        return None
    if handed and cause == Cause.CHANGED and _is_minor(page):
        return None
    if handed and cause == handed.cause == Cause.REPEALED:
        return None
    return _open(page, place, cause, officer)


def _is_older(page: SignedPage, place: ReadingPlace) -> bool:
    """Public before it would have gone to the place: on another site, whose archive is handed over there, or here
    before the body named the place, and now only put right by 小修."""
    if getattr(page, "original_published_at", None):
        return True
    return _is_minor(page) and not place.deposits.filter(page_id=page.pk).exists()


def _cause(page: SignedPage, handed: Deposit | None) -> Cause:
    if handed is None:
        return Cause.FORMED
    if isinstance(page, DocumentPage) and current_validity(page) in NO_LONGER_IN_FORCE:
        return Cause.REPEALED
    return Cause.FORMED if handed.cause == Cause.REPEALED else Cause.CHANGED


def _is_minor(page: SignedPage) -> bool:
    """小修 changes no content; the guide is handed over in every version."""
    return isinstance(page, FiledPage) and page.change_kind == ChangeKind.MINOR


def _follow(waiting: Deposit, page: SignedPage, cause: Cause) -> Deposit:
    """The newest version is what will be handed over; the time goes on running from the first one."""
    waiting.revision_id, waiting.cause = page.live_revision_id, cause
    waiting.title, waiting.reason = page.title, _reason(page, cause)
    waiting.document_number = getattr(page, "document_number", "")
    waiting.save(update_fields=["revision_id", "cause", "title", "reason", "document_number"])
    return waiting


def _open(page: SignedPage, place: ReadingPlace, cause: Cause, officer: User | None) -> Deposit:
    deposit, is_new = Deposit.objects.get_or_create(
        page_id=page.pk,
        revision_id=page.live_revision_id,
        place=place,
        cause=cause,
        defaults={
            "body_id": page.body_id,
            "unit_id": page.unit_id,
            "title": page.title,
            "document_number": getattr(page, "document_number", ""),
            "formed_on": _base(page, cause),
            "reason": _reason(page, cause),
        },
    )
    if is_new:
        duties.open_for(deposit, officer)
    return deposit


def _base(page: SignedPage, cause: Cause) -> dt.date:
    """The day of 形成 of what is new, of the change of what is not."""
    today = timezone.localdate()
    is_new = cause == Cause.FORMED and isinstance(page, FiledPage) and page.change_kind not in TOLD
    formed = formed_on(page) if is_new else None
    return min(formed or today, today)


def _reason(page: SignedPage, cause: Cause) -> str:
    if cause == Cause.CHANGED:
        return page.change_note[:200]
    if cause != Cause.REPEALED or not isinstance(page, DocumentPage):
        return ""
    if current_validity(page) == Validity.LAPSED:
        return f"{page.expires_on or timezone.localdate()}失效"
    return f"{page.abolished_on or timezone.localdate()}废止，依据：{page.abolished_by}"[:200]


@transaction.atomic
def page_gone(page: SignedPage) -> None:
    """Taken down: what waits need not go, what was handed over goes on the list of repealed items (废止目录)."""
    for waiting in Deposit.objects.filter(page_id=page.pk, state=State.WAITING).exclude(cause=Cause.REPEALED):
        _drop(waiting, "信息已从网站撤下")
    officer = _officer_of(page.body_id)
    for place in ReadingPlace.objects.filter(deposits__page_id=page.pk, is_active=True).distinct():
        known = place.deposits.filter(page_id=page.pk)
        handed = known.filter(state=State.HANDED).first()
        if handed and handed.cause != Cause.REPEALED and not known.filter(state=State.WAITING).exists():
            _repeal(handed, f"{timezone.localdate()}从网站撤下", officer)


def _drop(deposit: Deposit, why: str) -> None:
    if duty := duties.running(deposit):
        ledger.cancel(duty, why, by=None)
    deposit.state, deposit.reason, deposit.handover = State.DROPPED, why, None
    deposit.save(update_fields=["state", "reason", "handover"])


def _repeal(handed: Deposit, why: str, officer: User | None) -> None:
    repealed, is_new = Deposit.objects.get_or_create(
        page_id=handed.page_id,
        revision_id=handed.revision_id,
        place=handed.place,
        cause=Cause.REPEALED,
        defaults={
            "body": handed.body,
            "unit": handed.unit,
            "title": handed.title,
            "document_number": handed.document_number,
            "formed_on": timezone.localdate(),
            "reason": why,
        },
    )
    if is_new:
        duties.open_for(repealed, officer)


def settle_closed() -> int:
    """What waits for a place that has closed can never be handed over there. Returns how many were dropped."""
    closed = Deposit.objects.filter(state=State.WAITING, handover=None, place__is_active=False)
    for deposit in (dropped := list(closed)):
        _drop(deposit, "查阅场所已停止开放")
    return len(dropped)


def settle_lapsed() -> int:
    """Documents whose last day is over are repealed without anybody publishing anything. Returns how many."""
    today, count = timezone.localdate(), 0
    over = DocumentPage.objects.live().filter(
        expires_on__lt=today,
        deposits__state=State.HANDED,
        deposits__handover__handed_on__lte=F("expires_on"),
    )
    for page in over.exclude(deposits__cause=Cause.REPEALED).distinct():
        count += len(page_published(page))
    return count
