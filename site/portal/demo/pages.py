"""The pages of 示范县 that are no documents: body pages, the guide and other information, the footer."""

import datetime as dt

from wagtail.models import Site

from disclosure.catalogue.models import BodyPage, Leader, SubUnit
from disclosure.documents.models import InformationPage
from disclosure.guides.models import GuidePage, ReadingPoint
from disclosure.guides.rules import LEGAL_TEXTS
from disclosure.guides.selectors import contact_of
from portal.models import HomePage, SiteIdentity, StandardPage

from . import signing
from .columns import Columns
from .people import COUNTY, OFFICE, Staff
from .schedule import last_time, published_at
from .text import Information, fill, rich_text

_ADDRESS = "示范县示范路1号"
# Pieces of columns that must be refreshed every two weeks to three months, by the number of their item.
_INFORMED_DAYS_AGO = {14: 11, 25: 40, 57: 30}
_HOURS = "工作日上午8:30至12:00，下午2:00至5:30"
_FUNCTIONS = (
    "贯彻执行有关法律、法规、规章和上级政策，拟订本领域规划、制度并组织实施。",
    "负责本领域公共服务、监督管理和政务服务事项办理，依法公开政府信息。",
    "承办上级和示范县人民政府交办的其他事项。",
)
# What each leader looks after; the others of the chain are no leaders of the body.
_DUTIES = {
    "主要负责人": "主持全面工作。",
    "分管负责人": "协助主要负责人工作，分管政府信息公开、政策解读。",
    "副职领导": "分管业务科室和内部管理。",
}


def publish_body_page(staff: Staff, columns: Columns) -> BodyPage:
    """Functions, contact, leaders and units of one body."""
    body = staff.body
    titles = ("科室负责人", "保密审查员", "办公室主任", "副职领导", "分管负责人", "主要负责人")
    chain = zip(titles, staff.approvers, strict=True)
    page = BodyPage(
        title=f"{body.name}机构信息",
        functions=rich_text(list(_FUNCTIONS)),
        address=_ADDRESS,
        postcode="000000",
        hours=_HOURS,
        phone="0000-0000000",
        fax="0000-0000000",
        email=f"{body.code}@example.gov.cn",
    )
    page.leader_rows = [
        Leader(name=person.get_full_name(), post=title, duties=_DUTIES.get(title, ""))
        for title, person in reversed(list(chain))
        if title in _DUTIES
    ]
    page.sub_unit_rows = [
        SubUnit(
            name=staff.unit.name, duties="承担综合协调、业务办理和政府信息公开工作。", phone="0000-0000000"
        )
    ]
    parent = columns.by_body.get(body.code) or columns.by_item[3]
    return signing.publish(signing.draft(page, parent, staff), staff)


def publish_guide(staff: Staff, columns: Columns) -> GuidePage:
    """The guide of one body, in agreement with its body page."""
    page = GuidePage(
        title="示范县政府信息公开指南",
        institution="示范县人民政府办公室政务公开科",
        website="https://www.example.gov.cn/",
        online_url="https://www.example.gov.cn/sqgk/",
        commitment="对申请人一次性告知所需材料和办理程序；对阅读困难或者视听障碍的申请人提供必要的帮助（条例第四十三条）。",
        supervision="向示范县人民政府办公室政务公开科投诉、举报。地址：示范县示范路1号。电话：0000-0000003。",
        **LEGAL_TEXTS | contact_of(staff.body.pk),
    )
    page.points = [
        ReadingPoint(name=name, address=_ADDRESS, hours=_HOURS, phone="0000-0000002")
        for name in ("示范县档案馆", "示范县图书馆", "示范县政务服务中心")
    ]
    return signing.publish(signing.draft(page, columns.by_item[1], staff), staff)


def informed_on(piece: Information, number: int, today: dt.date) -> dt.date:
    """The last time it was its month; where the column must be refreshed more often, some days ago."""
    if days := _INFORMED_DAYS_AGO.get(piece.item):
        return today - dt.timedelta(days=days)
    return last_time(piece.month, 10 + number, today)


def publish_information(piece: Information, day: dt.date, staff: Staff, columns: Columns) -> InformationPage:
    """One page of general information in its catalogue column; the former site had published it on that day."""
    year = day.year
    page = InformationPage(
        title=fill(piece.title, year),
        overview=fill(piece.overview, year),
        text=rich_text([fill(line, year) for line in piece.lines]),
        source=staff.body.name,
        phone="0000-0000001",
        original_published_at=published_at(day),
    )
    return signing.publish(signing.draft(page, columns.by_item[piece.item], staff), staff)


def publish_standard_page(piece: Information, home: HomePage, staff: Staff) -> StandardPage:
    """网站声明 or 联系我们."""
    home.refresh_from_db()
    page = StandardPage(title=piece.title, text=rich_text(list(piece.lines)))
    return signing.publish(signing.draft(page, home, staff), staff)


def fill_footer(statement: StandardPage, contact: StandardPage, staffs: dict[str, Staff]) -> None:
    """Names and codes at the foot of every page; the codes have the right form and belong to nobody."""
    site = Site.objects.get(is_default_site=True)
    SiteIdentity.objects.update_or_create(
        site=site,
        defaults={
            "site_name": "示范县人民政府",
            "domain": "www.example.gov.cn",
            "site_code": "0000000001",
            "sponsor": staffs[COUNTY].body.name,
            "operator": staffs[OFFICE].body.name,
            "address": _ADDRESS,
            "postcode": "000000",
            "phone": "0000-0000001",
            "icp_number": "示ICP备00000000号",
            "police_number": "示公网安备00000000000000号",
            "statement_page": statement,
            "contact_page": contact,
            "social_media": "微信公众号“示范县发布”（虚构）",
        },
    )
