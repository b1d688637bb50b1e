"""The three-day rule across a make-up Saturday: one date on every screen, from the publication to the statistics."""

import datetime as dt
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from disclosure.documents.enums import DocumentKind
from foundation.duties.models import Duty
from foundation.duties.reminder_models import Reminder

from .walks import Desk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
D = dt.date.fromisoformat
# 国办发明电〔2025〕7号: Saturday 2026-05-09 is worked, so three working days are Saturday, Monday, Tuesday.
PUBLISHED, MAKE_UP, MONDAY, DUE, LATE = map(
    D, ("2026-05-08", "2026-05-09", "2026-05-11", "2026-05-12", "2026-05-13")
)
TITLE = "示范县养老服务补贴办法"

MoveTo = Callable[[dt.date], None]


@pytest.fixture
def move_to() -> Iterator[MoveTo]:
    """The clock of the test and of the server, which are one process. It goes on, as sessions need it to."""
    with time_machine.travel(_morning(PUBLISHED), tick=True) as traveller:
        yield lambda day: traveller.move_to(_morning(day))


def _morning(day: dt.date) -> dt.datetime:
    """Ten o'clock in Beijing, after the daily jobs."""
    return dt.datetime.combine(day, dt.time(2), dt.UTC)


class Screens:
    """Where the date of one document's interpretation stands."""

    def __init__(self, page: Page, address: str, document_id: int, duty_id: int) -> None:
        self.page = page
        self.address = address
        self.document_id = document_id
        self.duty_id = duty_id

    def open(self, name: str, *args: int, query: str = "") -> Locator:
        self.page.goto(f"{self.address}{reverse(name, args=args)}{query}")
        return self.page.locator("main")

    @property
    def row(self) -> Locator:
        """Of this duty in a list of 法定时限."""
        reckoning = reverse("duties:duty", args=[self.duty_id])
        return self.page.locator(".duties-row").filter(has=self.page.locator(f"a[href='{reckoning}']"))

    @property
    def section(self) -> Locator:
        """解读 among what the document's editing screen says."""
        return self.page.locator("details").filter(has_text="2026-05-12到期").first

    def say(self, on_document: str, in_ledger: str, *, overdue: bool) -> None:
        """The editing screen, both reports, the list and the reckoning agree on the date and on lateness."""
        self.open("wagtailadmin_pages:edit", self.document_id)
        expect(self.section).to_contain_text(f"2026-05-12到期 · {on_document}")
        self.open("interpretation_deadlines")
        line = self.page.locator("tr", has_text=TITLE)
        expect(line).to_contain_text("2026-05-12")
        expect(line).to_contain_text("已超期" if overdue else "未解读")
        self.open("plans:progress")
        expected = "2026-05-12（已超期）" if overdue else "2026-05-12"
        expect(self.page.locator("tr", has_text=TITLE).get_by_text("2026-05-12")).to_have_text(expected)
        self.open("duties:list")
        expect(self.row).to_contain_text("2026-05-12到期")
        expect(self.row.locator(".duties-state")).to_have_text(in_ledger)
        main = self.open("duties:duty", self.duty_id)
        expect(main.locator(".duties-verdict .duties-state")).to_have_text(in_ledger)


@pytest.mark.rows("R-089", "R-270")
def test_three_working_days_with_a_worked_saturday(office, live_server, page: Page, move_to: MoveTo):
    document = office.publish(office.document(title=TITLE, kind=DocumentKind.NORMATIVE))
    duty = Duty.objects.of(document).get(kind="interp.publish")
    desk = Desk(page, live_server.url)
    screens = Screens(page, live_server.url, document.pk, duty.pk)

    desk.log_in(office.editor)
    see_on_friday(screens)
    assert runs_tell() == {("bianji", "before-3")}
    see_reminder(screens, "还有3个工作日，2026-05-12到期")

    # The worked Saturday is a day like any other, the Sunday is not.
    for day, left in ((MAKE_UP, 2), (D("2026-05-10"), 2), (MONDAY, 1)):
        move_to(day)
        assert runs_tell() == set(), day
        desk.log_in(office.editor)
        screens.say(f"还有{left}个工作日", f"还有{left}个工作日", overdue=False)

    move_to(DUE)
    assert runs_tell() == {("bianji", "due")}
    desk.log_in(office.editor)
    screens.say("今日到期", "今日到期", overdue=False)
    see_reminder(screens, "今日到期")

    move_to(LATE)
    assert runs_tell() == {("bianji", "overdue-1"), ("kezhang", "overdue-1")}
    desk.log_in(office.editor)
    screens.say("已超期1天", "超期1天", overdue=True)
    see_reminder(screens, "已超期1天")
    desk.log_in(office.head)
    see_reminder(screens, "已超期1天")

    office.publish(office.interpretation(document))
    assert runs_tell() == set()
    desk.log_in(office.leader)
    see_punctuality(screens)


def see_on_friday(screens: Screens) -> None:
    """And how the date came about: Saturday counted, Sunday not."""
    screens.say("还有3个工作日", "还有3个工作日", overdue=False)
    main = screens.open("duties:duty", screens.duty_id)
    expect(main.locator(".duties-legend")).to_contain_text("调休上班，计入")
    cells = {
        int(cell.locator(".duties-day__number").inner_text().split()[0]): cell
        for cell in main.locator("td.duties-day").all()
    }
    for day, words in ((8, "起算"), (9, "第1"), (10, "周末"), (11, "第2"), (12, "到期")):
        expect(cells[day].locator("small")).to_contain_text(words)
    expect(cells[9]).to_contain_text("第1日，调休上班")


def see_reminder(screens: Screens, words: str) -> None:
    main = screens.open("duties:reminders")
    expect(main.locator(".duties-events li").first).to_contain_text(f"{words}：《{TITLE}》的政策解读")


def see_punctuality(screens: Screens) -> None:
    """按时办结率 of the unit, and the one that was late behind the number."""
    main = screens.open("duties:overview", query="?scope=body")
    line = main.locator("section[aria-labelledby=punctuality] tr", has_text="政务公开科")
    kind = main.locator("section[aria-labelledby=by-kind] tr", has_text="政策解读公布")
    expect(kind.locator("td").last).to_have_text("1")
    late = line.locator("td").nth(3)
    late.get_by_role("link").click()
    expect(screens.row).to_contain_text("2026-05-13办结")
    expect(screens.row.locator(".duties-state")).to_have_text("超期1天办结")


def runs_tell() -> set[tuple[str, str]]:
    """Two runs of the periodic jobs: whom they told what about the interpretation, each once."""
    before = set(told())
    for _ in range(2):
        call_command("run_duties", stdout=StringIO())
    return set(told()) - before


def told() -> Iterator[tuple[str, str]]:
    rows = Reminder.objects.filter(duty__kind="interp.publish").values_list("recipient__username", "stage")
    return iter(rows)
