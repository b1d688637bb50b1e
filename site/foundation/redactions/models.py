"""Which file was redacted into which, by whom, and who checked it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.organisations.models import Body, Unit
from foundation.signoff.models import AppendOnly

from .enums import State
from .rules import Place

DOCUMENT = "wagtaildocs.Document"


class Redaction(AppendOnly):
    """A redacted copy (遮盖件) and the original (原件) it was made from. From here on both files stay as they are."""

    original = models.ForeignKey(DOCUMENT, models.PROTECT, related_name="redactions", verbose_name="原件")
    copy = models.OneToOneField(DOCUMENT, models.PROTECT, related_name="redaction", verbose_name="遮盖件")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任科室")
    original_sha256 = models.CharField("原件指纹", max_length=64)
    copy_sha256 = models.CharField("遮盖件指纹", max_length=64)
    places = models.JSONField("遮盖处")
    findings = models.JSONField("预检提示", default=list)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    person_name = models.CharField("登记人姓名", max_length=150)
    at = models.DateTimeField("登记时间", default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "遮盖件"
        verbose_name_plural = "遮盖件"

    def __str__(self) -> str:
        return self.copy.title

    @property
    def redacted(self) -> list[Place]:
        """Every place with its reason (R-060: what is withheld is explained)."""
        return [Place(**row) for row in self.places]

    @property
    def state(self) -> State:
        """One check decides; a copy that failed is made anew."""
        check = next(iter(self.checks.all()), None)
        if check is None:
            return State.WAITING
        return State.PASSED if check.agreed else State.FAILED


class RedactionCheck(AppendOnly):
    """What the second person found (双人核对)."""

    redaction = models.ForeignKey(Redaction, models.PROTECT, related_name="checks", verbose_name="遮盖件")
    agreed = models.BooleanField("核对通过")
    opinion = models.TextField("核对意见", max_length=1000)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="核对人"
    )
    person_name = models.CharField("核对人姓名", max_length=150)
    post_title = models.CharField("岗位", max_length=120)
    at = models.DateTimeField("核对时间", default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = "遮盖件核对"
        verbose_name_plural = "遮盖件核对"
        constraints = [models.UniqueConstraint(fields=["redaction"], name="redaction_checked_once")]

    def __str__(self) -> str:
        return f"{self.redaction} {'通过' if self.agreed else '未通过'}"
