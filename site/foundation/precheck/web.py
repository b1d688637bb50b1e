"""Asking the web whether an address still answers. No Django; nothing of the answer's body is read.

The address comes from whoever wrote the page, so it must not lead into the office's own network: every name is
resolved here, each of its addresses must be public, and the connection goes to the very address that was judged.
"""

import http.client
import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import urllib3

# How long one server may take, and how often it may send us on. Policy of the product; browsers allow 20.
SECONDS = 5
MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Answers of a server that is there but does not like programs: a reader may well get the page.
_PERHAPS_FINE = frozenset({401, 403, 405, 406, 429})
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; link check)", "Accept": "*/*"}
INWARD = "指向内部网络地址，公众打不开"

Allowed = Callable[[str], bool]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip.sixtofour or ip.teredo or ip in ipaddress.ip_network("64:ff9b::/96"):
            return False  # may carry a private address inside
    return ip.is_global and not ip.is_multicast


def probe(url: str, allowed: Allowed = is_public) -> str:
    """Why a reader could not open the address, in Chinese; empty when it answers."""
    for _hop in range(MAX_REDIRECTS + 1):
        try:
            status, onward = _answer(url, allowed)
        except _Problem as problem:
            return str(problem)
        if status in _REDIRECTS and onward:
            url = urljoin(url, onward)
            continue
        is_fine = status < 400 or status in _PERHAPS_FINE
        return "" if is_fine else f"打不开（网站返回{status}）"
    return "反复跳转，打不开"


class _Problem(Exception):
    """Why there is no answer."""


def _answer(url: str, allowed: Allowed) -> tuple[int, str]:
    """Status and onward address: HEAD first, GET when the server does not like that."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        host = host.encode("idna").decode()
    except (UnicodeError, ValueError):
        raise _Problem("的网址写法不正确") from None
    if parts.scheme not in ("http", "https") or not host:
        raise _Problem("的网址写法不正确")
    pool = _pool(parts.scheme, host, _judged_address(host, port, allowed), port)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = _HEADERS | {"Host": parts.netloc.rpartition("@")[2]}
    try:
        answer = _ask(pool, "HEAD", target, headers)
        return answer if answer[0] < 400 else _ask(pool, "GET", target, headers)
    except urllib3.exceptions.SSLError:
        return 200, ""  # somebody answers; an old cipher or certificate is a matter between site and browser
    except (urllib3.exceptions.HTTPError, OSError, http.client.HTTPException, ValueError):
        raise _Problem("打不开（网站没有回应）") from None
    finally:
        pool.close()


def _judged_address(host: str, port: int, allowed: Allowed) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _Problem("打不开（域名不存在）") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not all(map(allowed, addresses)):
        raise _Problem(INWARD)
    return addresses[0]


def _pool(scheme: str, host: str, address: str, port: int) -> urllib3.HTTPConnectionPool:
    timeout = urllib3.Timeout(connect=SECONDS, read=SECONDS)
    if scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=timeout, retries=False)
    urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
    # Nothing is sent and nothing read: whether the certificate is in order is not what is asked.
    return urllib3.HTTPSConnectionPool(
        address,
        port,
        timeout=timeout,
        retries=False,
        cert_reqs="CERT_NONE",
        assert_hostname=False,
        server_hostname=host,
    )


def _ask(
    pool: urllib3.HTTPConnectionPool, method: str, target: str, headers: dict[str, str]
) -> tuple[int, str]:
    response = pool.urlopen(
        method, target, headers=headers, redirect=False, preload_content=False, assert_same_host=False
    )
    try:
        return response.status, response.headers.get("Location", "")
    finally:
        response.close()
