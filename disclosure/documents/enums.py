"""Closed vocabularies of documents."""

from django.db.models import TextChoices


class DocumentKind(TextChoices):
    """Legal kind of a document (R-082)."""

    NORMATIVE = "normative", "行政规范性文件"
    REGULATION = "regulation", "规章"
    STATUTE = "statute", "法规"
    OTHER = "other", "其他文件"


class Genre(TextChoices):
    """体裁/文种: the 15 kinds of 中办发〔2012〕14号 and the web kinds that saved pages use."""

    RESOLUTION = "决议", "决议"
    DECISION = "决定", "决定"
    ORDER = "命令（令）", "命令（令）"
    COMMUNIQUE = "公报", "公报"
    ANNOUNCEMENT = "公告", "公告"
    NOTICE_TO_PUBLIC = "通告", "通告"
    OPINION = "意见", "意见"
    NOTICE = "通知", "通知"
    CIRCULAR = "通报", "通报"
    REPORT = "报告", "报告"
    REQUEST = "请示", "请示"
    REPLY = "批复", "批复"
    MOTION = "议案", "议案"
    LETTER = "函", "函"
    MINUTES = "纪要", "纪要"
    OTHER = "其他", "其他"


class Openness(TextChoices):
    """公开属性 (R-041, R-044)."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Audience(TextChoices):
    """公开范围 (R-045): a scope of its own beside the attribute; 单位内部公开 is read inside the body only."""

    SOCIETY = "society", "社会公开"
    INSIDE = "inside", "单位内部公开"


class OnlyParties(TextChoices):
    """The answer to 只涉及特定当事人? (R-054)."""

    YES = "yes", "是"
    NO = "no", "否"


class Origin(TextChoices):
    """产生方式 (R-001, R-005; 条例 10): who has to publish follows from it."""

    MADE = "made", "本机关制作"
    FROM_PUBLIC = "from_public", "从公民、法人和其他组织获取"
    FROM_AGENCY = "from_agency", "从其他行政机关获取"


class WithholdingReason(TextChoices):
    """Statutory reasons against disclosure (条例 14–16; R-070, R-071)."""

    STATE_SECRET = "N1", "国家秘密"
    FORBIDDEN_BY_LAW = "N2", "法律、行政法规禁止公开"
    STABILITY = "N3", "可能危及国家安全、公共安全、经济安全、社会稳定"
    TRADE_SECRET = "N4", "商业秘密"
    PRIVACY = "N5", "个人隐私"
    INTERNAL = "N6", "内部事务信息"
    PROCESS = "N7", "过程性信息"
    CASE_FILE = "N8", "行政执法案卷"
    CERTAIN_PARTIES = "N9", "只涉及部分人和事（依申请公开）"


class Validity(TextChoices):
    """有效性."""

    NOT_YET = "not_yet", "未生效"
    IN_FORCE = "in_force", "有效"
    AMENDED = "amended", "部分有效（已修改）"
    LAPSED = "lapsed", "失效"
    ABOLISHED = "abolished", "废止"


NO_LONGER_IN_FORCE = frozenset({Validity.LAPSED, Validity.ABOLISHED})


class Relation(TextChoices):
    """How one document relates to another."""

    RELATED = "related", "相关文件"
    BASIS = "basis", "制定依据"
    SUPPLEMENT = "supplement", "配套文件"
    AMENDS = "amends", "修改"
    ABOLISHES = "abolishes", "废止"


class FollowUp(TextChoices):
    """What a piece of information tells about a policy after its publication (R-039, R-099–R-101)."""

    EVALUATION = "evaluation", "执行效果评估"
    RESPONSE = "response", "回应关切"
    ACTIVITY = "activity", "宣讲和咨询活动"
    MEETING = "meeting", "会议审议"
    PROGRESS = "progress", "落实情况"


class Subject(TextChoices):
    """主题分类: the 22 subjects used by the portal of the State Council."""

    STATE_ORGANS = "01", "国务院组织机构"
    GENERAL = "02", "综合政务"
    ECONOMY = "03", "国民经济管理、国有资产监管"
    FINANCE = "04", "财政、金融、审计"
    LAND = "05", "国土资源、能源"
    AGRICULTURE = "06", "农业、林业、水利"
    INDUSTRY = "07", "工业、交通"
    COMMERCE = "08", "商贸、海关、旅游"
    MARKET = "09", "市场监管、安全生产监督"
    CONSTRUCTION = "10", "城乡建设、环境保护"
    SCIENCE = "11", "科技、教育"
    CULTURE = "12", "文化、广电、新闻出版"
    HEALTH = "13", "卫生、体育"
    FAMILY = "14", "人口与计划生育、妇女儿童工作"
    LABOUR = "15", "劳动、人事、监察"
    SECURITY = "16", "公安、安全、司法"
    CIVIL = "17", "民政、扶贫、救灾"
    ETHNIC = "18", "民族、宗教"
    FOREIGN = "19", "对外事务"
    OVERSEAS = "20", "港澳台侨工作"
    DEFENCE = "21", "国防"
    OTHER = "22", "其他"
