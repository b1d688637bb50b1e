"""The plan on the review screen: read with the document and sealed with the decision (同步审签, R-084)."""

from typing import cast

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from disclosure.documents.models import DocumentPage
from foundation.signoff.parts import DecisionPart
from interpretation.policies.checks import needs_interpretation

from .models import PlanVersion
from .selectors import version_of


class PlanPart(DecisionPart):
    """Asks nothing: who approves the document approves the plan that was submitted with it."""

    prefix = "plan"
    heading = "解读方案"

    @classmethod
    def applies(cls, state, draft) -> bool:
        if not isinstance(draft, DocumentPage) or not needs_interpretation(draft):
            return False
        return version_of(state.revision_id) is not None

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.version = cast(PlanVersion, version_of(self.state.revision_id))

    def render(self, template_name=None, context=None, renderer=None) -> SafeString:
        return render_to_string("plans/part.html", {"version": self.version})

    # Django binds both to its own render.
    __str__ = __html__ = render

    def seal_lines(self) -> list[str]:
        return [f"解读方案第{self.version.number}版：同意"]
