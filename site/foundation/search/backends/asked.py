"""A query of modelsearch with its texts cut into the tokens that are indexed."""

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from ..segmentation import segment_query

NOTHING = Not(MatchAll())
# A longer text is no query.
LONGEST = 200


def in_tokens(query: SearchQuery) -> SearchQuery:
    """The query to be asked. A text without letters and figures asks for nothing."""
    match query:
        case PlainText() | Fuzzy():
            words = segment_query(query.query_string.replace("\x00", " ")[:LONGEST])
            return PlainText(words, operator=query.operator) if words else NOTHING
        case Phrase():
            words = segment_query(query.query_string.replace("\x00", " ")[:LONGEST])
            return Phrase(words) if words else NOTHING
        case Boost():
            return in_tokens(query.subquery)
        case Not():
            return Not(in_tokens(query.subquery))
        case And() | Or():
            parts = [part for one in query.subqueries if not _is_nothing(part := in_tokens(one))]
            return type(query)(parts) if parts else NOTHING
    return query


def ends_in_one_character(query: SearchQuery) -> bool:
    """Whether the last word is a single Han character, which is only found as the beginning of a pair."""
    return isinstance(query, PlainText) and len(query.query_string.split()[-1]) == 1


def _is_nothing(query: SearchQuery) -> bool:
    return isinstance(query, Not) and isinstance(query.subquery, MatchAll)
