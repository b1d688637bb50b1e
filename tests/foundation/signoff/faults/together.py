"""Several people act at the same instant: threads with connections of their own, let go by one barrier."""

import threading
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from foundation.signoff.enums import Decision
from foundation.signoff.models import Seal, SealHead
from foundation.signoff.selectors import seal_is_intact
from foundation.signoff.services import GENESIS

REFUSALS = (PermissionDenied, ValidationError)
PATIENCE = 30  # seconds; a deadlock is broken by PostgreSQL after one


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each act returned, or the exception that it raised."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [TimeoutError("still waiting")] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(PATIENCE)
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    unexpected = [r for r in results if isinstance(r, Exception) and not isinstance(r, REFUSALS)]
    assert not unexpected, unexpected
    return results


def refused(results: list[Any]) -> list[str]:
    """The words of those that were refused."""
    return [
        "".join(getattr(result, "messages", None) or [str(result)])
        for result in results
        if isinstance(result, REFUSALS)
    ]


def assert_chain_whole() -> list[Seal]:
    """Every seal follows the one before it, is as it was written, and the head is the last one's."""
    seals = list(Seal.objects.order_by("pk"))
    before = [GENESIS, *(seal.digest for seal in seals)]
    assert [seal.previous_digest for seal in seals] == before[:-1], "the chain forked"
    assert all(map(seal_is_intact, seals))
    assert SealHead.objects.get().digest == before[-1]
    return seals


def decisions(page, decision: str = Decision.APPROVED) -> int:
    """How many seals of this kind a page has."""
    return Seal.objects.filter(page_id=page.pk, decision=decision).count()
