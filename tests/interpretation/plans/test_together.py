"""Where the body asks for 同步公开, a signed document waits for its interpretation (interp.sync, R-090)."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from foundation.rules.services import set_parameter
from foundation.signoff.models import WaitingRevision
from interpretation.plans.enums import Slot, Timing
from interpretation.plans.models import InterpretationPlan
from interpretation.plans.services import waive
from tests.offices import complete_package

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-090")]


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def sign_all(office, page):
    while page.workflow_in_progress:
        page = office.decide(page, office.holder_of_open_step(page))
    return page


@pytest.fixture
def pair(office):
    """A normative document that has to be interpreted, with its draft, both submitted."""

    def submitted(sync: str, timing: str = Timing.TOGETHER):
        today = timezone.localdate()
        set_parameter(
            "interp.sync", sync, body=office.body, effective_from=today, by=None,
            basis="《示范县政策解读工作制度》第三条", reason="按制度执行",
        )  # fmt: skip
        document = office.document(kind="normative")
        complete_package(document)
        InterpretationPlan.objects.filter(document=document).update(timing=timing)
        interpretation = office.interpretation(document)
        return office.submit(document), office.submit(interpretation)

    return submitted


@pytest.mark.parametrize(
    ("sync", "timing", "waits"),
    [
        ("within", Timing.TOGETHER, False),
        ("warn", Timing.TOGETHER, False),
        ("require", Timing.AFTER, False),
        ("require", Timing.TOGETHER, True),
        ("together", Timing.AFTER, True),
    ],
)
def test_the_rule_and_the_plan_say_whether_it_waits(office, pair, sync, timing, waits):
    document, interpretation = pair(sync, timing)
    document = sign_all(office, document)
    assert document.live is not waits
    interpretation = sign_all(office, interpretation)
    assert fresh(document).live and fresh(interpretation).live
    assert not WaitingRevision.objects.exists()


def test_who_waits_is_told_for_what(office, pair, client):
    document, _ = pair("together")
    sign_all(office, document)
    assert "待解读签发后" in WaitingRevision.objects.get(page_id=document.pk).reason
    assert client.get(document.url).status_code == 404


def test_an_interpretation_signed_first_takes_no_waiting(office, pair):
    document, interpretation = pair("together")
    assert not sign_all(office, interpretation).live
    assert sign_all(office, document).live and fresh(interpretation).live


def test_both_have_one_moment_of_publication(office, pair):
    document, interpretation = pair("together")
    sign_all(office, document)
    sign_all(office, interpretation)
    apart = fresh(interpretation).first_published_at - fresh(document).first_published_at
    assert abs(apart.total_seconds()) < 5


def test_what_need_not_be_interpreted_waits_for_nothing(office, pair):
    pair("together")
    assert office.publish(office.document()).live


def test_a_waiver_ends_the_waiting(office, pair):
    document, _ = pair("together")
    sign_all(office, document)
    waive(document, Slot.MATERIAL, "上级机关已统一解读,不再重复", office.reviewer)
    call_command("publish_scheduled")
    assert fresh(document).live
