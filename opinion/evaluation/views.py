"""测评表 to be printed or taken as Word, for the body that is judged."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from foundation.letters.printing import Printed, PrintedView
from foundation.organisations.models import Body
from foundation.organisations.selectors import appointments_shown, tree_of_bodies

from .letters import HOW, QUESTIONNAIRE, WHO, items_of, rows
from .parameters import GRADES


class QuestionnaireView(PrintedView):
    """社会评议测评表 (R-254): the body that holds it is the user's own, the judged one is chosen."""

    template_name = "evaluation/questionnaire.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("of", "")
        judged = get_object_or_404(Body, code=asked) if asked else None
        held = next((one.post.body for one in appointments_shown(self.request.user)), None)
        address = f"?of={judged.code}&word" if judged else "?word"
        return super().get_context_data(**kwargs) | {
            "judged": judged,
            "held_by": held,
            "bodies": [(one, "　" * depth) for one, depth in tree_of_bodies()],
            "year": timezone.localdate().year,
            "items": items_of(held),
            "grades": GRADES,
            "who": WHO,
            "how": HOW,
            "word": address,
        }

    def letter(self, context: dict[str, Any]) -> Printed:
        judged: Body | None = context["judged"]
        fields = {
            "judged": judged.name if judged else "",
            "year": str(context["year"]),
            "items": rows(context["items"]),
        }
        return Printed(
            QUESTIONNAIRE.key, context["held_by"], fields, f"{QUESTIONNAIRE.label}-{context['year']}"
        )
