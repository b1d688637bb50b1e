"""The screens: who sees which duties, that numbers agree with rows, and what it costs."""

import csv
import datetime as dt
import io
import re

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.duties import services as duties
from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit, User
from tests.offices import appoint

from .conftest import INTERPRET, PUBLISH, REPORT

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
LIST, OVERVIEW = reverse("duties:list"), reverse("duties:overview")
OURS, FINANCE, THERE, BELOW = "公开科的事项", "财务科的事项", "别的机构的事项", "下级机构的事项"


@pytest.fixture(autouse=True)
def on_a_wednesday():
    """2026-03-11; no holiday near."""
    with time_machine.travel(dt.datetime(2026, 3, 11, 2, tzinfo=dt.UTC), tick=False):
        yield


def shown(client, user, address=LIST, **query) -> str:
    client.force_login(user)
    return client.get(address, query).content.decode()


@pytest.fixture
def county(office, finance, opened):
    """Two units here, a body beside and one below, each with one duty."""
    beside = Body.objects.create(name="示范县水利局", code="sfx-slj")
    below = Body.objects.create(name="示范镇人民政府", code="sfz", parent=office.body)
    office.water = Unit.objects.create(body=beside, name="水资源科")
    town = Unit.objects.create(body=below, name="党政办")
    rows = ((OURS, office.unit), (FINANCE, finance), (THERE, office.water), (BELOW, town))
    office.duties = {
        label: opened(label=label, body=unit.body, unit=unit, period=label[:20], base_on=D("2026-03-02"))
        for label, unit in rows
    }
    Unit.objects.filter(pk=office.unit.pk).update(is_disclosure_office=False)
    office.supervisor = appoint("jiandu", "严监督", PostKind.SUPERVISOR, office.body)
    office.operator = appoint("yunwei", "申运维", PostKind.OPERATOR, office.body)
    office.other_leader = appoint("slld", "江局长", PostKind.LEADER, beside)
    office.root = User.objects.create_superuser("root", "root@example.gov.cn", "x")
    return office


SEEN = {
    "editor": {OURS},
    "head": {OURS},
    "finance_editor": {FINANCE},
    "finance_head": {FINANCE},
    "secrecy": {OURS, FINANCE},
    "reviewer": {OURS, FINANCE},
    "leader": {OURS, FINANCE},
    "deputy": {OURS, FINANCE},
    "supervisor": {OURS, FINANCE, BELOW},
    "other_leader": {THERE},
    "operator": set(),
    "root": {OURS, FINANCE, THERE, BELOW},
}


@pytest.mark.rows("R-081")
@pytest.mark.parametrize(("who", "seen"), SEEN.items())
def test_nobody_sees_duties_beyond_the_own_reach(county, client, who, seen):
    user = getattr(county, who)
    assert set(Duty.objects.seen_by(user).values_list("label", flat=True)) == seen
    found = set()
    for scope in ("mine", "unit", "body"):
        for address, query in ((LIST, {}), (LIST, {"export": "csv"}), (OVERVIEW, {})):
            client.force_login(user)
            response = client.get(address, {"scope": scope} | query)
            text = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
            found |= {label for label in SEEN["root"] if label in text}
    assert found <= seen
    for label, duty in county.duties.items():
        client.force_login(user)
        status = client.get(reverse("duties:duty", args=[duty.pk])).status_code
        assert status == (200 if label in seen else 302)


def test_a_person_sees_the_own_duty_wherever_it_is(county, opened, client):
    duty = opened(
        REPORT, unit=county.water, body=county.water.body, person=county.editor, due_on=D("2026-04-01")
    )
    assert duty.label in shown(client, county.editor)


def test_everybody_begins_with_the_own_work_and_leaders_with_all(county, client):
    assert "我的事项" in shown(client, county.editor)
    assert OURS in shown(client, county.editor)
    assert FINANCE in shown(client, county.leader)


@pytest.fixture
def mixed(office, finance, opened):
    """Of every state some, in two units."""
    bases = ("2026-03-02", "2026-03-05", "2026-03-06", "2026-03-09", "2026-03-10", "2026-03-11")
    for number, base in enumerate(bases * 2):
        unit = finance if number % 2 else office.unit
        opened(INTERPRET, period=f"i{number}", unit=unit, base_on=D(base), label=f"解读{number}")
        opened(PUBLISH, period=f"p{number}", unit=unit, base_on=D(base), label=f"公开{number}")
    for number, day in enumerate(("2026-02-06", "2026-02-05", "2026-03-06", "2025-03-01")):
        done = opened(REPORT, period=f"r{number}", due_on=D("2026-02-05"), label=f"报告{number}")
        duties.meet(done, on=D(day))
    duties.pause(opened(PUBLISH, period="paused"), "other", "等批复", D("2026-02-03"), office.editor)
    return office


def test_every_number_leads_to_as_many_rows(mixed, client):
    """Numbers agree with the rows to the last one, on the screen and in the export."""
    text = shown(client, mixed.leader, OVERVIEW, scope="body")
    links = re.findall(r'<a href="(/admin/duties/\?[^"]+)"[^>]*>\s*(\d+)\s*</a>', text)
    assert len(links) > 15
    for link, number in links:
        address = link.replace("&amp;", "&")
        page = client.get(address).content.decode()
        assert re.search(r"共 (\d+) 项", page)[1] == number, link
        exported = client.get(address + "&export=csv")
        rows = list(csv.reader(io.StringIO(b"".join(exported.streaming_content).decode())))
        assert len(rows) - 1 == int(number), link


@pytest.mark.parametrize(
    ("state", "labels"),
    [
        ("overdue", {"解读0", "解读6"}),
        ("today", {"解读2", "解读8"}),
        ("met", {"报告0", "报告1", "报告2"}),
    ],
)
def test_states(mixed, client, state, labels):
    text = shown(client, mixed.leader, scope="body", state=state)
    assert set(re.findall(r"(?:解读|报告)\d+(?=\s*</h3>)", text)) >= labels


def test_filters(mixed, client, finance):
    text = shown(client, mixed.leader, scope="body", kind=INTERPRET, unit=finance.pk)
    assert "共 6 项" in text
    assert "共 1 项" in shown(client, mixed.leader, scope="body", period="p3")
    assert "没有符合条件" in shown(client, mixed.leader, scope="body", period="没有")
    assert "共 " in shown(client, mixed.leader, scope="昨天", state="x", unit="'", p="x")


def test_punctuality_of_a_unit(mixed, client):
    text = shown(client, mixed.leader, OVERVIEW, scope="body")
    row = text.split("政务公开科</th>")[1].split("</tr>")[0]
    assert "33%" in row
    assert 'style="width: 33%"' in row


def test_the_workbook(mixed, client):
    client.force_login(mixed.leader)
    response = client.get(LIST, {"scope": "body", "state": "met", "export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    heading, *rows = book.active.iter_rows(values_only=True)
    assert heading[:4] == ("事项", "类别", "所属期", "机构")
    assert [row[11] for row in rows] == ["超期29天办结", "超期1天办结", "按时办结"]


OWN_QUERIES = 5  # posts, calendar, counts, names of units, rows; the others are those of Wagtail's frame


@pytest.mark.parametrize("address", [LIST, OVERVIEW])
@pytest.mark.parametrize("who", ["editor", "leader"])
def test_queries_do_not_grow(mixed, client, address, who):
    shown(client, getattr(mixed, who), address)
    with CaptureQueriesContext(connection) as frame:
        client.get(reverse("signoff:chains"))
    with CaptureQueriesContext(connection) as whole:
        client.get(address)
    own = [query["sql"] for query in whole if query["sql"] not in {query["sql"] for query in frame}]
    assert len(own) <= OWN_QUERIES
    # Ten of them are Wagtail's and Django's: session, person, two kinds of rights, profile, languages, three kinds
    # of group rights, and the first page of the explorer.
    assert len(whole) <= 15


@pytest.mark.rows("R-018")
def test_how_it_was_counted(opened, office, client):
    duty = opened(base_on=D("2026-01-23"))
    duties.pause(duty, "third_party", "征求企业意见", D("2026-02-24"), office.editor)
    duties.resume(duty, D("2026-02-25"), office.editor)
    text = shown(client, office.editor, reverse("duties:duty", args=[duty.pk]))
    assert "条例第二十六条" in text
    assert "pub.days.default" in text
    assert "征求第三方意见暂停2天不计" in text
    cells = re.findall(r"<td[^>]*duties-day--(\w+)[^>]*>(.*?)</td>", text, re.S)
    said = [(mark, re.sub(r"<[^>]+>|\s+", " ", cell).split()) for mark, cell in cells]
    of = {mark: [words for kind, words in said if kind == mark] for mark, _ in said}
    assert of["base"] == [["23", "起算", "起算日，不计入"]]
    assert len(of["paused"]) == 2
    assert len(of["counted"]) + len(of["makeup"]) + len(of["due"]) == 20
    assert [words[0] for words in of["makeup"]] == ["14", "28"]
    assert of["due"] == [["2", "到期", "第20日，到期日"]]
    assert "春节" in str(of["rest"])
    assert "暂停计时" in text.split("办理记录")[1]


def test_a_fixed_date_and_an_hour_clock_explain_themselves(opened, office, client):
    report = opened(REPORT, due_on=D("2026-04-01"), label="年度报告")
    text = shown(client, office.editor, reverse("duties:duty", args=[report.pk]))
    assert "由规定直接确定" in text
    rumour = opened("test.rumour", base_on=None, base_at=dt.datetime(2026, 3, 11, 1, tzinfo=dt.UTC), hours=24)
    text = shown(client, office.editor, reverse("duties:duty", args=[rumour.pk]))
    assert "自2026-03-11 09:00起每日24小时连续计算" in text
    assert "到期2026-03-12 09:00" in text


def test_urging_is_posted_and_shows(opened, office, finance, client):
    duty = opened(unit=finance)
    url = reverse("duties:urge", args=[duty.pk])
    client.force_login(office.leader)
    assert client.get(url).status_code == 405
    for _ in range(2):
        response = client.post(url, {"next": LIST, "words": "请本周内办结"}, follow=True)
    assert "已催办1次" in response.content.decode()
    assert "请本周内办结" in client.get(reverse("duties:duty", args=[duty.pk])).content.decode()
    client.post(url, {"next": "https://example.com/"})
    client.force_login(office.finance_head)
    assert "button-small" not in client.get(LIST).content.decode()
    refused = client.post(url, follow=True)
    assert "催办由政府信息公开工作机构" in refused.content.decode()
    assert duty.events.filter(kind="urged").count() == 1


def test_handing_over(opened, office, finance, client):
    duty = opened(unit=finance)
    url = reverse("duties:hand_over")
    client.force_login(office.finance_head)
    assert client.get(url).status_code == 302
    client.force_login(office.leader)
    same = {"unit": finance.pk, "to_unit": finance.pk, "reason": "撤并"}
    assert "不能是移交科室自己" in client.post(url, same).content.decode()
    client.post(url, same | {"to_unit": office.unit.pk})
    duty.refresh_from_db()
    assert duty.unit == office.unit
    assert "移交事项" in client.get(LIST).content.decode()
