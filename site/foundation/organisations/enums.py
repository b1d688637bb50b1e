"""Closed vocabularies of organisations."""

from django.db.models import TextChoices


class BodyKind(TextChoices):
    """Who is under the duty to disclose (R-002; 条例 2, 54, 55)."""

    GOVERNMENT = "government", "政府"
    DEPARTMENT = "department", "部门"
    AGENCY = "agency", "派出机构"
    TOWNSHIP = "township", "乡镇街道"
    ZONE = "zone", "开发区"
    AUTHORISED = "authorised", "授权组织"
    ENTERPRISE = "enterprise", "公共企事业单位"


class Applies(TextChoices):
    """Whether the rules bind the body directly or by reference (条例 55)."""

    DIRECTLY = "directly", "适用"
    BY_REFERENCE = "by_reference", "参照"


# Bodies in whose name local government speaks.
GOVERNMENT_KINDS = frozenset({BodyKind.GOVERNMENT, BodyKind.TOWNSHIP})
BY_REFERENCE_KINDS = frozenset({BodyKind.ENTERPRISE})


class PostKind(TextChoices):
    """What the holder of a post does in the approval chain."""

    EDITOR = "editor", "编辑（拟稿）"
    UNIT_HEAD = "unit_head", "科室负责人"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查责任人"
    SECRECY_SECOND = "secrecy_second", "保密复审人（保密工作机构）"
    OFFICE_REVIEWER = "office_reviewer", "办公室复审"
    DEPUTY_LEADER = "deputy_leader", "分管负责人"
    LEADER = "leader", "签发领导"
    MAIN_LEADER = "main_leader", "主要负责人"
    SUPERVISOR = "supervisor", "主管部门监督员"
    OPERATOR = "operator", "平台运维"
    DUTY_OFFICER = "duty_officer", "舆情值班员"
    EMERGENCY = "emergency", "应急值班"
    INFORMANT = "informant", "基层信息员"
    REQUESTS_CLERK = "requests_clerk", "依申请公开经办"
    REQUESTS_HEAD = "requests_head", "政府信息公开工作机构负责人"


REVIEWING_POSTS = frozenset(
    {
        PostKind.UNIT_HEAD,
        PostKind.SECRECY_REVIEWER,
        PostKind.SECRECY_SECOND,
        PostKind.OFFICE_REVIEWER,
        PostKind.DEPUTY_LEADER,
        PostKind.LEADER,
        PostKind.MAIN_LEADER,
    }
)


# Handle applications for information (依申请公开); the head consents to extensions (条例 33). No part in any chain.
REQUESTS_POSTS = frozenset({PostKind.REQUESTS_CLERK, PostKind.REQUESTS_HEAD})

# Watch over public concern (政务舆情, R-135, R-136, R-139); no part in any chain.
CONCERN_POSTS = frozenset({PostKind.DUTY_OFFICER, PostKind.EMERGENCY, PostKind.INFORMANT})


class HoldingKind(TextChoices):
    """In whose right a post is held."""

    PERMANENT = "permanent", "任职"
    DELEGATE = "delegate", "代理"
