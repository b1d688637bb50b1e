"""Names, contacts and unpublished words that the public handed in are found nowhere but behind their door.

Markers are planted through the public's own forms; then every public page, feed, list, download, the interface for
programs, the search index, the log, mails and the staff's exports are scanned for them.
"""

import io
import logging
import zipfile
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from lxml import html

from disclosure.catalogue.enums import ColumnType
from foundation.search.queries import Query
from foundation.search.selectors import find
from foundation.submissions.encryption import encrypted_fields
from foundation.submissions.models import Submission
from portal.api.views import KINDS
from tests.forms_of_the_public import send
from tests.opinion.consultations.making import notice

NAME, PHONE, MAIL = "司马暗香", "13987654321", "anxiang@planted.example"
WORDS = "某某巷口的井盖昨夜又丢了"
SAID = {"name": NAME, "contact": f"{PHONE} {MAIL}", "consent": "on"}
MARKERS = (NAME, PHONE, MAIL, WORDS)
STARTS = (
    "/", "/sitemap/", "/search/?q=井盖", "/library/", "/library/?format=csv", "/zhengji/", "/liuyan/", "/piyao/",
    "/huizhi/", "/decisions/", "/yishenqing/", "/yishenqing/chazhao/?q=井盖", "/yishenqing/chaxun/",
    "/catalogue/?format=json", "/feeds/atom.xml", "/feeds/rss.xml", "/feeds/letters/rss.xml", "/sitemap.xml",
    "/sitemap-lanmu.xml", "/robots.txt", *(f"/api/v1/{kind}/" for kind in (*KINDS, "catalogue")),
)  # fmt: skip
# Pages of one small site; a link that leads round in circles must not keep the test.
MOST = 120
# Other sites, work screens, and what says the same in other letters.
ELSEWHERE = ("//", "/admin", "/static", "/hant", "/shilao", "/qr")


@pytest.fixture
def planted(office):
    """An open consultation with an opinion, a letter, a rumour, a correction, an application: with every marker."""
    office.column.column_type = ColumnType.CONSULTATION
    consultation = office.publish(notice(office))
    for address, more in (
        (f"/zhengji/{consultation.pk}/yijian/", {}),
        ("/liuyan/write/", {"topic": "井盖", "nature": "enquiry"}),
        ("/juyao/", {}),
        (f"/jiucuo/{consultation.pk}/", {}),
        (
            "/yishenqing/shenqing/",
            {"subject": WORDS, "email": MAIL, "proof_kind": "passport", "proof_number": PHONE},
        ),
    ):
        answer = send(address, text=f"{WORDS}，请打{PHONE}找{NAME}。", **SAID, **more)
        assert answer.status_code == 200, address
        assert "receipt-code" in answer.content.decode(), address
    return consultation


def unpacked(answer) -> bytes:
    """What a download says; a workbook is a ZIP."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"".join(book.read(name) for name in book.namelist())


def crawled(client: Client, *more: str) -> Iterator[tuple[str, str]]:
    """Every public address that can be reached, with what it says."""
    waiting, seen = [*STARTS, *more], {*STARTS, *more}
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        answer = client.get(address)
        content = unpacked(answer)
        said = content.decode(errors="ignore")
        yield address, said
        if not answer.headers.get("Content-Type", "").startswith("text/html") or not said.strip():
            continue
        for link in html.fromstring(content).xpath("//@href"):
            path = link.split("#")[0]
            if path.startswith("/") and not path.startswith(ELSEWHERE) and path not in seen:
                seen.add(path)
                waiting.append(path)


def test_nothing_planted_is_public(planted, caplog, mailoutbox):
    with caplog.at_level(logging.DEBUG):
        read = dict(crawled(Client(), f"/api/v1/consultations/{planted.pk}/"))
    assert len(read) > 40
    assert planted.url in read
    for address, said in read.items():
        assert not [mark for mark in MARKERS if mark in said], address
    assert not [mark for mark in MARKERS if find(Query(mark)).total and not find(Query(mark)).approximate]
    assert not [mark for mark in MARKERS if mark in caplog.text]
    assert not [mark for mark in MARKERS for mail in mailoutbox if mark in f"{mail.subject}{mail.body}"]


def test_names_and_contacts_stand_in_no_table_in_the_clear(planted):
    kinds = [model for model in apps.get_models() if issubclass(model, Submission)]
    rows = []
    for model in kinds:
        assert {field.name for field in encrypted_fields(model)} >= {"name", "contact"}
        rows += model._default_manager.all()
    assert len(rows) >= 5
    for row in rows:
        assert row.name in ("", NAME)  # a correction asks for no name
        assert row.contact == f"{PHONE} {MAIL}"
    for model in apps.get_models():
        texts = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and field not in encrypted_fields(model)
        ]
        if texts and model not in kinds:
            stored = "\n".join(
                str(value) for row in model._default_manager.values_list(*texts) for value in row
            )
            assert MAIL not in stored, model


@pytest.mark.parametrize("who", ["editor", "head", "leader"])
def test_exports_of_the_staff_carry_no_contact(planted, office, who):
    client = Client()
    client.force_login(getattr(office, who))
    for address in (
        reverse("ledger:export", args=[planted.pk]),
        f"{reverse('feedback_admin:report')}?export=xlsx",
        f"{reverse('feedback_admin:report')}?export=csv",
    ):
        told = unpacked(client.get(address))
        assert not [mark for mark in (MAIL, NAME) if mark.encode() in told], address
