"""Closed vocabularies of sign-off."""

from django.db.models import TextChoices


class Decision(TextChoices):
    """What a seal records."""

    SUBMITTED = "submitted", "提交"
    APPROVED = "approved", "同意"
    RETURNED = "returned", "退回"
    HANDED_OVER = "handed_over", "转办"
    WITHDRAWN = "withdrawn", "撤回"
    STRUCTURE = "structure", "建栏"
    REQUESTED = "requested", "申请撤下"
    EMERGENCY = "emergency", "紧急决定"
    TAKEN_DOWN = "taken_down", "撤下"
    CHAIN_CHANGED = "chain_changed", "变更审签流程"
    EXTENDED = "extended", "追加环节"
    RECORDED = "recorded", "登记批准"
    CONCLUDED = "concluded", "办结（不公开）"
    REFERRED = "referred", "提请确定"
    PUBLISHED = "published", "公开"
    MIGRATED = "migrated", "历史迁移"
    STOPPED = "stopped", "取消定时"


class StepKind(TextChoices):
    """What a step of a chain is for; features add their questions to the kinds they know (``parts``)."""

    REVIEW = "review", "审核"
    SECRECY = "secrecy", "保密审查"
    OPINION = "opinion", "部门意见"
    SIGNATURE = "signature", "签发"


class ClearanceKind(TextChoices):
    """On what ground a revision may be live."""

    CHAIN = "chain", "审签完成"
    STRUCTURE = "structure", "栏目结构"
    EMERGENCY = "emergency", "紧急公开"
    MIGRATION = "migration", "历史迁移"


class ChangeKind(TextChoices):
    """What a later edit of a live page is (公开后修改): the first two are told to the public, the last is not.

    变更 is new information (条例 26: 形成或者变更之日) and has a time limit of its own; 更正 puts a mistake right.
    """

    CORRECTION = "correction", "更正"
    CHANGE = "change", "变更"
    MINOR = "minor", "小修"


class ItemState(TextChoices):
    """What became of a page of a migration batch."""

    WAITING = "waiting", "待公开"
    PUBLISHED = "published", "已公开"
    FELL_OUT = "fell_out", "未公开"


class TakedownKind(TextChoices):
    """What is asked for. Whatever the kind, the public no longer reads the page; it stays as a record."""

    WITHDRAW = "withdraw", "撤下（更正后可重新公开）"
    DELETE = "delete", "删除（不再公开，档案保留）"
    HIDE = "hide", "隐藏（限定访问，仅内部可阅）"
    EXPIRE = "expire", "到期"
    STOP = "stop", "取消定时发布"


class TakedownCategory(TextChoices):
    """The reason as the public reads it on the tombstone."""

    ERROR = "error", "内容有误"
    INVALID = "invalid", "已失效或废止"
    SENSITIVE = "sensitive", "涉密涉敏"
    RIGHTS = "rights", "侵犯权益"
    OTHER = "other", "其他"
    EXPIRED = "expired", "公开期限届满"
    REARRANGED = "rearranged", "栏目调整"
    STOPPED = "stopped", "取消定时发布"


class RequestState(TextChoices):
    """Where a request for takedown stands."""

    AT_OFFICE = "at_office", "待办公室复审"
    AT_LEADER = "at_leader", "待领导签发"
    COMPLETED = "completed", "已撤下"
    REFUSED = "refused", "不同意撤下"
    CANCELLED = "cancelled", "已撤回"


OPEN_REQUESTS = frozenset({RequestState.AT_OFFICE, RequestState.AT_LEADER})


class MeasureKind(TextChoices):
    """What was done at once, to be reviewed afterwards."""

    PUBLICATION = "publication", "紧急公开"
    WITHDRAWAL = "withdrawal", "紧急撤下"


class MeasureState(TextChoices):
    """Where the retrospective review (补审) of an emergency measure stands."""

    WAITING = "waiting", "待补审"
    PASSED = "passed", "补审通过"
    FAILED = "failed", "补审未通过"
    RESOLVED = "resolved", "已更正或撤下"


OPEN_MEASURES = frozenset({MeasureState.WAITING, MeasureState.FAILED})
