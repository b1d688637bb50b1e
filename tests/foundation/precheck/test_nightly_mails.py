"""The responsible unit's editors are told once of what the night newly found."""

import pytest
from django.core import mail
from django.core.management import call_command

from foundation.precheck import registry
from foundation.precheck.models import NightlyFinding
from foundation.precheck.registry import TextPart

from .makers import identity_number

pytestmark = pytest.mark.django_db
ID = identity_number()


@pytest.fixture
def faulty(office, monkeypatch):
    """A live document in which the texts in the list are found."""
    page = office.publish(office.document())
    faults: list[str] = []

    def texts(checked):
        if checked.pk == page.pk:
            yield TextPart("overview", "内容概述", "\n".join(faults), "段")

    monkeypatch.setattr(registry, "_texts", [texts])
    mail.outbox.clear()
    return page, faults


@pytest.mark.rows("R-080")
def test_new_findings_are_mailed_once_to_the_units_editors(office, faulty):
    page, faults = faulty
    faults.append(f"联系人{ID}")
    call_command("run_prechecks")
    (letter,) = mail.outbox
    assert letter.to == [office.editor.email]
    assert "新发现1处问题（政务公开科）" in letter.subject
    assert page.title in letter.body and f"/pages/{page.pk}/edit/" in letter.body
    assert "内容概述第1段" in letter.body and ID not in letter.body
    since = NightlyFinding.objects.get().found_at
    call_command("run_prechecks")
    assert len(mail.outbox) == 1
    assert NightlyFinding.objects.get().found_at == since
    faults.append("司机浙A12345")
    call_command("run_prechecks")
    assert len(mail.outbox) == 2
    assert "机动车号牌" in mail.outbox[1].body and "身份号码" not in mail.outbox[1].body


def test_a_mail_server_that_fails_loses_nothing(faulty, monkeypatch):
    _page, faults = faulty
    faults.append(f"联系人{ID}")

    def refuse(*args, **kwargs):
        raise OSError("refused")

    with monkeypatch.context() as broken:
        broken.setattr("foundation.signoff.mails.send_mail", refuse)
        call_command("run_prechecks")
    assert not mail.outbox
    call_command("run_prechecks")
    assert len(mail.outbox) == 1


def test_nothing_new_sends_nothing(faulty):
    call_command("run_prechecks")
    assert not mail.outbox
