"""The editable groups of words that mean the same, as the parser takes them."""

from pathlib import Path

from django.core.cache import cache

from .models import Synonym

SYNONYMS_KEY = "search.synonyms"
# Bounds how long another process with a cache of its own keeps the old list.
_SECONDS = 60
# What people say (低保) beside what documents say (最低生活保障); a start that each office goes on from.
_SHIPPED = Path(__file__).parent / "data" / "synonyms.txt"


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


def load_shipped() -> int:
    """Add the shipped groups of which the list has no word yet; how many. What the office entered stays as it is."""
    known = {word for synonym in Synonym.objects.all() for word in synonym.members}
    groups = [Synonym(words=line) for line in _SHIPPED.read_text(encoding="utf-8").split()]
    new = [group for group in groups if known.isdisjoint(group.members)]
    for group in new:
        group.full_clean()
        group.save()
    return len(new)
