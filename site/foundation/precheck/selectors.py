"""Read side of the pre-check: the compiled list of expressions, decisions, and what the night found."""

from dataclasses import dataclass
from zlib import crc32

from django.db.models import Count, Max, QuerySet

from foundation.rules.selectors import replaced_systems

from .enums import Decision
from .models import Expression, FindingDecision, NightlyFinding, NightlyRun
from .rules.citations import REGULATION_OF_2007, replaced_system
from .rules.finding import Severity
from .rules.wording import Wordings


@dataclass(frozen=True, slots=True)
class LoadedWordings:
    """The compiled list and the version of the rows it was built from."""

    version: str
    wordings: Wordings


_kept: LoadedWordings | None = None


def load_wordings() -> LoadedWordings:
    """The list in force, with the systems that were replaced. One query as a rule, two after a change; kept in the
    process between."""
    global _kept
    replaced = replaced_systems()
    state = Expression.objects.order_by().aggregate(count=Count("pk"), newest=Max("updated_at"))
    numbers = "".join(f"{one.number}{one.successor}" for one in replaced)
    version = f"{state['count']}-{state['newest'].timestamp() if state['newest'] else 0}"
    version += f"-{crc32(numbers.encode())}"
    # The version is read before the rows: a change in between makes the next call build again.
    if _kept is None or _kept.version != version:
        active = [expression.wording for expression in Expression.objects.filter(is_active=True)]
        for one in replaced:
            # The regulation of 2007 has a scanner of its own, article by article.
            if one.number != REGULATION_OF_2007:
                active += replaced_system(one.number, one.title, one.successor)
        _kept = LoadedWordings(version, Wordings(active))
    return _kept


def decisions_on(page_id: int | None) -> dict[str, FindingDecision]:
    """Findings of this page that stand dismissed, by fingerprint. One query."""
    if page_id is None:
        return {}
    newest = {
        record.fingerprint: record
        for record in FindingDecision.objects.filter(page_id=page_id).order_by("pk").select_related("person")
    }
    return {key: record for key, record in newest.items() if record.decision == Decision.DISMISSED}


def decision_history(page_id: int) -> QuerySet[FindingDecision]:
    """Every decision about findings of this page, oldest first."""
    return FindingDecision.objects.filter(page_id=page_id).order_by("pk").select_related("person")


def nightly_findings(severity: Severity | None = None) -> QuerySet[NightlyFinding]:
    """Open findings on live pages as of the last run, with their pages."""
    findings = NightlyFinding.objects.select_related("page")
    return findings.filter(severity=severity.value) if severity else findings


def nightly_counts() -> dict[str, int]:
    """How many open findings of each kind the last run left, for the dashboard. One query."""
    rows = NightlyFinding.objects.order_by().values("kind").annotate(number=Count("pk"))
    return {row["kind"]: row["number"] for row in rows}


def latest_run() -> NightlyRun | None:
    """The newest nightly run, finished or not."""
    return NightlyRun.objects.first()
