"""意见征集 in 示范县: one in each state, with opinions from several channels. All invented."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from foundation.submissions.intake import record
from foundation.submissions.registry import submission_kind
from opinion.consultations.enums import ConsultationKind, IdentityType, Source, State
from opinion.consultations.models import ConsultationMethod, ConsultationPage, Opinion
from opinion.consultations.opinions import KIND, find_clause, hold_back
from opinion.decisions.enums import Method
from opinion.decisions.models import Decision

from .columns import Columns
from .people import Staff
from .signing import draft, publish
from .text import blocks, rich_text

# The item of the catalogue that public participation is filed under.
COLUMN_ITEM = 71
_CARE = [
    "# 一、总体要求",
    "第一条 到2028年，县域每千人口拥有3岁以下婴幼儿托位数达到4.6个，养老机构护理型床位占比达到65%。",
    "第二条 坚持政府引导、多方参与，优先保障经济困难的失能老年人和双职工家庭婴幼儿。",
    "# 二、主要任务",
    "第三条 每个街道建设一所嵌入式养老服务综合体，提供日间照料、助餐、康复服务，周末和节假日照常开放。",
    "第四条 支持幼儿园开设托班，普惠托位每月收费不高于1200元。",
    "第五条 60周岁以上老年人家庭适老化改造，按核定费用的60%给予补助，每户不超过6000元。",
    "# 三、保障措施",
    "第六条 县财政每年安排专项资金，用于普惠床位和普惠托位建设补助。",
]
_WATER = [
    "# 第一章 总则",
    "第一条 为保障农村饮水安全，根据有关法律、法规，结合本县实际，制定本办法。",
    "第二条 本办法适用于本县行政区域内农村集中供水工程的建设、运行和管理。",
    "# 第二章 供水管理",
    "第三条 供水单位应当每日检测水质，检测结果每月在村务公开栏公布。",
    "第四条 计划停水的，应当提前48小时通知用户；抢修停水超过12小时的，应当提供临时用水。",
    "# 第三章 水价和收费",
    "第五条 农村居民生活用水实行“基本水价+计量水价”，基本水价每户每月5元。",
    "第六条 低保户、特困人员免收基本水费。",
]
_BIKES = [
    "第一条 住宅小区应当按户数的30%设置电动自行车集中停放充电设施。",
    "第二条 禁止在楼梯间、疏散通道和电梯轿厢内停放电动自行车或者为其充电。",
    "第三条 充电服务收费明码标价，电费与服务费分开计收。",
]
_BUSES = [
    "第一条 县城区夜间公交末班车发车时间不早于21时30分。",
    "第二条 夜间公交发车间隔不超过30分钟。",
    "第三条 65周岁以上老年人乘坐夜间公交免费。",
]


@dataclass(frozen=True, slots=True)
class _Text:
    """An opinion as somebody might write it, with the clause it is on."""

    clause: str
    words: str
    source: Source = Source.WEB
    identity: IdentityType = IdentityType.PERSON
    note: str = ""


_ON_CARE = (
    _Text("第三条", "助餐点能不能延长到晚上七点？子女下班晚，老人一个人吃晚饭不方便。"),
    _Text("第三条", "周末照常开放很好，希望再加上送餐上门。"),
    _Text("第四条", "每月1200元对双职工家庭还是偏高，建议按家庭收入分档。"),
    _Text("第四条", "建议明确托班的师幼比。", Source.LETTER, note="挂号信"),
    _Text("第五条", "补助上限6000元不够装扶手、改卫生间，建议提高到8000元。"),
    _Text("第五条", "适老化改造补助的申领手续请放到社区办理。", Source.VISIT),
    _Text("", "方案写得清楚，支持。"),
    _Text(
        "第六条",
        "建议专项资金向民办机构同等开放。",
        Source.SEMINAR,
        IdentityType.ENTERPRISE,
        "企业座谈会发言",
    ),
    _Text("第二条", "建议把残疾人家庭一并列入优先保障。", Source.EMAIL, IdentityType.ORGANISATION),
    _Text("第六条", "县财政局：专项资金额度建议表述为“统筹安排”。", Source.AGENCY, IdentityType.AGENCY),
)
_ON_BUSES = (
    _Text("第一条", "末班车21时30分太早，商场22时才关门，建议改为22时30分。"),
    _Text("第一条", "请把末班车延长到22时30分。"),
    _Text("第一条", "建议周末延长到23时。", Source.PHONE),
    _Text("第二条", "30分钟间隔太长，冬天等车冷，建议20分钟一班。"),
    _Text("第三条", "建议学生也给半价。", identity=IdentityType.ORGANISATION),
    _Text("", "你们这帮人什么都不会干！"),
)
_ON_WATER = (
    _Text("第三条", "检测结果只贴在村务公开栏，外出打工的看不到，建议同时在网上公布。"),
    _Text("第四条", "停水提前48小时通知，建议增加广播和短信两种方式。", Source.LETTER),
    _Text("第五条", "基本水价每户每月5元，常年不在家的户不合理，建议减半。"),
    _Text("第五条", "长期不住人的房子不应该收基本水费。"),
    _Text("第六条", "建议把低保边缘家庭也纳入免收范围。", Source.HEARING, note="听证会代表发言"),
    _Text("第二条", "单户自建水井是否适用，请明确。", identity=IdentityType.ORGANISATION),
)


def build_consultations(
    county: Staff, columns: Columns, decisions: list[Decision], today: dt.date
) -> dict[State, ConsultationPage]:
    """One of each state; the last has ended and waits for its results page, which follows in the ledger's part."""
    care = _publish(
        county, columns, _CARE, title="示范县“一老一小”整体解决方案", kind=ConsultationKind.DECISION,
        opens=today, days=45, decision=decisions[0], touches=True,
        overview="托位、养老床位建多少、建在哪里、收多少钱、补多少钱，请您提意见。",
        reason="落实积极应对人口老龄化和优化生育政策，统筹解决养老和托育服务供给不足的问题。",
    )  # fmt: skip
    _say(county, care, _ON_CARE, today)
    upcoming = _publish(
        county, columns, _BIKES, title="示范县电动自行车停放充电管理规定", kind=ConsultationKind.NORMATIVE,
        opens=today + dt.timedelta(days=5), days=30,
        overview="小区里电动自行车停在哪里、怎么充电、怎么收费，请您提意见。",
        reason="电动自行车火灾多发，现有停放充电设施不足，收费不规范。",
    )  # fmt: skip
    buses = _publish(
        county, columns, _BUSES, title="示范县城区夜间公交管理办法", kind=ConsultationKind.NORMATIVE,
        opens=today - dt.timedelta(days=26), days=20,
        overview="夜间公交开到几点、多久一班、谁能免费，请您提意见。",
        reason="县城夜间经济和就业时间变化，现有末班车时间偏早。",
    )  # fmt: skip
    _say(county, buses, _ON_BUSES, today - dt.timedelta(days=10))
    abuse = Opinion.objects.filter(consultation=buses).latest("pk")
    hold_back(abuse, "辱骂性语言，没有具体意见", county.editor)
    water = _publish(
        county, columns, _WATER, title="示范县农村饮水安全管理办法", kind=ConsultationKind.DECISION,
        opens=today - dt.timedelta(days=75), days=40, decision=decisions[2],
        overview="农村自来水的水质公布、停水通知、水价和减免，请您提意见。",
        reason="现行管理办法已施行十年，水价和停水通知等规定与实际不符。",
    )  # fmt: skip
    _say(county, water, _ON_WATER, today - dt.timedelta(days=50))
    return {State.OPEN: care, State.UPCOMING: upcoming, State.CLOSED: buses, State.CONCLUDED: water}


def _publish(
    county: Staff,
    columns: Columns,
    lines: list[str],
    *,
    title: str,
    kind: ConsultationKind,
    opens: dt.date,
    days: int,
    overview: str,
    reason: str,
    decision: Decision | None = None,
    touches: bool = False,
) -> ConsultationPage:
    """Through the chain; what began earlier was public on the former site."""
    closes = opens + dt.timedelta(days=days)
    earlier = timezone.make_aware(dt.datetime.combine(opens, dt.time(9)))
    page = ConsultationPage(
        title=f"关于《{title}（征求意见稿）》公开征求意见的公告",
        kind=kind,
        decision=decision,
        touches_enterprises=touches,
        overview=overview,
        who_decides="县人民政府常务会议",
        next_steps="逐条研究各方意见，修改完善后进行合法性审查，提请县人民政府常务会议审议。",
        results_expected_on=closes + dt.timedelta(days=28),
        content=blocks(lines),
        explanation=rich_text(
            [
                "## 制定的必要性",
                reason,
                "## 起草过程",
                "起草单位实地调研6次，召开座谈会2次，书面征求了有关部门和乡镇的意见。",
                "## 主要内容",
                overview.removesuffix("，请您提意见。") + "。",
            ]
        ),
        basis=rich_text(["《重大行政决策程序暂行条例》（国务院令第713号）等法规、文件。"]),
        opens_on=opens,
        closes_on=closes,
        contact_person="王某某",
        contact_phone="0000-0000003",
        contact_address="示范县示范路1号县政府办公室（邮编000000）",
        contact_email="zhengji@example.gov.cn",
        original_published_at=earlier if opens < timezone.localdate() else None,
    )
    page.methods = [
        ConsultationMethod(method=Method.WEB, note="在本页提交，不需要注册"),
        ConsultationMethod(method=Method.SEMINAR, note="征集期内召开，另行通知参会代表"),
    ]
    return publish(draft(page, columns.by_item[COLUMN_ITEM], county), county)


def _say(county: Staff, page: ConsultationPage, texts: tuple[_Text, ...], last: dt.date) -> None:
    """Opinions of the days before, the web's without a receipt that anybody knows."""
    kind = submission_kind(KIND)
    for number, one in enumerate(texts):
        clause, label = find_clause(page, one.clause)
        day = max(last - dt.timedelta(days=number % 6), page.opens_on or last)
        at = timezone.make_aware(dt.datetime.combine(day, dt.time(8 + number % 10, 7 * number % 60)))
        record(
            kind,
            {"text": one.words, "identity": one.identity},
            body=county.body,
            unit=county.unit,
            received_at=min(at, timezone.now()),
            consultation=page,
            clause=clause,
            clause_label=label,
            source=one.source,
            source_note=one.note,
            entered_by=None if one.source == Source.WEB else county.editor,
        )
