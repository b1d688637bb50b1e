"""The index on a search node: Elasticsearch 8/9 or OpenSearch 2/3, through its own client.

The node gets our tokens with blanks between and splits at the blanks, so it needs no plugin and finds what the
databases find.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from ..queries import Parsed, Term
from .asking import FACETS, REACH, Answer, Ask, EngineDown, IndexRow

ALIAS = "public"
_FIELDS = {
    "": ["title^6", "number^6", "body", "files^0.6"],
    "title": ["title"],
    "number": ["number"],
    "text": ["body", "files^0.6"],
}
# More values than any list of filters shows.
_MOST_VALUES = 300
_TOKENS = {"type": "text", "analyzer": "tokens"}
INDEX = {
    "settings": {
        "analysis": {"analyzer": {"tokens": {"type": "custom", "tokenizer": "whitespace"}}},
        "number_of_replicas": 0,
    },
    "mappings": {
        "dynamic": "strict",
        "_source": {"enabled": False},
        "properties": {
            **dict.fromkeys(("title", "number", "body", "files"), _TOKENS),
            **{name: {"type": "keyword"} for name in FACETS},
            "id": {"type": "long"},
            "public_date": {"type": "date"},
            "is_out_of_force": {"type": "boolean"},
        },
    },
}


def _client(url: str, kind: str, timeout: float) -> tuple[Any, Any, tuple[type[Exception], ...]]:
    """Client, its bulk helper and what it raises. Imported when needed: OpenSearch's is an extra."""
    if kind == "opensearch":
        from opensearchpy import OpenSearch, exceptions, helpers

        return OpenSearch(url, timeout=timeout, max_retries=0), helpers, (exceptions.OpenSearchException,)
    from elastic_transport import TransportError
    from elasticsearch import ApiError, Elasticsearch, helpers

    client = Elasticsearch(url, request_timeout=timeout, max_retries=0)
    return client, helpers, (ApiError, TransportError, helpers.BulkIndexError)


class NodeEngine:
    """A search node. Every method raises EngineDown when the node does not do it, or not in time."""

    def __init__(self, url: str, kind: str, prefix: str, timeout: float) -> None:
        self.client, self.helpers, self.errors = _client(url, kind, timeout)
        self.alias = f"{prefix}{ALIAS}"

    def write(self, rows: Iterable[IndexRow]) -> None:
        self._write_to(self.alias, rows)

    def _write_to(self, index: str, rows: Iterable[IndexRow]) -> None:
        actions = ({"_index": index, "_id": str(row.id), "_source": _document(row)} for row in rows)
        self._do(lambda: self.helpers.bulk(self._patient(), actions, chunk_size=200))

    def remove(self, ids: Collection[int]) -> None:
        actions = ({"_op_type": "delete", "_index": self.alias, "_id": str(id)} for id in ids)
        self._do(lambda: self.helpers.bulk(self.client, actions, raise_on_error=False))

    def settle(self) -> None:
        self._do(lambda: self.client.indices.refresh(index=self.alias))

    def rebuild(self, rows: Iterable[IndexRow]) -> None:
        """A new index in place of the old, which answers until the new one is whole."""
        name = f"{self.alias}_{self._generation() + 1}"
        self._do(lambda: self.client.indices.delete(index=name, ignore_unavailable=True))
        self._do(lambda: self.client.indices.create(index=name, body=INDEX))
        self._write_to(name, rows)
        self._do(lambda: self.client.indices.refresh(index=name))
        old = [index for index in self._indices() if index != name]
        actions: list[dict] = [{"add": {"index": name, "alias": self.alias}}]
        actions += [{"remove_index": {"index": index}} for index in old]
        self._do(lambda: self.client.indices.update_aliases(body={"actions": actions}))

    def drop(self) -> None:
        """Take every index of this site away."""
        for index in self._indices():
            self._do(lambda index=index: self.client.indices.delete(index=index))

    def search(self, ask: Ask) -> Answer:
        answer = self._do(lambda: self.client.search(index=self.alias, body=body_of(ask)))
        facets = {
            name: {
                bucket["key"]: bucket["doc_count"] for bucket in part["values"]["buckets"] if bucket["key"]
            }
            for name, part in answer["aggregations"].items()
        }
        hits = answer["hits"]
        return Answer([int(hit["_id"]) for hit in hits["hits"]], hits["total"]["value"], facets)

    def _indices(self) -> list[str]:
        return list(
            self._do(lambda: self.client.indices.get(index=f"{self.alias}_*", ignore_unavailable=True))
        )

    def _generation(self) -> int:
        return max((int(name.rpartition("_")[2]) for name in self._indices()), default=0)

    def _patient(self) -> Any:
        """Bulk writing may take longer than a reader may wait."""
        return self.client.options(request_timeout=60) if hasattr(self.client, "options") else self.client

    def _do(self, call: Any) -> Any:
        try:
            return call()
        except self.errors as problem:
            raise EngineDown(f"{type(problem).__name__}: {problem}"[:300]) from problem


def _document(row: IndexRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "number": row.number,
        "body": row.body,
        "files": row.files,
        "public_date": row.public_date.isoformat(),
        "is_out_of_force": row.is_out_of_force,
        **row.facets,
    }


def body_of(ask: Ask) -> dict[str, Any]:
    """The search as the node takes it: chosen filters after the counting, each count under the other filters."""
    found: dict[str, Any] = {"bool": {"must": _must(ask), "filter": _dates(ask)}}
    demoted = {
        "boosting": {
            "positive": found,
            "negative": {"term": {"is_out_of_force": True}},
            "negative_boost": 0.6,
        }
    }
    newest = [{"public_date": "desc"}, {"id": "desc"}]
    is_ranked = ask.parsed.words and not ask.by_date
    return {
        "query": demoted,
        "post_filter": _all_of(ask.filters),
        "aggs": {
            name: {
                "filter": _all_of({key: value for key, value in ask.filters.items() if key != name}),
                "aggs": {"values": {"terms": {"field": name, "size": _MOST_VALUES}}},
            }
            for name in FACETS
        },
        "sort": ["_score", *newest] if is_ranked else newest,
        "size": REACH,
        "track_total_hits": True,
        "_source": False,
    }


def _all_of(filters: dict[str, str]) -> dict[str, Any]:
    return {"bool": {"filter": [{"term": {name: value}} for name, value in filters.items()]}}


def _dates(ask: Ask) -> list[dict[str, Any]]:
    bounds = {"gte": ask.since, "lte": ask.until}
    given = {sign: day.isoformat() for sign, day in bounds.items() if day}
    return [{"range": {"public_date": given}}] if given else []


def _must(ask: Ask) -> list[dict[str, Any]]:
    fields = _FIELDS[ask.field]
    if not ask.parsed.words:
        return [{"match_all": {}}]
    if ask.any_word:
        return [{"bool": {"should": list(_parts(ask.parsed, fields)), "minimum_should_match": 1}}]
    return [
        {
            "bool": {
                "should": [
                    {"bool": {"must": [_term(term, fields) for term in terms]}} for terms in word.alternatives
                ],
                "minimum_should_match": 1,
            }
        }
        for word in ask.parsed.words
    ]


def _parts(parsed: Parsed, fields: list[str]) -> Iterator[dict[str, Any]]:
    for word in parsed.words:
        for terms in word.alternatives:
            for term in terms:
                yield from (_one(token, fields, term.is_prefix) for token in term.tokens)
                if len(term.tokens) > 1:
                    yield _side_by_side(term, fields)


def _term(term: Term, fields: list[str]) -> dict[str, Any]:
    """All pairs; standing side by side they count once more."""
    parts = [_one(token, fields, term.is_prefix) for token in term.tokens]
    if len(parts) == 1:
        return parts[0]
    return {"bool": {"must": parts, "should": [_side_by_side(term, fields)]}}


def _one(token: str, fields: list[str], is_prefix: bool) -> dict[str, Any]:
    kind = "phrase_prefix" if is_prefix else "most_fields"
    return {"multi_match": {"query": token, "fields": fields, "type": kind}}


def _side_by_side(term: Term, fields: list[str]) -> dict[str, Any]:
    return {"multi_match": {"query": " ".join(term.tokens), "fields": fields, "type": "phrase"}}
