"""The index on a search node: Elasticsearch 8/9 or OpenSearch 2/3, by the few requests that both know.

The node gets our tokens with blanks between and splits at the blanks, so it needs no plugin and finds what the
databases find.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from elastic_transport import Transport, TransportError
from elastic_transport.client_utils import url_to_node_config

from ..queries import Parsed, Term
from .asking import FACETS, REACH, Answer, Ask, EngineDown, IndexRow

ALIAS = "public"
# Building may take longer than a reader may wait; entries in one request, some 2 MB.
PATIENCE, BULK = 60.0, 100
LONGEST_REASON = 300
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


class NodeEngine:
    """A search node, or several that share an index: ``urls`` with commas between.

    Every method raises EngineDown when the node does not do it, or not in ``timeout`` seconds.
    """

    def __init__(self, urls: str, prefix: str, timeout: float) -> None:
        configs = [url_to_node_config(url.strip()) for url in urls.split(",")]
        # One transport for both products: their own clients refuse each other's servers.
        self._transport = Transport(configs, max_retries=0)
        self._timeout = timeout
        self.alias = f"{prefix}{ALIAS}"
        # Writing must not make an index of its own where none has been built yet. Found at once: a page of
        # results that is made a moment later is kept by the proxy, and must not lack what was just published.
        self._existing = f"{self.alias}/_bulk?require_alias=true&refresh=true"

    def write(self, rows: Iterable[IndexRow]) -> None:
        self._write_to(self._existing, rows)

    def remove(self, ids: Collection[int]) -> None:
        self._bulk(self._existing, [{"delete": {"_id": str(id)}} for id in ids])

    def settle(self) -> None:
        self._ask("POST", f"/{self.alias}/_refresh")

    def rebuild(self, rows: Iterable[IndexRow]) -> None:
        """A new index in place of the old, which answers until the new one is whole."""
        old = self._indices()
        number = max((int(name.rpartition("_")[2]) for name in old), default=0) + 1
        name = f"{self.alias}_{number}"
        self._ask("PUT", f"/{name}", INDEX, PATIENCE)
        self._write_to(f"{name}/_bulk", rows)
        self._ask("POST", f"/{name}/_refresh", None, PATIENCE)
        actions: list[dict] = [{"add": {"index": name, "alias": self.alias}}]
        # A half-built one of a run that was cut off goes as well.
        actions += [{"remove_index": {"index": index}} for index in old]
        self._ask("POST", "/_aliases", {"actions": actions}, PATIENCE)

    def drop(self) -> None:
        """Take every index of this site away."""
        for index in self._indices():
            self._ask("DELETE", f"/{index}", None, PATIENCE)

    def search(self, ask: Ask) -> Answer:
        answer = self._ask("POST", f"/{self.alias}/_search", body_of(ask))
        facets = {
            name: {
                bucket["key"]: bucket["doc_count"] for bucket in part["values"]["buckets"] if bucket["key"]
            }
            for name, part in answer.get("aggregations", {}).items()
        }
        hits = answer["hits"]
        return Answer([int(hit["_id"]) for hit in hits["hits"]], hits["total"]["value"], facets)

    def _indices(self) -> list[str]:
        return list(self._ask("GET", f"/{self.alias}_*?ignore_unavailable=true", None, PATIENCE))

    def _write_to(self, target: str, rows: Iterable[IndexRow]) -> None:
        lines: list[dict] = []
        for row in rows:
            lines += [{"index": {"_id": str(row.id)}}, _document(row)]
            if len(lines) >= 2 * BULK:
                self._bulk(target, lines)
                lines = []
        self._bulk(target, lines)

    def _bulk(self, target: str, lines: list[dict]) -> None:
        if not lines:
            return
        answer = self._ask("POST", f"/{target}", lines, PATIENCE, "application/x-ndjson")
        failed = [
            one for action in answer["items"] for one in action.values() if one["status"] not in (200, 201, 404)
        ]  # fmt: skip
        if failed:
            raise EngineDown(f"{len(failed)} entries were refused, the first: {failed[0]}"[:LONGEST_REASON])

    def _ask(
        self, method: str, path: str, body: Any = None, seconds: float = 0, content: str = "application/json"
    ) -> Any:
        headers = {"accept": "application/json"} | ({"content-type": content} if body is not None else {})
        try:
            answer = self._transport.perform_request(
                method, path, body=body, headers=headers, request_timeout=seconds or self._timeout
            )
        except TransportError as problem:
            raise EngineDown(f"{type(problem).__name__}: {problem}"[:LONGEST_REASON]) from problem
        if not 200 <= answer.meta.status < 300:
            raise EngineDown(f"{method} {path}: {answer.meta.status} {answer.body}"[:LONGEST_REASON])
        return answer.body


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
        "aggs": _counts(ask.filters) if ask.counts else {},
        "sort": ["_score", *newest] if is_ranked else newest,
        "size": REACH,
        "track_total_hits": True,
        "_source": False,
    }


def _counts(filters: dict[str, str]) -> dict[str, Any]:
    return {
        name: {
            "filter": _all_of({key: value for key, value in filters.items() if key != name}),
            "aggs": {"values": {"terms": {"field": name, "size": _MOST_VALUES}}},
        }
        for name in FACETS
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
