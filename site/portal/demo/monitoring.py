"""政务舆情 in 示范县: those on duty, one finding of each level and state, a roster with a gap. All invented."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from disclosure.documents.models import InformationPage
from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from interpretation.monitoring import handling, services
from interpretation.monitoring.enums import Channel, Level, ResponseKind, Trend, WatchKind
from interpretation.monitoring.evidence import add_evidence
from interpretation.monitoring.models import Finding, WatchItem
from interpretation.monitoring.roster import add_shifts
from interpretation.monitoring.watching import save_source, save_watch_item

from .people import COUNTY, People, Staff

TOWNSHIP = "sfx-jia"
_HEAD, _REVIEWER = 0, 2  # in the order of the chain
_MINUTE, _HOUR, _DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
_GAP = (4, 5)  # shifts that were forgotten, so that the fifth day from today has nobody at all
_SOURCES = (
    ("本地论坛“示范在线”", Channel.NETWORK, "每2小时查看"),
    ("县融媒体中心", Channel.MEDIA, "全天候推送"),
    ("县信访局", Channel.PETITION, "每日上午汇总"),
)
_WATCHED = (
    (WatchKind.AREA, "甲河镇农贸市场周边", "供水管网改造期间停水较多"),
    (WatchKind.OBJECT, "城乡居民医保缴费话题", "缴费标准调整，咨询集中"),
    (WatchKind.PERIOD, "义务教育招生报名期间", "学区划分容易引起误读"),
)


def build_monitoring(people: People, staffs: dict[str, Staff]) -> None:
    """People on duty, where they listen, and what they found."""
    staff = staffs[COUNTY]
    officer = people.person("zhiban")
    people.appoint(officer, PostKind.DUTY_OFFICER, "舆情值班员", staff.body)
    people.appoint(people.person("yingji"), PostKind.EMERGENCY, "应急值班", staff.body)
    informant = people.person("xinxi")
    people.appoint(informant, PostKind.INFORMANT, "基层信息员", staffs[TOWNSHIP].body)
    _roster(staff, officer)
    for name, channel, often in _SOURCES:
        save_source(
            staff.body, officer, name=name, channel=channel, address="", looked_at=often, is_used=True
        )
    for kind, subject, reason in _WATCHED:
        item = WatchItem(
            body=staff.body, kind=kind, subject=subject, reason=reason, responsible=officer,
            ends_on=timezone.localdate() + 30 * _DAY,
        )  # fmt: skip
        save_watch_item(item, officer)
    _findings(staff, officer)
    services.register(
        staffs[TOWNSHIP].body,
        informant,
        **_told("村民反映田头道路积水", "甲河镇丁村", Level.ORDINARY, timezone.now() - 50 * _MINUTE),
        channel=Channel.INFORMANT,
    )


def _roster(staff: Staff, officer: User) -> None:
    """Two people by turns from yesterday on, and one day without anybody."""
    today = timezone.localdate()
    pair = (officer, staff.approvers[_REVIEWER])
    for number in range(-1, 16):
        if number not in _GAP:
            day = today + number * _DAY
            add_shifts(
                staff.body,
                officer,
                person=pair[number % 2],
                first=day,
                last=day,
                begins=dt.time(8),
                ends=dt.time(8),
            )


def _told(title: str, place: str, level: Level, known_at: dt.datetime) -> dict:
    """What a complete report tells."""
    return {
        "title": title,
        "place": place,
        "level": level,
        "known_at": known_at,
        "happened_at": f"{timezone.localtime(known_at):%Y年%-m月%-d日}",
        "content": f"{title}，有群众在本地论坛和社区群中反映并上传图片。",
        "spread": "本地论坛1帖，回复30余条，社区群有转发，未见外地媒体报道。",
        "demands": "了解真实情况，尽快解决。",
        "suggestion": "请责任单位立即核实，统一口径后回应。",
    }


def _findings(staff: Staff, officer: User) -> None:
    now = timezone.now()
    _found(
        staff,
        officer,
        Channel.NETWORK,
        "网传戊水库出现险情",
        "戊水库",
        Level.EXTRAORDINARY,
        now - 12 * _MINUTE,
        True,
    )
    major = _found(
        staff,
        officer,
        Channel.MEDIA,
        "媒体询问某小区集中停水",
        "甲河镇幸福小区",
        Level.MAJOR,
        now - 3 * _HOUR,
    )
    services.report(major, officer, reported_at=now - 2 * _HOUR - 20 * _MINUTE)
    larger = _found(
        staff,
        officer,
        Channel.HOTLINE,
        "热线集中反映校车延误",
        "乙山乡中心小学",
        Level.LARGER,
        now - 20 * _HOUR,
    )
    services.report(larger, officer, reported_at=now - 19 * _HOUR)
    add_evidence(larger, officer, files=[_call_log()], note="12345热线当日摘录，已隐去来电人信息")
    _assess(larger, staff, officer, "已形成一定热度，宜尽快说明。")
    _plan(larger, staff)
    late = _found(
        staff, officer, Channel.PETITION, "信访反映路灯不亮", "丙湖街道己路", Level.ORDINARY, now - 2 * _DAY
    )
    services.report(late, officer, reported_at=now - 2 * _DAY + 3 * _HOUR + 5 * _MINUTE)
    _assess(late, staff, officer, "个别点位，修复即可，不需公开回应。", needs_response=False)
    handling.close(late, officer, words="路灯已修复，来信人表示满意。")
    _archived(staff, officer)


def _call_log() -> SimpleUploadedFile:
    words = "07:42 反映校车晚到25分钟。\n07:55 反映同一线路连续两日晚点。\n08:10 询问调整后的发车时间。\n"
    return SimpleUploadedFile("热线摘录.txt", words.encode())


def _found(
    staff: Staff,
    officer: User,
    channel: Channel,
    title: str,
    place: str,
    level: Level,
    known_at: dt.datetime,
    is_emergency: bool = False,
) -> Finding:
    told = _told(title, place, level, known_at)
    return services.register(
        staff.body, officer, channel=channel, unit=staff.unit, is_emergency=is_emergency, **told
    )


def _assess(
    finding: Finding, staff: Staff, officer: User, words: str, *, needs_response: bool = True
) -> None:
    handling.assess(
        finding,
        officer,
        held_at=timezone.now(),
        attendees="县政府办、县委网信办、责任单位",
        level=finding.level,
        trend=Trend.STEADY,
        opinion=words,
        needs_response=needs_response,
    )
    services.assign(finding, officer, unit=staff.unit)


def _plan(finding: Finding, staff: Staff) -> None:
    """Waits for the deputy's approval."""
    handling.submit_plan(
        finding,
        staff.approvers[_HEAD],
        measures_words="核实延误原因，调整班次，逐校通知家长。",
        statement="校车因道路施工绕行，已调整班次，保障学生安全到校。",
        spokesperson="县教育局新闻发言人",
        channels="县政府门户网站、政务新媒体",
        schedule="当日发布说明，三日内通报调整结果。",
        measures=[("调整校车班次并通知家长", staff.unit, timezone.localdate() + 3 * _DAY)],
    )


def _archived(staff: Staff, officer: User) -> None:
    """One that is over, answered by a page that is public."""
    page = InformationPage.objects.live().filter(body=staff.body).order_by("-first_published_at").first()
    if page is None or page.first_published_at is None:
        return
    known_at = page.first_published_at - 5 * _HOUR
    done = _found(
        staff, officer, Channel.LETTERS, "来信询问高龄津贴发放时间", "示范县城", Level.ORDINARY, known_at
    )
    services.report(done, officer, reported_at=known_at + _HOUR)
    _assess(done, staff, officer, "属政策咨询，宜公开说明。")
    handling.link_response(done, officer, page=page, kind=ResponseKind.RESPONSE)
    handling.close(done, officer, words="已公开说明发放时间，后续无新增询问。")
    handling.evaluate(
        done,
        officer,
        timeliness=95,
        quality=90,
        effect=88,
        summary="从收到来信到公开说明不到半天。",
        problems="",
        topic="惠民补贴发放咨询",
        lessons="补贴政策调整时，同步公布发放时间和查询方式，可以减少集中询问。",
        needs_accountability=False,
    )
    handling.archive(done, officer)
