"""QR code, preview of files, visits, favourites, and the pages for when something is wrong."""

import datetime as dt
from io import BytesIO

import pytest
import segno
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model

from portal import visits
from portal.models import DailyVisits
from tests.public import read, text

pytestmark = pytest.mark.django_db


def attached(office, name: str, content: bytes):
    file = get_document_model().objects.create(title=name, file=ContentFile(content, name=name))
    page = office.document()
    page.attachments.create(document=file)
    page.save_revision()
    return office.publish(page), file


def test_the_code_leads_to_the_live_page_and_to_nothing_else(office):
    document = office.publish(office.document())
    answer = Client().get(f"/qr/{document.pk}.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert f"page-{document.pk}" in answer["Surrogate-Key"]
    assert b"<script" not in answer.content
    assert Client().get(f"/qr/{office.document().pk}.svg").status_code == 404
    assert Client().get("/qr/1.svg").status_code == 404


def test_the_code_names_the_address_where_the_site_is_served(office, settings):
    document = office.publish(office.document())
    settings.ALLOWED_HOSTS = ["www.example.gov.cn"]
    shown = Client(HTTP_HOST="www.example.gov.cn").get(f"/qr/{document.pk}.svg").content
    expected = BytesIO()
    segno.make(f"http://www.example.gov.cn{document.url}", error="m").save(
        expected, kind="svg", scale=4, border=3, light="#fff", xmldecl=False
    )
    assert shown == expected.getvalue()


def test_a_pdf_of_a_live_page_opens_in_place_and_runs_nothing(office):
    document, file = attached(office, "a.txt", "附件内容".encode())
    answer = Client().get(f"/attachments/{document.pk}/{file.pk}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("inline")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert f"/attachments/{document.pk}/{file.pk}/" in read(document.url).xpath("//a/@href")


def test_a_file_is_shown_only_with_its_own_live_page(office):
    document, file = attached(office, "a.txt", b"a")
    other = office.publish(office.document())
    assert Client().get(f"/attachments/{other.pk}/{file.pk}/").status_code == 404
    office.take_down(document)
    assert Client().get(f"/attachments/{document.pk}/{file.pk}/").status_code == 404


def test_visits_are_counted_without_a_cookie_and_written_in_one_piece(office, django_assert_num_queries):
    document = office.publish(office.document())
    Client().post(f"/visits/{document.pk}/")  # writes: the first in a minute
    visitor = Client()
    with django_assert_num_queries(0):
        for number in range(2, 12):
            answer = visitor.post(f"/visits/{document.pk}/")
            assert answer.json() == {"visits": number}
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
    assert visits.flush() == "记入 10 次浏览"
    assert visits.flush() == ""
    [row] = DailyVisits.objects.all()
    assert (row.page_id, row.day, row.visits) == (document.pk, timezone.localdate(), 11)
    assert "浏览次数：11" in text(read(document.url))


def test_a_full_batch_is_written_by_the_visit_that_fills_it(office):
    document = office.publish(office.document())
    for _ in range(visits.BATCH + 1):
        visits.count(document.pk)
    assert sum(DailyVisits.objects.values_list("visits", flat=True)) == visits.BATCH + 1


def test_visits_of_what_is_not_live_leave_no_row(office):
    draft = office.document()
    for pk in (draft.pk, 999_999):
        assert Client().post(f"/visits/{pk}/").status_code == 200
    visits.flush()
    assert not DailyVisits.objects.exists()


def test_a_lost_cache_loses_no_more_than_what_waited(office):
    document = office.publish(office.document())
    visits.count(document.pk)
    visits.flush()
    cache.clear()
    assert visits.count(document.pk) == 2


def test_a_number_that_no_page_can_have_is_not_kept():
    assert Client().post(f"/visits/{10**30}/").status_code == 404
    assert visits.flush() == ""


def test_a_cache_that_lost_its_place_goes_on_counting(office):
    document = office.publish(office.document())
    cache.set("visits:done", 5000, None)
    for _ in range(3):
        visits.count(document.pk)
    visits.flush()
    assert DailyVisits.objects.get().visits == 3


def test_reading_a_visit_address_counts_nothing(office):
    assert Client().get("/visits/1/").status_code == 405


def test_favourites_say_what_they_need_without_script(office):
    page = read("/favourites/")
    assert "需要启用脚本" in text(page.find(".//noscript"))


def test_the_page_that_is_not_there_leads_on(office, settings):
    settings.DEBUG = False
    answer = Client().get("/meiyou/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert 'action="/search/"' in page.split("<main")[1]
    assert office.column.title in page.split("<main")[1]


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_what_is_shown_when_nothing_works_needs_nothing(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string(name)
    assert "<link" not in page and "<script" not in page and "src=" not in page


def test_maintenance_is_told_to_readers_and_not_to_staff(office, settings, tmp_path):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    assert Client().get("/").status_code == 200
    settings.MAINTENANCE_FILE.touch()
    answer = Client().get("/")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "网站正在维护" in answer.content.decode()
    assert Client().get("/admin/login/").status_code == 200


def test_style_guide_is_for_development_only(office, settings):
    assert Client().get("/styleguide/").status_code == 404
    settings.DEBUG = True
    assert Client().get("/styleguide/").status_code == 200


def test_first_view_of_a_page_is_light_and_waits_for_no_script(office):
    """At most 100 KB without images, uncompressed; no script that holds up the page; nothing from elsewhere."""
    from django.contrib.staticfiles import finders

    document = office.publish(office.document())
    answer = Client().get(document.url)
    page = read(document.url)
    scripts = page.xpath("//script[@src]")
    assert all(script.get("type") == "module" for script in scripts)
    files = [*page.xpath("//link[@rel='stylesheet']/@href"), *(script.get("src") for script in scripts)]
    size = len(answer.content)
    for file in files:
        found = finders.find(file.removeprefix("/static/"))
        assert found, file
        size += len(open(found, "rb").read())  # noqa: PTH123, SIM115
    assert size <= 100_000


def test_days_are_kept_apart(office):
    document = office.publish(office.document())
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    DailyVisits.objects.create(page=document, day=yesterday, visits=5)
    assert visits.count(document.pk) == 6
    visits.flush()
    assert DailyVisits.objects.count() == 2
