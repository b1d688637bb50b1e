"""The screens as those on duty meet them, and that nothing of it reaches the public."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.duties.models import Duty
from interpretation.monitoring import handling, services
from interpretation.monitoring.enums import Level, ResponseKind, State
from interpretation.monitoring.models import Finding, Shift, WatchItem

from .conftest import REPORT, at

MARKER = "暗语标记停水"
ENTRY = {"title": "网民反映停水两天", "level": "major", "known_at": "2026-01-08T10:00", "channel": "network"}


def of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client, name, *args, **query):
    response = client.get(reverse(f"monitoring:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.rows("R-144")
def test_the_register_shows_the_clocks_in_words(desk):
    with time_machine.travel(at(10), tick=False):
        desk.finding(level=Level.MAJOR)
    with time_machine.travel(at(10, 18), tick=False):
        html = page(of(desk.officer), "register")
    assert "还剩 42 分钟" in html
    assert "首次发布权威信息（5小时）" in html and "还剩 4 小时 42 分钟" in html
    assert "现在无人值班" in html
    with time_machine.travel(at(11, 2), tick=False):
        assert "已超 2 分钟" in page(of(desk.officer), "register")


def test_a_finding_is_entered_and_reported_in_one_go(desk):
    body = {"body": desk.office.body.pk}
    with time_machine.travel(at(10, 10), tick=False):
        client = of(desk.officer)
        client.post(reverse("monitoring:new"), ENTRY | REPORT | body | {"report": "yes"})
    finding = Finding.objects.get()
    assert (finding.state, finding.late_minutes) == (State.REPORTED, 0)


@pytest.mark.rows("R-140")
def test_without_place_it_is_entered_and_says_what_is_missing(desk):
    data = ENTRY | REPORT | {"place": "", "body": desk.office.body.pk, "report": "yes"}
    with time_machine.travel(at(10, 10), tick=False):
        response = of(desk.officer).post(reverse("monitoring:new"), data, follow=True)
    assert "报送须写明地点" in response.content.decode()
    assert Finding.objects.get().state == State.REGISTERED


def test_what_was_typed_stays_when_something_is_wrong(desk):
    data = ENTRY | REPORT | {"known_at": "2027-01-01T10:00", "body": desk.office.body.pk}
    with time_machine.travel(at(10, 10), tick=False):
        html = of(desk.officer).post(reverse("monitoring:new"), data).content.decode()
    assert "在现在之后" in html and REPORT["content"] in html
    assert not Finding.objects.exists()


@pytest.mark.rows("R-136")
def test_a_reporter_has_a_short_form(desk):
    with time_machine.travel(at(10, 10), tick=False):
        client = of(desk.informant)
        html = page(client, "new")
        assert "来源渠道" not in html and "值班员立即收到" in html
        data = {name: ENTRY[name] for name in ("title", "level", "known_at")}
        data |= {"place": "丁村", "content": "田头积水", "body": desk.office.body.pk}
        response = client.post(reverse("monitoring:new"), data, follow=True)
    finding = Finding.objects.get()
    assert finding.channel == "informant"
    html = response.content.decode()
    assert finding.title in html and "办理记录" not in html


@pytest.mark.parametrize(
    "step", ["report", "level", "assess", "assign", "plan", "link", "omit", "dismiss", "edit"]
)
def test_every_step_has_its_screen(desk, step):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding()
        if step not in {"edit", "report"}:
            services.report(finding, desk.officer)
        assert finding.number in page(of(desk.officer), "step", finding.pk, step)


def test_the_way_through_the_screens(desk):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding()
        client = of(desk.officer)

        def take(step: str, who: Client = client, **data: object) -> None:
            response = who.post(reverse("monitoring:step", args=[finding.pk, step]), data)
            assert response.status_code == 302, response.content.decode()

        take("report", reported_at="2026-01-08T10:00")
        take("assign", unit=desk.office.unit.pk)
        take(
            "assess", held_at="2026-01-08T10:00", attendees="县政府办、网信办", level="ordinary", trend="steady",
            opinion="已核实，无需公开。", needs_response="no", measure_1="逐户通知", due_1="2026-01-09",
        )  # fmt: skip
        take(
            "plan", of(desk.office.head), measures_words="抢修", statement="正在抢修", spokesperson="发言人",
            channels="网站", schedule="当日",
        )  # fmt: skip
        take("approve", of(desk.office.deputy), agreed="yes", words="同意")
        measure = finding.measures.get()
        client.post(reverse("monitoring:measure", args=[finding.pk, measure.pk]), {"words": "已通知"})
        take("close", words="已恢复供水，无新增反映。")
        take(
            "evaluate", timeliness=90, quality=90, effect=90, summary="处置及时", topic="停水类", lessons="提前公告"
        )  # fmt: skip
        take("archive")
        html = page(client, "finding", finding.pk)
        assert "90 分" in html and "归档" in html
        assert "提前公告" in page(client, "lessons")
    finding.refresh_from_db()
    assert finding.state == State.ARCHIVED


def test_the_register_costs_the_same_however_many_there_are(desk):
    with time_machine.travel(at(10), tick=False):
        desk.finding(level=Level.MAJOR)
        client = of(desk.officer)
        page(client, "register")
        with CaptureQueriesContext(connection) as few:
            page(client, "register")
        for number in range(12):
            desk.finding(title=f"网民反映第{number}处停水", level=Level.LARGER)
        with CaptureQueriesContext(connection) as many:
            page(client, "register")
    assert len(few) == len(many) <= 16


@pytest.mark.rows("R-146")
def test_every_number_of_the_month_leads_to_its_rows(desk):
    with time_machine.travel(at(10), tick=False):
        late = desk.finding(level=Level.EXTRAORDINARY)
        desk.finding(title="另一件网民反映", found_by_superior=True)
    with time_machine.travel(at(10, 31), tick=False):
        services.report(late, desk.officer)
        client = of(desk.officer)
        html = page(client, "statistics", month="2026-01")
        assert "迟报 1 条" in html and "0%" in html
        assert late.title in page(client, "register", tab="all", mark="late", month="2026-01")
        assert late.title not in page(client, "register", tab="all", mark="omitted", month="2026-01")


def test_the_export_holds_times_and_no_content_and_no_formulas(desk):
    with time_machine.travel(at(10), tick=False):
        desk.finding(title="=1+1 网民反映", content=MARKER)
        response = of(desk.officer).get(reverse("monitoring:report"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert "YQ20260108" in text and MARKER not in text and "=1+1" not in text


def test_reading_is_confirmed_with_one_button(desk):
    with time_machine.travel(at(10), tick=False):
        finding = services.report(desk.finding(), desk.officer)
        client = of(desk.office.reviewer)
        assert "已阅知" in page(client, "finding", finding.pk)
        client.post(reverse("monitoring:finding", args=[finding.pk]))
    assert finding.deliveries.get(recipient=desk.office.reviewer).read_at == at(10)


def test_the_roster_is_planned_on_its_screen(desk):
    with time_machine.travel(at(9), tick=False):
        client = of(desk.officer)
        assert "全天无人值班" in page(client, "roster")
        client.post(
            reverse("monitoring:roster"),
            {
                "person": desk.officer.pk,
                "first": "2026-01-08",
                "last": "2026-01-22",
                "begins": "00:00",
                "ends": "00:00",
            },
        )
        assert "全天有人值班" in page(client, "roster")
        shift = Shift.objects.last()
        client.post(reverse("monitoring:roster"), {"remove": shift.pk})
    assert Shift.objects.count() == 14


@pytest.mark.rows("R-137")
def test_the_watch_screen_refuses_an_identity_number(desk):
    data = {
        "kind": "object",
        "subject": "11010519491231002X",
        "responsible": desk.officer.pk,
        "starts_on": "2026-01-08",
    }
    html = of(desk.officer).post(reverse("monitoring:watch"), data).content.decode()
    assert "身份证号码" in html and not WatchItem.objects.exists()
    html = of(desk.officer).post(reverse("monitoring:watch"), data | {"subject": "老城区", "responsible": ""})
    assert "没有负责人" in html.content.decode()


def test_the_import_screen_names_the_rows(desk):
    file = SimpleUploadedFile("a.csv", "主题,来源渠道,知悉时间,级别\n停水两天,天上,昨天,一般\n".encode())
    with time_machine.travel(at(10), tick=False):
        html = of(desk.officer).post(reverse("monitoring:import"), {"file": file}).content.decode()
    assert "第 2 行" in html and "天上" in html


ADDRESSES = [
    "register",
    "new",
    "roster",
    "watch",
    "sources",
    "import",
    "statistics",
    "report",
    "lessons",
    "example",
]


@pytest.mark.parametrize("name", ADDRESSES)
def test_visitors_and_people_without_part_in_it_are_kept_out(desk, name):
    address = reverse(f"monitoring:{name}")
    assert Client().get(address).status_code == 302
    response = of(desk.office.editor).get(address)
    empty = name == "register" and "没有符合条件的舆情" in response.content.decode()
    assert empty or response.status_code in {302, 403}


def test_others_do_not_reach_a_finding_by_its_address(desk):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding()
    for name, args in (("finding", [finding.pk]), ("step", [finding.pk, "report"])):
        assert of(desk.office.editor).get(reverse(f"monitoring:{name}", args=args)).status_code == 404


@pytest.mark.parametrize(
    ("who", "item", "shown"),
    [
        ("officer", "register", True),
        ("officer", "roster", True),
        ("informant", "new", True),
        ("informant", "roster", False),
        ("emergency", "roster", False),
    ],
)
def test_the_menu_is_for_those_on_duty(desk, who, item, shown):
    html = of(getattr(desk, who)).get("/admin/").content.decode()
    assert (reverse(f"monitoring:{item}") in html) is shown


def test_the_menu_is_not_for_others(desk):
    assert "/admin/monitoring/" not in of(desk.office.editor).get("/admin/").content.decode()


@pytest.mark.rows("R-144")
def test_nothing_of_a_finding_is_public(desk):
    office = desk.office
    with time_machine.travel(at(10), tick=False):
        values = {name: f"{MARKER}{name}" for name in ("content", "spread", "demands", "suggestion", "place")}
        finding = services.report(desk.finding(title=MARKER, level=Level.MAJOR, **values), desk.officer)
        answer = office.publish(office.document(title="关于供水情况的说明"))
        handling.link_response(finding, desk.officer, page=answer, kind=ResponseKind.FIRST_WORD)
    visitor = Client()
    addresses = [
        office.home.url,
        answer.url,
        "/sitemap.xml",
        "/robots.txt",
        f"{office.column.url}",
        "/search/?q=" + MARKER,
    ]
    addresses += [f"{office.column.url}feed/", "/feeds/", "/api/v1/documents/"]
    for address in addresses:
        response = visitor.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        # The search page repeats what was asked; it may find nothing.
        text = content.decode().replace(f'value="{MARKER}"', "")
        assert finding.number not in text
        if "search" not in address:
            assert MARKER not in text, address
    assert f"{MARKER}content" not in visitor.get("/search/", {"q": MARKER}).content.decode()
    usage = of(office.editor).get(reverse("wagtailadmin_pages:usage", args=[answer.pk])).content.decode()
    assert MARKER not in usage and finding.number not in usage and "舆情回应" not in usage


def test_duties_of_a_finding_tell_nothing_of_it(desk):
    with time_machine.travel(at(10), tick=False):
        finding = desk.finding(title=MARKER)
    labels = Duty.objects.of(finding).values_list("label", flat=True)
    assert labels and all(MARKER not in label for label in labels)


def test_the_weekly_summary_has_a_screen(desk):
    office = desk.office
    with time_machine.travel(at(10), tick=False):
        document = office.publish(office.document(needs_watch=True))
    with time_machine.travel(at(10, day=12), tick=False):
        client = of(office.editor)
        assert "第1周" in page(client, "summaries", document.pk)
        client.post(
            reverse("monitoring:summaries", args=[document.pk]),
            {"week": 1, "concerns": 2, "words": "本周收到咨询两条，均已答复。"},
        )
        assert "均已填报" in page(client, "summaries", document.pk)


@pytest.mark.rows("R-140")
def test_what_was_sent_stands_on_the_home_of_a_leader_until_it_is_read(desk, django_assert_max_num_queries):
    client = of(desk.office.leader)
    home = reverse("wagtailadmin_home")
    client.get(home)
    with CaptureQueriesContext(connection) as before:
        assert "送您的舆情" not in client.get(home).content.decode()
    with time_machine.travel(at(10), tick=False):
        finding = services.report(desk.finding(level=Level.MAJOR), desk.officer)
        services.set_level(finding, desk.officer, level=Level.EXTRAORDINARY, reason="扩散很快")
    with django_assert_max_num_queries(len(before)):
        html = client.get(home).content.decode()
    assert html.split("送您的舆情")[1].count(finding.title) == 1 and "级别调整" in html
    client.post(reverse("monitoring:finding", args=[finding.pk]))
    assert "送您的舆情" not in client.get(home).content.decode()
