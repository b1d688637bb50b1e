"""The outbox: one digest for each person in each run, by mail and by whatever other channels there are.

A person is locked while the mail is handed over and its rows are marked in the same transaction: a second
machine passes the person over, and a run that is killed leaves the rest to the next. Killed in the very moment
between the mail server's answer and the mark, that one digest is sent again: better twice than never.
"""

import datetime as dt
import logging

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.mail import send_mail

from foundation.organisations.models import User

from .channels import Digest, all_channels
from .enums import ONLY_WHILE_OPEN, Occasion
from .models import IS_OPEN, Duty
from .reminder_models import Reminder

logger = logging.getLogger(__name__)
FOOTER = "本邮件由政务公开平台自动发送，请勿回复。"
# More would not be read; the rest is behind the link. No legal source.
SHOWN = 50
# Minutes to the next attempt, longer each time, at most half a day. Technical.
PATIENCE, LONGEST = 10, 720


def outbox(now: dt.datetime) -> QuerySet[Reminder]:
    """What waits to be sent."""
    return Reminder.objects.filter(sent_at__isnull=True, dropped_at__isnull=True, try_at__lte=now)


def send_reminders() -> str:
    """Everything that waits, person by person. Says how many were told, and how many mails failed."""
    now = timezone.now()
    waiting = outbox(now)
    done = Duty.objects.exclude(IS_OPEN).values("pk")
    waiting.filter(occasion__in=ONLY_WHILE_OPEN, duty__in=done).update(dropped_at=now)
    people = list(waiting.order_by().values_list("recipient", flat=True).distinct())
    told = failed = 0
    for person in people:
        sent = _send_to(person, now)
        told += sent is True
        failed += sent is False
    if failed:
        raise OSError(f"已提醒{told}人；{failed}人的邮件未能发出，稍后重试。")
    return f"已提醒{told}人。" if told else ""


@transaction.atomic
def _send_to(person: int, now: dt.datetime) -> bool | None:
    """True when told, False when the mail failed, None when another machine was quicker."""
    # The person is the lock: of single rows two machines might hold some each, and send two digests.
    skip = connection.features.has_select_for_update_skip_locked
    user = User.objects.select_for_update(no_key=True, skip_locked=skip).filter(pk=person).first()
    held = list(outbox(now).filter(recipient=person).select_related("duty").order_by("pk")) if user else []
    if user is None or not held:
        return None
    digest = digest_of(held)
    keys = [reminder.pk for reminder in held]
    try:
        if user.email and user.is_active:
            send_mail(digest.subject, digest.text, [user.email])
    except OSError as error:
        _put_off(held, now, error)
        return False
    Reminder.objects.filter(pk__in=keys).update(sent_at=timezone.now(), last_error="")
    for name, channel in all_channels().items():
        try:
            channel(user, digest)
        except Exception:
            logger.exception("channel failed: %s", name)
    return True


def _put_off(held: list[Reminder], now: dt.datetime, error: OSError) -> None:
    logger.warning("reminders not sent to user %s: %s", held[0].recipient_id, error)
    attempts = max(reminder.attempts for reminder in held) + 1
    wait = min(PATIENCE * 2 ** (attempts - 1), LONGEST)
    Reminder.objects.filter(pk__in=[reminder.pk for reminder in held]).update(
        attempts=attempts, try_at=now + dt.timedelta(minutes=wait), last_error=str(error)[:300]
    )


def digest_of(held: list[Reminder]) -> Digest:
    """The newest word on each duty, the worst first."""
    newest = {(reminder.duty_id, _family(reminder)): reminder for reminder in held}
    order = [
        Occasion.ESCALATED,
        Occasion.OVERDUE,
        Occasion.URGED,
        Occasion.DUE,
        Occasion.BEFORE,
        Occasion.MOVED,
    ]
    rows = sorted(newest.values(), key=lambda one: (order.index(Occasion(one.occasion)), one.pk))
    lines: list[str] = []
    said = ""
    for reminder in rows[:SHOWN]:
        if said != reminder.get_occasion_display():
            said = reminder.get_occasion_display()
            lines += ["", f"【{said}】"]
        address = settings.WAGTAILADMIN_BASE_URL + reverse("duties:duty", args=[reminder.duty_id])
        lines.append(f"{reminder.words} {address}")
    if (rest := len(rows) - SHOWN) > 0:
        lines.append(f"另有{rest}项。")
    everything = settings.WAGTAILADMIN_BASE_URL + reverse("duties:list")
    late = sum(one.occasion in (Occasion.OVERDUE, Occasion.ESCALATED) for one in rows)
    subject = f"法定时限提醒：{len(rows)}项" + (f"，其中{late}项已超期" if late else "")
    return Digest(subject, (*lines[1:], "", f"全部事项：{everything}", FOOTER))


def _family(reminder: Reminder) -> str:
    """What a later reminder of the same duty replaces: the countdown, but no 催办 and no moved date."""
    countdown = reminder.occasion not in (Occasion.URGED, Occasion.MOVED)
    return "countdown" if countdown else reminder.stage
