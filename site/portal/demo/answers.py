"""Answers in 示范县: one delivered, one signed and waiting, one at its first signature."""

from django.utils import timezone

from disclosure.answers import decisions, delivery, drafting
from disclosure.answers.models import AnswerPage, RemedyOffices
from disclosure.requests.enums import Way
from disclosure.requests.models import Case
from foundation.organisations.models import Body, User

from .signing import decide

_TO_OURS = "nature:information amount:no clear:yes repeated:no ours:yes special:no"


def set_offices(body: Body) -> None:
    """Which authority and which court the answers of the county name."""
    RemedyOffices.objects.create(
        body=body,
        review_name="示范市人民政府",
        review_address="示范市中山路1号",
        review_phone="0000-0000001",
        court_name="示范市中级人民法院",
        court_address="示范市公正路2号",
    )


def decide_public(case: Case, editor: User) -> None:
    """A1: where it can be read."""
    given = {"place_url": "https://www.example.gov.cn/", "place": "示范县档案馆政府信息查阅点"}
    _decide(case, editor, f"{_TO_OURS} public:yes", given)


def decide_absent(case: Case, editor: User) -> None:
    """A5, with the search record."""
    searched = (("system", "建设项目管理系统"), ("archive", "机关档案室"))
    rows = [
        {
            "kind": kind,
            "place": place,
            "words": "垃圾中转站 选址",
            "person": editor.get_full_name(),
            "on": timezone.localdate().isoformat(),
            "result": "没有相关材料",
        }
        for kind, place in searched
    ]
    _decide(case, editor, f"{_TO_OURS} public:no exists:no", {"search": rows})


def submit(case: Case, editor: User) -> None:
    """Drafted and sent to the unit's head."""
    drafting.submit(drafting.write_draft(case, by=editor), by=editor)


def sign(case: Case, editor: User) -> None:
    """Through the whole chain."""
    submit(case, editor)
    page = AnswerPage.objects.get(case=case)
    while page.workflow_in_progress:
        page = decide(page)


def deliver(case: Case, clerk: User) -> None:
    """By post, today."""
    delivery.deliver(case, by=clerk, way=Way.POST, on=timezone.localdate(), proof_words="挂号信 示例0001")


def _decide(case: Case, editor: User, way: str, given: dict) -> None:
    for item in case.items.all():
        for answer in way.split():
            question, choice = answer.split(":")
            decisions.answer_question(item, by=editor, question=question, choice=choice)
            item.refresh_from_db()
        decisions.conclude(item, by=editor, given=given)
