"""Links to other sites: asked at night only, never into the office's own network, and told to be confirmed."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command

from foundation.precheck import outside
from foundation.precheck.checks import run_checks
from foundation.precheck.models import CheckedAddress
from foundation.precheck.web import INWARD, is_public, probe


class Answers(BaseHTTPRequestHandler):
    """Answers as its path says: /404, /head-405, /to/<path>; remembers what it was asked."""

    asked: list[str] = []

    def do_HEAD(self) -> None:
        self._answer(405 if "head-405" in self.path else self._status())

    def do_GET(self) -> None:
        self._answer(self._status())

    def _status(self) -> int:
        last = self.path.rpartition("/")[2]
        return 302 if self.path.startswith("/to/") else int(last) if last.isdigit() else 200

    def _answer(self, status: int) -> None:
        self.asked.append(f"{self.command} {self.path}")
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.path.removeprefix("/to"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def server():
    Answers.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def anywhere(address: str) -> bool:
    return True


@pytest.mark.rows("R-080")
@pytest.mark.parametrize(
    ("path", "problem", "asked"),
    [
        ("/zwgk", "", ["HEAD /zwgk"]),
        ("/head-405", "", ["HEAD /head-405", "GET /head-405"]),
        ("/404", "打不开（网站返回404）", ["HEAD /404", "GET /404"]),
        ("/500", "打不开（网站返回500）", ["HEAD /500", "GET /500"]),
        ("/403", "", ["HEAD /403", "GET /403"]),
        ("/to/zwgk", "", ["HEAD /to/zwgk", "HEAD /zwgk"]),
        ("/to/404", "打不开（网站返回404）", ["HEAD /to/404", "HEAD /404", "GET /404"]),
        ("/to/to/to/to/to/to/to/zwgk", "反复跳转，打不开", None),
    ],
)
def test_a_server_is_asked_for_its_head_and_then_for_the_page(server, path, problem, asked):
    assert probe(server + path, allowed=anywhere) == problem
    assert asked is None or Answers.asked == asked


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://", "http://a..b/", "http://x.invalid/", "http://127.0.0.1:1/"]
)
def test_what_is_no_address_or_does_not_answer_is_told(url):
    assert probe(url, allowed=anywhere)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.1.2.3", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:0a00:0001::", False),
        ("114.114.114.114", True),
        ("2400:3200::1", True),
    ],
)
def test_only_the_public_internet_is_asked(address, public):
    assert is_public(address) is public


def test_a_link_or_a_redirect_inwards_is_never_followed(server):
    assert probe(f"{server}/zwgk") == INWARD
    assert probe("http://localhost:9/") == INWARD
    assert Answers.asked == []
    inner = []

    def only_the_first(address: str) -> bool:
        inner.append(address)
        return len(inner) == 1

    assert probe(f"{server}/to/zwgk", allowed=only_the_first) == INWARD
    assert Answers.asked == ["HEAD /to/zwgk"]


@pytest.fixture
def linked(office, server):
    text = f'<p>一</p><p>见<a href="{server}/404">旧址</a>和<a href="{server}/zwgk">新址</a>。</p>'
    return office.publish(office.document(content=[("text", text)]))


@pytest.mark.django_db
def test_without_the_operators_leave_no_site_is_asked(linked):
    call_command("run_prechecks")
    assert Answers.asked == [] and not CheckedAddress.objects.exists()


@pytest.mark.django_db
@pytest.mark.rows("R-080")
def test_the_night_asks_each_address_once_and_every_check_tells(linked, settings, monkeypatch):
    settings.PRECHECK_EXTERNAL_LINKS = True
    monkeypatch.setattr(outside, "probe", lambda url: probe(url, allowed=anywhere))
    assert not run_checks(linked).open and Answers.asked == []
    call_command("run_prechecks")
    assert len(Answers.asked) == 3
    (finding,) = run_checks(linked).confirm
    assert (finding.place, finding.message) == ("正文第2段", "外部链接“旧址”打不开（网站返回404）")
    call_command("run_prechecks")
    assert len(Answers.asked) == 3


@pytest.mark.django_db
def test_a_night_has_only_so_much_time(linked, settings, monkeypatch):
    settings.PRECHECK_EXTERNAL_LINKS = True
    monkeypatch.setattr(outside, "SECONDS_A_NIGHT", -1)
    call_command("run_prechecks")
    assert not CheckedAddress.objects.exists()
