"""What readers ask for is found, and found first: the same on SQLite, on PostgreSQL and on the search node."""

import pytest

from foundation.search.engines import choosing
from foundation.search.queries import Query
from foundation.search.rebuilding import rebuild_node
from foundation.search.selectors import find
from tests.foundation.search.judged import DEPTH, fill_index, judged, quality, relevant


@pytest.fixture
def search(db, monkeypatch):
    # An earlier test may have asked a node that holds no index yet.
    monkeypatch.setattr(choosing, "_rests_until", 0.0)
    passages = fill_index()
    node = choosing.node()
    if node:
        rebuild_node(lambda n: None)

    def ask(words: str) -> list[int]:
        return [passages[hit.entry.pk] for hit in find(Query(words), size=DEPTH).hits]

    yield ask
    if node:
        assert choosing.rests() == 0, "the database answered instead of the node"
        node.drop()


def test_readers_find_what_answers_their_question(search):
    recall, rank = quality(search)
    missed = [
        query["query"] for query in judged()["queries"]
        if len(relevant(query) & set(search(query["query"]))) < min(DEPTH, len(relevant(query)))
    ]  # fmt: skip
    assert recall >= 0.95, missed
    assert rank >= 0.95, missed


@pytest.mark.parametrize("kind", ["S", "D"], ids=["two characters", "document numbers"])
def test_two_characters_and_document_numbers_are_always_found(search, kind):
    assert quality(search, kind) == (1.0, 1.0)
