"""A real Varnish with the configuration that is shipped, before a given address."""

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

VARNISHD = shutil.which("varnishd") or ("/usr/sbin/varnishd" if Path("/usr/sbin/varnishd").exists() else "")
SHIPPED = Path(__file__).parents[1] / "deploy" / "varnish.vcl"


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return it.getsockname()[1]


@contextmanager
def varnish_before(address: str, folder: Path) -> Iterator[str]:
    """Its address. Only host, port, the machines that may purge and the pace of the probe are put in."""
    host, port = address.removeprefix("http://").split(":")
    vcl = SHIPPED.read_text().replace('.host = "web"', f'.host = "{host}"').replace('"8000"', f'"{port}"')
    vcl = vcl.replace('    "web";\n    "worker";\n', "")
    vcl = vcl.replace(".interval = 10s", ".interval = 300ms")
    (folder / "default.vcl").write_text(vcl)
    own = free_port()
    command = [
        VARNISHD,
        "-F",
        "-n",
        str(folder / "work"),
        "-a",
        f"127.0.0.1:{own}",
        "-f",
        str(folder / "default.vcl"),
    ]
    process = subprocess.Popen(
        [*command, "-s", "malloc,64m", "-j", "none"],
        stdout=(folder / "out").open("wb"), stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        for _ in range(100):
            with suppress(OSError):
                if get(f"http://127.0.0.1:{own}/healthz/")[0] == 200:
                    break
            time.sleep(0.1)
        else:
            raise RuntimeError((folder / "out").read_text())
        yield f"http://127.0.0.1:{own}"
    finally:
        process.terminate()
        process.wait(10)


def get(address: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in lower case, body. A header's name is written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(quote(address, safe=":/?&="), headers=named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
