"""A real Varnish with the shipped configuration before the real site: fast when kept, never stale."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from wagtail.models import Site

from portal.models import SiteIdentity
from portal.serving.models import Purge
from tests.varnish import get, varnish_before

pytestmark = [pytest.mark.proxy, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def proxy(live_server, settings, tmp_path: Path):
    with varnish_before(live_server.url, tmp_path) as address:
        settings.PURGE_URLS = [f"{address}/"]
        yield address


def is_hit(answer) -> bool:
    status, headers, _body = answer
    assert status == 200
    return headers["x-cache"] == "HIT"


def test_every_kind_of_public_answer_is_kept_and_the_reader_sees_no_tags(office, proxy):
    document = office.publish(office.document())
    for path in (
        "/",
        document.url,
        office.column.url,
        "/catalogue/?format=csv",
        "/sitemap.xml",
        "/search/?q=x",
    ):
        assert not is_hit(get(proxy + path)), path
        kept = get(proxy + path)
        assert is_hit(kept), path
        assert not {"surrogate-key", "surrogate-control", "x-tags", "set-cookie"} & set(kept[1]), path
        if "csv" not in path:  # made while it is sent, so nothing is known of it beforehand
            assert get(proxy + path, if_none_match=kept[1]["etag"])[0] == 304, path


def test_nothing_stale_is_served_after_a_publication(office, proxy):
    document = office.publish(office.document(title="关于甲事项的通知"))
    other = office.publish(office.document(title="关于乙事项的通知"))
    seen = ["/", document.url, other.url, office.column.url, "/sitemap.xml", "/catalogue/"]
    for path in seen * 2:
        get(proxy + path)

    interpretation = office.publish(office.interpretation(document))

    started = time.monotonic()
    assert interpretation.title in get(proxy + document.url)[2].decode()
    assert time.monotonic() - started < 1  # purge to visible, issue 5
    assert interpretation.title in get(proxy + "/")[2].decode()
    assert is_hit(get(proxy + other.url)), "a document that has nothing to do with it stays kept"
    assert not Purge.objects.exists()


def test_what_is_taken_down_is_gone_at_once_from_everywhere(office, proxy):
    document = office.publish(office.document(title="关于丙事项的通知"))
    for path in ["/", document.url, office.column.url] * 2:
        get(proxy + path)
    office.take_down(document)
    assert get(proxy + document.url)[0] == 410
    for path in ("/", office.column.url):
        assert document.title not in get(proxy + path)[2].decode(), path


def test_a_new_footer_is_on_every_page_at_once(office, proxy):
    document = office.publish(office.document())
    for path in ["/", document.url] * 2:
        get(proxy + path)
    identity = SiteIdentity.objects.get(site=Site.objects.get())
    identity.phone = "0000-7654321"
    identity.save()
    for path in ("/", document.url):
        assert "0000-7654321" in get(proxy + path)[2].decode(), path


def test_the_admin_and_people_logged_in_pass_by(office, proxy):
    for _ in range(2):
        assert get(proxy + "/admin/login/")[1]["x-cache"] == "MISS"
        assert get(proxy + "/", cookie="sessionid=abc")[1]["x-cache"] == "MISS"
    get(proxy + "/")
    assert is_hit(get(proxy + "/", cookie="csrftoken=abc; other=1"))


def test_marks_of_campaigns_do_not_make_copies(office, proxy):
    get(proxy + "/")
    assert is_hit(get(proxy + "/?utm_source=weixin&from=timeline"))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 400),
        ({"surrogate_key": "site) || (.*"}, 400),
        ({"surrogate_key": "site", "x_forwarded_for": "203.0.113.9"}, 403),
        ({"surrogate_key": "lists page-1"}, 200),
    ],
)
def test_who_may_purge_and_how(office, proxy, headers, status):
    get(proxy + "/")
    assert get(proxy + "/", method="PURGE", **headers)[0] == status
    assert is_hit(get(proxy + "/")) == (status != 200)


def test_page_1_is_not_page_12(office, proxy):
    document = office.publish(office.document())
    get(proxy + document.url)
    assert get(proxy + "/", method="PURGE", surrogate_key=f"page-{document.pk}0 age-{document.pk}")[0] == 200
    assert is_hit(get(proxy + document.url))


class OneDay(BaseHTTPRequestHandler):
    """A site whose day is over in a second; counts what it was asked."""

    asked = 0

    def do_GET(self) -> None:
        if self.path != "/healthz/":
            type(self).asked += 1
        self.send_response(200)
        self.send_header("Surrogate-Control", "max-age=1")
        self.send_header("Surrogate-Key", "site")
        self.end_headers()
        self.wfile.write(f"第{self.asked}次".encode())

    def log_message(self, *args) -> None:
        pass


def test_yesterdays_page_is_only_served_while_the_site_is_away(tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), OneDay)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with varnish_before(f"http://127.0.0.1:{server.server_port}", tmp_path) as address:
        assert get(address)[2].decode() == "第1次"
        assert get(address)[2].decode() == "第1次"
        time.sleep(1.1)
        assert get(address)[2].decode() == "第2次"
        server.shutdown()
        server.server_close()
        time.sleep(1.1)
        assert get(address)[2].decode() == "第2次", "at once"
        time.sleep(1.5)
        assert get(address)[2].decode() == "第2次", "when the probe knows"
