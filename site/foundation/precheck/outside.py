"""Links to other sites: asked at night when the operator allows the network, told by every check afterwards."""

import datetime as dt
import hashlib
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone

from .models import CheckedAddress
from .registry import links_of
from .rules.finding import Finding, Kind, Severity
from .web import probe

# Policies of the product. One night's time for all links together; what is left over comes first the next night,
# because an address that answered is not asked again for some days, and one that did not is asked every night.
SECONDS_A_NIGHT = 30 * 60
ASKED_AGAIN_AFTER = dt.timedelta(days=3)
FORGOTTEN_AFTER = dt.timedelta(days=60)


def broken_links(page: Any) -> Iterator[Finding]:
    """What the last nights said of the page's links to other sites. One query if it has any."""
    links = list(links_of(page)) if settings.PRECHECK_EXTERNAL_LINKS else []
    if not links:
        return
    digests = {_digest(link.url) for link in links}
    broken = CheckedAddress.objects.filter(digest__in=digests).exclude(problem="")
    problems = dict(broken.values_list("digest", "problem"))
    for link in links:
        if problem := problems.get(_digest(link.url)):
            yield Finding(
                Kind.LINK,
                Severity.CONFIRM,
                f"外部链接“{link.text}”{problem}",
                "请打开核对，失效的改正或者删去。",
                field=link.field,
                place=link.place,
            )


class NightlyLinks:
    """Asks for the links of page after page until the night's time is used up."""

    def __init__(self) -> None:
        self._until = time.monotonic() + SECONDS_A_NIGHT

    def ask(self, page: Any) -> None:
        """Ask for every link of the page that is due; nothing when the operator does not allow the network."""
        if not settings.PRECHECK_EXTERNAL_LINKS:
            return
        urls = {_digest(link.url): link.url for link in links_of(page)}
        fresh = CheckedAddress.objects.filter(
            digest__in=urls, problem="", checked_at__gt=timezone.now() - ASKED_AGAIN_AFTER
        )
        asked_tonight = CheckedAddress.objects.filter(
            digest__in=urls, checked_at__gt=timezone.now() - dt.timedelta(hours=12)
        )
        known = {*fresh.values_list("digest", flat=True), *asked_tonight.values_list("digest", flat=True)}
        for digest, url in urls.items():
            if digest in known:
                continue
            if time.monotonic() > self._until:
                return
            CheckedAddress.objects.update_or_create(
                digest=digest, defaults={"url": url, "problem": probe(url), "checked_at": timezone.now()}
            )

    def forget(self) -> None:
        """Addresses that no page has had for long."""
        CheckedAddress.objects.filter(checked_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
