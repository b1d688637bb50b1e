"""A catalogue of major decisions in the office of 示范县."""

import pytest

from foundation.organisations.services import sync_groups
from opinion.decisions.models import Decision, DecisionCatalogue
from opinion.decisions.services import begin_catalogue, enter_decision, sign_catalogue

APPROVAL = "2026年3月2日县委常委会会议研究同意"


def begun(office) -> DecisionCatalogue:
    """The catalogue of 2026, not yet signed."""
    for user in (office.reviewer, office.leader, office.head, office.editor):
        sync_groups(user)
    return begin_catalogue(office.reviewer, office.body, 2026)


def entered(office, catalogue: DecisionCatalogue) -> Decision:
    """A matter in it."""
    return enter_decision(
        office.editor,
        catalogue,
        matter="编制示范县养老服务发展规划",
        office="示范县民政局",
        unit=office.unit,
        planned="第三季度",
    )


def made_public(office, catalogue: DecisionCatalogue, decision: Decision) -> Decision:
    """The matter once the leader has signed the catalogue."""
    sign_catalogue(office.leader, catalogue, approval=APPROVAL)
    return Decision.objects.get(pk=decision.pk)


@pytest.fixture
def catalogue(office) -> DecisionCatalogue:
    return begun(office)


@pytest.fixture
def decision(office, catalogue) -> Decision:
    return entered(office, catalogue)


@pytest.fixture
def signed(office, catalogue, decision) -> Decision:
    return made_public(office, catalogue, decision)
