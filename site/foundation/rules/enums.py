"""Closed vocabularies of parameters and systems."""

from django.db.models import TextChoices


class Layer(TextChoices):
    """How much a jurisdiction may change (the four layers of rules as data)."""

    LOCKED = "locked", "法定锁定"
    CEILING = "ceiling", "法定上限，只可加严"
    LOCAL = "local", "辖区参数"
    WARNED = "warned", "允许但警示"


class Kind(TextChoices):
    """What a parameter holds."""

    NUMBER = "number", "整数"
    CHOICE = "choice", "单选"
    CHOICES = "choices", "多选"
    DATES = "dates", "日期（月、日）"
    FLAG = "flag", "是否"
    WORDING = "wording", "用语"


class Source(TextChoices):
    """Where the value in force comes from."""

    DEFAULT = "default", "产品默认"
    PLATFORM = "platform", "平台"
    SUPERIOR = "superior", "上级机构"
    BODY = "body", "本机构"


class Level(TextChoices):
    """Whose system it is (R-003)."""

    NATIONAL = "national", "国家"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    AGENCY = "agency", "本机关"


class Status(TextChoices):
    """Whether a system holds on a day."""

    COMING = "coming", "尚未施行"
    IN_FORCE = "in_force", "现行有效"
    REPLACED = "replaced", "已被替代"
    ABOLISHED = "abolished", "已废止"
