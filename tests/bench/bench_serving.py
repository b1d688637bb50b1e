"""What the real Varnish with the shipped rules serves: a document page against a static file of the same bytes, and how
soon after the last signature readers see what was published. Also what a first view weighs.

For the comparison the page's bytes and headers are those of the real site; behind Varnish stands a server that gives
them once. For the rest the site itself stands behind it.
"""

import gzip
import http.client
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import lxml.html
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.test.testcases import LiveServerThread, _StaticFilesHandler
from django.test.utils import override_settings

from tests.offices import Office, open_office
from tests.varnish import VARNISHD, get, varnish_before

from .bench_pages import published_document, scratch_database
from .rows import Row, compare

PAGE, FILE = "/page/", "/static/same.html"
HEADERS = ("Content-Type", "ETag", "Cache-Control", "Surrogate-Control", "Surrogate-Key")


def run() -> list[Row]:
    """The ratio of the times; 0.9 of the static file's requests a second is 1 / 0.9 of its time (issue 5)."""
    if not VARNISHD:
        raise SystemExit("apt-get install varnish")
    with scratch_database():
        office = open_office()
        document = published_document(office)
        answer = Client().get(document.url)
        others = [*_weight(answer.content), _seen(office, document)]
    return [_against_static_file(answer), *others]


def _against_static_file(answer) -> Row:
    with tempfile.TemporaryDirectory() as folder, varnish_before(_origin(answer), Path(folder)) as proxy:
        reader = http.client.HTTPConnection(proxy.removeprefix("http://"))

        def fetch(path: str) -> None:
            reader.request("GET", path, headers={"Accept-Encoding": "gzip"})
            received = reader.getresponse()
            received.read()
            if received.status != 200 or received.headers["Content-Encoding"] != "gzip":
                raise RuntimeError(f"{path}: {received.status}")

        name = "文件页与同样大小的静态文件，均由Varnish提供（毫秒）"
        return compare(name, lambda: fetch(PAGE), lambda: fetch(FILE), 1 / 0.9, repeats=3000)


def _weight(page: bytes) -> Iterator[Row]:
    """A first view without images: the page with its style sheets and scripts, as they are and as they travel."""
    tree = lxml.html.fromstring(page)
    paths = [*tree.xpath("//link[@rel='stylesheet']/@href"), *tree.xpath("//script/@src")]
    files = [Path(finders.find(path.removeprefix(settings.STATIC_URL))).read_bytes() for path in paths]
    parts = [page, *files]
    yield Row(f"首次打开，{len(parts)}次请求，未压缩（KB）", sum(map(len, parts)) / 1000, 100)
    yield Row("首次打开，压缩后（KB）", sum(len(gzip.compress(part)) for part in parts) / 1000, 100)


def _seen(office: Office, document) -> Row:
    """From the press of the last signature until the proxy shows the document with its new interpretation."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _site() as site,
        varnish_before(site, Path(folder)) as proxy,
        override_settings(PURGE_URLS=[f"{proxy}/"]),
    ):
        for _ in range(2):
            get(proxy + document.url)
        page = office.submit(office.interpretation(document, title="补充解读"))
        while page.workflow_in_progress:
            started = time.perf_counter()
            page = office.decide(page, office.holder_of_open_step(page))
        while page.title not in get(proxy + document.url)[2].decode():
            time.sleep(0.01)
        seen = time.perf_counter() - started
    return Row("最后一次签批到读者经Varnish看到（毫秒）", seen * 1000, 1_000)


@contextmanager
def _site() -> Iterator[str]:
    """The site in a thread of its own."""
    thread = LiveServerThread("127.0.0.1", _StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


def _origin(answer) -> str:
    class Once(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name in HEADERS if self.path == PAGE else HEADERS[:2]:
                self.send_header(name, answer[name])
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Once)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"
