"""The editing form of pages that belong to a unit: it starts with the editor's own unit."""

from foundation.organisations.models import Body, Unit
from foundation.organisations.selectors import units_edited_by
from foundation.signoff.pages import SignedPageForm


class UnitPageForm(SignedPageForm):
    """Offers the units the editor drafts for, and fills them in on a new page (谁制作谁公开)."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is None or self.for_user.is_superuser or not {"body", "unit"} <= self.fields.keys():
            return
        mine = list(units_edited_by(self.for_user))
        if not mine:
            return
        if self.instance.pk is None:
            self.initial |= {"body": mine[0].body_id, "unit": mine[0].pk}
        units = {unit.pk for unit in mine} | {self.instance.unit_id}
        bodies = {unit.body_id for unit in mine} | {self.instance.body_id}
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=units - {None}).select_related("body")
        self.fields["body"].queryset = Body.objects.filter(pk__in=bodies - {None})
