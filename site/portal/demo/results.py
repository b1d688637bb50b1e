"""The result of a concluded consultation in 示范县: ledger worked through, result published. All invented."""

from foundation.organisations.enums import PostKind
from foundation.organisations.selectors import holders
from opinion.consultations.enums import Verdict
from opinion.consultations.ledger import confirm_many, draft_many, mark_of, put_in_theme
from opinion.consultations.models import ConsultationPage, ConsultationResultPage, Opinion
from opinion.consultations.results import take_figures

from .columns import Columns
from .decisions import COLUMN_ITEM
from .people import Staff
from .signing import draft, publish

# Clause, theme, verdict and reason; what is on no such clause is explained.
_VERDICTS: tuple[tuple[str, str, Verdict, str], ...] = (
    ("第三条", "水质公布", Verdict.ADOPTED, "第三条增加“同时在县政府网站公布”。"),
    ("第四条", "停水通知", Verdict.ADOPTED, "第四条改为通过短信、广播和公告通知用户。"),
    (
        "第五条",
        "水价和收费",
        Verdict.REJECTED,
        "基本水价用于管网和水质检测的日常维护，与用水量无关；长期不住人的，可以申请报停，报停期间不收。",
    ),
    ("第六条", "水价和收费", Verdict.PARTLY, "低保边缘家庭减半收取，全免须由上级规定。"),
)
_EXPLAINED = "单户自建水井不属于集中供水工程，水质检测可以向县疾控中心申请。"


def build_results(county: Staff, columns: Columns, notice: ConsultationPage) -> ConsultationResultPage:
    """Every opinion answered by editor and head, the result through the chain."""
    head = holders(PostKind.UNIT_HEAD, body_id=county.body.pk, unit_id=county.unit.pk).get().user
    every = Opinion.objects.filter(consultation=notice)
    for clause, theme, verdict, reason in _VERDICTS:
        chosen = every.filter(clause_label__startswith=clause)
        put_in_theme(county.editor, notice, chosen, mark_of(chosen), name=theme)
        draft_many(county.editor, notice, chosen, mark_of(chosen), verdict=verdict, reason=reason)
    rest = every.filter(verdict="")
    if rest.exists():
        draft_many(county.editor, notice, rest, mark_of(rest), verdict=Verdict.EXPLAINED, reason=_EXPLAINED)
    confirm_many(head, notice, every, mark_of(every))
    page = ConsultationResultPage(
        title=f"{notice.title.removesuffix('的公告')}情况及采纳情况",
        notice=notice,
        asked=f"<p>{notice.overview}</p>",
        said="<p>意见集中在水质公布的方式、停水通知的方式和基本水费三个方面。</p>",
        did="<p>修改了第三条、第四条和第六条，修改后的办法已经合法性审查，提请县人民政府常务会议审议。</p>",
    )
    take_figures(page)
    return publish(draft(page, columns.by_item[COLUMN_ITEM], county), county)
