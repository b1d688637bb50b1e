"""From where a decision was sent, for the seal."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The client's IP address; None when it cannot be known.

    Behind a proxy, ``SIGNOFF_ADDRESS_HEADER`` names the header that the proxy sets, as a key of
    ``request.META``, e.g. ``HTTP_X_FORWARDED_FOR``. Its last entry is the proxy's own; earlier ones could be
    written by the client.
    """
    header = getattr(settings, "SIGNOFF_ADDRESS_HEADER", "REMOTE_ADDR")
    sent = request.META.get(header, "").rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(sent))
    except ValueError:
        return None
