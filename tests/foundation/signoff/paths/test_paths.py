"""No path leads unsigned content to the public: every attempt, then a look at the site as a citizen."""

import pytest
from django.core.cache import cache
from wagtail.models import Page

from foundation.signoff.models import Clearance
from tests.path_table import ACTOR, PATH

from . import (  # noqa: F401  (they register their attempts)
    attribute_paths,
    code_paths,
    people_paths,
    screen_paths,
    takedown_paths,
    tamper_paths,
    workflow_paths,
)
from .attempts import ATTEMPTS, UNSIGNED

pytestmark = pytest.mark.django_db


@pytest.mark.rows("R-061", "R-277")
@pytest.mark.parametrize("attempt", ATTEMPTS, ids=str)
def test_nothing_unsigned_becomes_public(attempt, office, client, record_property):
    record_property(PATH, attempt.path)
    record_property(ACTOR, attempt.actor)
    attempt.run(office)

    cache.clear()
    assert not Page.objects.filter(live=True, title=UNSIGNED).exists()
    for page in Page.objects.filter(live=True, depth__gt=1).specific():
        clearance = Clearance.objects.get(page_id=page.pk, revision_id=page.live_revision_id)
        assert clearance.content_digest == page.current_digest()
        assert UNSIGNED not in client.get(page.get_url()).content.decode()
