"""Closed vocabularies of the catalogue."""

from django.db.models import TextChoices


class TimeRuleKind(TextChoices):
    """How the time limit of a catalogue item runs (R-019)."""

    WORKING_DAYS = "working_days", "工作日"
    NATURAL_DAYS = "natural_days", "自然日"
    DYNAMIC = "dynamic", "动态更新"
    PERIODIC = "periodic", "按期公开"
    DATED = "dated", "固定日期"


class BaseEvent(TextChoices):
    """From which event the days of an item run."""

    FORMED = "formed", "形成或者变更之日"
    PRINTED = "printed", "印发之日"
    DECIDED = "decided", "作出决定之日"
    APPROVED = "approved", "批准之日"


class Absence(TextChoices):
    """Why a column has nothing in it (R-036): the statement stands in for content."""

    NOT_PRODUCED = "not_produced", "未产生信息"
    NO_FUNCTION = "no_function", "无此职能"


class ColumnType(TextChoices):
    """Column category (栏目类别) of the government-website page tags (国办发〔2017〕47号)."""

    OVERVIEW = "overview", "概况信息"
    FUNCTIONS = "functions", "机构职能"
    LEADERS = "leaders", "负责人信息"
    NEWS = "news", "工作动态"
    POLICY = "policy", "政策文件"
    GUIDE = "guide", "信息公开指南"
    RULES = "rules", "信息公开制度"
    CATALOGUE = "catalogue", "信息公开目录"
    ANNUAL_REPORT = "annual_report", "信息公开年报"
    ON_REQUEST = "on_request", "依申请公开"
    DATA = "data", "数据发布"
    INTERPRETATION = "interpretation", "政策解读"
    RESPONSE = "response", "回应关切"
    CLARIFICATION = "clarification", "澄清辟谣"
    SERVICES = "services", "办事服务"
    COMPLAINTS = "complaints", "咨询投诉"
    CONSULTATION = "consultation", "征集调查"
    NOTICE = "notice", "通知公告"


# Columns that hold the pages of bodies (机构页).
ABOUT_BODIES = frozenset({ColumnType.OVERVIEW, ColumnType.FUNCTIONS, ColumnType.LEADERS})

# The four contents of a disclosure platform and the entry for requests, in their order (国办公开办函〔2019〕61号).
PLATFORM_PARTS = (
    ColumnType.GUIDE,
    ColumnType.RULES,
    ColumnType.CATALOGUE,
    ColumnType.ANNUAL_REPORT,
    ColumnType.ON_REQUEST,
)
