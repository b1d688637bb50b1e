"""A consultation that has ended, with opinions to work on."""

import datetime as dt

import time_machine
from django.utils import timezone

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Unit, User
from foundation.submissions.rules import fingerprint, near_key
from opinion.consultations.enums import Verdict
from opinion.consultations.ledger import confirm_many, draft_many, mark_of
from opinion.consultations.models import ConsultationPage, Opinion
from opinion.consultations.results import begin_result
from tests.offices import appoint

from .making import notice, opinions

ENDED = 60


def ended_consultation(office, **fields) -> ConsultationPage:
    """Public for 40 days, closed for 20."""
    with time_machine.travel(timezone.now() - dt.timedelta(days=ENDED)):
        return office.publish(notice(office, **fields))


def written(page: ConsultationPage, texts: list[str], **fields) -> list[Opinion]:
    """Opinions with these texts and their fingerprints."""
    made = opinions(page, len(texts), **fields)
    for one, text in zip(made, texts, strict=True):
        one.text, one.fingerprint, one.near_key = text, fingerprint(text), near_key(text)
    Opinion.objects.bulk_update(made, ["text", "fingerprint", "near_key"])
    return list(Opinion.objects.filter(pk__in=[one.pk for one in made]).order_by("pk"))


def answer_all(
    office, page: ConsultationPage, verdict: str = Verdict.ADOPTED, reason: str = "已写入第二条。"
):
    """Drafted by the editor, confirmed by the head."""
    chosen = Opinion.objects.filter(consultation=page, confirmed_at=None)
    draft_many(office.editor, page, chosen, mark_of(chosen), verdict=verdict, reason=reason)
    confirm_many(office.head, page, chosen, mark_of(chosen))


def result_of(office, page: ConsultationPage, **fields):
    """A complete draft of the result."""
    result = begin_result(office.editor, page)
    for name, value in ({"did": "<p>修改了第二条。</p>"} | fields).items():
        setattr(result, name, value)
    result.save_revision(user=office.editor)
    return type(result).objects.get(pk=result.pk).get_latest_revision_as_object()


def another_unit(office) -> tuple[Unit, User, User]:
    """A unit of the same body with its editor and head."""
    unit = Unit.objects.create(body=office.body, name="法制科")
    return (
        unit,
        appoint("fzbianji", "吴法一", PostKind.EDITOR, office.body, unit),
        appoint("fzkezhang", "郑法二", PostKind.UNIT_HEAD, office.body, unit),
    )
