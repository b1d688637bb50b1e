"""A login that ends while somebody is writing costs no text."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
TYPED = {"title": "关于做好防汛工作的通知", "overview": "第一行\n第二行 <b>&", "action-submit": "1"}


@pytest.fixture(autouse=True)
def expired_settings(settings):
    settings.CSRF_FAILURE_VIEW = "portal.expired.csrf_failure"
    keeper = "portal.expired.KeepTypedText"
    if keeper not in settings.MIDDLEWARE:
        after = settings.MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware") + 1
        settings.MIDDLEWARE = [*settings.MIDDLEWARE[:after], keeper, *settings.MIDDLEWARE[after:]]


def typed_in(response) -> dict[str, str]:
    fields = re.findall(
        r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', response.content.decode(), re.DOTALL
    )
    return {name: html.unescape(value) for name, value in fields}


def test_a_save_after_the_session_ended_shows_everything_typed_and_a_way_to_log_in(office, client):
    url = reverse("wagtailadmin_pages:edit", args=[office.document().pk])
    response = client.post(url, TYPED)
    assert response.status_code == 403
    assert typed_in(response) == TYPED
    content = response.content.decode()
    assert "没有丢失" in content
    assert f'action="{url}"' in content
    assert reverse("wagtailadmin_login") in content


def test_what_was_kept_is_saved_after_logging_in_again(office, client):
    page = office.document()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    kept = typed_in(client.post(url, {"title": "改过的标题"} | _management_forms()))
    client.force_login(office.editor)
    assert client.post(url, kept).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "改过的标题"


def test_an_old_token_of_our_own_form_keeps_the_text_and_one_of_another_site_does_not(office):
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.editor)
    url = reverse("wagtailadmin_pages:edit", args=[office.document().pk])
    ours = client.post(url, TYPED, headers={"Origin": "http://testserver"})
    assert ours.status_code == 403
    assert typed_in(ours) == TYPED
    theirs = client.post(url, TYPED, headers={"Origin": "http://elsewhere.example"})
    assert theirs.status_code == 403
    assert not typed_in(theirs)


def test_a_password_is_never_written_into_a_page(office):
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        reverse("wagtailadmin_login"),
        {"username": "bianji", "password": "not-to-be-shown"},
        headers={"Origin": "http://testserver"},
    )
    assert "not-to-be-shown" not in response.content.decode()


def _management_forms() -> dict[str, str]:
    prefixes = ("attachments", "relations", "comments")
    counts = {f"{prefix}-{name}_FORMS": "0" for prefix in prefixes for name in ("TOTAL", "INITIAL")}
    return counts | {
        "content-count": "0", "elements-count": "0", "kind": "other", "validity": "in_force", "openness": "proactive",
        "audience": "society", "origin": "made",
    }  # fmt: skip
