"""What the site does with a consultation beside its own pages."""

import pytest

from opinion.consultations.enums import ChangeKind
from opinion.consultations.models import ConsultationPage
from opinion.consultations.selectors import course_of
from opinion.consultations.services import ask_for_change, decide_change
from portal.downloads.paper import paper_of
from portal.serving.models import Purge

from .making import notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(office) -> ConsultationPage:
    return office.publish(notice(office))


def test_it_can_be_downloaded_with_its_draft(page):
    paper = paper_of(page, "https://www.example.gov.cn/1")
    words = [part.words for part in paper.parts]
    assert "第二条　夜间公交每三十分钟一班。" in words
    assert "起草说明" in words


def test_a_moved_last_day_lets_go_of_what_was_kept(office, page, settings):
    settings.PURGE_URLS = ["http://127.0.0.1:1"]
    Purge.objects.all().delete()
    day = course_of(page).closes_on
    change = ask_for_change(
        page, ChangeKind.EXTENDED, day.replace(year=day.year + 1), "群众要求", office.editor
    )
    assert not Purge.objects.exists()
    decide_change(change, True, "", office.leader)
    told = " ".join(str(vars(row)) for row in Purge.objects.all())
    assert f"page-{page.pk}" in told
    assert "lists" in told


def test_every_page_leads_to_the_list(client, page):
    assert 'href="/zhengji/"' in client.get(page.url).content.decode()
