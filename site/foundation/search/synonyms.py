"""The editable groups of words that mean the same, as the parser takes them."""

from django.core.cache import cache

from .models import Synonym

SYNONYMS_KEY = "search.synonyms"
# Bounds how long another process with a cache of its own keeps the old list.
_SECONDS = 60


def load_synonyms() -> dict[str, list[str]]:
    """Each word with the others of its groups; no query while cached."""
    groups = cache.get(SYNONYMS_KEY)
    if groups is None:
        groups = {}
        for synonym in Synonym.objects.filter(is_active=True):
            members = synonym.members
            for word in members:
                groups.setdefault(word, []).extend(other for other in members if other != word)
        cache.set(SYNONYMS_KEY, groups, _SECONDS)
    return groups
