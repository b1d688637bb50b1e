"""What happens to the care for columns: a task is set and confirmed, a problem is written down and closed."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import Unit, User
from foundation.organisations.selectors import appointments_of

from .models import Acknowledgement, ColumnCare, Problem
from .tasks import task_digest, task_in_words

CARE_SET = "columns.care"
# Long enough to say something.
SHORTEST_WORDS = 2


@transaction.atomic
def set_care(column: ColumnPage, care: ColumnCare, by: User) -> None:
    """Store the task of a column. A confirmation of the former task lapses. Raises ValidationError."""
    if care.person and not care.person.is_active:
        raise ValidationError({"person": f"{care.person}的账号已停用，请另选责任人。"})
    care.column = column
    care.full_clean()
    care.save()
    log(instance=column, action=CARE_SET, user=by)


def may_confirm(user: User, unit: Unit) -> bool:
    """Those who hold a post in the unit."""
    return user.is_superuser or any(held.post.unit_id == unit.pk for held in appointments_of(user))


@transaction.atomic
def acknowledge(
    column: ColumnPage, unit: Unit | None, care: ColumnCare | None, shown: str, by: User
) -> Acknowledgement:
    """The unit confirms the task it was shown. Raises PermissionDenied, ValidationError."""
    if unit is None:
        raise ValidationError("栏目还没有责任科室，请先分配。")
    if not may_confirm(by, unit):
        raise PermissionDenied(f"维护任务由责任科室（{unit.name}）的人员确认。")
    task = task_in_words(column, unit, care)
    if shown != task_digest(task):
        raise ValidationError("任务在您打开之后有变化，请核对新的内容后再确认。")
    last = column.acknowledgements.first()
    if last and last.digest == shown:
        return last
    return Acknowledgement.objects.create(
        column=column, unit=unit, person=by, person_name=str(by), task=task, digest=shown
    )


def report_problem(column: ColumnPage, unit: Unit | None, words: str, due_on: dt.date, by: User) -> Problem:
    """What a person found (人工巡查). Raises ValidationError."""
    if len(words.strip()) < SHORTEST_WORDS:
        raise ValidationError({"words": "请写明发现的问题。"})
    if due_on < timezone.localdate():
        raise ValidationError({"due_on": "整改期限不能早于今天。"})
    problem = Problem(column=column, kind="other", words=words.strip(), unit=unit, due_on=due_on, found_by=by)
    problem.full_clean()
    problem.save()
    return problem


@transaction.atomic
def close_problem(problem: Problem, result: str, by: User) -> Problem:
    """The owner says what was done. One that is closed stays as it is. Raises ValidationError."""
    problem = Problem.objects.select_for_update().get(pk=problem.pk)
    if problem.closed_on:
        return problem
    if len(result.strip()) < SHORTEST_WORDS:
        raise ValidationError({"result": "请写明处理结果。"})
    problem.result, problem.closed_on, problem.closed_by = result.strip(), timezone.localdate(), by
    problem.full_clean()
    problem.save()
    return problem
