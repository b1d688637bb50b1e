"""Letters of the procedure: to the applicant, to whom is asked, to units and other bodies.

Each says in this order what happened, why, what the reader can do and by when. Decisions are letters of ``answers``.
"""

from foundation.letters.kinds import LetterField, LetterKind, Shape
from foundation.letters.layout import Addressee, Block, Each, Fact, Facts, Heading, Signature, Text, Title

from .access import may_see_letters

REGULATION = "《中华人民共和国政府信息公开条例》"
# 文种代字: notices to the applicant, letters to others.
NOTICES, LETTERS = "依告", "依函"
_NUMBER = LetterField("case", "申请编号", "SQ20260302-0001")
_RECEIVED = LetterField("received_on", "收到日期", "2026年3月2日")
_SUBJECT = LetterField("subject", "申请事项", "2025年城关镇人民路道路改造工程的招标公告", is_personal=True)
_TO_APPLICANT = (LetterField("addressee", "收件人", "申小明", is_personal=True), _NUMBER, _RECEIVED, _SUBJECT)
_TO_OTHERS = (LetterField("addressee", "收件人", "示范建设有限公司", is_personal=True), _NUMBER, _SUBJECT)
_REASON = LetterField("reason", "理由", "申请公开的信息数量较大，需要逐件核对")
_DUE = LetterField("due_on", "答复日期", "2026年3月30日")
# Where to complain (附件4, 附件5), as the body's guide tells it.
COMPLAINTS = LetterField("complaints", "监督投诉方式", "示范县人民政府办公室，电话0579-00000001")
COMPLAINTS_FACT = Fact("投诉电话", "{{ 监督投诉方式 }}", when="监督投诉方式")
REMEDIES = LetterField(
    "remedies",
    "救济途径",
    ("您对本告知书不服的，可以自收到本告知书之日起60日内依法申请行政复议。",),
    Shape.PARAGRAPHS,
)
_APPEAL: tuple[Block, ...] = (Heading("不服本告知的救济途径", when="救济途径"), Each("救济途径"))
_OPENING = "本机关于{{ 收到日期 }}收到您关于“{{ 申请事项 }}”的政府信息公开申请（编号{{ 申请编号 }}）。"
_ASK_US = (
    Text("如有疑问，请与本机关联系，电话：{{ 联系电话 }}。", when="联系电话"),
    Text("机关地址：{{ 机关地址 }}。", when="机关地址"),
)


def _kind(
    key: str, label: str, basis: str, fields: tuple[LetterField, ...], *body: Block, series: str = NOTICES
) -> LetterKind:
    outline = (Title(label), Addressee(), *body, Signature())
    return LetterKind(key, label, basis, fields, outline, may_see_letters, series)


RECEIPT = _kind(
    "foi-receipt", "政府信息公开申请登记回执", f"{REGULATION}第四十五条；R-159",
    (
        *_TO_APPLICANT, _DUE,
        LetterField("counted", "收到日期说明", "以提交之日为收到申请之日（条例第三十一条第一项）"),
        LetterField("origin", "拆分说明", "由申请SQ20260302-0001拆分另立，凭该申请的回执码查询"),
    ),
    Text("您关于“{{ 申请事项 }}”的政府信息公开申请已经登记。"),
    Facts((
        Fact("申请编号", "{{ 申请编号 }}"),
        Fact("收到日期", "{{ 收到日期 }}"),
        Fact("收到日期的认定", "{{ 收到日期说明 }}"),
        Fact("答复期限", "{{ 答复日期 }}"),
        Fact("立案情况", "{{ 拆分说明 }}", when="拆分说明"),
    )),
    Text(
        "需要您补充材料或者依法延期的，本机关将另行书面告知。请妥善保存本回执，凭申请编号和提交申请时得到的回执码"
        "查询办理情况。"
    ),
    *_ASK_US, series="",
)  # fmt: skip
ACCEPTANCE = _kind(
    "foi-acceptance", "政府信息公开申请受理单", f"{REGULATION}第三十三条；R-165（附件5）",
    (*_TO_APPLICANT, _DUE, LetterField("officer", "承办人", "苏一申"), COMPLAINTS),
    Text(f"{_OPENING}经初步审查，申请基本符合条件，现予受理。"),
    Text(
        "本机关将于{{ 答复日期 }}前作出答复。征求第三方或者其他机关意见所需时间不计算在内；"
        "依法延长答复期限的，将另行告知。"
    ),
    Facts((
        Fact("承办人", "{{ 承办人 }}"), Fact("咨询电话", "{{ 联系电话 }}", when="联系电话"), COMPLAINTS_FACT,
    )),
)  # fmt: skip
SUPPLEMENT = _kind(
    "foi-supplement", "政府信息公开申请补正告知书", f"{REGULATION}第三十条",
    (
        *_TO_APPLICANT, LetterField("due_on", "补正日期", "2026年3月20日"),
        LetterField("asked", "需补正的事项", ("1. 身份证明",), Shape.PARAGRAPHS),
    ),
    Text(f"{_OPENING}依照{REGULATION}第二十九条、第三十条，请补正以下事项："),
    Each("需补正的事项"),
    Text("请于{{ 补正日期 }}前补正。本机关自收到补正的次日起重新计算答复期限。"),
    Text("无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。确有困难不能按期补正的，请在期满前与本机关联系。"),
    *_ASK_US,
)  # fmt: skip
EXTENSION = _kind(
    "foi-extension", "延长政府信息公开答复期限告知书", f"{REGULATION}第三十三条",
    (
        *_TO_APPLICANT, _REASON, LetterField("days", "延长天数", "20"),
        LetterField("due_on", "答复日期", "2026年4月28日"),
    ),
    Text(_OPENING),
    Text(
        f"因{{{{ 理由 }}}}，不能在原期限内答复。依照{REGULATION}第三十三条，经本机关政府信息公开工作机构负责人同意，"
        "延长答复期限{{ 延长天数 }}个工作日，将于{{ 答复日期 }}前作出答复。"
    ),
    *_ASK_US,
)  # fmt: skip
REASON = _kind(
    "foi-reason", "政府信息公开申请说明理由通知书", f"{REGULATION}第三十五条；R-185",
    (
        *_TO_APPLICANT, LetterField("ground", "数量频次情况", "2026年3月您向本机关提出申请36件"),
        LetterField("due_on", "说明日期", "2026年3月9日"),
    ),
    Text(_OPENING),
    Text(
        f"{{{{ 数量频次情况 }}}}，数量、频次明显超过合理范围。依照{REGULATION}第三十五条，"
        "请您说明申请的理由。"
    ),
    Text("请于{{ 说明日期 }}前书面说明，可以凭申请编号和回执码在网上提交，也可以送交或者寄送本机关。"),
    Text(
        "理由合理的，本机关继续办理；不能在法定期限内答复的，将确定延迟答复的合理期限并告知您。"
        "理由不合理的，本机关不予处理并告知您。说明理由期间，答复期限照常计算。"
    ),
    *_ASK_US,
)  # fmt: skip
DELAY = _kind(
    "foi-delay", "政府信息公开申请延迟答复告知书", f"{REGULATION}第三十五条；R-185",
    (*_TO_APPLICANT, _REASON, _DUE),
    Text(f"{_OPENING}本机关认为您说明的申请理由合理。"),
    Text(
        f"因{{{{ 理由 }}}}，不能在{REGULATION}第三十三条规定的期限内答复。依照条例第三十五条，"
        "确定延迟至{{ 答复日期 }}前作出答复。"
    ),
    *_ASK_US,
)  # fmt: skip
CONSULTING = _kind(
    "foi-consulting", "征求意见告知书", f"{REGULATION}第三十二条至第三十四条",
    (*_TO_APPLICANT, LetterField("whom", "征求对象", "第三方")),
    Text(f"{_OPENING}申请公开的信息涉及{{{{ 征求对象 }}}}，本机关正在书面征求意见。"),
    Text(f"依照{REGULATION}第三十三条，征求意见所需时间不计算在答复期限内；收到意见后继续计算，结果将在答复书中告知。"),
    *_ASK_US,
)  # fmt: skip
SUSPENSION = _kind(
    "foi-suspension", "政府信息公开办理期限中止通知书", "R-181：因不可抗力或者其他法定事由中止，须写明法律依据",
    (
        *_TO_APPLICANT, LetterField("reason", "理由", "防汛应急响应，依据《中华人民共和国突发事件应对法》"),
        LetterField("since", "中止日期", "2026年3月9日"),
    ),
    Text(_OPENING),
    Text("因{{ 理由 }}，自{{ 中止日期 }}起中止计算办理期限。障碍消除后继续计算，本机关将另行书面通知您。"),
    *_ASK_US,
)  # fmt: skip
RESUMPTION = _kind(
    "foi-resumption", "政府信息公开办理期限恢复通知书", "R-181：障碍消除后期限继续计算，并书面通知",
    (*_TO_APPLICANT, LetterField("since", "恢复日期", "2026年3月16日"), _DUE),
    Text(_OPENING),
    Text("中止办理的事由已经消除，自{{ 恢复日期 }}起继续计算办理期限，本机关将于{{ 答复日期 }}前作出答复。"),
    *_ASK_US,
)  # fmt: skip
ABANDONMENT = _kind(
    "foi-abandonment", "视为放弃政府信息公开申请告知书", f"{REGULATION}第三十条",
    (*_TO_APPLICANT, LetterField("due_on", "补正日期", "2026年3月20日"), REMEDIES),
    Text(f"{_OPENING}本机关已书面告知您在{{{{ 补正日期 }}}}前补正，期满未收到补正。"),
    Text(f"依照{REGULATION}第三十条，无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。"),
    Text("您仍然需要该信息的，可以重新提出申请；有正当理由未能按期补正的，请与本机关联系。"),
    *_ASK_US, *_APPEAL,
)  # fmt: skip
UNPAID = _kind(
    "foi-unpaid", "不再处理政府信息公开申请告知书",
    f"{REGULATION}第四十二条；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
    (*_TO_APPLICANT, LetterField("notified_on", "通知日期", "2026年3月20日"), REMEDIES),
    Text(f"{_OPENING}本机关于{{{{ 通知日期 }}}}向您发出收费通知，期满未收到您缴纳的信息处理费。"),
    Text("依照《政府信息公开信息处理费管理办法》，逾期未按收费通知的要求缴纳费用的，本机关不再处理该申请。"),
    Text("您仍然需要该信息的，可以重新提出申请。"),
    *_ASK_US, *_APPEAL,
)  # fmt: skip
CONSULTATION = _kind(
    "foi-consultation", "政府信息公开征求意见书", f"{REGULATION}第三十二条、第三十四条",
    (
        *_TO_OTHERS, LetterField("question", "征求意见的内容", "贵单位投标文件中的报价明细。"),
        LetterField("until", "答复期限", "请自收到本函之日起15个工作日内书面答复。"),
        LetterField("silence", "逾期后果", "逾期未答复的，由本机关依照条例的规定决定是否公开。"),
    ),
    Text(
        "本机关收到一件政府信息公开申请（编号{{ 申请编号 }}），申请公开“{{ 申请事项 }}”，涉及你（单位），"
        "现征求意见。"
    ),
    Heading("一、征求意见的内容"),
    Text("{{ 征求意见的内容 }}"),
    Heading("二、您可以怎么答复"),
    Text("请说明是否同意公开；部分同意或者不同意的，请写明具体内容和理由，并加盖公章或者签名。"),
    Heading("三、期限"),
    Text("{{ 答复期限 }}{{ 逾期后果 }}"),
    *_ASK_US,
    series=LETTERS,
)  # fmt: skip
OVERRULING = _kind(
    "foi-overruling", "关于决定公开政府信息的告知书", f"{REGULATION}第十五条、第三十二条；R-171",
    (
        *_TO_OTHERS, LetterField("decider", "决定机构", "示范县人民政府办公室"),
        LetterField("content", "公开的内容", "中标单位的报价总额。"),
        LetterField("reasons", "公开的理由", "该工程由财政资金建设，不公开会对公共利益造成重大影响。"),
        REMEDIES,
    ),
    Text(
        "本机关此前就一件政府信息公开申请（编号{{ 申请编号 }}）涉及的“{{ 申请事项 }}”征求过你（单位）的意见。"
        f"{{{{ 决定机构 }}}}依照{REGULATION}第十五条、第三十二条，决定予以公开。"
    ),
    Heading("一、公开的内容"),
    Text("{{ 公开的内容 }}"),
    Heading("二、理由"),
    Text("{{ 公开的理由 }}"),
    Heading("三、您的权利"),
    Each("救济途径"),
    *_ASK_US,
    series=LETTERS,
)  # fmt: skip
ASSISTANCE = _kind(
    "foi-assistance", "政府信息公开申请协办函", "本机关内部办理规则（R-172）",
    (
        LetterField("addressee", "收件人", "工程管理科"), *_TO_OTHERS[1:],
        LetterField("question", "协办内容", "请提供工程竣工验收报告并说明公开意见。"),
        LetterField("due_on", "反馈日期", "2026年3月9日"),
    ),
    Text("现有一件政府信息公开申请（编号{{ 申请编号 }}），申请公开“{{ 申请事项 }}”，请协助办理："),
    Text("{{ 协办内容 }}"),
    Text("请于{{ 反馈日期 }}前书面反馈，如实、完整提供有关信息和意见。"),
    series=LETTERS,
)  # fmt: skip
TRANSFER = _kind(
    "foi-transfer", "政府信息公开申请转办函", "政府信息公开申请转办、交办规则（R-191）",
    (
        LetterField("addressee", "收件人", "示范县财政局"), *_TO_OTHERS[1:], _RECEIVED,
        LetterField("reason", "理由", "该信息由你单位制作"), LetterField("due_on", "报送日期", "2026年3月30日前"),
    ),
    Text("本机关于{{ 收到日期 }}收到政府信息公开申请（编号{{ 申请编号 }}），申请公开“{{ 申请事项 }}”。"),
    Text("因{{ 理由 }}，现将申请和有关材料移交你单位办理，收到申请之日不变。"),
    Text("请依法按期答复申请人，并于{{ 报送日期 }}报送办理结果、有关文书和提供的信息。请注意保护申请人的个人信息。"),
    series=LETTERS,
)  # fmt: skip
KINDS = (
    RECEIPT, ACCEPTANCE, SUPPLEMENT, EXTENSION, REASON, DELAY, CONSULTING, SUSPENSION, RESUMPTION, ABANDONMENT, UNPAID,
    CONSULTATION, OVERRULING, ASSISTANCE, TRANSFER,
)  # fmt: skip
