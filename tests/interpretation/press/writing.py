"""Press pages as an editor of the office leaves them, ready to be submitted."""

import datetime as dt

from django.utils import timezone

from interpretation.press.authorisations import authorise
from interpretation.press.models import (
    ConferenceLink,
    PressConferencePage,
    PressReleasePage,
    ReleaseLink,
)

QUESTION = (
    "question",
    {
        "question": "补贴什么时候发到手？",
        "answer": "<p>每月十日前发放。</p>",
        "asked_by": "示范日报",
        "answered_by": "王建国",
    },
)


def filed(office, page, links=()):
    page.body, page.unit, page.owner = office.body, office.unit, office.editor
    link = ReleaseLink if isinstance(page, PressReleasePage) else ConferenceLink
    page.links = [link(target_id=target.pk) for target in links]
    office.column.refresh_from_db()
    office.column.add_child(instance=page)
    page.save_revision(user=office.editor)
    return type(page).objects.get(pk=page.pk)


def release(office, links=(), **fields):
    values = {"title": "我县启动养老服务提升行动", "text": "<p>行动今日启动。</p>"} | fields
    return filed(office, PressReleasePage(**values), links)


def reprint(office, **fields):
    values = {
        "kind": "reprint",
        "original_source": "示范日报",
        "original_url": "https://news.example.cn/1",
        "original_on": dt.date(2026, 1, 4),
    } | fields
    return release(office, **values)


def conference(office, links=(), **fields):
    values = {
        "title": "养老服务补贴政策新闻发布会",
        "starts_at": timezone.now().replace(microsecond=0) - dt.timedelta(days=1),
        "place": "县政府新闻发布厅",
        "host": "县政府新闻办公室",
        "stage": "held",
        "media_present": "示范日报、示范广播电视台",
        "transcript": "<p>主持人：各位记者朋友，大家好。</p>",
        "questions": [QUESTION],
        "speakers": [("speaker", {"name": "王建国", "post": "县民政局副局长"})],
    } | fields
    return filed(office, PressConferencePage(**values), links)


def authorised(office, page):
    authorise(
        page,
        office.reviewer,
        authorised_by="方立诚（签发领导）",
        released_by="王建国（新闻发言人）",
        scope="养老服务补贴的对象和标准",
        authorised_on=timezone.localdate(),
    )
    return page
