"""保密审查 in 示范县: one open referral, one consultation under way, one classified entry. All invented."""

import datetime as dt

from disclosure.documents.models import DocumentPage
from foundation.organisations.models import User
from foundation.secrecy.enums import Question, ReferralTopic, SecretLevel, Step
from foundation.secrecy.models import Addressee, ClassifiedEntry
from foundation.secrecy.referrals import open_for_page, take_step
from foundation.secrecy.registers import save_entry
from foundation.secrecy.releases import consult
from foundation.workdays.selectors import load_calendar

from . import signing
from .columns import Columns
from .documents import OTHER_ITEM
from .people import Staff
from .text import blocks

SECOND, MAIN = "baomi2", "zhuyao"
_REVIEWER = 1  # in the order of the chain
_DAYS_WITH_ADDRESSEE = 6


def create_secrecy_work(staff: Staff, columns: Columns, today: dt.date) -> None:
    """What waits in the secrecy review of the county office."""
    Addressee.objects.create(body=staff.body, topic=ReferralTopic.STATE_SECRET, name="示范县国家保密局")
    Addressee.objects.create(
        body=staff.body, topic=ReferralTopic.BUSINESS, name="示范市人民政府办公室", sort_order=1
    )
    _referral(staff, columns, today)
    _consultation(staff, columns, today)
    entry = ClassifiedEntry(
        body=staff.body,
        unit=staff.unit,
        title_withheld=True,
        level=SecretLevel.SECRET,
        period="5年",
        officer="（示例）主要负责人",
        made_on=today - dt.timedelta(days=40),
    )
    save_entry(entry, staff.approvers[_REVIEWER])


def _draft(title: str, text: str, staff: Staff, columns: Columns, today: dt.date) -> DocumentPage:
    page = DocumentPage(
        title=title,
        genre="通知",
        document_number=f"示政办发〔{today.year}〕{950 + len(title)}号",
        written_on=today,
        printed_on=today,
        subject="02",
        overview=text,
        source=staff.body.name,
        phone="0000-0000000",
        content=blocks([text]),
    )
    column = columns.by_body.get(staff.body.code) or columns.by_item[OTHER_ITEM]
    return signing.decide(signing.submit(signing.draft(page, column, staff), staff))


def _referral(staff: Staff, columns: Columns, today: dt.date) -> None:
    """Sent to the secrecy authority, which has it since some working days."""
    page = _draft(
        "关于公布防汛物资储备情况的通知", "现将全县防汛物资储备情况予以公布。", staff, columns, today
    )
    reviewer = staff.approvers[_REVIEWER]
    referral = open_for_page(
        page,
        reviewer,
        topic=ReferralTopic.STATE_SECRET,
        information_name=page.title,
        content="附表列有各乡镇储备点的地点、品种和数量。",
        doubt="储备点的具体地点和数量是否属于国家秘密，现有保密事项范围没有明确规定。",
        own_opinion="建议隐去具体地点后公开。",
    )
    second, main = (User.objects.get(username=name) for name in (SECOND, MAIN))
    take_step(referral, Step.REFER_UP, second, opinion="对照保密事项范围仍不能确定，请批准上报。")
    take_step(referral, Step.APPROVE, main, opinion="同意上报。")
    # Approval is of today; the record of an earlier receipt is written as it would stand by now.
    referral.refresh_from_db()
    received = _workdays_ago(today, _DAYS_WITH_ADDRESSEE)
    referral.approved_on = received
    referral.save(update_fields=["approved_on"])
    take_step(referral, Step.SEND, reviewer, on=received)
    take_step(referral, Step.RECEIVE, reviewer, on=received)


def _workdays_ago(today: dt.date, days: int) -> dt.date:
    calendar, day = load_calendar(), today
    while calendar.count_workdays(day, today) < days:
        day -= dt.timedelta(days=1)
    return day


def _consultation(staff: Staff, columns: Columns, today: dt.date) -> None:
    page = _draft(
        "关于公布自来水厂改造工程采购结果的通知", "现将改造工程采购结果予以公布。", staff, columns, today
    )
    consult(
        staff.approvers[_REVIEWER],
        body=staff.body,
        page=page,
        page_title=page.title,
        subject=Question.TRADE_SECRET,
        holder_name="示范水务设备有限公司（虚构）",
        holder_contact="示范县工业园区1号，0000-0000002",
        asked="采购结果中的分项报价是否涉及商业秘密，是否同意公开。",
        sent_on=_workdays_ago(today, 3),
    )
