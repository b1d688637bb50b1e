"""A document page against a static file of the same bytes, both from the real Varnish with the shipped rules.

The page's bytes and headers are those of the real site; behind Varnish stands a server that gives them once.
"""

import http.client
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.test import Client

from tests.offices import open_office
from tests.varnish import VARNISHD, varnish_before

from .bench_pages import published_document, scratch_database
from .rows import Row, compare

PAGE, FILE = "/page/", "/static/same.html"
HEADERS = ("Content-Type", "ETag", "Cache-Control", "Surrogate-Control", "Surrogate-Key")


def run() -> list[Row]:
    """The ratio of the times; 0.9 of the static file's requests a second is 1 / 0.9 of its time (issue 5)."""
    if not VARNISHD:
        raise SystemExit("apt-get install varnish")
    with scratch_database():
        answer = Client().get(published_document(open_office()).url)
    with tempfile.TemporaryDirectory() as folder, varnish_before(_origin(answer), Path(folder)) as proxy:
        reader = http.client.HTTPConnection(proxy.removeprefix("http://"))

        def get(path: str) -> None:
            reader.request("GET", path, headers={"Accept-Encoding": "gzip"})
            received = reader.getresponse()
            received.read()
            if received.status != 200 or received.headers["Content-Encoding"] != "gzip":
                raise RuntimeError(f"{path}: {received.status}")

        name = "文件页与同样大小的静态文件，均由Varnish提供（毫秒）"
        return [compare(name, lambda: get(PAGE), lambda: get(FILE), 1 / 0.9, repeats=3000)]


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
