"""A catalogue of major decisions in the office of 示范县."""

import pytest

from foundation.organisations.services import sync_groups
from opinion.decisions.models import Decision, DecisionCatalogue
from opinion.decisions.services import begin_catalogue, enter_decision, sign_catalogue

APPROVAL = "2026年3月2日县委常委会会议研究同意"


@pytest.fixture
def catalogue(office) -> DecisionCatalogue:
    for user in (office.reviewer, office.leader, office.head, office.editor):
        sync_groups(user)
    return begin_catalogue(office.reviewer, office.body, 2026)


@pytest.fixture
def decision(office, catalogue) -> Decision:
    return enter_decision(
        office.editor,
        catalogue,
        matter="编制示范县养老服务发展规划",
        office="示范县民政局",
        unit=office.unit,
        planned="第三季度",
    )


@pytest.fixture
def signed(office, catalogue, decision) -> Decision:
    sign_catalogue(office.leader, catalogue, approval=APPROVAL)
    return Decision.objects.get(pk=decision.pk)
