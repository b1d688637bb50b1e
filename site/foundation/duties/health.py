"""Whether the periodic jobs run: one line for people, one answer for monitoring."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.rules.parameters import value

from .enums import Outcome
from .job_models import JobState
from .jobs import ITSELF, all_jobs


@dataclass(frozen=True, slots=True)
class Health:
    """``age`` is the time since run_duties last came to its end, None if it never did."""

    age: dt.timedelta | None
    failing: tuple[str, ...]
    is_late: bool

    @property
    def is_well(self) -> bool:
        return not (self.is_late or self.failing)

    @property
    def line(self) -> str:
        if self.age is None:
            return "异常：周期任务还没有运行过，请配置 run_duties 定时运行。"
        minutes = int(self.age.total_seconds() // 60)
        words = f"最近一次运行于{minutes}分钟前完成"
        if self.failing:
            words += f"，以下任务失败：{'、'.join(self.failing)}"
        return f"{'正常' if self.is_well else '异常'}：{words}。"


def health() -> Health:
    """One query."""
    states = JobState.objects.in_bulk()
    itself = states.get(ITSELF)
    age = timezone.now() - itself.last_succeeded_at if itself and itself.last_succeeded_at else None
    failing = tuple(
        job.label for job in all_jobs() if job.key in states and states[job.key].outcome == Outcome.FAILED
    )
    longest = dt.timedelta(minutes=value("duties.health_minutes"))
    return Health(age, failing, is_late=age is None or age > longest)


@never_cache
@require_safe
def health_view(request: HttpRequest) -> JsonResponse:
    """For monitoring, without a login: 200 when well, 503 when not. Names nobody and no content."""
    found = health()
    age = None if found.age is None else int(found.age.total_seconds())
    answer = {"ok": found.is_well, "age_seconds": age, "failing": len(found.failing)}
    return JsonResponse(answer, status=200 if found.is_well else 503)
