"""Applications at work: a body with its two posts, and cases as the intake keeps them."""

import datetime as dt

from disclosure.requests.enums import AnswerKind, Applicant, Channel, Leaf
from disclosure.requests.models import Case
from disclosure.requests.services import open_case
from foundation.submissions.rules import fingerprint, near_key
from tests.offices import Office

WANTED = "申请公开2025年城关镇人民路道路改造工程的招标公告、中标通知书和竣工验收报告"


def kept(office: Office, received: dt.date, channel: str = Channel.COUNTER, **fields) -> Case:
    """The row as the intake has kept it, not yet a case."""
    text = fields.pop("text", WANTED)
    count = Case.objects.count() + 1
    values = {
        "number": f"SQ{received:%Y%m%d}-{count:04d}",
        "body": office.body,
        "text": text,
        "subject": text[:40],
        "fingerprint": fingerprint(text),
        "near_key": near_key(text),
        "channel": channel,
        "applicant": Applicant.NATURAL_PERSON,
        "name": "申小明",
        "proof_number": "11010519491231002X",
        "contact": "13800000000",
        "submitted_on": received,
    } | fields
    return Case.objects.create(**values)


def opened(office: Office, received: dt.date, channel: str = Channel.COUNTER, *, items=(), **fields) -> Case:
    """A case whose clock runs from ``received`` where the channel needs no confirmation."""
    return open_case(kept(office, received, channel, **fields), items=items)


def decide_items(case: Case, kind: str = AnswerKind.GRANTED, leaf: str = Leaf.GRANTED) -> None:
    """Every matter has its answer, as the decision tree leaves it."""
    case.items.update(kind=kind, leaf=leaf)
