"""What public answers tell the proxy and the browser, and what is purged when."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import Site

from disclosure.deposits.models import ReadingPlace
from portal.models import SiteIdentity
from portal.serving import purging, tags, version
from portal.serving.middleware import PublicAnswers, seconds_of_today
from portal.serving.models import Purge

PROXY = "http://127.0.0.1:9/"  # nobody listens on the discard port


@pytest.fixture
def proxy(monkeypatch, settings) -> list[str]:
    """A proxy that says yes; gives what it was told, and whether it is there can be changed."""
    settings.PURGE_URLS = [PROXY]
    told: list[str] = []

    def ask(target: str, tags: str) -> bool:
        told.append(tags)
        return True

    monkeypatch.setattr(purging, "_ask", ask)
    return told


def tags_told(told: list[str]) -> set[str]:
    return {tag for tags in told for tag in tags.split()}


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        ("2026-11-22T23:59:30+08:00", 30),
        ("2026-11-22T00:00:00+08:00", 24 * 3600),
        ("2026-11-22T23:59:59.900000+08:00", 1),
        ("2026-11-22T20:00:00+00:00", 20 * 3600),
    ],
)
def test_an_answer_is_kept_no_longer_than_its_day_in_beijing(now, seconds):
    assert seconds_of_today(dt.datetime.fromisoformat(now)) == seconds


def test_every_public_address_may_be_kept_and_says_what_it_shows(office):
    document = office.publish(office.document())
    interpretation = office.publish(office.interpretation(document))
    own = {document.url: f"page-{document.pk}", interpretation.url: f"page-{interpretation.pk}"}
    lists = dict.fromkeys(
        ["/", office.column.url, "/catalogue/", "/search/?q=通知", "/sitemap/", "/sitemap.xml", "/reading-places/",
         f"{office.column.url}?page=2"],
        "lists",
    )  # fmt: skip
    for address, tag in (own | lists).items():
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert answer["Surrogate-Key"].split() == ["site", tag], address
        assert answer["Surrogate-Control"].startswith("max-age="), address
        # Caches that cannot be purged ask each time.
        assert answer["Cache-Control"] == "public, no-cache", address
        assert not answer.cookies, address
        # Twice the same, and then nothing is sent again.
        again = Client().get(address, headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304, address


@pytest.mark.parametrize("address", ["/admin/login/", "/healthz/duties/", "/nichts/", "/healthz/"])
def test_what_is_not_for_everybody_or_for_long_is_not_kept(office, address):
    answer = Client().get(address)
    assert "Surrogate-Control" not in answer


def test_the_process_answers_the_proxy_under_any_name(client):
    assert client.get("/healthz/", headers={"host": "whatever"}).content == b"ok"


def test_an_answer_that_depends_on_a_cookie_is_never_kept(caplog):
    def view(request):
        response = tags.put(HttpResponse("只给您看"), tags.LISTS)
        response.set_cookie("who", "you")
        return response

    answer = PublicAnswers(view)(RequestFactory().get("/"))
    assert "Surrogate-Control" not in answer and "public" not in answer.get("Cache-Control", "")
    assert "cookie" in caplog.text


def test_an_answer_made_while_something_changed_is_not_kept(db):
    def view(request):
        version.renew()
        return tags.put(HttpResponse("旧文"), tags.LISTS)

    assert "Surrogate-Control" not in PublicAnswers(view)(RequestFactory().get("/"))


def test_a_publication_purges_itself_the_lists_and_no_other_document(
    office, proxy, django_capture_on_commit_callbacks
):
    other = office.publish(office.document(title="另一份文件"))
    Purge.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        document = office.publish(office.document())
    assert f"page-{document.pk}" in tags_told(proxy) and "lists" in tags_told(proxy)
    assert not {f"page-{other.pk}", "site"} & tags_told(proxy)
    assert not Purge.objects.exists()


def test_an_interpretation_purges_the_document_that_will_show_it(
    office, proxy, django_capture_on_commit_callbacks
):
    document = office.publish(office.document())
    interpretation = office.interpretation(document)
    proxy.clear()
    with django_capture_on_commit_callbacks(execute=True):
        office.publish(interpretation)
    assert {f"page-{document.pk}", f"page-{interpretation.pk}", "lists"} <= tags_told(proxy)
    assert "site" not in tags_told(proxy)


def test_what_is_taken_away_and_what_the_frame_shows_purge_everything(
    office, proxy, django_capture_on_commit_callbacks
):
    document = office.publish(office.document())
    for change in (lambda: office.take_down(document), _new_footer, lambda: _new_place(office)):
        proxy.clear()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        assert "site" in tags_told(proxy)


def _new_place(office) -> None:
    ReadingPlace.objects.create(
        kind="archive",
        name="县档案馆",
        body=office.body,
        address="示范路",
        hours="工作日",
        phone="0000-0000001",
    )


def _new_footer() -> None:
    identity = SiteIdentity.objects.get(site=Site.objects.get())
    identity.phone = "0000-7654321"
    identity.save()


def test_a_proxy_that_is_down_stops_no_publication_and_is_told_later(
    office, settings, monkeypatch, django_capture_on_commit_callbacks
):
    settings.PURGE_URLS = [PROXY]
    with django_capture_on_commit_callbacks(execute=True):
        document = office.publish(office.document())
    assert document.live
    assert f"page-{document.pk}" in tags_told(list(Purge.objects.values_list("tags", flat=True)))
    assert purging.send_what_is_left().startswith("补发缓存清除0条")

    monkeypatch.setattr(purging, "_ask", lambda target, tags: True)
    purging.send_what_is_left()
    assert not Purge.objects.exists()
    assert purging.send_what_is_left() == ""


def test_a_proxy_that_is_no_more_configured_is_owed_nothing(db):
    Purge.objects.create(target=PROXY, tags="site")
    assert settings.PURGE_URLS == []
    assert purging.send_what_is_left() == ""
    assert not Purge.objects.exists()


@time_machine.travel("2026-11-22T12:00:00+08:00", tick=False)
def test_without_a_proxy_nothing_is_written(office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        office.publish(office.document())
    assert not Purge.objects.exists()
