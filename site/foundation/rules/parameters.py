"""The registry of parameters: every number that law or local rule sets, beside its source.

A feature reads a number with ``value("pub.days.default")`` and never writes it into its code; a word that
jurisdictions choose differently it reads with ``wording("attr.label.none")``.
"""

from dataclasses import dataclass


class UnknownParameter(KeyError):
    """No parameter has this key."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number with its unit, its legal basis and, where law sets one, the ceiling that may only be lowered."""

    key: str
    label: str
    default: int
    unit: str
    basis: str
    ceiling: int | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A word of the interface that a jurisdiction may choose from a closed list, with the basis of each."""

    key: str
    label: str
    default: str
    choices: tuple[str, ...]
    basis: str


_PARAMETERS = (
    Parameter(
        "pub.days.default",
        "主动公开期限",
        20,
        "工作日",
        "《中华人民共和国政府信息公开条例》(国务院令第711号)第二十六条",
        ceiling=20,
    ),
    Parameter(
        "pub.days.normative",
        "行政规范性文件公开期限(自印发之日起)",
        7,
        "工作日",
        "《浙江省行政规范性文件管理办法》(浙江省人民政府令第372号)",
        ceiling=20,
    ),
    Parameter(
        "interp.max_days",
        "解读材料公布期限(自文件公布之日起)",
        3,
        "工作日",
        "国办发〔2016〕80号:解读材料于文件公布后3个工作日内发布",
        ceiling=3,
    ),
    Parameter(
        "interp.sentence_chars",
        "政策解读中提示断开的句子长度",
        80,
        "字",
        "本机关内部编辑目标,无法定依据;桦甸市《政策解读工作制度》五(二):解读要通俗易懂",
    ),
    Parameter(
        "interp.copied_chars",
        "政策解读中提示照抄原文的最短字数",
        40,
        "字",
        "本机关内部编辑目标,无法定依据;桦甸市《政策解读工作制度》五(二):解读要通俗易懂",
    ),
    Parameter(
        "attr.handover.days",
        "公文印发后向政府信息公开工作机构送交电子文稿的期限(自编号、用印之日起)",
        3,
        "工作日",
        "《枞阳县行政机关政府信息公开主动公开工作指南(2020本)》七(二):使用机关印章、红头、文号的公文,印发后3个工作日内送交电子文稿",
    ),
    Parameter(
        "review.step_days",
        "审签每一环节的内部办理时限",
        2,
        "工作日",
        "本机关内部工作目标,无法定依据;各环节合计须给《中华人民共和国政府信息公开条例》第二十六条"
        "规定的20个工作日公开期限留出余地",
        ceiling=20,
    ),
    Parameter(
        "review.referral_days",
        "保密审查确定申请的答复期限(自收到之日起)",
        10,
        "工作日",
        "桦甸市政务公开制度汇编《政府信息公开保密审查办法》五(四):收到申请后10个工作日内作出书面答复",
        ceiling=10,
    ),
    Parameter(
        "review.referral_ext",
        "保密审查确定申请的答复可以延长的期限(一次)",
        7,
        "工作日",
        "桦甸市政务公开制度汇编《政府信息公开保密审查办法》五(四):延长最多不超过7个工作日,并及时告知",
        ceiling=7,
    ),
    Parameter(
        "review.third_party_days",
        "第三方对征求意见书的答复期限(自收到之日起)",
        15,
        "工作日",
        "《中华人民共和国政府信息公开条例》(国务院令第711号)第三十二条;主动公开征求意见参照此期限",
        ceiling=15,
    ),
    Parameter(
        "duties.soon_days",
        "法定时限列入“将到期”的提前量",
        3,
        "工作日",
        "本机关内部工作目标;与到期提醒(需求R-270:到期前10、3、0个工作日)的第二次提醒一致",
    ),
    Parameter(
        "duties.oldest_base_years",
        "起算日距今超过此数须再次确认,以防误录",
        10,
        "年",
        "本机关内部录入核对规则,无法定依据",
    ),
    Parameter(
        "migration.samples",
        "历史迁移批次签发前须打开核对的抽查件",
        5,
        "件",
        "《中华人民共和国政府信息公开条例》第十七条(先审查后公开);抽查件数由主管部门在平台规则中确定",
    ),
)
_WORDINGS = (
    Wording(
        "attr.label.none",
        "第三种公开属性的名称",
        "不予公开",
        ("不予公开", "免予公开", "免于公开"),
        "《中华人民共和国政府信息公开条例》第三十六条第三项(不予公开);部分地方旧称免予公开、免于公开",
    ),
)
_BY_KEY = {parameter.key: parameter for parameter in _PARAMETERS}
_WORDINGS_BY_KEY = {wording.key: wording for wording in _WORDINGS}


def parameter(key: str) -> Parameter:
    """The parameter of this key. Raises UnknownParameter."""
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UnknownParameter(key) from None


def value(key: str) -> int:
    """The number in force for this key, in the parameter's unit."""
    return parameter(key).default


def wording(key: str) -> str:
    """The word in force for this key. Raises UnknownParameter."""
    try:
        return _WORDINGS_BY_KEY[key].default
    except KeyError:
        raise UnknownParameter(key) from None
