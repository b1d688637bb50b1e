"""One public page of every kind of participation and response."""

import datetime as dt

import pytest
from wagtail.models import Page

from opinion.decisions.models import Decision, MeetingAttendee, MeetingPage
from tests.interpretation.clarifications.conftest import Desk, desk  # noqa: F401
from tests.interpretation.press.writing import authorised, conference, release
from tests.offices import Office
from tests.opinion.consultations.ledgers import answer_all, ended_consultation, result_of, written
from tests.opinion.decisions.conftest import catalogue, decision, signed  # noqa: F401

SENDER, QUIET = "司马暗香", "欧阳未列"


def all_said_and_answered(office: Office, desk: Desk, signed: Decision) -> dict[str, Page]:  # noqa: F811
    """By the names that the description of the interface has for them."""
    consultation = ended_consultation(office)
    written(consultation, ["建议延长到零点。"] * 2, name=SENDER, contact="13987654321")
    answer_all(office, consultation)
    result = office.publish(result_of(office, consultation))
    meeting = MeetingPage(
        title="夜间公交座谈会", body=office.body, unit=office.unit, owner=office.editor, method="seminar",
        held_on=dt.date(2026, 4, 8), place="县政府第一会议室", summary="<p>听取了意见。</p>", notice=consultation,
        decision=signed,
    )  # fmt: skip
    meeting.attendees = [
        MeetingAttendee(kind="entrepreneur", name="林某某", organisation="示范公交公司", is_named=True),
        MeetingAttendee(
            kind="entrepreneur", name="何某某", organisation="示范县城乡客运有限责任公司", is_named=True
        ),
        MeetingAttendee(kind="public", name=QUIET),
    ]
    office.column.refresh_from_db()
    office.column.add_child(instance=meeting)
    meeting.save_revision(user=office.editor)
    news = office.publish(
        release(office, text="<p>行动今日启动。</p><h3>服务送到家门口</h3><p>即日起办理。</p>")
    )
    return {
        "Consultation": type(consultation).objects.get(pk=consultation.pk),
        "ConsultationResult": result,
        "Meeting": office.publish(MeetingPage.objects.get(pk=meeting.pk)),
        "PressRelease": news,
        "PressConference": office.publish(authorised(office, conference(office, [news]))),
        "Clarification": desk.publish(),
    }


@pytest.fixture
def said_and_answered(office, desk, signed) -> dict[str, Page]:  # noqa: F811
    return all_said_and_answered(office, desk, signed)
