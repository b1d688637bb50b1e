"""Consultations as tests need them."""

import datetime as dt

from django.utils import timezone

from opinion.consultations.enums import ConsultationKind
from opinion.consultations.models import ConsultationMethod, ConsultationPage, Opinion
from opinion.decisions.enums import Method

DRAFT = [
    ("heading", {"level": "chapter", "text": "第一章 总则", "anchor": ""}),
    ("article", {"number": "第一条", "text": "<p>为方便群众夜间出行，制定本办法。</p>", "anchor": ""}),
    ("article", {"number": "第二条", "text": "<p>夜间公交每三十分钟一班。</p>", "anchor": ""}),
]


def notice(office, **fields) -> ConsultationPage:
    """A complete draft of a notice, open from today for 40 days."""
    today = timezone.localdate()
    values = {
        "title": "关于《示范县夜间公交管理办法（征求意见稿）》公开征求意见的公告",
        "body": office.body,
        "unit": office.unit,
        "owner": office.editor,
        "kind": ConsultationKind.DECISION,
        "overview": "夜间公交开到几点、多久一班，请您提意见。",
        "who_decides": "县人民政府常务会议",
        "next_steps": "汇总研究意见，修改后提请审议。",
        "opens_on": today,
        "closes_on": today + dt.timedelta(days=40),
        "results_expected_on": today + dt.timedelta(days=70),
        "content": DRAFT,
        "explanation": "<p>为方便群众夜间出行，起草本办法。</p>",
        "basis": "<p>《城市公共交通条例》</p>",
        "contact_person": "林小北",
        "contact_phone": "0000-1234567",
        "contact_address": "示范县人民路1号",
    } | fields
    page = ConsultationPage(**values)
    page.methods = [ConsultationMethod(method=Method.WEB)]
    office.column.add_child(instance=page)
    page.save_revision(user=office.editor)
    return ConsultationPage.objects.get(pk=page.pk)


def opinions(page: ConsultationPage, number: int, **fields) -> list[Opinion]:
    """So many standing opinions."""
    first = Opinion.objects.count() + 1
    values = {"consultation": page, "body": page.body, "unit": page.unit, "text": "建议延长到零点。"} | fields
    return Opinion.objects.bulk_create(
        Opinion(number=f"YJ20260302-{first + one:06d}", **values) for one in range(number)
    )
