"""One public page of every kind, by the name under which a fault on it is reported."""

import datetime as dt

from wagtail.models import Page

from disclosure.catalogue.models import BodyPage, ColumnPage
from disclosure.documents.models import InformationPage
from foundation.organisations.models import User
from foundation.organisations.services import allow_unit_on_page
from foundation.signoff.enums import ChangeKind
from foundation.signoff.services import publish_structure
from opinion.consultations.models import ConsultationPage
from portal.models import StandardPage
from tests.databases import restore_migrated_rows
from tests.disclosure.catalogue.test_platform import PARTS, add
from tests.disclosure.guides.conftest import CONTACT, drafted
from tests.disclosure.remedies.test_publications import drafted as draft_answer
from tests.disclosure.remedies.test_publications import granted
from tests.interpretation.clarifications.conftest import clarifying
from tests.interpretation.press.test_registers import appointed, filed, liaised
from tests.interpretation.press.writing import reprint
from tests.offices import Office, open_office
from tests.opinion.consultations.making import notice
from tests.opinion.decisions.conftest import begun, entered, made_public

from .conftest import all_said_and_answered

TABLE = {
    "data": [["补贴类别", "对象", "标准", "发放方式", "审核单位", "经办人员", "说明"], ["高龄补贴"] * 7],
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_header_choice": "row",
    "table_caption": "补贴标准表",
    "cell": [],
    "mergeCells": [],
}
CONTENT = [
    ("heading", {"level": "chapter", "text": "第一章 总则", "anchor": ""}),
    *(
        ("article", {"number": f"第{number}条", "text": "<p>本办法适用于本县行政区域。</p>", "anchor": ""})
        for number in "一二三四"
    ),
    ("table", TABLE),
]


def reading_pages() -> dict[str, str]:
    """A fresh site with what a reader comes by most."""
    restore_migrated_rows()
    return pages_to_read(open_office())


def pages_to_read(office: Office) -> dict[str, str]:
    """Documents, their interpretation, columns and the lists that lead to them."""
    old = office.publish(
        office.document(
            title="暂行办法",
            validity="abolished",
            abolished_on=dt.date(2026, 5, 1),
            abolished_by="示政发〔2026〕2号",
        )
    )
    document = office.publish(office.document(content=CONTENT, overview="明确补贴标准。"))
    interpretation = office.publish(
        office.interpretation(
            document, clause_notes=[("note", {"clause": "第二条", "text": "<p>本条说明适用范围。</p>"})]
        )
    )
    information = InformationPage(
        title="办理情况", body=office.body, unit=office.unit, text="<h3>结果</h3><p>已经办结。</p>",
        overview="办理情况。",
    )  # fmt: skip
    office.column.add_child(instance=information)
    information.save_revision(user=office.editor)
    body = BodyPage(title="机构信息", body=office.body, unit=office.unit, functions="<p>负责公开。</p>")
    statement = StandardPage(title="网站声明", body=office.body, text="<p>声明</p>")
    for page in (body, statement):
        office.home.refresh_from_db()
        (office.column if page is body else office.home).add_child(instance=page)
        publish_structure(page, "建立网站")
    return {
        "首页": "/",
        "栏目": office.column.url,
        "政策文件": document.url,
        "已废止的文件": old.url,
        "政策解读": interpretation.url,
        "搜索结果": "/search/?q=办法",
        "搜索起始页": "/search/",
        "筛选后的结果": "/search/?q=办法&validity=废止",
        "没有结果": "/search/?q=没有这个",
        "政策文件库": "/library/",
        "网站地图": "/sitemap/",
        "公开目录": "/catalogue/",
        "政府信息": office.publish(information).url,
        "机构信息": body.url,
        "普通页面": statement.url,
        "我的收藏": "/favourites/",
        "查阅点": "/reading-places/",
        "纠错": f"/jiucuo/{document.pk}/",
        "公众留言": "/liuyan/",
        "我要留言": "/liuyan/write/",
        "回执查询": "/huizhi/",
        "依申请公开": "/yishenqing/",
        "在线申请": "/yishenqing/shenqing/",
        "申请进度查询": "/yishenqing/chaxun/",
        "不存在的页面": "/meiyou/",
    }


def pages_of_the_platform(office: Office) -> dict[str, str]:
    """政府信息公开 with its parts, the guide with a change, an empty column that says why, what was taken down."""
    top = add(office, office.home, "政府信息公开", "catalogue")
    parts = {title: add(office, top, title, kind) for title, kind in PARTS.items()}
    add(office, parts["法定主动公开内容"], "规划信息", "catalogue")
    empty, functions = (
        ColumnPage.objects.get(pk=add(office, office.home, title, kind).pk)
        for title, kind in (("行政处罚", "data"), ("机构职能", "functions"))
    )
    empty.absence, empty.absence_reason = "not_produced", "本机关今年没有作出行政处罚"
    empty.absence_until = dt.date(2027, 3, 31)
    publish_structure(empty, "说明没有内容的理由")
    guide = office.publish(drafted(office))
    guide = guide.get_latest_revision_as_object()
    guide.fax = "0000-0000008"
    guide.state_change(ChangeKind.CORRECTION, "传真号码更正为0000-0000008。")
    guide.save_revision(user=office.editor)
    institution = BodyPage(
        title="示范县人民政府办公室", body=office.body, unit=office.unit, owner=office.editor, **CONTACT
    )
    functions.add_child(instance=institution)
    institution.save_revision(user=office.editor)
    allow_unit_on_page(office.unit, parts["依申请公开"])
    answer = draft_answer(office, parts["依申请公开"], [granted(office)]).page
    gone = office.publish(office.document(title="发错的文件"))
    pages = {
        "政府信息公开": top,
        **{f"政府信息公开：{title}": part for title, part in parts.items()},
        "公开的答复": office.publish(InformationPage.objects.get(pk=answer.pk)),
        "没有内容的栏目": empty,
        "各机构": functions,
        "有更正记录的指南": office.publish(guide),
        "有联系方式的机构": office.publish(institution),
    }
    return _addresses(pages) | {"已撤下的文件": office.take_down(gone).url}


def pages_of_participation(office: Office) -> dict[str, str]:
    """Consultations, decisions, press and clarifications, each with its list."""
    decision = made_public(office, catalogue := begun(office), entered(office, catalogue))
    desk = clarifying(office)
    # Wagtail remembers on the person what they may; the column is new.
    office.editor = User.objects.get(pk=office.editor.pk)
    pages = all_said_and_answered(office, desk, decision)
    office.column.refresh_from_db()
    running = ConsultationPage.objects.get(pk=office.publish(notice(office)).pk)
    spokesperson = appointed(office)
    liaised(office, spokesperson)
    filed(office, spokesperson)
    return _addresses(pages) | {
        "转载的新闻": office.publish(reprint(office)).url,
        "征集中的公告": running.url,
        "提意见": f"/zhengji/{running.pk}/yijian/",
        "意见征集": "/zhengji/",
        "澄清辟谣": "/piyao/",
        "不实的说法": "/piyao/?verdict=false",
        "虚假信息举报": "/juyao/",
        "重大行政决策": "/decisions/",
        "决策事项": f"/decisions/{decision.pk}/",
        "新闻发言人": "/fayanren/",
        "公开查找": "/yishenqing/chazhao/?q=公交",
        "没有公开过的": "/yishenqing/chazhao/?q=鲸鱼化石",
        "答复选登": "/yishenqing/gongkai/",
        "开放接口": "/api/",
    }


def _addresses(pages: dict[str, Page]) -> dict[str, str]:
    return {name: page.url for name, page in pages.items()}
