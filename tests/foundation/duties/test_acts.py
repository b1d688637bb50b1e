"""What people do on a duty's screen: who may, what is refused beside which field, and that no click counts twice."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.duties import services as duties
from foundation.duties.acting import perform
from foundation.duties.enums import Act
from foundation.duties.kinds import DutyKind, register_kind
from foundation.duties.models import Duty
from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body, Unit, User
from tests.offices import appoint

from .conftest import REPORT, RUMOUR

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
BY_HAND = "test.by_hand"
register_kind(
    DutyKind(BY_HAND, "送交电子文稿", "工作制度七（二）", parameter="pub.days.default", by_hand=True)
)
CHANGING = {Act.CORRECT_BASE, Act.PAUSE, Act.RESUME, Act.REASSIGN, Act.CANCEL, Act.MEET}


@pytest.fixture(autouse=True)
def on_a_wednesday():
    """2026-03-11, 10:00; no holiday near."""
    with time_machine.travel(dt.datetime(2026, 3, 11, 2, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def duty(finance, opened):
    """A duty of 财务科, due on 2026-04-03 (清明 falls after)."""
    return opened(BY_HAND, unit=finance, base_on=D("2026-03-05"))


@pytest.fixture
def people(office, finance):
    """Everybody whose rights differ."""
    beside = Body.objects.create(name="示范县水利局", code="sfx-slj")
    above = Body.objects.create(name="示范市人民政府", code="sfs")
    Body.objects.filter(pk=office.body.pk).update(parent=above)
    office.supervisor = appoint("jiandu", "严监督", PostKind.SUPERVISOR, above)
    office.operator = appoint("yunwei", "申运维", PostKind.OPERATOR, office.body)
    office.other_leader = appoint("slld", "江局长", PostKind.LEADER, beside)
    office.main_leader = appoint("zhuyao", "梁主任", PostKind.MAIN_LEADER, office.body)
    office.root = User.objects.create_superuser("root", "root@example.gov.cn", "x")
    return office


MAY = {
    "finance_editor": set(),
    "finance_head": {Act.REASSIGN},
    "secrecy": set(),
    "operator": set(),
    "other_leader": set(),
    "root": set(),
    "editor": CHANGING,  # of the disclosure office
    "head": CHANGING | {Act.EXTEND},  # of the disclosure office
    "reviewer": CHANGING,
    "supervisor": CHANGING,
    "deputy": CHANGING | {Act.EXTEND},
    "leader": CHANGING | {Act.EXTEND},
    "main_leader": CHANGING | {Act.EXTEND},
}


def page(client, user, duty) -> str:
    client.force_login(user)
    return client.get(reverse("duties:duty", args=[duty.pk])).content.decode()


def offered(text: str) -> set[str]:
    return set(re.findall(r'action="[^"]*/acts/([a-z-]+)/"', text))


def post(client, user, duty, act: Act, seen: int | None = None, **data):
    """As the form sends it; a date as its ISO text, a record as its number."""
    client.force_login(user)
    newest = duty.events.latest("pk").pk if seen is None else seen
    plain = {key: getattr(value, "pk", value) for key, value in data.items()}
    address = reverse("duties:act", args=[duty.pk, act.value])
    return client.post(address, {"seen": newest} | plain, follow=True)


def asked(act: Act, office, finance) -> dict:
    """A complete and true form of each act."""
    why = {"reason": "核对后更正"}
    return {
        Act.MEET: {"on": "2026-03-10"},
        Act.EXTEND: {"days": 5} | why,
        Act.PAUSE: {"category": "other_body", "since": "2026-03-09"} | why,
        Act.RESUME: {"until": "2026-03-10"},
        Act.CORRECT_BASE: {"base_on": "2026-03-04"} | why,
        Act.REASSIGN: {"unit": finance, "person": office.finance_editor} | why,
        Act.CANCEL: why,
    }[act]


@pytest.mark.rows("R-081")
@pytest.mark.parametrize(("who", "may"), MAY.items())
def test_who_may_do_what(people, finance, duty, client, who, may):
    """The screen offers exactly what the service allows."""
    user = getattr(people, who)
    assert offered(page(client, user, duty)) == {act.value for act in may - {Act.RESUME}}
    seen = duty.events.latest("pk").pk
    for act in set(Act) - may:
        with pytest.raises(PermissionDenied):
            perform(duty, act, user, seen=seen, **asked(act, people, finance))
        post(client, user, duty, act, **asked(act, people, finance))
    assert duty.events.count() == 1


@pytest.mark.parametrize(
    ("act", "message", "state"),
    [
        (Act.CORRECT_BASE, "起算日由2026-03-05更正为2026-03-04：核对后更正", {"base_on": D("2026-03-04")}),
        (Act.EXTEND, "延长5个工作日", {"extension_days": 5}),
        (Act.PAUSE, "自2026-03-09起暂停计时", {"due_on": None}),
        (Act.RESUME, "自2026-03-06至2026-03-10不计入期限", {}),
        (Act.REASSIGN, "改由县政府办·财务科 马小财负责", {}),
        (Act.CANCEL, "核对后更正", {"cancel_reason": "核对后更正"}),
        (Act.MEET, "办结于2026-03-10", {"met_on": D("2026-03-10")}),
    ],
)
@pytest.mark.parametrize("clicks", [1, 2])
def test_each_act_is_done_once_and_says_what_changed(
    office, finance, duty, client, act, message, state, clicks
):
    if act == Act.RESUME:
        duties.pause(duty, "other", "等批复", D("2026-03-06"), office.editor)
    before = duty.events.count()
    seen = duty.events.latest("pk").pk
    for _ in range(clicks):
        text = post(
            client, office.leader, duty, act, seen=seen, **asked(act, office, finance)
        ).content.decode()
        assert f"已{act.label}。" in text
        assert message in text
    duty.refresh_from_db()
    assert duty.events.count() == before + 1
    assert duty.events.latest("pk").by == office.leader
    assert {name: getattr(duty, name) for name in state} == state


@pytest.mark.parametrize("act", [Act.CORRECT_BASE, Act.EXTEND])
def test_the_old_and_the_new_due_day_are_said(office, finance, duty, client, act):
    old = duty.due_on
    text = post(client, office.leader, duty, act, **asked(act, office, finance)).content.decode()
    duty.refresh_from_db()
    assert f"到期{duty.due_on}（原到期{old}）。" in text
    assert duty.due_on != old


REFUSED = [
    (Act.CORRECT_BASE, {"base_on": "2026-03-12"}, "事件尚未发生"),
    (Act.CORRECT_BASE, {"base_on": "2026-03-05"}, "与现在的起算日相同"),
    (Act.EXTEND, {"days": "21"}, "一次最多延长20个工作日"),
    (Act.EXTEND, {"days": "0"}, "大于或等于1"),
    (Act.PAUSE, {"since": "2026-03-04"}, "应在起算日2026-03-05与今天之间"),
    (Act.RESUME, {"until": "2026-03-12"}, "应在暂停开始日2026-03-06与今天之间"),
    (Act.REASSIGN, {"person": ""}, "与现在的责任科室和责任人相同"),
    (Act.CANCEL, {"reason": " "}, "请填写理由"),
    (Act.MEET, {"on": "2026-03-04"}, "在起算日2026-03-05之前"),
    (Act.MEET, {"on": "2026-03-12"}, "请填写实际办结的日期"),
]


@pytest.mark.parametrize(("act", "wrong", "words"), REFUSED)
def test_what_is_refused_stands_beside_its_field_and_nothing_is_lost(
    office, finance, duty, client, act, wrong, words
):
    if act == Act.RESUME:
        duties.pause(duty, "other", "等批复", D("2026-03-06"), office.editor)
    before = duty.events.count()
    data = asked(act, office, finance) | wrong
    text = post(client, office.leader, duty, act, **data).content.decode()
    field = next(iter(wrong))
    assert words in re.search(rf'id="{act.value}-{field}_error".*?</ul>', text, re.S)[0]
    assert "尚未办理" in text
    form = text.split("open>")[1].split("</form>")[0]
    for name, value in data.items():
        typed = str(getattr(value, "pk", value)).strip()
        assert typed in form, name
    assert duty.events.count() == before


def test_a_day_years_back_asks_for_a_tick(office, duty, client):
    assert "确属无误" not in page(client, office.leader, duty)
    data = {"base_on": "2014-03-05", "reason": "补登旧件"}
    text = post(client, office.leader, duty, Act.CORRECT_BASE, **data).content.decode()
    assert "距今已超过10年" in text
    assert 'type="checkbox" name="confirmed"' in text
    text = post(client, office.leader, duty, Act.CORRECT_BASE, confirmed="on", **data).content.decode()
    assert "更正为2014-03-05" in text


def test_what_happened_since_has_to_be_read_first(office, finance, duty, client):
    """Another person acted meanwhile; a minute later not even the same person's act counts as a second click."""
    seen = duty.events.latest("pk").pk
    duties.extend(duty, 3, office.deputy, "需要汇总")
    data = asked(Act.EXTEND, office, finance)
    text = post(client, office.leader, duty, Act.EXTEND, seen=seen, **data).content.decode()
    assert "事项有了新的记录" in text
    assert f'name="seen" value="{duty.events.latest("pk").pk}"' in text
    duty.refresh_from_db()
    assert duty.extension_days == 3


def test_the_same_again_later_is_no_second_click(office, finance, duty, client, on_a_wednesday):
    seen = duty.events.latest("pk").pk
    data = asked(Act.EXTEND, office, finance)
    post(client, office.leader, duty, Act.EXTEND, seen=seen, **data)
    on_a_wednesday.shift(dt.timedelta(minutes=2))
    assert "新的记录" in post(client, office.leader, duty, Act.EXTEND, seen=seen, **data).content.decode()
    post(client, office.leader, duty, Act.EXTEND, **data)
    duty.refresh_from_db()
    assert duty.extension_days == 10


def test_a_head_passes_on_inside_the_unit_only(office, finance, duty, client):
    text = page(client, office.finance_head, duty)
    assert "马小财" in text
    assert "林小北" not in text
    with pytest.raises(ValidationError, match="科室负责人在本科室内转交"):
        perform(
            duty,
            Act.REASSIGN,
            office.finance_head,
            seen=duty.events.latest("pk").pk,
            unit=office.unit,
            person=None,
            reason="忙",
        )
    data = {"unit": office.unit, "person": "", "reason": "忙"}
    assert (
        "选择一个有效的选项" in post(client, office.finance_head, duty, Act.REASSIGN, **data).content.decode()
    )
    data |= {"unit": finance, "person": office.finance_editor}
    post(client, office.finance_head, duty, Act.REASSIGN, **data)
    duty.refresh_from_db()
    assert (duty.unit, duty.person) == (finance, office.finance_editor)


def test_a_person_goes_with_a_unit_of_the_same_body(office, finance, duty, client):
    data = {"unit": office.unit, "person": office.finance_editor, "reason": "职责调整"}
    assert (
        "马小财现不在政务公开科任职"
        in post(client, office.leader, duty, Act.REASSIGN, **data).content.decode()
    )
    elsewhere = Unit.objects.create(body=Body.objects.create(name="别的局", code="bdj"), name="别的科")
    with pytest.raises(ValidationError, match="只能转交本机关的科室"):
        perform(
            duty,
            Act.REASSIGN,
            office.leader,
            seen=duty.events.latest("pk").pk,
            unit=elsewhere,
            person=None,
            reason="x",
        )


def test_only_what_the_state_allows_is_offered(office, finance, opened, duty, client):
    leader = office.leader
    fixed = opened(REPORT, due_on=D("2026-04-01"))
    assert offered(page(client, leader, fixed)) == {"extend", "reassign", "cancel"}
    duties.pause(duty, "other", "等批复", D("2026-03-06"), leader)
    assert "resume" in offered(page(client, leader, duty))
    assert "pause" not in offered(page(client, leader, duty))
    duties.meet(duty)
    assert offered(page(client, leader, duty)) == {"correct-base"}
    duties.cancel(fixed, "重复", leader)
    assert offered(page(client, leader, fixed)) == set()
    text = post(client, leader, fixed, Act.EXTEND, **asked(Act.EXTEND, office, finance)).content.decode()
    assert "本事项已经撤销" in text


def test_only_kinds_met_by_hand_are(office, opened, client):
    duty = opened()
    assert "meet" not in offered(page(client, office.leader, duty))
    assert "不能手工办结" in post(client, office.leader, duty, Act.MEET, on="2026-03-10").content.decode()


def test_the_clock_by_the_hour_is_asked_to_the_minute(office, opened, client):
    begun = dt.datetime(2026, 3, 11, 1, tzinfo=dt.UTC)
    duty = opened(RUMOUR, base_on=None, base_at=begun, hours=24)
    assert 'type="datetime-local" name="base_on"' in page(client, office.leader, duty)
    post(client, office.leader, duty, Act.CORRECT_BASE, base_on="2026-03-11T08:30", reason="来电时间")
    post(client, office.leader, duty, Act.PAUSE, category="other", since="2026-03-11T09:30", reason="核实")
    duty.refresh_from_db()
    assert duty.base_at == begun - dt.timedelta(minutes=30)
    assert duty.pauses.get().since_at == begun + dt.timedelta(minutes=30)


def test_addresses_of_acts(office, duty, client):
    client.force_login(office.leader)
    address = reverse("duties:act", args=[duty.pk, "extend"])
    assert client.get(address).url == reverse("duties:duty", args=[duty.pk])
    assert client.get(address.replace("extend", "no-such")).status_code == 404


OWN_QUERIES = 9  # posts, duty, calendar, pauses, soon, events; units and staff of the form that passes on


def test_queries_do_not_grow(office, finance, duty, client):
    page(client, office.leader, duty)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as whole:
            client.get(reverse("duties:duty", args=[duty.pk]))
        counts.append(len(whole))
        for more in range(3):
            appoint(f"x{number}{more}", f"新人{more}", PostKind.EDITOR, office.body, finance)
        duties.extend(duty, 1, office.leader, "需要汇总")
    with CaptureQueriesContext(connection) as frame:
        client.get(reverse("signoff:chains"))
    own = {query["sql"] for query in whole} - {query["sql"] for query in frame}
    assert counts[0] == counts[1]
    assert len(own) <= OWN_QUERIES, own


def test_a_step_cannot_be_hidden_by_cancelling_its_duty(office, client):
    """审签环节 mirrors a step that waits: it ends when the step does, and nothing else takes it from the list."""
    from foundation.signoff.step_duties import STEP, settle

    page_ = office.submit(office.document())
    settle()
    step = Duty.objects.get(kind=STEP)
    assert "cancel" not in offered(page(client, office.leader, step))
    refused = post(client, office.leader, step, Act.CANCEL, reason="不再需要").content.decode()
    assert "不能撤销" in refused and "请由送审人撤回送审" in refused
    step.refresh_from_db()
    assert step.is_open
    page_.current_workflow_state.cancel(user=office.editor)
    settle()
    step.refresh_from_db()
    assert step.cancel_reason == "送审已撤回"
