"""Admin forms of the registers: bodies, units, posts, appointments."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from .models import Appointment, Body
from .selectors import tree_of_bodies


class BodyChoiceField(forms.ModelChoiceField):
    """Bodies in the order of the tree, indented by their depth."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Body.objects.none(), **kwargs)
        self._depths: dict[int, int] = {}

    def offer(self, without: Body | None = None) -> None:
        """Read the tree; ``without`` leaves out a body with everything below it."""
        tree = tree_of_bodies(without)
        self._depths = {body.pk: depth for body, depth in tree}
        self.queryset = Body.objects.filter(pk__in=self._depths)
        self.choices = [
            ("", self.empty_label),
            *((body.pk, self.label_from_instance(body)) for body, _ in tree),
        ]

    def label_from_instance(self, body: Body) -> str:
        return indented(body.name, self._depths.get(body.pk, 0))


def indented(name: str, depth: int) -> str:
    """A name with a full-width space for every two levels' worth of indent, which HTML keeps."""
    return "　　" * depth + name


class LockedFieldsForm(WagtailAdminModelForm):
    """Fields on which rights already rest cannot be changed afterwards."""

    locked: tuple[str, ...] = ()
    locked_because = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk or not self.is_in_use():
            return
        for name in self.locked:
            self.fields[name].disabled = True
            self.fields[name].help_text = ""
        self.fields[self.locked[0]].help_text = self.locked_because

    def is_in_use(self) -> bool:
        """Whether something rests on the record already."""
        return True


class BodyForm(WagtailAdminModelForm):
    """A body; its superior is chosen from the tree without the body's own subordinates."""

    parent = BodyChoiceField(label="上级机构", required=False, empty_label="（没有上级机构）")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(without=self.instance if self.instance.pk else None)


class UnitForm(LockedFieldsForm):
    """A unit of a body."""

    body = BodyChoiceField(label="所属机构", empty_label="请选择")
    locked = ("body",)
    locked_because = "科室已有岗位，不能改到其他机构。机构调整时请在新机构下另建科室。"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].offer()

    def is_in_use(self) -> bool:
        return self.instance.posts.exists()


class PostForm(LockedFieldsForm):
    """A post of a body or of one of its units."""

    body = BodyChoiceField(label="机构", empty_label="请选择")
    locked = ("body", "unit", "kind")
    locked_because = "岗位已有任职记录，机构、科室和职责不能改动。职责调整时请另建岗位并结束原任职。"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].offer()

    def is_in_use(self) -> bool:
        return self.instance.appointments.exists()


class AppointmentForm(LockedFieldsForm):
    """A person holds a post. Afterwards only the dates change: who held it stays on record."""

    locked = ("user", "post", "kind", "on_behalf_of")
    locked_because = "任职登记后不能换人换岗。请填写“至”结束本次任职，另行登记新的任职。"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["starts_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not all(data.get(name) for name in ("post", "user", "starts_on")):
            return data
        same = Appointment.objects.filter(post=data["post"], user=data["user"]).exclude(pk=self.instance.pk)
        overlapping = same.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=data["starts_on"]))
        if data.get("ends_on"):
            overlapping = overlapping.filter(starts_on__lte=data["ends_on"])
        if other := overlapping.first():
            until = other.ends_on or "长期"
            raise ValidationError(
                f"{data['user']}已登记在该岗位任职（{other.starts_on}至{until}），与所填日期重叠，请核对。"
            )
        return data
