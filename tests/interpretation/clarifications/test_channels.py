"""From a published clarification to the register of other channels (R-025, R-131)."""

import pytest
from django.urls import reverse

from disclosure.channels.models import Release


@pytest.mark.rows("R-025", "R-131")
def test_a_clarification_on_other_channels_is_recorded_from_its_matter(desk, client):
    page = desk.draft()
    case = page.cases.get()
    client.force_login(desk.office.editor)
    address = reverse("clarifications:case", args=[case.pk])
    assert "其他渠道发布" not in client.get(address).content.decode()
    page = desk.publish(page)
    link = f"{reverse('channels:add')}?page={page.pk}"
    assert link in client.get(address).content.decode()
    form = client.get(link).context["form"]
    posted = {name: form.initial[name] for name in ("title", "unit", "page")} | {
        "channel": "social",
        "released_at": form["released_at"].value(),
        "reference": "微信公众号“示范发布”",
    }
    client.post(link, posted)
    release = Release.objects.get()
    assert (release.page_id, release.unit, release.in_words) == (page.pk, page.unit, "同步")
    shown = client.get(address).content.decode()
    assert "示范发布" in shown and reverse("channels:release", args=[release.pk]) in shown


def test_who_only_reads_is_not_asked_to_record(desk, client):
    page = desk.publish()
    client.force_login(desk.main)
    shown = client.get(reverse("clarifications:case", args=[page.cases.get().pk])).content.decode()
    assert "登记其他渠道发布" not in shown
