"""The screen on which a chain is set up."""

import pytest
from django.urls import reverse

from foundation.organisations.enums import PostKind
from foundation.organisations.services import sync_groups
from foundation.signoff.chains.models import Chain
from tests.offices import appoint


@pytest.fixture
def operator(office, client):
    user = appoint("yunwei", "苏运维", PostKind.OPERATOR, office.body)
    sync_groups(user)
    client.force_login(user)
    return client


def filled(chain: Chain, **changes) -> dict[str, object]:
    """The form as the browser sends it, with the chain's own rows."""
    rows = list(chain.steps.all())
    data: dict[str, object] = {
        "name": chain.name,
        "is_active": "on",
        "reason": "县政府办要求",
        "steps-TOTAL_FORMS": len(rows),
        "steps-INITIAL_FORMS": len(rows),
        "steps-MIN_NUM_FORMS": 3,
        "steps-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        for name in ("id", "name", "post", "kind", "place", "when", "checks"):
            data[f"steps-{number}-{name}"] = getattr(row, name)
        if row.proofreads:
            data[f"steps-{number}-proofreads"] = "on"
        data[f"steps-{number}-ORDER"] = number + 1
    return data | changes


@pytest.mark.rows("R-277", "R-279")
def test_a_change_through_the_screen_is_a_new_version_with_its_author(operator):
    chain = Chain.objects.get()
    address = reverse("chains:edit", args=[chain.pk])
    assert "环节（按办理顺序）" in operator.get(address).content.decode()

    response = operator.post(address, filled(chain, **{"steps-0-checks": "内容属实\n一校无误"}))
    assert response.status_code == 302
    version = chain.versions.first()
    assert (version.number, str(version.made_by), version.reason) == (2, "苏运维", "县政府办要求")
    assert version.steps[0]["checks"] == ["内容属实", "一校无误"]


def test_a_weak_chain_is_refused_with_words_and_nothing_typed_is_lost(operator):
    chain = Chain.objects.get()
    rows = list(chain.steps.all())
    secrecy = next(number for number, row in enumerate(rows) if row.kind == "secrecy")
    changes = {f"steps-{secrecy}-DELETE": "on", "steps-0-checks": "刚刚写的核对事项"}
    text = operator.post(reverse("chains:edit", args=[chain.pk]), filled(chain, **changes)).content.decode()

    assert "须有不附条件的“保密审查”环节" in text
    assert "刚刚写的核对事项" in text
    assert chain.versions.count() == 1 and chain.steps.filter(kind="secrecy").exists()


def test_a_change_needs_its_reason(operator):
    chain = Chain.objects.get()
    changes = {"reason": "", "steps-0-checks": "内容属实"}
    response = operator.post(reverse("chains:edit", args=[chain.pk]), filled(chain, **changes))
    assert response.status_code == 200
    assert chain.versions.count() == 1


@pytest.mark.parametrize("who", ["editor", "head", "leader"])
def test_nobody_else_sets_chains_up(office, client, who):
    sync_groups(getattr(office, who))
    client.force_login(getattr(office, who))
    assert client.get(reverse("chains:edit", args=[Chain.objects.get().pk])).status_code in (302, 403)


def test_a_chain_cannot_be_deleted_on_the_screen_either(office, client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin"))
    chain = Chain.objects.get()
    client.post(reverse("chains:delete", args=[chain.pk]))
    assert Chain.objects.filter(pk=chain.pk).exists()


def test_everybody_who_works_here_reads_the_chain_in_words(office, client):
    client.force_login(office.editor)
    text = client.get(reverse("signoff:chains")).content.decode()
    assert "信息发布审签（三审三校）（第1版）" in text
    assert "仅四审四校时" in text
