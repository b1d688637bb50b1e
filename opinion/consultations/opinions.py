"""What happens to opinions: they come from the web or are entered, and are held back or let go by a person."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from disclosure.documents.rules import anchor_of_clause
from foundation.organisations.models import User
from foundation.submissions import uploads
from foundation.submissions.intake import record
from foundation.submissions.registry import SubmissionKind, register_submission_kind, submission_kind
from foundation.submissions.rules import clean

from .access import handler, may_read
from .enums import ENTERED_SOURCES, State, Verdict
from .models import ConsultationPage, Opinion
from .public import clauses_of, day_words
from .selectors import course_of, is_open

KIND = "opinion"
PREFIX = "YJ"
NOT_HANDLER = "意见由征集单位的编辑、科室负责人和办公室办理，您目前不在这些岗位上。"


def closed_words(page: ConsultationPage, *, is_sent: bool = False) -> str:
    """Why nothing is taken on the web now, and where else to send it; ``is_sent`` for words just handed in."""
    course = course_of(page)
    match course.state():
        case State.UPCOMING:
            return f"征集尚未开始，{day_words(course.opens_on)}起可以提交。"
        case State.OPEN:
            why = "本次征集不在网上接收意见。"
        case _:
            why = f"征集已于{day_words(course.closes_on)}24时截止。"
    if is_sent:
        why += "本次没有提交成功，您填写的内容仍在下面，请复制保存。"
    ways = [
        f"发送电子邮件至{page.contact_email}" if page.contact_email else "",
        f"寄至{page.contact_address}" if page.contact_address else "",
        f"致电{page.contact_phone}（{page.contact_person}）" if page.contact_phone else "",
    ]
    return f"{why}仍想反映的，可以{'，或者'.join(filter(None, ways))}。"


def check_open(page: ConsultationPage) -> None:
    """Raises ValidationError once the last day is over, also for a form that was opened before."""
    if not page.accepts_online or not is_open(page):
        raise ValidationError(closed_words(page, is_sent=True))


@dataclass(frozen=True, slots=True)
class Entered:
    """An opinion that came on paper, by mail or in a meeting, as staff type it in."""

    text: str
    source: str
    received_on: dt.date
    source_note: str = ""
    clause: str = ""
    identity: str = ""
    name: str = ""
    contact: str = ""
    wants_answer: bool = False
    scan: UploadedFile | None = None


@transaction.atomic
def enter(page: ConsultationPage, entered: Entered, by: User) -> Opinion:
    """Add an opinion that did not come by the web, with its source; what came late is still listened to.

    Raises PermissionDenied, ValidationError.
    """
    if page.body is None or handler(page, by) is None:
        raise PermissionDenied(NOT_HANDLER)
    text = clean(entered.text)
    if not text:
        raise ValidationError({"text": "请填写意见内容。"})
    if entered.source not in ENTERED_SOURCES:
        raise ValidationError({"source": "请选择意见的来源；网上意见由提交人自己填写。"})
    if entered.received_on > timezone.localdate():
        raise ValidationError({"received_on": "收到日期晚于今天，请核对。"})
    label = label_of(page, entered.clause)
    data = {
        "text": text,
        "identity": entered.identity,
        "name": entered.name,
        "contact": entered.contact,
        "wants_answer": entered.wants_answer,
    }
    at = timezone.make_aware(dt.datetime.combine(entered.received_on, dt.time(12)))
    opinion = record(
        kind(),
        data,
        body=page.body,
        unit=page.unit,
        received_at=min(at, timezone.now()),
        consultation=page,
        clause=entered.clause,
        clause_label=label,
        source=entered.source,
        source_note=entered.source_note,
        entered_by=by,
    )
    if entered.scan:
        _keep_scan(opinion, entered.scan)
    return opinion


def _keep_scan(opinion: Opinion, scan: UploadedFile) -> None:
    """The scan is a file of the submission: private, and deleted with the personal data."""
    if refused := uploads.problem(scan, opinion.body):
        raise ValidationError({"scan": refused})
    key = secrets.token_hex(32)
    uploads.hold(key, [scan])
    uploads.hand_over(key, opinion)


def label_of(page: ConsultationPage, anchor: str) -> str:
    """What the clause is called today. Raises ValidationError for one that the draft does not have."""
    if not anchor:
        return ""
    for entry in clauses_of(page):
        if entry.anchor == anchor:
            return entry.label[:120]
    raise ValidationError({"clause": "征求意见稿中没有这一条，请重新选择。"})


def find_clause(page: ConsultationPage, words: str) -> tuple[str, str]:
    """Anchor and label of a clause that somebody named in words (第三条); two empty ones for none."""
    clauses = clauses_of(page)
    anchor = anchor_of_clause(words, clauses)
    return anchor, next((one.label for one in clauses if one.anchor == anchor), "")


@transaction.atomic
def hold_back(opinion: Opinion, reason: str, by: User) -> Opinion:
    """Keep abusive text or another's personal data from the public, with a reason; it stays on record."""
    opinion = _locked(opinion, by)
    if not reason.strip():
        raise ValidationError({"reason": "请写明暂不公开的理由。"})
    if opinion.held_at is None:
        opinion.held_at, opinion.held_by, opinion.held_reason = timezone.now(), by, reason.strip()[:300]
        opinion.version += 1
        opinion.save(update_fields=["held_at", "held_by", "held_reason", "version"])
    return opinion


@transaction.atomic
def let_go(opinion: Opinion, by: User) -> Opinion:
    """It may be shown after all, and needs a verdict again."""
    opinion = _locked(opinion, by)
    if opinion.held_at is not None:
        opinion.held_at, opinion.held_by, opinion.held_reason = None, None, ""
        opinion.version += 1
        opinion.save(update_fields=["held_at", "held_by", "held_reason", "version"])
    return opinion


def _locked(opinion: Opinion, by: User) -> Opinion:
    found = Opinion.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=opinion.pk)
    if handler(found.consultation, by) is None:
        raise PermissionDenied(NOT_HANDLER)
    return found


def _state(opinion: Opinion) -> str:
    """What the sender is told. A verdict is told with the results, not before."""
    state = course_of(opinion.consultation).state()
    if state == State.CONCLUDED and opinion.verdict:
        return f"结果已公布：{Verdict(opinion.verdict).label}"
    return "已收到，征集结束后统一研究" if state == State.OPEN else "正在研究"


def _until_close(opinion: Opinion) -> str:
    page = opinion.consultation
    if is_open(page) and opinion.withdrawn_at is None:
        return ""
    return "征集已经截止或者意见已经撤回，不能再补充或者撤回。"


def _added(opinion: Opinion) -> None:
    """A word added makes what was drafted on the opinion stale."""
    Opinion.objects.filter(pk=opinion.pk).update(version=opinion.version + 1)


def register() -> SubmissionKind:
    """Called when the app is ready."""
    return register_submission_kind(
        SubmissionKind(
            key=KIND,
            label="意见征集",
            prefix=PREFIX,
            model=Opinion,
            state=_state,
            template="consultations/my_opinion.html",
            may_add=_until_close,
            may_withdraw=_until_close,
            on_added=_added,
            may_read=lambda opinion, user: may_read(opinion.consultation, user),
            may_reveal=lambda opinion, user: handler(opinion.consultation, user) is not None,
        )
    )


def kind() -> SubmissionKind:
    """The registered kind."""
    return submission_kind(KIND)
