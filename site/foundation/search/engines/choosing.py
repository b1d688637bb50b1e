"""Which engine answers: the search node where there is one and it answers, else the database."""

import logging
import time
from collections.abc import Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from .asking import Answer, Ask, Engine, EngineDown, IndexRow

if TYPE_CHECKING:
    from .node import NodeEngine

logger = logging.getLogger(__name__)
# How long a node that failed is left alone, so that readers do not all wait for it in vain.
REST_SECONDS = 30
_rests_until = 0.0


def database() -> Engine:
    """The index in the database, which is always kept."""
    if connection.vendor == "postgresql":
        from .postgres import PostgresEngine

        return PostgresEngine()
    from .sqlite import SQLiteEngine

    return SQLiteEngine()


def node() -> "NodeEngine | None":
    """The search node of the settings; None without one."""
    url = getattr(settings, "SEARCH_URL", "")
    return _node(url, settings.SEARCH_PREFIX, settings.SEARCH_TIMEOUT) if url else None


@cache
def _node(urls: str, prefix: str, timeout: float) -> "NodeEngine":
    from .node import NodeEngine

    return NodeEngine(urls, prefix, timeout)


def rests() -> float:
    """For how many seconds more the node is left alone."""
    return max(0.0, _rests_until - time.monotonic())


def search(ask: Ask) -> Answer:
    """Ask the node; when it does not answer, the database, and the log is told."""
    global _rests_until
    chosen = node()
    if chosen and not rests():
        try:
            return chosen.search(ask)
        except EngineDown as problem:
            _rests_until = time.monotonic() + REST_SECONDS
            logger.warning(
                "Search node does not answer, the database does for %s s: %s", REST_SECONDS, problem
            )
    return database().search(ask)


def write(rows: Iterable[IndexRow]) -> None:
    """Keep entries in the database's index, and in the node's if it is up."""
    rows = list(rows)
    database().write(rows)
    _tell_node("write", rows)


def remove(ids: Collection[int]) -> None:
    """Take entries out of every index."""
    database().remove(ids)
    _tell_node("remove", ids)


def _tell_node(action: str, what: Collection) -> None:
    chosen = node()
    if chosen is None or not what:
        return
    try:
        getattr(chosen, action)(what)
    except EngineDown as problem:
        # Made up for by rebuild_search; what is gone is not shown, as every hit is looked up among live pages.
        logger.error("Search node did not take a change (%s of %d entries): %s", action, len(what), problem)
