"""查阅点 in 示范县: two places, some visits, and what waits to be handed over to them. All invented."""

import datetime as dt

from disclosure.catalogue.models import BodyPage
from disclosure.deposits.enums import PlaceKind
from disclosure.deposits.models import DepositSetting, ReadingPlace
from disclosure.deposits.places import record_visit
from disclosure.deposits.services import page_published
from disclosure.guides.models import GuidePage

from .people import Staff

_PLACES = (
    (
        PlaceKind.ARCHIVE,
        "示范县档案馆政府信息查阅室",
        "示范县示范路2号",
        True,
        "查询电脑2台、打印机1台、资料架",
    ),
    (PlaceKind.LIBRARY, "示范县图书馆政府信息查阅区", "示范县示范路3号", False, "查询电脑1台、资料架"),
)
_VISITS: tuple[tuple[int, str, str, list[str]], ...] = (
    (9, "王先生", "查阅高龄津贴的发放标准", ["高龄津贴政策问答（纸质）"]),
    (5, "李女士", "查阅近三年政府工作报告", ["政府工作报告（合订本）", "政府公报合订本"]),
    (2, "赵先生", "查阅集体土地征收公告", []),
)


def open_places(county: Staff, office: Staff, today: dt.date) -> None:
    """The office keeps both places; the county government hands over its guide and what it tells of itself."""
    places = [
        ReadingPlace.objects.create(
            kind=kind,
            name=name,
            body=office.body,
            address=address,
            hours="工作日上午8:30至12:00，下午1:30至5:00",
            phone="0000-0000002",
            has_sign=has_sign,
            equipment=equipment,
            started_on=today - dt.timedelta(days=200),
        )
        for kind, name, address, has_sign, equipment in _PLACES
    ]
    for staff in (county, office):
        setting = DepositSetting.objects.create(
            body=staff.body, officer=staff.editor, catalogue_receiver="示范县政务公开领导小组办公室"
        )
        setting.places.set(places)
    for model in (GuidePage, BodyPage):
        for page in model.objects.live().filter(body=county.body):
            page_published(page)
    for days_ago, visitor, need, items in _VISITS:
        day = today - dt.timedelta(days=days_ago)
        record_visit(office.editor, places[0], visited_on=day, visitor=visitor, need=need, others=items)
