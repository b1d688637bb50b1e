"""A catalogue is begun, signed and adjusted; decisions go through their stages."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from foundation.duties import services as duties
from foundation.organisations.models import Body, Unit, User

from . import access
from .duties import KIND
from .enums import Stage
from .models import Decision, DecisionCatalogue, StageRecord
from .rules import MAY_BE_LEFT_OUT, missing_before

SHORTEST_REASON = 5
FIRST_YEAR = 2019  # 国令713号 has been in force since 2019-09-01.


@transaction.atomic
def begin_catalogue(user: User, body: Body, year: int) -> DecisionCatalogue:
    """An empty catalogue of a year. Raises PermissionDenied, ValidationError."""
    if access.may_keep(user, body.pk) is None:
        raise PermissionDenied("目录由本机关办公室（办公室复审岗位）建立，您目前不在这个岗位上。")
    if not FIRST_YEAR <= year <= timezone.localdate().year + 1:
        raise ValidationError(
            {"year": f"请填写{FIRST_YEAR}年至{timezone.localdate().year + 1}年之间的年度。"}
        )
    catalogue, is_new = DecisionCatalogue.objects.get_or_create(body=body, year=year)
    if not is_new:
        raise ValidationError({"year": f"{catalogue}已经建立，请直接打开。"})
    return catalogue


@transaction.atomic
def enter_decision(
    user: User,
    catalogue: DecisionCatalogue,
    *,
    matter: str,
    office: str,
    unit: Unit,
    basis: str = "",
    planned: str = "",
) -> Decision:
    """A matter is put into the catalogue; into a public one by the leader only. Raises as above."""
    if catalogue.is_public and access.may_sign(user, catalogue.body_id) is None:
        raise PermissionDenied("目录已公布。增列事项由签发领导或者主要负责人登记，登记后即公开。")
    if not catalogue.is_public and access.may_draft(user, catalogue.body_id, unit.pk) is None:
        raise PermissionDenied("事项由责任科室或者办公室登记，您目前不在这些岗位上。")
    if unit.body_id != catalogue.body_id:
        raise ValidationError({"unit": "请选择决策机关自己的科室。"})
    try:
        with transaction.atomic():
            return Decision.objects.create(
                catalogue=catalogue,
                matter=matter.strip(),
                office=office.strip(),
                unit=unit,
                basis=basis.strip(),
                planned=planned.strip(),
                published_at=timezone.now() if catalogue.is_public else None,
            )
    except IntegrityError:
        raise ValidationError({"matter": "目录中已有这个事项。"}) from None


@transaction.atomic
def sign_catalogue(user: User, catalogue: DecisionCatalogue, *, approval: str) -> DecisionCatalogue:
    """签发公布: the leader makes the catalogue public and meets the yearly duty. Raises as above."""
    catalogue = DecisionCatalogue.objects.select_for_update().get(pk=catalogue.pk)
    if access.may_sign(user, catalogue.body_id) is None:
        raise PermissionDenied("目录由签发领导或者主要负责人签发公布，您目前不在这些岗位上。")
    if catalogue.is_public:
        raise ValidationError("目录已经公布，不必再签发。")
    if not approval.strip():
        raise ValidationError({"approval": "请填写同意公布的会议或者文件（国令713号第三条）。"})
    if not catalogue.decisions.exists():
        raise ValidationError("目录中还没有事项，请先登记。")
    now = timezone.now()
    catalogue.approval, catalogue.published_at, catalogue.published_by = approval.strip(), now, user
    catalogue.save()
    catalogue.decisions.update(published_at=now)
    duties.meet_for(KIND, subject=catalogue.body, period=str(catalogue.year), by=user)
    return catalogue


@transaction.atomic
def record_stage(
    user: User, decision: Decision, *, stage: str, on: dt.date, applies: bool = True, note: str = ""
) -> StageRecord:
    """登记环节. Raises PermissionDenied, ValidationError."""
    decision = Decision.objects.select_for_update().select_related("catalogue").get(pk=decision.pk)
    if access.may_record(user, decision) is None:
        raise PermissionDenied("环节由责任科室负责人或者办公室登记，您目前不在这些岗位上。")
    if decision.left_at:
        raise ValidationError("本事项已调出目录，不再登记环节。")
    if on > timezone.localdate():
        raise ValidationError({"on": "日期在今天之后。环节完成后再登记。"})
    if not applies and stage not in MAY_BE_LEFT_OUT:
        raise ValidationError({"stage": f"{Stage(stage).label}是法定程序，不能省略。"})
    if not applies and len(note.strip()) < SHORTEST_REASON:
        raise ValidationError({"note": f"不经过本环节的，请写明理由，不少于{SHORTEST_REASON}个字。"})
    if missing := missing_before(stage, (record.as_rule() for record in decision.records)):
        label = Stage(missing).label
        raise ValidationError({"stage": f"尚未登记{label}。请先登记{label}，再登记{Stage(stage).label}。"})
    same = {"decision": decision, "stage": stage, "on": on, "applies": applies, "note": note.strip()}
    last = decision.stage_records.filter(stage=stage).last()
    if last and (last.on, last.applies, last.note) == (on, applies, note.strip()):
        return last  # a second click
    return StageRecord.objects.create(**same, recorded_by=user)


@transaction.atomic
def take_out(user: User, decision: Decision, *, reason: str) -> Decision:
    """调出目录: the matter stays in the public list with the reason. Raises as above."""
    decision = Decision.objects.select_for_update().select_related("catalogue").get(pk=decision.pk)
    if access.may_sign(user, decision.catalogue.body_id) is None:
        raise PermissionDenied("调整目录由签发领导或者主要负责人决定，您目前不在这些岗位上。")
    if decision.left_at:
        raise ValidationError("本事项已调出目录。")
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError({"reason": f"请写明调出的理由，不少于{SHORTEST_REASON}个字。"})
    decision.left_at, decision.leave_reason = timezone.now(), reason.strip()
    decision.save()
    return decision


@transaction.atomic
def link_document(user: User, decision: Decision, *, document: Page) -> Decision:
    """决策文件: the page that tells what was decided. Raises as above."""
    if access.may_record(user, decision) is None:
        raise PermissionDenied("决策文件由责任科室负责人或者办公室登记，您目前不在这些岗位上。")
    if not document.live:
        raise ValidationError({"document": "所选文件尚未公开，公开后再登记。"})
    decision.document = document
    decision.save(update_fields=["document"])
    return decision
