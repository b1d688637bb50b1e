"""The duty to publish what became of the opinions (公布征集结果, R-110): opened the day after the last day."""

from django.urls import reverse

from foundation.duties import services as duties
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.models import Body

from .course_models import ConsultationCourse
from .enums import State
from .parameters import RESULT_DAYS

RESULTS = "consult.results"


def register_kinds() -> None:
    """Called when the app is ready."""
    register_kind(
        DutyKind(
            key=RESULTS,
            label="公布意见征集结果",
            basis=RESULT_DAYS.basis,
            parameter=RESULT_DAYS.key,
            base_event="征集结束",
            ends_by="公布征集结果",
        )
    )


def open_ended() -> str:
    """The periodic job: a duty for every public consultation that ended; one that was missed is made up for."""
    opened = 0
    ended = ConsultationCourse.objects.public().in_state(State.CLOSED)
    known = set(Duty.objects.open().filter(kind=RESULTS).values_list("object_id", flat=True))
    for course in ended.select_related("page__body", "page__unit"):
        if str(course.pk) not in known and course.page.body:
            _open(course, course.page.body)
            opened += 1
    return f"征集结束，登记公布结果{opened}项" if opened else ""


def _open(course: ConsultationCourse, body: Body) -> Duty:
    page = course.page
    return duties.open_duty(
        RESULTS,
        subject=page,
        label=f"公布《{page.title}》的征集结果",
        body=body,
        unit=page.unit,
        base_on=course.closes_on,
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        confirmed=True,
    )


def settle(course: ConsultationCourse) -> None:
    """Open, meet, reopen or cancel the duty as the consultation stands now."""
    last = Duty.objects.of(course.page, RESULTS).order_by("-pk").first()
    if course.results_on:
        if (last is None or last.cancelled_at) and course.page.body:
            # Results on the very day after the end come before the job.
            last = _open(course, course.page.body)
        if last and last.is_open:
            duties.meet(last, on=max(course.results_on, last.base_on))
    elif last and last.met_on:
        duties.reopen(last, "征集结果已撤下", by=None)
    elif last and last.is_open and not course.page.live:
        duties.cancel(last, "意见征集公告已撤下", by=None)
