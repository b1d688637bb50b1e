"""Cases on their way to an answer, as the tests of answers start from them."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from fpdf import FPDF

from disclosure.answers import decisions, drafting
from disclosure.answers.models import AnswerPage, RemedyOffices
from disclosure.requests.models import Case
from disclosure.requests.services import accept
from tests.disclosure.requests.cases import opened

MONDAY = dt.date(2026, 3, 2)
TO_OURS = "nature:information amount:no clear:yes repeated:no ours:yes special:no"
TO_GROUNDS = f"{TO_OURS} public:no exists:yes"
OPEN = f"{TO_GROUNDS} " + " ".join(f"ask_denied_{number}:no" for number in range(1, 8))
REASONS = "该信息涉及正在进行的案件侦查，公开后可能危及公共安全。"


def offices(office) -> RemedyOffices:
    """What the answers of the body name."""
    return RemedyOffices.objects.get_or_create(
        body=office.body,
        defaults={
            "review_name": "示范市人民政府",
            "review_address": "示范市中山路1号",
            "court_name": "示范市中级人民法院",
            "court_address": "示范市公正路2号",
        },
    )[0]


def accepted(office, received: dt.date = MONDAY, **fields) -> Case:
    """A case with the unit of the office."""
    offices(office)
    return accept(opened(office, received, **fields), by=office.clerk, unit=office.unit)


def walked(item, way: str, by):
    """Answer the questions on this way."""
    for answer in way.split():
        question, choice = answer.split(":")
        decisions.answer_question(item, by=by, question=question, choice=choice)
        item.refresh_from_db()
    return item


def decided(item, way: str, by, **given):
    """Walk this way and conclude."""
    return decisions.conclude(walked(item, way, by), by=by, given=given)


def public_answer(office, case: Case) -> AnswerPage:
    """A draft that says where the information is public."""
    for item in case.items.all():
        decided(item, f"{TO_OURS} public:yes", office.editor, place_url="https://www.example.gov.cn/ndbg/")
    return drafting.write_draft(case, by=office.editor)


def pdf(*lines: str, name: str = "file.pdf") -> SimpleUploadedFile:
    """A small PDF that says these lines."""
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=12)
    for line in lines:
        document.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    return SimpleUploadedFile(name, bytes(document.output()), content_type="application/pdf")


def signed(office, page: AnswerPage) -> Case:
    """Through the whole chain."""
    drafting.submit(page, by=office.editor)
    while (page := AnswerPage.objects.get(pk=page.pk)).workflow_in_progress:
        office.decide(page, office.holder_of_open_step(page))
    return Case.objects.get(pk=page.case_id)
