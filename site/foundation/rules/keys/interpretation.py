"""Interpretation of policies and the watch over what is said of them (政策解读, 舆情关注)."""

from ..enums import Kind, Layer
from ..registry import Parameter

_NATIONAL_80 = "《〈关于全面推进政务公开工作的意见〉实施细则》"
_INTERPRETATION = "国办发〔2016〕80号：解读材料于文件公布后3个工作日内发布"

INTERPRETATIONS = (
    Parameter(
        "interp.max_days",
        "解读材料公布期限（自文件公布之日起）",
        3,
        "工作日",
        _INTERPRETATION,
        ceiling=3,
        layer=Layer.CEILING,
        used_by="解读到期日、解读进度报告和逾期清单",
    ),
    Parameter(
        "interp.required_types",
        "必须解读的文件类别",
        ["regulation", "normative"],
        "",
        "《金华市政务服务管理办公室政务公开工作机制（2024）》附2第五条（行政规范性文件）；标为重要政策的一律须解读",
        kind=Kind.CHOICES,
        options=(
            ("statute", "法规"),
            ("regulation", "规章"),
            ("normative", "行政规范性文件"),
            ("other", "其他文件"),
        ),
        used_by="送审提示、解读进度报告、解读逾期清单；标为重要政策的不受此限",
    ),
    Parameter(
        "interp.sync",
        "解读与文件同步起草、同步审签",
        "warn",
        "",
        f"{_NATIONAL_80}（国办发〔2016〕80号）：政策性文件与解读方案、解读材料同步组织、同步审签、同步部署",
        kind=Kind.CHOICE,
        options=(
            ("within", "文件公布后限期内解读"),
            ("warn", "应同步，未同步的提示"),
            ("require", "须同步，没有解读稿的文件不能送审；解读方案定为同步公开的，文件等解读签发"),
            ("together", "须同步公开，没有解读稿的文件不能送审，签发后一律等解读签发一并公开"),
        ),
        used_by="须解读的文件送审时的提示或者限制；签发后是否等待解读，两者在同一时刻公开",
    ),
    Parameter(
        "interp.meeting_reviewers",
        "提交会议审议前须出具预审意见的单位",
        ["legal", "supervision"],
        "",
        "桦甸市《政策解读工作制度》二：提交政府常务会议、人大常委会的规范性文件，起草说明和解读方案先由法制机构、"
        "督查室等审核（需求R-085）",
        kind=Kind.CHOICES,
        options=(
            ("legal", "法制机构"),
            ("supervision", "督查室"),
            ("disclosure", "政务公开工作机构"),
            ("finance", "财政部门"),
        ),
        used_by="解读方案的“会前预审”：缺少任一单位意见的，不能登记可上会",
    ),
    Parameter(
        "interp.sentence_chars",
        "政策解读中提示断开的句子长度",
        80,
        "字",
        "本机关内部编辑目标，无法定依据；桦甸市《政策解读工作制度》五（二）要求解读通俗易懂（需求R-095）",
        floor=20,
        used_by="解读编辑页“请确认”中的通俗提示",
    ),
    Parameter(
        "interp.copied_chars",
        "政策解读中提示照抄原文的最短字数",
        40,
        "字",
        "本机关内部编辑目标，无法定依据；桦甸市《政策解读工作制度》五（二）要求解读通俗易懂（需求R-095）",
        floor=10,
        used_by="解读编辑页“请确认”中的通俗提示",
    ),
)

WATCH = (
    Parameter(
        "watch.days",
        "重点政策公布后关注社会反映的时间",
        30,
        "自然日",
        "本机关内部目标；《枞阳县行政机关政府信息公开主动公开工作指南（2020本）》七（四）3、"
        "桦甸市《政策解读工作制度》四（三）要求跟踪舆情、及时回应，未定天数（需求R-099、R-138）",
        floor=1,
        used_by="标为重点政策的文件公开时登记的舆情关注",
    ),
)
