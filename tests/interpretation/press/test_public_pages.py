"""What the public reads of press releases and conferences."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.images.models import Image

from tests.public import header_fields, links, meta, read, text

from .writing import authorised, conference, release, reprint


def photo() -> Image:
    buffer = io.BytesIO()
    Picture.new("RGB", (40, 40), "white").save(buffer, "PNG")
    return Image.objects.create(title="现场", file=ContentFile(buffer.getvalue(), name="xianchang.png"))


def test_a_release_names_its_source_and_author_and_shows_photo_and_video_as_text_too(office):
    image = photo()
    image.description = "发布会现场"
    image.save()
    media = [
        ("photo", {"image": image, "caption": "启动仪式现场", "photographer": "林小北"}),
        (
            "recording",
            {
                "title": "现场视频",
                "url": "https://v.example.gov.cn/2",
                "transcript": "记者：观众朋友们好",
                "captions": "signed",
            },
        ),
    ]
    page = read(office.publish(release(office, author="周写真", source="县融媒体中心", media=media)).url)
    shown = text(page)
    for part in ("信息来源：县融媒体中心", "作者：周写真", "启动仪式现场（林小北 摄）", "记者：观众朋友们好"):
        assert part in shown
    assert "有字幕和手语" in shown
    assert all(image.get("alt") for image in page.xpath("//figure//img"))
    assert meta(page)["Author"] == "周写真" and meta(page)["ContentSource"] == "县融媒体中心"


def test_a_reprint_leads_to_the_original(office):
    page = read(office.publish(reprint(office)).url)
    assert "原载示范日报（2026-01-04）" in text(page)
    assert links(page)["查看原文"] == "https://news.example.cn/1"


@pytest.mark.rows("R-122")
def test_conference_policy_and_interpretation_lead_to_each_other(office):
    document = office.publish(office.document())
    interpretation = office.publish(office.interpretation(document))
    held = office.publish(authorised(office, conference(office, [document, interpretation])))
    told = office.publish(release(office, [held]))
    page = read(held.url)
    shown = links(page)
    assert shown[document.title] == document.url
    assert shown[interpretation.title] == interpretation.url
    assert shown[told.title] == told.url
    for other in (document, interpretation, told):
        assert links(read(other.url))[held.title] == held.url
    office.take_down(held)
    for other in (document, interpretation, told):
        assert held.title not in links(read(other.url))


@pytest.mark.rows("R-122")
def test_the_record_tells_who_spoke_who_came_and_what_was_asked(office):
    live = [("entry", {"at": "10:05", "speaker": "主持人", "text": "现在开始"})]
    page = read(office.publish(authorised(office, conference(office, live_text=live))).url)
    fields = header_fields(page)
    assert fields["发布人"] == "王建国（县民政局副局长）"
    assert fields["到会媒体"] == "示范日报、示范广播电视台"
    shown = text(page)
    for part in (
        "10:05 主持人：",
        "各位记者朋友",
        "示范日报问：",
        "补贴什么时候发到手？",
        "每月十日前发放。",
    ):
        assert part in shown


def test_an_announcement_shows_no_record(office):
    import datetime as dt

    from django.utils import timezone

    soon = timezone.now().replace(microsecond=0) + dt.timedelta(days=3)
    draft = conference(office, stage="announced", starts_at=soon)
    shown = text(read(office.publish(authorised(office, draft)).url))
    assert "预告" in shown and "实录在会后公开" in shown
    assert "各位记者朋友" not in shown and "到会媒体" not in shown


@pytest.mark.parametrize("make", [release, conference])
def test_a_press_page_costs_few_queries(office, make, django_assert_max_num_queries):
    document = office.publish(office.document())
    address = office.publish(authorised(office, make(office, [document]))).url
    with django_assert_max_num_queries(10):
        read(address)
    address = document.url
    with django_assert_max_num_queries(10):
        read(address)


def test_press_pages_are_found_listed_fed_and_mapped(office, client):
    held = office.publish(authorised(office, conference(office)))
    told = office.publish(release(office))
    for address in ("/search/?q=记者朋友", office.column.url):
        assert held.title in client.get(address).content.decode(), address
    for address in (f"/feed/column/{office.column.pk}.atom", "/feeds/site.atom"):
        response = client.get(address)
        if response.status_code == 200:
            assert told.title in response.content.decode()
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "pressrelease-" in sitemap and "pressconference-" in sitemap


def test_versions_for_elders_and_in_traditional_script_are_served(office, client):
    held = office.publish(authorised(office, conference(office)))
    for version in ("/shilao", "/hant"):
        response = client.get(version + held.url)
        assert response.status_code == 200
    assert "新聞" in response.content.decode()
