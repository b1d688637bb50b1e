"""What the public writes to a body, how it was answered, and what of that is public."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.letters.models import Letter as OfficialLetter
from foundation.submissions.models import Submission, SubmissionQuerySet

from .enums import IN_WORDS_OF_SENDER, WAITING, Channel, Nature, Outcome, Scope, State

LONGEST_TOPIC, LONGEST_TEXT, LONGEST_REPLY = 100, 3000, 5000


class LetterQuerySet(SubmissionQuerySet):
    """Letters of the public."""

    def waiting(self) -> Self:
        """Nobody has answered, transferred or refused them, and the sender has not taken them back."""
        return self.filter(state__in=WAITING, withdrawn_at=None)

    def public(self) -> Self:
        """Shown in the 动态公示栏, the latest answer first. Personal data is not read."""
        shown = self.exclude(published_at=None).filter(taken_off_at=None)
        return shown.order_by("-published_at", "-pk").without_personal_data().select_related("body", "unit")


class Letter(Submission):
    """One letter (来件): from the website, or typed in by staff (``entered_by``).

    ``public_topic``, ``public_text`` and ``public_reply`` are what the reviewers saw and let out; the sender's own
    words never become public by themselves.
    """

    channel = models.CharField("来件渠道", max_length=20, choices=Channel.choices, default=Channel.WEB)
    nature = models.CharField("类别", max_length=20, choices=Nature.choices, default=Nature.ENQUIRY)
    topic = models.CharField("主题", max_length=LONGEST_TOPIC)
    state = models.CharField("状态", max_length=20, choices=State.choices, default=State.RECEIVED)
    reply = models.TextField("答复", blank=True)
    outcome = models.CharField("处理结果", max_length=20, choices=Outcome.choices, blank=True)
    outcome_note = models.TextField("处理说明", blank=True)
    rectification_url = models.URLField("整改结果链接", blank=True)
    scope = models.CharField("公开范围", max_length=20, choices=Scope.choices, blank=True)
    public_topic = models.CharField("公开的主题", max_length=LONGEST_TOPIC, blank=True)
    public_text = models.TextField("公开的来件内容", blank=True)
    public_reply = models.TextField("公开的答复", blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="拟稿人"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="确认人"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    answered_at = models.DateTimeField("答复时间", null=True)
    published_at = models.DateTimeField("公示时间", null=True, db_index=True)
    taken_off_at = models.DateTimeField("撤下公示时间", null=True)
    transferred_to = models.CharField("转往", max_length=100, blank=True)
    transferred_at = models.DateTimeField("转办时间", null=True)
    transfer_letter = models.ForeignKey(
        OfficialLetter, models.PROTECT, null=True, related_name="+", verbose_name="转办函"
    )
    notice = models.TextField("告知来件人", blank=True)

    objects = LetterQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Submission.Meta):
        indexes = [
            models.Index(fields=["body", "state"], name="feedback_body_state"),
            models.Index(fields=["-published_at", "-id"], name="feedback_newest_public"),
        ]
        verbose_name = "公众留言"
        verbose_name_plural = "公众留言"

    def __str__(self) -> str:
        return f"{self.number}《{self.topic}》"

    @property
    def is_complaint(self) -> bool:
        return self.nature == Nature.COMPLAINT

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.taken_off_at is None

    def state_for_sender(self) -> str:
        """The steps of the review are the body's own affair."""
        return IN_WORDS_OF_SENDER.get(State(self.state), self.get_state_display())

    @property
    def days_to_answer(self) -> int | None:
        """Natural days from receipt to answer."""
        if self.answered_at is None:
            return None
        return (timezone.localdate(self.answered_at) - timezone.localdate(self.received_at)).days

    @property
    def received_on(self) -> dt.date:
        return timezone.localdate(self.received_at)


class LetterEvent(models.Model):
    """What was done with a letter, by whom and with which words. Only added to."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="events")
    did = models.CharField("办理环节", max_length=30)
    words = models.TextField("意见", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    person_name = models.CharField("办理人", max_length=150, blank=True)
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "留言办理记录"
        verbose_name_plural = "留言办理记录"

    def __str__(self) -> str:
        return f"{self.did} {self.person_name}"
