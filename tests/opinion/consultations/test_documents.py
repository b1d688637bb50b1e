"""Normative documents name their consultation, or why there was none, before they are signed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from foundation.signoff.gates import signature_reasons
from opinion.consultations.documents import MISSING, record_consultation, record_of

from .making import notice

pytestmark = pytest.mark.django_db


def asked(page) -> bool:
    return MISSING in [reason.message for reason in signature_reasons(page)]


@pytest.mark.rows("R-107")
def test_a_normative_document_with_neither_cannot_be_signed(office):
    page = office.document(kind="normative")
    assert asked(page)
    record_consultation(page, None, "只规定机关内部工作程序", office.editor)
    assert not asked(page)


@pytest.mark.rows("R-107")
def test_a_consultation_that_was_public_is_enough(office):
    page = office.document(kind="normative")
    draft = notice(office)
    with pytest.raises(ValidationError, match="还没有公开过"):
        record_consultation(page, draft, "", office.editor)
    record_consultation(page, office.publish(draft), "", office.editor)
    assert not asked(page)


@pytest.mark.parametrize(
    "fields", [{"kind": "other"}, {"kind": "normative", "original_published_at": timezone.now()}]
)
def test_others_are_not_asked(office, fields):
    assert not asked(office.document(**fields))


@pytest.mark.parametrize("reason", ["", "  ", "急"])
def test_a_reason_says_something(office, reason):
    with pytest.raises(ValidationError):
        record_consultation(office.document(kind="normative"), None, reason, office.editor)


def test_other_posts_record_nothing(office):
    with pytest.raises(PermissionDenied):
        record_consultation(office.document(kind="normative"), None, "紧急情况下制定", office.leader)


def test_the_editor_records_it_on_screen(client, office):
    page = office.document(kind="normative")
    client.force_login(office.editor)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    where = reverse("consultations_admin:document", args=[page.pk])
    assert where in edit
    wrong = client.post(where, {"reason_for_none": "急"}).content.decode()
    assert "不少于4个字" in wrong
    client.post(where, {"reason_for_none": "防汛应急需要，来不及公开征求意见"})
    assert record_of(page).reason_for_none.startswith("防汛")
