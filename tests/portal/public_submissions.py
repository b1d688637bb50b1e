"""What people handed in to the office, and the codes and links with which they come back."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from disclosure.answers import drafting
from disclosure.answers.delivery import deliver
from disclosure.answers.links import token_of as link_of
from disclosure.applications.mails import token_of as confirmation_of
from disclosure.requests import services as requests
from disclosure.requests.enums import Way
from disclosure.requests.models import Case
from tests.disclosure.answers.answering import OPEN, decided, offices, pdf, signed
from tests.disclosure.applications.conftest import APPLY, TYPED
from tests.forms_of_the_public import send, shown_code
from tests.interpretation.clarifications.conftest import CLAIM
from tests.offices import Office
from tests.opinion.corrections.test_corrections import FILLED
from tests.opinion.feedback.test_letters import answered, written

MAIL = "lin@mail.example"
OPINION = {"clause": "tiao-2", "text": "建议末班车延长到零点。", "identity": "person", "consent": "on"}


@dataclass
class HandedIn:
    """By what it is: further public addresses; receipt codes; applications as their page asks for them."""

    addresses: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    applications: dict[str, dict[str, str]] = field(default_factory=dict)


def handed_in(office: Office, addresses: dict[str, str]) -> HandedIn:
    """One of each kind; the forms are among ``addresses``."""
    letter, letter_code = written()
    letter = answered(office, letter)
    made = HandedIn({"留言公示": "/liuyan/", "已答复的留言": f"/liuyan/{letter.number}/"})
    made.codes = {
        "留言": letter_code,
        "意见": shown_code(send(addresses["提意见"], **OPINION)),
        "纠错": shown_code(send(addresses["纠错"], **FILLED)),
        "举报": shown_code(send("/juyao/", text=CLAIM, seen="1", consent="on")),
    }
    offices(office)
    _unconfirmed(made)
    _to_be_supplemented(office, made)
    _answered(office, made)
    return made


def _applied(made: HandedIn, name: str, **more: object) -> Case:
    code = shown_code(send(APPLY, **(TYPED | more)))
    case = Case.objects.latest("pk")
    made.applications[name] = {"number": case.number, "code": code}
    made.codes.setdefault("申请", code)
    return case


def _unconfirmed(made: HandedIn) -> None:
    case = _applied(made, "待确认的申请", email=MAIL, subject="公交线网规划", text="2026年公交线网规划全文。")
    made.addresses["确认申请"] = f"/yishenqing/queren/{confirmation_of(case)}/"


def _to_be_supplemented(office: Office, made: HandedIn) -> None:
    case = _applied(made, "待补正的申请", subject="防洪预案", text="示范河防洪预案的全文。")
    case = requests.confirm(case)
    due = timezone.localdate() + dt.timedelta(days=20)
    requests.ask_supplement(case, by=office.clerk, asked=["请写明文件的年份"], due_on=due)


def _answered(office: Office, made: HandedIn) -> None:
    case = requests.confirm(_applied(made, "已答复的申请", email=MAIL, ways=[Way.EMAIL]))
    case = requests.accept(case, by=office.clerk, unit=office.unit, out_of_order_reason="前两件等待申请人")
    decided(case.items.get(), f"{OPEN} grant:now", office.editor)
    page = drafting.write_draft(case, by=office.editor)
    page = drafting.add_file(page, by=office.editor, upload=pdf("Plan"), title="征收补偿方案")
    case = signed(office, page)
    given = deliver(case, by=office.clerk, way=Way.EMAIL, on=timezone.localdate(), proof_words="")
    made.addresses["邮件送达的答复"] = f"/yishenqing/songda/{link_of(given)}/"
