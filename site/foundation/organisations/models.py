"""Bodies, units, posts and their holders. Posts, not persons, carry rights; dates decide who holds them."""

import datetime as dt

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from wagtail.search import index

from .enums import BY_REFERENCE_KINDS, Applies, BodyKind, HoldingKind, PostKind


class User(AbstractUser):
    """A person who works on the site."""

    phone = models.CharField("联系电话", max_length=30, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "用户"
        verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Family name first, without a space, as Chinese names are written."""
        return f"{self.last_name}{self.first_name}" or self.username


class Body(index.Indexed, models.Model):
    """A body under the duty to disclose (公开主体): a government, a department, a township …"""

    name = models.CharField("机构全称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=50, blank=True)
    code = models.SlugField(
        "机构代码", max_length=30, unique=True, help_text="导入、接口中使用的代码，如 sfx-fgj"
    )
    kind = models.CharField("类型", max_length=20, choices=BodyKind.choices, default=BodyKind.DEPARTMENT)
    applies = models.CharField(
        "适用方式",
        max_length=20,
        choices=Applies.choices,
        blank=True,
        help_text="留空时按类型确定：公共企事业单位为“参照”，其他为“适用”（条例第五十五条）",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级机构"
    )
    is_vertical = models.BooleanField("垂直管理", default=False)
    vertical_superior = models.CharField("垂直管理的上级主管部门", max_length=100, blank=True)
    credit_code = models.CharField(
        "统一社会信用代码",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^[0-9A-HJ-NP-RTUW-Y]{18}$", "应为 18 位统一社会信用代码")],
    )
    index_code = models.CharField(
        "索引号机构代码", max_length=20, blank=True, help_text="如 00312641-8，留空用机构代码"
    )
    index_pattern = models.CharField(
        "索引号模板",
        max_length=80,
        default="{code}/{year}-{seq:05d}",
        help_text="如 {code}/{yyyymm}-{seq:05d}",
    )
    number_prefix = models.CharField("机关代字", max_length=20, blank=True, help_text="如 示政办发")

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]

    class Meta:
        ordering = ["name"]
        verbose_name = "机构"
        verbose_name_plural = "机构"
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="body_not_its_own_parent",
                violation_error_message="上级机构不能是自己",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def display_name(self) -> str:
        return self.short_name or self.name

    def clean(self) -> None:
        from .rules import index_pattern_error

        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk:
                raise ValidationError({"parent": "上级机构不能是本机构自己的下级，请另选。"})
            ancestor = ancestor.parent
        if self.is_vertical and not self.vertical_superior:
            raise ValidationError({"vertical_superior": "垂直管理的机构请填写上级主管部门。"})
        if problem := index_pattern_error(self.index_pattern):
            raise ValidationError({"index_pattern": problem})

    def save(self, *args, **kwargs) -> None:
        if not self.applies:
            by_reference = self.kind in BY_REFERENCE_KINDS
            self.applies = Applies.BY_REFERENCE if by_reference else Applies.DIRECTLY
        super().save(*args, **kwargs)


class Unit(models.Model):
    """A unit inside a body (科室, 股, 中心)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="units", verbose_name="所属机构")
    name = models.CharField("科室名称", max_length=60)
    is_disclosure_office = models.BooleanField("政府信息公开工作机构", default=False, help_text="条例第四条")
    phone = models.CharField("联系电话", max_length=30, blank=True)
    index_code = models.CharField(
        "索引号科室代码", max_length=10, blank=True, help_text="机构的索引号模板含 {unit} 时必填，如 03"
    )

    class Meta:
        ordering = ["body", "name"]
        verbose_name = "科室"
        verbose_name_plural = "科室"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"],
                name="unit_name_once_per_body",
                violation_error_message="本机构已有同名科室",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body.display_name}·{self.name}"


class Post(models.Model):
    """A post (岗位). Approval steps name posts; who holds a post on a day is an Appointment."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="posts", verbose_name="机构")
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name="科室",
        help_text="全机构的岗位不填",
    )
    kind = models.CharField("岗位职责", max_length=20, choices=PostKind.choices)
    title = models.CharField("岗位名称", max_length=60, help_text="如 副县长、办公室主任")

    class Meta:
        ordering = ["body", "kind", "title"]
        verbose_name = "岗位"
        verbose_name_plural = "岗位"

    def __str__(self) -> str:
        return f"{self.unit or self.body.display_name}·{self.title}"

    def clean(self) -> None:
        if self.unit and self.unit.body_id != self.body_id:
            raise ValidationError({"unit": "所选科室不属于该机构，请重选。"})
        if not self.unit_id and self.kind in {PostKind.EDITOR, PostKind.UNIT_HEAD}:
            raise ValidationError({"unit": f"“{PostKind(self.kind).label}”岗位须指明科室。"})


class AppointmentQuerySet(models.QuerySet):
    """Appointments in the words of the office."""

    def on(self, day: dt.date) -> "AppointmentQuerySet":
        """Those in force on that day; the first and the last day are included."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Appointment(models.Model):
    """A person holds a post (任职) for a period, in the own right or as a delegate (代理, signs 代签)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments", verbose_name="岗位")
    user = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name="人员")
    kind = models.CharField("方式", max_length=20, choices=HoldingKind.choices, default=HoldingKind.PERMANENT)
    on_behalf_of = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name="代理谁"
    )
    starts_on = models.DateField("自")
    ends_on = models.DateField("至", null=True, blank=True, help_text="留空表示长期；代理须有止日")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["post", "starts_on"]
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_dates_in_order",
                violation_error_message="止日不能早于起日",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}:{self.post}"

    def clean(self) -> None:
        if self.kind == HoldingKind.DELEGATE:
            if not self.on_behalf_of_id:
                raise ValidationError({"on_behalf_of": "代理须写明代理谁。"})
            if self.on_behalf_of_id == self.user_id:
                raise ValidationError({"on_behalf_of": "不能代理自己。"})
            if not self.ends_on:
                raise ValidationError({"ends_on": "代理须有止日。"})
