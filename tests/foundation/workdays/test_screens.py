"""工作日历 in the admin: paste, correct, look, store; who may; files out and in; the warning on the home."""

import datetime as dt
import json

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.organisations.enums import PostKind
from foundation.workdays.models import HolidayNotice
from foundation.workdays.parsing import read_notice_text
from foundation.workdays.selectors import load_calendar
from tests.offices import appoint

pytestmark = pytest.mark.django_db

D = dt.date.fromisoformat
# Invented: what 2027 will really be is for the State Council to say.
WORDS = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕0号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　经国务院批准，现将2027年元旦、春节等节日放假调休日期的具体安排通知如下。
　　一、元旦：1月1日（周五）至3日（周日）放假，共3天。
　　二、春节：2月5日（农历除夕、周五）至12日（农历正月初七、周五）放假调休，共8天。1月31日（周日）、2月20日（周六）上班。鼓励各单位安排职工在2月4日（周四）休息。
　　三、清明节：4月3日（周六）至5日（周一）放假，共3天。
　　四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
　　五、端午节：6月9日（周三）放假1天。
　　六、中秋节：9月15日（周三）放假1天。
　　七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
国务院办公厅
2026年11月10日
（此件公开发布）"""


@pytest.fixture
def operator(office, client):
    user = appoint("yunwei", "赵运维", PostKind.OPERATOR, office.body)
    client.force_login(user)
    return user


def fields_of(response) -> dict[str, str]:
    """What the shown form would send, as a browser does."""
    forms = response.context["forms"]
    bound = [*forms.facts, *forms.rows.management_form, *(field for row in forms.rows for field in row)]
    return {field.html_name: field.value() if field.value() is not None else "" for field in bound}


def post(client, step: str, **data):
    return client.post(reverse("workdays:enter"), {"step": step} | data)


def test_the_words_of_a_notice_are_read():
    notice = read_notice_text(WORDS)
    assert (notice.year, notice.notice_no, notice.issued_on) == (
        2027,
        "国办发明电〔2026〕0号",
        D("2026-11-10"),
    )
    assert [(off.name, str(off.first), str(off.last)) for off in notice.off_ranges][1] == (
        "春节",
        "2027-02-05",
        "2027-02-12",
    )
    assert len(notice.off_ranges) == 7
    assert [str(day) for day in notice.work_days] == [
        f"2027-{day}" for day in ("01-31", "02-20", "04-25", "05-08", "09-26", "10-09")
    ]
    assert notice.remarks == []


@pytest.mark.parametrize(
    ("words", "wrong", "remark"),
    [
        ("至12日（农历正月初七、周五）", "至12日（周六）", "通知写“12日（周六）”，而2027-02-12是周五"),
        ("共8天", "共9天", "通知写“共9天”，而2027-02-05至2027-02-12是8天"),
        ("2月20日（周六）", "2月30日（周六）", "没有“2月30日（周六）”这一天"),
    ],
)
def test_words_that_contradict_themselves_are_told(words, wrong, remark):
    remarks = read_notice_text(WORDS.replace(words, wrong)).remarks
    assert len(remarks) == 1
    assert remark in remarks[0]


@pytest.mark.rows("R-278")
def test_paste_look_and_store(client, operator):
    read = post(client, "read", text=WORDS)
    assert "已识别" in read.text
    looked = post(client, "look", text=WORDS, **fields_of(read))
    assert "2027年共<b>249</b>个工作日" in looked.text
    assert "2月5日" in looked.text
    assert not HolidayNotice.objects.filter(year=2027).exists()
    stored = post(client, "store", shown=looked.context["digest"], **fields_of(looked))
    assert stored.url == reverse("workdays:year", args=[2027])
    assert HolidayNotice.objects.get(year=2027).entered_by == operator
    assert load_calendar().add_workdays(D("2027-01-29"), 1).due == D("2027-01-31")
    assert "2027年共<b>249</b>个工作日" in client.get(stored.url).text


def test_nothing_is_stored_that_was_not_shown(client, operator):
    looked = post(client, "look", **fields_of(post(client, "read", text=WORDS)))
    changed = fields_of(looked) | {"off-1-last": "2027-02-13"}
    again = post(client, "store", shown=looked.context["digest"], **changed)
    assert "内容在生成日历之后改过" in again.text
    assert not HolidayNotice.objects.filter(year=2027).exists()


@pytest.mark.rows("R-278")
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"off-2-last": "2027-04-01"}, "清明节的结束日期2027-04-01早于开始日期2027-04-03"),
        ({"off-2-work_days": "4月6日"}, "2027-04-06（周二）本来就是工作日"),
        ({"off-2-last": "2028-04-05"}, "清明节日期2028-04-05不在2027年内"),
        ({"off-4-name": "", "off-4-first": "", "off-4-last": ""}, "端午节（2027-06-09）没有列入放假"),
        ({"off-3-first": "五一"}, "“五一”不是日期"),
        ({"off-3-first": ""}, "请填写放假的第一天"),
        ({"off-1-work_days": "2月6日"}, "2027-02-06既列为放假又列为调休上班"),
        ({"year": "二七"}, "请填写"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(client, operator, typed, message):
    filled = fields_of(post(client, "read", text=WORDS)) | typed
    shown = post(client, "look", text=WORDS, **filled)
    assert message in shown.text or (message == "请填写" and shown.context["forms"].facts.errors["year"])
    assert "picture" not in shown.context
    kept = fields_of(shown)
    assert {name: kept[name] for name in typed} == typed
    assert WORDS.splitlines()[4] in shown.text


def test_another_notice_for_the_year_asks_for_a_reason_on_the_screen(client, operator):
    shown = client.get(reverse("workdays:enter"), {"year": "2026"})
    filled = fields_of(shown) | {"off-0-work_days": ""}
    looked = post(client, "look", **filled)
    assert "2026年已经录入过通知" in looked.text
    refused = post(client, "store", shown=looked.context["digest"], **filled)
    assert "更换须写明理由" in refused.text
    done = post(client, "store", shown=looked.context["digest"], **filled | {"reason": "更正元旦调休"})
    assert done.status_code == 302
    assert "更正元旦调休" in client.get(done.url).text


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_year_goes_out_as_a_file_and_comes_in_again(client, operator, form):
    out = client.get(reverse("workdays:export", args=["2026", form]))
    file = SimpleUploadedFile(f"2026.{form}", out.content)
    read = post(client, "read", file=file)
    looked = post(client, "look", **fields_of(read))
    assert "2026年共<b>248</b>个工作日" in looked.text
    assert fields_of(read) == fields_of(client.get(reverse("workdays:enter"), {"year": "2026"}))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.json", b"{}", "JSON文件的格式不对"),
        ("x.json", json.dumps({"year": 2027, "issued_on": "2026-13-01"}).encode(), "JSON文件的格式不对"),
        ("x.csv", "节日,日期\n".encode(), "CSV文件第一行缺少列"),
        ("x.csv", b"\xff\xfe\x00", "不是文本"),
        ("x.csv", b"x" * 200_001, "文件过大"),
        (
            "x.csv",
            "年份,发文字号,成文日期,类别,名称,开始日期,结束日期\n2027,,2026-11-10,放假,元旦,元月一日,\n".encode(
                "gb18030"
            ),
            "第2行的日期读不出来",
        ),
    ],
    ids=["no keys", "no date", "no columns", "no text", "too large", "no day"],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(client, operator, name, content, message):
    assert message in post(client, "read", file=SimpleUploadedFile(name, content)).text


@pytest.mark.parametrize("who", ["editor", "head", "leader"])
def test_only_operators_enter_notices(office, client, who):
    client.force_login(getattr(office, who))
    assert client.get(reverse("workdays:years")).status_code == 200
    assert client.get(reverse("workdays:enter")).status_code == 302  # the admin sends back home in words
    post(client, "read", text=WORDS)
    assert not HolidayNotice.objects.filter(year=2027).exists()


@pytest.mark.rows("R-278")
def test_the_home_of_operators_warns_from_december_on(client, operator, office):
    home = reverse("wagtailadmin_home")
    with time_machine.travel("2026-11-30 12:00+08:00"):
        client.force_login(operator)
        assert "放假安排尚未录入" not in client.get(home).text
    with time_machine.travel("2026-12-01 12:00+08:00"):
        client.force_login(operator)
        assert "2027年放假安排尚未录入" in client.get(home).text
        client.force_login(office.editor)
        assert "放假安排尚未录入" not in client.get(home).text


def test_the_list_of_years_costs_the_same_whatever_their_number(
    client, operator, django_assert_max_num_queries
):
    client.get(reverse("workdays:years"))
    with django_assert_max_num_queries(14):
        client.get(reverse("workdays:years"))
