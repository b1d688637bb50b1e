"""Closed vocabularies of what follows an application."""

from django.db.models import TextChoices


class DisputeKind(TextChoices):
    """How somebody contests an answer or its absence (条例 51; R-194)."""

    COMPLAINT = "complaint", "投诉举报"
    REVIEW = "review", "行政复议"
    SUIT = "suit", "行政诉讼（未经复议直接起诉）"
    SUIT_AFTER = "suit_after", "行政诉讼（复议后起诉）"


class Ground(TextChoices):
    """What a complaint is about; 有偿提供 is a code of its own (R-189)."""

    NO_ANSWER = "no_answer", "逾期不答复"
    WRONG_ANSWER = "wrong_answer", "答复内容不实或者不符"
    NOT_PUBLISHED = "not_published", "不履行主动公开义务"
    FEE = "fee", "违规收取费用"
    SOLD = "sold", "有偿提供"
    MANNER = "manner", "服务态度或者程序"
    OTHER = "other", "其他"


class Result(TextChoices):
    """How a dispute ended. The first three are the columns of table four."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    JUSTIFIED = "justified", "反映属实"
    PARTLY = "partly", "部分属实"
    UNJUSTIFIED = "unjustified", "反映不实"
    PASSED_ON = "passed_on", "转有权机关处理"


OF_AUTHORITIES = (Result.UPHELD, Result.CORRECTED, Result.OTHER)
OF_COMPLAINTS = (Result.JUSTIFIED, Result.PARTLY, Result.UNJUSTIFIED, Result.PASSED_ON)
# The office was wrong: counted as 纠错 in the appraisal.
AGAINST_THE_OFFICE = (Result.CORRECTED, Result.JUSTIFIED, Result.PARTLY)


def results_of(kind: str) -> tuple[Result, ...]:
    """How a dispute of this kind may end."""
    return OF_COMPLAINTS if kind == DisputeKind.COMPLAINT else OF_AUTHORITIES


class FeeWay(TextChoices):
    """信息处理费 is reckoned in one of two ways, never both (国办函〔2020〕109号)."""

    PIECES = "pieces", "按件计收"
    PAGES = "pages", "按量计收"


class FeeState(TextChoices):
    ASKED = "asked", "待缴费"
    PAID = "paid", "已缴清"
    REMITTED = "remitted", "已减免"
    LAPSED = "lapsed", "逾期未缴"


class SheetKind(TextChoices):
    """The two sheets of R-193."""

    OPINION = "opinion", "政府信息公开征求意见单"
    WORK = "work", "政府信息公开工作联系单"


class Quality(TextChoices):
    """What the sender makes of the reply (R-193: 如实、完整、及时)."""

    GOOD = "good", "如实、完整"
    INCOMPLETE = "incomplete", "不完整"
    EVASIVE = "evasive", "推诿"
    FALSE = "false", "隐瞒或者不实"


class RecordResult(TextChoices):
    """What became of a request to correct one's own record (条例 41)."""

    CORRECTED = "corrected", "已更正"
    FORWARDED = "forwarded", "已转送有权更正的机关"
    TOLD = "told", "不属于本行政机关职能范围，已告知向有关机关提出"
    REFUSED = "refused", "经核实记录准确，不予更正"


class Use(TextChoices):
    """What an answered application is made public as."""

    LOG = "log", "公开答复选登"
    PROACTIVE = "proactive", "转为主动公开"
