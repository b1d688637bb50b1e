"""A matter is registered, given more sources, decided, drafted for. Check, transaction, record."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosure.catalogue.enums import ColumnType
from disclosure.catalogue.models import ColumnPage
from foundation.organisations.models import Body, Unit, User
from foundation.secrecy.access import names
from interpretation.monitoring.models import Finding

from .access import DECIDERS, HANDLERS, decider, handler
from .duties import start_clock, stop_clock
from .enums import CaseState, Course, EventKind, Intake, Result, Verdict
from .models import CaseEvent, CaseSource, RumourCase
from .page_models import ClarificationPage
from .states import after, allows

SHORTEST_CLAIM, SHORTEST_REASON = 5, 10
# The verdict that a page begins with.
_VERDICTS = {Result.FALSE: Verdict.FALSE, Result.INCOMPLETE: Verdict.INCOMPLETE, Result.TRUE: Verdict.TRUE}
_COLUMNS = (ColumnType.CLARIFICATION, ColumnType.RESPONSE)


def locked(case: RumourCase) -> RumourCase:
    """The row as it is now, for whoever comes first."""
    return (
        RumourCase.objects.select_for_update(of=("self",))
        .select_related("body", "unit__body")
        .get(pk=case.pk)
    )


def record(
    case: RumourCase, kind: str, words: str, by: User | None, at: dt.datetime | None = None
) -> CaseEvent:
    """Write down what happened and move the state on. Raises ValidationError where it may not happen now."""
    if not allows(case.state, kind):
        raise ValidationError(
            f"本事项现为“{case.get_state_display()}”，不能办理“{EventKind(kind).label}”，请刷新页面。"
        )
    state = after(case.state, kind)
    if state != case.state:
        case.state = CaseState(state)
        case.save(update_fields=["state"])
    return CaseEvent.objects.create(
        case=case,
        kind=kind,
        words=words,
        by=by,
        by_name=by.get_full_name() if by else "系统",
        at=at or timezone.now(),
    )


def require_handler(case: RumourCase, user: User) -> None:
    """Raises PermissionDenied with who may."""
    if handler(case, user) is None:
        raise PermissionDenied(f"由主责单位（{names(HANDLERS)}）办理，您目前不在这些岗位上。")


def require_reason(field: str, words: str, what: str) -> str:
    """Words that somebody else can follow. Raises ValidationError."""
    if len(words.strip()) < SHORTEST_REASON:
        raise ValidationError({field: f"请写明{what}，不少于{SHORTEST_REASON}个字。"})
    return words.strip()


def _number(now: dt.datetime) -> str:
    day = f"CQ{timezone.localdate(now):%Y%m%d}"
    last = (
        RumourCase.objects.filter(number__startswith=day).order_by("-number").values_list("number", flat=True)
    )
    count = int(last[0].rpartition("-")[2]) + 1 if last[:1] else 1
    return f"{day}-{count:03d}"


@transaction.atomic
def open_case(
    *,
    claim: str,
    body: Body,
    unit: Unit | None = None,
    by: User | None = None,
    discovered_at: dt.datetime | None = None,
    intake: str = Intake.INTERNAL,
    **facts: Any,
) -> RumourCase:
    """Register a matter and start its clock at the moment of discovery. Raises ValidationError.

    ``facts`` are spread, duty_relation, harm, is_emergency, and the finding it came from, taken over once.
    """
    claim, now = claim.strip(), timezone.now()
    if len(claim) < SHORTEST_CLAIM:
        raise ValidationError({"claim": f"请写明网传内容，不少于{SHORTEST_CLAIM}个字。"})
    found = discovered_at or now
    if found > now:
        raise ValidationError({"discovered_at": "发现时间在现在之后，请填写实际发现的时间。"})
    if finding := facts.get("finding"):
        _require_not_taken_over(finding)
    case = RumourCase(
        claim=claim, body=body, unit=unit, opened_by=by, discovered_at=found, intake=intake, **facts
    )
    _insert(case, now)
    record(
        case,
        EventKind.OPENED,
        f"{case.get_intake_display()}，发现于{timezone.localtime(found):%Y-%m-%d %H:%M}，由{case.owner}主责",
        by,
    )
    start_clock(case, by, found)
    return case


def _require_not_taken_over(finding: Finding) -> None:
    """Whoever comes second waits for the first and is told the number. Raises ValidationError."""
    if before := Finding.objects.select_for_update().get(pk=finding.pk).rumours.first():
        raise ValidationError(
            f"这条舆情信息已登记为澄清事项 {before.number}，请到该事项中办理，不要重复登记。"
        )


def _insert(case: RumourCase, now: dt.datetime) -> None:
    """Two at the same instant take numbers one after the other."""
    for _attempt in range(20):
        case.number = _number(now)
        try:
            with transaction.atomic():
                case.save(force_insert=True)
            return
        except IntegrityError:
            case.pk = None
    raise ValidationError("登记的人太多，编号未能取得，请再提交一次。")


@transaction.atomic
def add_source(
    case: RumourCase,
    user: User | None,
    *,
    address: str = "",
    note: str = "",
    screenshot: UploadedFile | None = None,
) -> CaseSource:
    """Another place where it is spread, or a screenshot. Raises PermissionDenied, ValidationError."""
    case = locked(case)
    if user is not None:
        require_handler(case, user)
    if not (address.strip() or screenshot or note.strip()):
        raise ValidationError({"address": "请填写链接或出处，或者上传截图。"})
    source = CaseSource.objects.create(
        case=case, address=address.strip(), note=note.strip(), screenshot=screenshot or "", added_by=user
    )
    record(case, EventKind.SOURCE, f"补充传播来源：{source}", user)
    return source


@transaction.atomic
def update_facts(case: RumourCase, user: User, **facts: Any) -> RumourCase:
    """Spread, relation to the duty, harm, whether it is about an emergency. Raises PermissionDenied."""
    case = locked(case)
    require_handler(case, user)
    for name, value in facts.items():
        setattr(case, name, value)
    case.save(update_fields=list(facts))
    return case


@transaction.atomic
def log_contact(case: RumourCase, user: User, *, who: str, channel: str, said: str) -> CaseEvent:
    """沟通记录: with whom, how, what was said."""
    case = locked(case)
    require_handler(case, user)
    if not who.strip() or not said.strip():
        raise ValidationError({"said": "请写明沟通对象和内容。"})
    from .enums import ContactChannel

    words = f"{ContactChannel(channel).label}联系{who.strip()}：{said.strip()}"
    return record(case, EventKind.CONTACT, words, user)


@transaction.atomic
def decide(case: RumourCase, user: User, *, course: str, reason: str) -> RumourCase:
    """首次处置决定: clarify in public or not, with the reason; meets the clock.

    Raises PermissionDenied, ValidationError.
    """
    case = locked(case)
    if decider(case, user) is None:
        raise PermissionDenied(f"处置决定由{names(DECIDERS)}作出，您目前不在这些岗位上。")
    if course == Course.DECLINE:
        reason = require_reason("reason", reason, "不作公开澄清的理由")
    words = f"{Course(course).label}。{reason.strip()}".strip("。") + "。"
    record(case, EventKind.DECIDED, words, user)
    case.course = Course(course)
    case.decided_at = case.decided_at or timezone.now()
    case.state = CaseState.CLARIFYING if course == Course.CLARIFY else CaseState.DECLINED
    case.save(update_fields=["course", "decided_at", "state"])
    stop_clock(case, user)
    return case


def column_for(case: RumourCase, user: User) -> ColumnPage | None:
    """The 澄清辟谣 column that the user may write in, of the same body first; else 回应关切."""
    columns = ColumnPage.objects.live().filter(column_type__in=_COLUMNS, external_url="")
    in_order = sorted(
        columns, key=lambda one: (_COLUMNS.index(ColumnType(one.column_type)), one.body_id != case.body_id)
    )
    return next((one for one in in_order if one.permissions_for_user(user).can_add_subpage()), None)


@transaction.atomic
def begin_page(
    case: RumourCase, user: User, *, in_government_name: bool, touched: list[Body], is_sensitive: bool
) -> ClarificationPage:
    """A draft with what is known, and the answers to the three questions (R-132). Made once.

    Raises PermissionDenied, ValidationError.
    """
    case = locked(case)
    require_handler(case, user)
    if case.page:
        return case.page
    if case.result == Result.UNCERTAIN or not case.result:
        raise ValidationError("尚未核实清楚，请先登记核实结果。")
    unit = case.unit or _unit_of(case, user)
    column = column_for(case, user)
    if column is None:
        raise ValidationError("没有您可以存放的“澄清辟谣”栏目。请联系平台运维人员建立栏目并交给本科室。")
    verified = case.verifications.first()
    page = ClarificationPage(
        title=f"关于“{case.claim[:30]}”的情况说明",
        body=case.body,
        unit=unit,
        owner=user,
        live=False,
        claim=case.claim[:500],
        verdict=_VERDICTS[Result(case.result)],
        verified_on=timezone.localdate(verified.at) if verified else None,
        in_government_name=in_government_name,
        is_sensitive=is_sensitive,
        is_emergency=case.is_emergency,
    )
    if verified:
        block = {
            "statement": verified.evidence,
            "source": verified.source[:200],
            "page": None,
            "file": None,
            "url": "",
        }
        page.evidence = [("evidence", block)]
    page.touched = touched
    column.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    case.page = page
    case.save(update_fields=["page"])
    record(case, EventKind.DRAFTED, f"起草《{page.title}》。{'；'.join(page.approval_route.words)}", user)
    return page


def _unit_of(case: RumourCase, user: User) -> Unit:
    """Whoever drafts drafts for a unit."""
    from .access import units_registered_for

    unit = units_registered_for(user).filter(body=case.body).order_by("pk").first()
    if unit is None:
        raise ValidationError("本事项还没有主责科室，请先移交给主责科室。")
    return unit
