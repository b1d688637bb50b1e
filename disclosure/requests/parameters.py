"""Periods and choices of 依申请公开, each with its article."""

from foundation.rules.enums import Kind, Layer
from foundation.rules.parameters import Parameter

REGULATION = "《中华人民共和国政府信息公开条例》"

ANSWER_DAYS = Parameter(
    "foi.answer_days", "政府信息公开申请的答复期限（自收到申请之日起）", 20, "工作日", f"{REGULATION}第三十三条",
    ceiling=20, floor=1, layer=Layer.CEILING, used_by="申请的到期日和提醒",
)  # fmt: skip
EXTEND_DAYS = Parameter(
    "foi.extend_days", "延长答复的最长期限", 20, "工作日", f"{REGULATION}第三十三条",
    ceiling=20, floor=1, layer=Layer.CEILING, used_by="延长答复期限的审批",
)  # fmt: skip
SUPPLEMENT_NOTICE_DAYS = Parameter(
    "foi.supplement_notice_days", "告知补正的期限（自收到申请之日起）", 7, "工作日", f"{REGULATION}第三十条",
    ceiling=7, floor=1, layer=Layer.CEILING, used_by="初审的到期日",
)  # fmt: skip
SUPPLEMENT_DAYS = Parameter(
    "foi.supplement_days", "申请人补正的合理期限（默认值）", 15, "工作日",
    f"{REGULATION}第三十条：合理的补正期限；天数为本机关内部目标", ceiling=60, floor=5, used_by="补正告知书",
)  # fmt: skip
REASON_DAYS = Parameter(
    "foi.reason_days", "申请人说明理由的期限（默认值）", 5, "工作日",
    f"{REGULATION}第三十五条没有规定天数；天数为本机关内部目标", ceiling=20, floor=3, used_by="说明理由通知书",
)  # fmt: skip
THIRD_PARTY_DAYS = Parameter(
    "foi.third_party_days", "第三方答复征求意见的期限（自收到征求意见书之日起）", 15, "工作日",
    f"{REGULATION}第三十二条", ceiling=15, floor=15, layer=Layer.CEILING, used_by="征求第三方意见",
)  # fmt: skip
JOINT_MAKER_DAYS = Parameter(
    "foi.joint_maker_days", "共同制作机关答复征求意见的期限（自收到征求意见书之日起）", 15, "工作日",
    f"{REGULATION}第三十四条", ceiling=15, floor=15, layer=Layer.CEILING, used_by="征求共同制作机关意见",
)  # fmt: skip
UNIT_DAYS = Parameter(
    "foi.unit_days", "科室协办的期限", 5, "工作日", "本机关内部目标（R-172）", ceiling=20, floor=1, used_by="协办",
)  # fmt: skip
INNER_DAYS = Parameter(
    "foi.inner_days", "内部答复时限（服务承诺，0为不设）", 15, "工作日",
    f"本机关内部目标，不得超过{REGULATION}第三十三条的期限（R-178）", ceiling=20, floor=0, used_by="办理台的内部时限",
)  # fmt: skip
CONFIRM_DAYS = Parameter(
    "foi.confirm_days", "未与申请人确认收到的提示时限", 1, "工作日",
    f"{REGULATION}第三十一条：应当于收到申请的当日与申请人确认", ceiling=1, floor=1, layer=Layer.CEILING,
    used_by="待确认申请的提示",
)  # fmt: skip
CLOCK_START = Parameter(
    "foi.clock_start", "网站在线申请的收到之日", "confirmed", "",
    f"{REGULATION}第三十一条第三项：以双方确认之日为收到申请之日", kind=Kind.CHOICE,
    options=(("confirmed", "双方确认之日"), ("submitted", "提交之日（从严）")), used_by="收到申请之日",
)  # fmt: skip
IDENTITY = Parameter(
    "foi.identity", "身份证明的提供方式", "upload_or_show", "", f"{REGULATION}第二十九条", kind=Kind.CHOICE,
    options=(("upload_or_show", "上传或者出示"), ("upload", "在线申请须上传")), used_by="申请表",
)  # fmt: skip
PURPOSE_REQUIRED = Parameter(
    "foi.purpose_required", "申请人须填写用途", False, "",
    f"{REGULATION}第二十七条：申请不以自身生产、生活、科研等特殊需要为条件", kind=Kind.FLAG, layer=Layer.LOCKED,
    used_by="申请表：用途选填，不作为不予公开的理由",
)  # fmt: skip
THIRD_SILENCE = Parameter(
    "foi.third_silence", "第三方逾期未答复", "agency_decides", "",
    f"{REGULATION}第三十二条：由行政机关依照本条例的规定决定是否公开", kind=Kind.CHOICE, layer=Layer.WARNED,
    options=(("agency_decides", "由本机关决定"), ("deemed_consent", "视为同意"), ("deemed_refusal", "视为不同意")),
    used_by="征求第三方意见期满", warning="与国务院令第711号第三十二条不一致，须写明依据文号",
)  # fmt: skip
ONE_MATTER = Parameter(
    "foi.one_matter", "一件申请包含多个事项", "advise", "", "R-167：不作为拒收理由", kind=Kind.CHOICE,
    options=(("advise", "提示可以分件"), ("accept", "不提示")), used_by="申请表和初审",
)  # fmt: skip
LEGACY_STOP = Parameter(
    "foi.legacy_stop", "使用“中止受理告知单”“答复单”旧式文书", False, "",
    "R-162、R-163、R-190：原地方办法；默认按国务院令第711号分别告知", kind=Kind.FLAG, layer=Layer.WARNED,
    used_by="文书", warning="旧式文书的处理方式与国务院令第711号不一致",
)  # fmt: skip
SUSPEND = Parameter(
    "foi.suspend", "中止计算办理期限", "approval", "",
    f"{REGULATION}没有规定中止；因不可抗力等中止的，须写明所依据的其他法律，由政府信息公开工作机构负责人批准（R-181）",
    kind=Kind.CHOICE, layer=Layer.LOCKED, options=(("approval", "经批准并写明法律依据"),), used_by="中止期限",
)  # fmt: skip
KEPT_DAYS = Parameter(
    "foi.kept_days", "申请人身份证明等个人信息的保存期限（自办结之日起）", 730, "自然日",
    "《个人信息保护法》第十九条：实现处理目的所必要的最短时间；天数为本机关内部目标",
    ceiling=3650, floor=180, used_by="办结满期后自动删除申请人的个人信息",
)  # fmt: skip
PER_HOUR = Parameter(
    "foi.per_hour", "同一网络地址每小时可提交的申请", 10, "件",
    "本机关内部目标：防止恶意刷件；不限制申请权，可改用其他渠道", ceiling=1000, floor=1, used_by="在线申请的提交频次",
)  # fmt: skip
PARAMETERS = (
    ANSWER_DAYS, EXTEND_DAYS, SUPPLEMENT_NOTICE_DAYS, SUPPLEMENT_DAYS, REASON_DAYS, THIRD_PARTY_DAYS, JOINT_MAKER_DAYS,
    UNIT_DAYS, INNER_DAYS, CONFIRM_DAYS, CLOCK_START, IDENTITY, PURPOSE_REQUIRED, THIRD_SILENCE, ONE_MATTER,
    LEGACY_STOP, SUSPEND, KEPT_DAYS, PER_HOUR,
)  # fmt: skip
