"""The editing form of a guide: a new one begins with what is known already."""

from disclosure.documents.forms import UnitPageForm
from foundation.organisations.models import Body

from .rules import LEGAL_TEXTS


class GuidePageForm(UnitPageForm):
    """Offers the legal texts and the contact data of the body page; the editor changes what differs."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and not self.is_bound:
            self._begin_with_known()

    def _begin_with_known(self) -> None:
        from .selectors import contact_of

        column = self.parent_page.specific if self.parent_page else None
        body_id = self.initial.get("body") or getattr(column, "body_id", None)
        known = LEGAL_TEXTS | contact_of(body_id)
        if body_id and (body := Body.objects.filter(pk=body_id).first()):
            known["institution"] = body.name
            self.initial["title"] = self.initial.get("title") or f"{body.name}政府信息公开指南"
        self.initial |= {name: text for name, text in known.items() if not self.initial.get(name)}
