"""The parameters that the product reads today, each with its source. A key that nothing reads is not here."""

from .enums import Kind, Layer
from .registry import Parameter, register_parameters

_REGULATION = "《中华人民共和国政府信息公开条例》(国务院令第711号)"
_ARTICLE_26 = f"{_REGULATION}第二十六条"
_ARTICLE_15 = f"{_REGULATION}第十五条"
_ARTICLE_17 = f"{_REGULATION}第十七条"
_NATIONAL_80 = "《〈关于全面推进政务公开工作的意见〉实施细则》"
_INTERPRETATION = "国办发〔2016〕80号:解读材料于文件公布后3个工作日内发布"
_HUADIAN_3 = "桦甸市政务公开制度汇编《政府信息公开保密审查办法》"

_REMINDERS = "需求R-270(及时提醒)的默认值:到期前10、3、0个工作日,超期后每个工作日,再逐级上报;本机关可调整"

_PUBLICATION = (
    Parameter(
        "pub.days.default",
        "主动公开期限",
        20,
        "工作日",
        _ARTICLE_26,
        ceiling=20,
        layer=Layer.CEILING,
        used_by="未对应目录事项的栏目中,文件和信息的公开到期日;目录事项另有期限的按该事项",
    ),
    Parameter(
        "pub.days.normative",
        "行政规范性文件公开期限(自印发之日起)",
        7,
        "工作日",
        "《浙江省行政规范性文件管理办法》(浙江省人民政府令第372号)",
        ceiling=20,
        bound_basis=_ARTICLE_26,
        layer=Layer.CEILING,
        used_by="行政规范性文件的公开到期日;与目录事项的期限比较,短者适用",
    ),
)
_ATTRIBUTES = (
    Parameter(
        "attr.label.none",
        "第三种公开属性的名称",
        "不予公开",
        "",
        f"{_REGULATION}第三十六条第三项(不予公开);部分地方旧称免予公开、免于公开",
        kind=Kind.WORDING,
        options=(("不予公开", "不予公开"), ("免予公开", "免予公开"), ("免于公开", "免于公开")),
        used_by="公开属性的各处显示、目录名称、退文单和登记簿;只改名称,不改法律含义",
    ),
    Parameter(
        "attr.handover.days",
        "公文印发后向政府信息公开工作机构送交电子文稿的期限(自编号、用印之日起)",
        3,
        "工作日",
        "《枞阳县行政机关政府信息公开主动公开工作指南(2020本)》七(二):使用机关印章、红头、文号的公文,印发后3个工作日内送交电子文稿",
        ceiling=20,
        bound_basis=_ARTICLE_26,
        used_by="文号、用印登记的电子文稿到期日和“未送交电子文稿”清单",
    ),
    Parameter(
        "attr.mixing",
        "同一公文含不同公开属性内容时的处理",
        "block_at_draft",
        "",
        "《枞阳县行政机关政府信息公开主动公开工作指南(2020本)》:同一公文不得同时含主动公开和不予公开内容",
        kind=Kind.CHOICE,
        layer=Layer.WARNED,
        options=(
            ("block_at_draft", "送审前须拆分"),
            ("split_before_signature", "起草时提示,签发前须拆分"),
        ),
        used_by="文件送审检查:附件与正文公开属性不同的,送审时或者签发时不予通过",
        warning="含不同公开属性内容的稿件可以带着问题进入审签,各审核环节须提醒拟稿人拆分或者作区分处理;未拆分的不能签发。",
    ),
    Parameter(
        "attr.internal_scope",
        "设“单位内部公开”范围",
        True,
        "",
        f"《桦甸市政务公开制度汇编》系统12第五条;{_REGULATION}第十六条(内部事务信息可以不予公开)",
        kind=Kind.FLAG,
        used_by="文件和信息的“公开范围”;不设的,选“单位内部公开”的不能送审",
    ),
)
_REVIEW = (
    Parameter(
        "review.secrecy_first",
        "先审查后公开",
        True,
        "",
        _ARTICLE_17,
        kind=Kind.FLAG,
        layer=Layer.LOCKED,
        used_by="审签流程须有不附条件的保密审查环节,没有的不能启用",
    ),
    Parameter(
        "review.levels",
        "审核和签发的最少级数",
        2,
        "级",
        "本机关内部管理要求(三审三校、四审四校由各地制度规定);低风险栏目不少于两级",
        floor=2,
        ceiling=4,
        bound_basis="需求R-078:两级为最低;《嵊州市政务公开工作制度(试行)》三.4四审四校为最高",
        used_by="审签流程设置:级数不足的流程不能启用;已在审签的稿件按送审时的流程办完",
    ),
    Parameter(
        "review.proof",
        "审核环节须兼校对",
        True,
        "",
        "《嵊州市政务公开工作制度(试行)》三.4:三审三校,必要时四审四校",
        kind=Kind.FLAG,
        used_by="审签流程设置:要求兼校对的,审核、签发环节均须勾选“兼校对”",
    ),
    Parameter(
        "review.step_days",
        "审签每一环节的内部办理时限",
        2,
        "工作日",
        "本机关内部工作目标,无法定依据;各环节合计须给《中华人民共和国政府信息公开条例》第二十六条"
        "规定的20个工作日公开期限留出余地",
        ceiling=20,
        bound_basis=_ARTICLE_26,
        used_by="待办件的到期日、超期提示和审签环节明细;送达之日的规定管到办结",
    ),
    Parameter(
        "review.referral_days",
        "保密审查确定申请的答复期限(自收到之日起)",
        10,
        "工作日",
        f"{_HUADIAN_3}五(四):收到申请后10个工作日内作出书面答复",
        ceiling=10,
        used_by="提请确定件的答复到期日和逾期清单",
    ),
    Parameter(
        "review.referral_ext",
        "保密审查确定申请的答复可以延长的期限(一次)",
        7,
        "工作日",
        f"{_HUADIAN_3}五(四):延长最多不超过7个工作日,并及时告知",
        ceiling=7,
        used_by="提请确定件登记延长时的上限",
    ),
    Parameter(
        "review.third_party_days",
        "第三方对征求意见书的答复期限(自收到之日起)",
        15,
        "工作日",
        "《中华人民共和国政府信息公开条例》(国务院令第711号)第三十二条;主动公开征求意见参照此期限",
        ceiling=15,
        layer=Layer.CEILING,
        used_by="征求第三方意见的答复到期日;逾期未答复的由机关作出决定",
    ),
    Parameter(
        "review.override_decider",
        "公共利益决定的决定主体",
        "agency_head",
        "",
        f"{_ARTICLE_15}:行政机关认为不公开会对公共利益造成重大影响的,予以公开;决定须有记录",
        kind=Kind.CHOICE,
        layer=Layer.WARNED,
        options=(
            ("agency_head", "本机关主要负责人(经政务公开领导小组提出意见)"),
            ("leading_group", "政务公开领导小组"),
            ("agency", "本机关"),
        ),
        used_by="公共利益决定登记:决定主体与此不同的不能登记",
        warning="条例第十五条的决定由行政机关负责。由其他主体决定的,须有本地制度依据,决定公开后的法律责任仍由本机关承担。",
    ),
)
_INTERPRETATIONS = (
    Parameter(
        "interp.max_days",
        "解读材料公布期限(自文件公布之日起)",
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
        "《金华市政务服务管理办公室政务公开工作机制(2024)》附2第五条(行政规范性文件);标为重要政策的一律须解读",
        kind=Kind.CHOICES,
        options=(
            ("statute", "法规"),
            ("regulation", "规章"),
            ("normative", "行政规范性文件"),
            ("other", "其他文件"),
        ),
        used_by="送审提示、解读进度报告、解读逾期清单;标为重要政策的不受此限",
    ),
    Parameter(
        "interp.sync",
        "解读与文件同步起草、同步审签",
        "warn",
        "",
        f"{_NATIONAL_80}(国办发〔2016〕80号):政策性文件与解读方案、解读材料同步组织、同步审签、同步部署",
        kind=Kind.CHOICE,
        options=(
            ("within", "文件公布后限期内解读"),
            ("warn", "应同步,未同步的提示"),
            ("require", "须同步,没有解读稿的文件不能送审"),
        ),
        used_by="须解读的文件送审时的提示或者限制",
    ),
    Parameter(
        "interp.sentence_chars",
        "政策解读中提示断开的句子长度",
        80,
        "字",
        "本机关内部编辑目标,无法定依据;桦甸市《政策解读工作制度》五(二)要求解读通俗易懂(需求R-095)",
        floor=20,
        used_by="解读编辑页“请确认”中的通俗提示",
    ),
    Parameter(
        "interp.copied_chars",
        "政策解读中提示照抄原文的最短字数",
        40,
        "字",
        "本机关内部编辑目标,无法定依据;桦甸市《政策解读工作制度》五(二)要求解读通俗易懂(需求R-095)",
        floor=10,
        used_by="解读编辑页“请确认”中的通俗提示",
    ),
)
_DUTIES = (
    Parameter(
        "duties.soon_days",
        "法定时限列入“将到期”的提前量",
        3,
        "工作日",
        "本机关内部工作目标;与到期提醒(需求R-270:到期前10、3、0个工作日)的第二次提醒一致",
        used_by="时限台账的“将到期”清单",
    ),
    Parameter(
        "duties.remind_first",
        "到期前第一次提醒",
        10,
        "工作日",
        _REMINDERS,
        used_by="到期提醒",
    ),
    Parameter(
        "duties.remind_second",
        "到期前第二次提醒",
        3,
        "工作日",
        _REMINDERS,
        used_by="到期提醒",
    ),
    Parameter(
        "duties.escalate_head",
        "超期满此数提醒科室负责人",
        1,
        "工作日",
        _REMINDERS,
        used_by="超期督促",
    ),
    Parameter(
        "duties.escalate_leader",
        "超期满此数提醒分管负责人",
        3,
        "工作日",
        _REMINDERS,
        used_by="超期督促",
    ),
    Parameter(
        "duties.health_minutes",
        "周期任务超过此时间未运行即告警",
        15,
        "分钟",
        "平台运行维护目标,无法定依据",
        used_by="run_duties --health 和监控地址 healthz/duties",
    ),
    Parameter(
        "duties.oldest_base_years",
        "起算日距今超过此数须再次确认,以防误录",
        10,
        "年",
        "本机关内部录入核对规则,无法定依据",
        used_by="登记时限事项时对起算日的核对",
    ),
)
_MIGRATION = (
    Parameter(
        "migration.samples",
        "历史迁移批次签发前须打开核对的抽查件",
        5,
        "件",
        "《中华人民共和国政府信息公开条例》第十七条(先审查后公开);抽查件数由主管部门在平台规则中确定",
        floor=1,
        used_by="历史迁移批次签发前的抽查清单",
    ),
)
GROUPS = {
    "pub": "公开期限",
    "attr": "公开属性",
    "review": "审查和审签",
    "interp": "政策解读",
    "duties": "时限台账",
    "migration": "历史迁移",
}

register_parameters((*_PUBLICATION, *_ATTRIBUTES, *_REVIEW, *_INTERPRETATIONS, *_DUTIES, *_MIGRATION))
