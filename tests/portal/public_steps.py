"""What readers do on public pages, step by step; after each step the name of what is now shown."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import time_machine
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page

from foundation.submissions import lookup as lookup_module
from foundation.submissions.views import PublicFormView
from tests.disclosure.applications.conftest import TYPED
from tests.interpretation.clarifications.conftest import CLAIM
from tests.opinion.feedback.test_letters import WORDS

from .public_submissions import MAIL, HandedIn

SUBMIT = "main form.public-form button[type=submit]"
RECEIPT, ERRORS = "#receipt-code", "main [role=alert]"
LOOKUP, TRACK = "/huizhi/", "/yishenqing/chaxun/"
WRONG = "AAAA-AAAA-AAAA"
# A year later no link of a mail is good any more.
LONG = dt.timedelta(days=365)
# As a page left open in the admin sends it after the login has ended.
SAVE_WITHOUT_LOGIN = """() => {
    const form = Object.assign(document.createElement("form"), {method: "post", action: "/admin/pages/1/edit/"});
    const title = {name: "title", value: "关于防汛的通知"};
    form.append(Object.assign(document.createElement("input"), title));
    document.body.append(form);
    form.submit();
}"""


@dataclass
class Reader:
    """Somebody at a browser, in one version of the site (``base``)."""

    page: Page
    base: str
    addresses: dict[str, str]
    handed_in: HandedIn

    def go(self, address: str) -> None:
        self.page.goto(self.base + address)

    def press(self, button: str = SUBMIT, then: str = "main") -> None:
        """The last of these buttons, until ``then`` is shown. Both are selectors: words differ in the versions."""
        self.page.locator(button).last.click()
        self.page.locator(then).first.wait_for()

    def fill(self, **words: str) -> None:
        for name, value in words.items():
            self.page.locator(f"main [name={name}]").first.fill(value)


def all_pages(reader: Reader) -> Iterator[str]:
    """Every address, just opened."""
    for name, address in (reader.addresses | reader.handed_in.addresses).items():
        reader.go(address)
        yield name


def forms_sent_empty(reader: Reader) -> Iterator[str]:
    """The summary of errors on each form."""
    for name in ("提意见", "虚假信息举报", "我要留言", "在线申请", "纠错"):
        reader.go(reader.addresses[name])
        reader.press(then=ERRORS)
        yield f"{name}未填"


def forms_handed_in(reader: Reader) -> Iterator[str]:
    """Receipts, what is offered before one, and what asks to be solved or is too much."""
    reader.go(reader.addresses["虚假信息举报"])
    reader.fill(text=CLAIM)
    reader.page.locator("[name=consent]").check()
    reader.press(then=".notice__title")
    yield "举报前已有澄清"
    reader.press(then=RECEIPT)
    yield "举报回执"
    with patch.object(PublicFormView, "asks_challenge", return_value=True):
        reader.go("/liuyan/write/")
        yield "留言有验算题"
        reader.press(then=ERRORS)
        yield "留言没有答验算题"
    _write_letter(reader)
    reader.press(then=RECEIPT)
    yield "留言回执"
    _write_letter(reader)
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10):
        reader.press()
        yield "留言内容过长"
    reader.go("/yishenqing/shenqing/")
    reader.fill(email=MAIL, **{name: TYPED[name] for name in ("name", "subject", "text")})
    reader.page.locator("[name=consent]").check()
    reader.press(then=RECEIPT)
    yield "申请回执"


def _write_letter(reader: Reader) -> None:
    reader.go("/liuyan/write/")
    reader.page.locator(f"[name=nature][value={WORDS['nature']}]").check()
    reader.fill(topic=WORDS["topic"], text="城东路路灯一个月不亮。")
    reader.page.locator("[name=consent]").check()


def what_became_of_it(reader: Reader) -> Iterator[str]:
    """回执查询 and 申请进度查询, with wrong codes and right ones."""
    for name, code in {"回执码不对": WRONG, **reader.handed_in.codes}.items():
        reader.go(LOOKUP)
        reader.fill(code=code)
        reader.press(then=ERRORS if code == WRONG else "main dl.receipt")
        yield f"回执查询：{name}"
    reader.press("main form[action$='/chaxun/'] button", then="main .time-line")
    yield "从回执查询到申请进度"
    wrong = {"number": "SQ20260302-0001", "code": WRONG}
    for name, said in {"编号不对": wrong, **reader.handed_in.applications}.items():
        reader.go(TRACK)
        reader.fill(**said)
        reader.press(then=ERRORS if said == wrong else "main .time-line")
        yield f"申请进度：{name}"


def one_click(reader: Reader) -> Iterator[str]:
    """Small forms of one button, and what they say afterwards."""
    reader.go(reader.addresses["公开查找"])
    reader.press("[form=solved]")
    yield "已解答"
    reader.go(reader.addresses["Clarification"])
    reader.press("[name=answer][value=no]")
    yield "澄清没有帮助"
    reader.go(reader.handed_in.addresses["确认申请"])
    reader.press("main form button")
    yield "已确认申请"
    with time_machine.travel(timezone.now() + LONG):
        reader.go(reader.handed_in.addresses["邮件送达的答复"])
        yield "过期的答复链接"


# In every version of the site.
STEPS: list[Callable[[Reader], Iterator[str]]] = [
    all_pages,
    forms_sent_empty,
    forms_handed_in,
    what_became_of_it,
    one_click,
]


def out_of_the_ordinary(reader: Reader) -> Iterator[str]:
    """Pages that have one version: when the site is down or broken, for staff at the door, for developers."""
    with override_settings(MAINTENANCE_FILE=Path(__file__)):
        reader.go("/")
        yield "维护中"
    with patch.object(lookup_module, "render", side_effect=RuntimeError("broken on purpose")):
        reader.go(LOOKUP)
        yield "系统繁忙"
    with override_settings(DEBUG=True):
        reader.go("/styleguide/")
        yield "样式"
    reader.go("/")
    reader.page.evaluate(SAVE_WITHOUT_LOGIN)
    reader.page.get_by_role("button", name="继续保存").wait_for()
    yield "登录已失效"
    with override_settings(AXES_ENABLED=True):
        for _ in range(5):
            reader.go("/admin/login/")
            reader.page.locator("input[name=username]").fill("bianji")
            reader.page.locator("input[name=password]").fill("不是口令")
            reader.page.get_by_role("button", name="登录").click()
        reader.page.get_by_role("heading", name="登录已暂停").wait_for()
        yield "登录已暂停"
