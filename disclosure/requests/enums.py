"""Closed vocabularies of 依申请公开."""

from django.db.models import TextChoices


class Channel(TextChoices):
    """How an application came in (条例 27, 29; R-150). Telephone is none: advice is given instead (R-151)."""

    ONLINE = "online", "网站在线申请"
    COUNTER = "counter", "当面提交"
    POST_SIGNED = "post_signed", "邮寄（需签收）"
    POST_PLAIN = "post_plain", "平常信函"
    FAX = "fax", "传真"
    EMAIL = "email", "电子邮件"
    ORAL = "oral", "口头申请（代为填写）"


# Received only when both sides have confirmed it (条例 31).
CONFIRMED_CHANNELS = frozenset({Channel.ONLINE, Channel.POST_PLAIN, Channel.FAX, Channel.EMAIL})


class Applicant(TextChoices):
    """Who applies, in the columns of table three of the annual report (国办公开办函〔2021〕30号)."""

    NATURAL_PERSON = "natural_person", "自然人"
    COMMERCIAL = "commercial", "商业企业"
    RESEARCH = "research", "科研机构"
    SOCIAL_WELFARE = "social_welfare", "社会公益组织"
    LEGAL_SERVICE = "legal_service", "法律服务机构"
    OTHER_ORG = "other_org", "其他"


class IdentityProof(TextChoices):
    """What the applicant's identity is shown with (身份证明, 条例 29; R-158)."""

    IDENTITY_CARD = "identity_card", "居民身份证"
    PASSPORT = "passport", "护照"
    PERMIT = "permit", "港澳台居民居住证或者通行证"
    CREDIT_CODE = "credit_code", "统一社会信用代码证照"
    OTHER = "other", "其他有效证件"


class Form(TextChoices):
    """In which form the information is asked for (指定提供方式)."""

    PAPER = "paper", "纸面"
    EMAIL = "email", "电子邮件"
    DISC = "disc", "光盘"
    DISK = "disk", "磁盘"


class Way(TextChoices):
    """How the applicant gets it (获取信息的方式)."""

    POST = "post", "邮寄"
    COURIER = "courier", "快递"
    EMAIL = "email", "电子邮件"
    FAX = "fax", "传真"
    PICK_UP = "pick_up", "自行领取"


class State(TextChoices):
    """Where a case stands."""

    UNCONFIRMED = "unconfirmed", "待确认收到"
    REGISTERED = "registered", "待初审"
    SUPPLEMENT = "supplement", "待补正"
    HANDLING = "handling", "办理中"
    CONSULTING = "consulting", "征求意见中"
    FEE = "fee", "待缴费"
    SUSPENDED = "suspended", "期限中止"
    SIGNING = "signing", "审签中"
    SIGNED = "signed", "待送达"
    SUPPLYING = "supplying", "已答复待提供"
    CLOSED = "closed", "已办结"


OPEN_STATES = tuple(state for state in State if state != State.CLOSED)
# Somebody is at work on the matter itself and may decide it.
WORKING = (State.REGISTERED, State.HANDLING, State.CONSULTING)


class Ending(TextChoices):
    """How a case ended."""

    ANSWERED = "answered", "已答复"
    WITHDRAWN = "withdrawn", "申请人撤回"
    ABANDONED = "abandoned", "逾期不补正，视为放弃"
    UNPAID = "unpaid", "逾期未缴费，不再处理"
    MERGED = "merged", "并入其他申请办理"


class AnswerKind(TextChoices):
    """What an item is answered with (条例 30, 35–39; R-173). The code of the letter stands before the name."""

    PUBLIC = "public", "A1 已主动公开"
    GRANTED = "granted", "A2 予以公开"
    DENIED = "denied", "A3 不予公开"
    ELSEWHERE = "elsewhere", "A4 非本机关政府信息"
    ABSENT = "absent", "A5 政府信息不存在"
    PARTIAL = "partial", "A7 部分公开"
    REPEATED = "repeated", "A8 不予重复处理"
    SPECIAL = "special", "A9 依照特别规定办理"
    PROCESSING = "processing", "A10 需另行加工分析"
    PETITION = "petition", "A11 信访、投诉、举报"
    PUBLICATION = "publication", "A11 公开出版物"
    UNCLEAR = "unclear", "补正后仍不明确"
    EXCESSIVE = "excessive", "无正当理由大量反复申请"
    REISSUE = "reissue", "要求确认或者重新出具"


class Leaf(TextChoices):
    """The 21 results of table three (三、本年度办理结果)."""

    GRANTED = "granted", "予以公开"
    PARTIAL = "partial", "部分公开"
    DENIED_1 = "denied_1", "属于国家秘密"
    DENIED_2 = "denied_2", "其他法律行政法规禁止公开"
    DENIED_3 = "denied_3", "危及“三安全一稳定”"
    DENIED_4 = "denied_4", "保护第三方合法权益"
    DENIED_5 = "denied_5", "属于三类内部事务信息"
    DENIED_6 = "denied_6", "属于四类过程性信息"
    DENIED_7 = "denied_7", "属于行政执法案卷"
    DENIED_8 = "denied_8", "属于行政查询事项"
    UNABLE_1 = "unable_1", "本机关不掌握相关政府信息"
    UNABLE_2 = "unable_2", "没有现成信息需要另行制作"
    UNABLE_3 = "unable_3", "补正后申请内容仍不明确"
    NP_1 = "np_1", "信访举报投诉类申请"
    NP_2 = "np_2", "重复申请"
    NP_3 = "np_3", "要求提供公开出版物"
    NP_4 = "np_4", "无正当理由大量反复申请"
    NP_5 = "np_5", "要求行政机关确认或重新出具已获取信息"
    OTHER_1 = "other_1", "申请人无正当理由逾期不补正"
    OTHER_2 = "other_2", "申请人逾期未按收费通知要求缴纳费用"
    OTHER_3 = "other_3", "其他"


class Remedies(TextChoices):
    """Which remedies a decision names (行政复议法 20, 23; 行政诉讼法 45, 46; 法释〔2025〕8号 1)."""

    REVIEW_FIRST = "review_first", "先申请行政复议"
    EITHER = "either", "可以申请行政复议，也可以直接起诉"
    NONE = "none", "程序性告知，不单独可诉"


class ConsultedKind(TextChoices):
    """Whom the office asks before it decides."""

    THIRD_PARTY = "third_party", "第三方"
    JOINT_MAKER = "joint_maker", "共同制作机关"
    OTHER_BODY = "other_body", "其他机关"
    UNIT = "unit", "本机关科室（协办）"


class Opinion(TextChoices):
    """What the asked one says."""

    AGREES = "agrees", "同意公开"
    PARTLY = "partly", "部分同意"
    OBJECTS = "objects", "不同意公开"
    SILENT = "silent", "逾期未答复"
