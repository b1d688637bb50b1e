"""The database itself refuses, whatever program speaks to it. The same on SQLite and on PostgreSQL."""

import pytest
from django.db import DatabaseError, connection, transaction
from wagtail.models import Page

from foundation.signoff.takedown_models import Takedown
from foundation.signoff.triggers import missing

pytestmark = pytest.mark.django_db

STATEMENTS = {
    "撤下": "UPDATE wagtailcore_page SET live = %(no)s WHERE id = %(live)s",
    "撤下并清版本": "UPDATE wagtailcore_page SET live = %(no)s, live_revision_id = NULL WHERE id = %(live)s",
    "标为过期撤下": "UPDATE wagtailcore_page SET live = %(no)s, expired = %(yes)s WHERE id = %(live)s",
    "改到期时间": "UPDATE wagtailcore_page SET expire_at = %(past)s WHERE id = %(live)s",
    "删除公开页面": "DELETE FROM wagtailcore_page WHERE id = %(live)s",
    "删除公开过的页面": "DELETE FROM wagtailcore_page WHERE id = %(gone)s",
    "恢复撤下的版本": "UPDATE wagtailcore_page SET live = %(yes)s, live_revision_id = %(gone_revision)s "
    "WHERE id = %(gone)s",
    "改撤下记录": "UPDATE signoff_takedown SET category = 'other' WHERE page_id = %(gone)s",
    "删撤下记录": "DELETE FROM signoff_takedown WHERE page_id = %(gone)s",
    "限定访问": "INSERT INTO wagtailcore_pageviewrestriction (page_id, restriction_type, password) "
    "VALUES (%(live)s, 'login', '')",
    "限定访问上级": "INSERT INTO wagtailcore_pageviewrestriction (page_id, restriction_type, password) "
    "VALUES (%(column)s, 'login', '')",
}


@pytest.mark.parametrize("what", STATEMENTS)
def test_raw_sql_is_refused(office, what):
    live = office.publish(office.document())
    published = office.publish(office.document())
    gone = office.take_down(published)
    values = {
        "yes": True,
        "no": False,
        "past": "2020-01-01 00:00:00+00:00",
        "live": live.pk,
        "gone": gone.pk,
        "gone_revision": published.live_revision_id,
        "column": office.column.pk,
    }
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATEMENTS[what], values)
    assert Page.objects.get(pk=live.pk).live
    assert not Page.objects.get(pk=gone.pk).live
    assert Takedown.objects.get(page_id=gone.pk).category == "error"


def test_a_draft_that_was_never_public_may_be_deleted(office):
    page = office.document()
    page.delete()
    assert not Page.objects.filter(pk=page.pk).exists()


def test_all_triggers_are_in_place(db):
    assert missing(connection) == []
