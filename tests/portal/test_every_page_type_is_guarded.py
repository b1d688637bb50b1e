"""Whatever feature a page type comes from: no way to switch it live goes around the signatures.

The long table of paths is walked with policy documents (tests/foundation/signoff/paths); here every other type of
signed page tries the doors that do not depend on its fields.
"""

import datetime as dt

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from disclosure.answers.letters import MIXED
from disclosure.answers.models import AnswerPage
from foundation.signoff.pages import SignedPage
from tests.disclosure.requests.cases import opened
from tests.foundation.signoff.paths.attempts import UNSIGNED, person, refused

pytestmark = pytest.mark.django_db
TYPES = [model for model in apps.get_models() if issubclass(model, SignedPage)]


def publish_revision(office, page):
    page.get_latest_revision().publish()


def publish_action(office, page):
    action = PublishPageRevisionAction(page.get_latest_revision(), user=person(office, "超级用户"))
    action.execute(skip_permission_checks=True)


def live_and_save(office, page):
    page.live, page.live_revision = True, page.get_latest_revision()
    page.save()


def update(office, page):
    Page.objects.filter(pk=page.pk).update(live=True, live_revision=page.get_latest_revision())


def raw_sql(office, page):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE wagtailcore_page SET live = %s, live_revision_id = latest_revision_id WHERE id = %s",
            [True, page.pk],
        )


def schedule(office, page):
    page.go_live_at = timezone.now() - dt.timedelta(hours=1)
    page.save_revision(user=office.editor, approved_go_live_at=page.go_live_at)
    call_command("publish_scheduled")


DOORS = [publish_revision, publish_action, live_and_save, update, raw_sql, schedule]


def test_the_types_of_all_features_are_among_them():
    assert {model.__name__ for model in TYPES} >= {
        "DocumentPage",
        "InformationPage",
        "InterpretationPage",
        "GuidePage",
        "ConsultationPage",
        "ConsultationResultPage",
        "MeetingPage",
        "PressReleasePage",
        "PressConferencePage",
        "ClarificationPage",
        "AnswerPage",
    }


@pytest.mark.rows("R-061", "R-123")
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_nothing_unsigned_goes_live(office, client, model, door):
    page = model(title=UNSIGNED, body=office.body, owner=office.editor, live=False)
    if hasattr(page, "unit_id"):
        page.unit = office.unit
    if isinstance(page, AnswerPage):
        page.case, page.letter_key = opened(office, timezone.localdate()), MIXED
    office.column.add_child(instance=page)
    page.save_revision(user=office.editor)
    with refused():
        door(office, model.objects.get(pk=page.pk))
    assert not Page.objects.get(pk=page.pk).live
    assert client.get(page.get_url()).status_code == 404
