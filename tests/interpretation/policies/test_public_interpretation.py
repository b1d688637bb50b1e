"""The public page of an interpretation."""

import io

import pytest
import time_machine
from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.images.models import Image

from interpretation.policies.enums import Section
from tests.public import header_fields, links, meta, read, text


def picture() -> Image:
    buffer = io.BytesIO()
    Picture.new("RGB", (40, 40), "white").save(buffer, "PNG")
    return Image.objects.create(
        title="图解", description="补贴办法图解", file=ContentFile(buffer.getvalue(), name="tujie.png")
    )


@pytest.mark.rows("R-092")
def test_the_six_elements_stand_under_their_headings_in_order(office):
    document = office.publish(office.document())
    page = read(office.publish(office.interpretation(document)).url)
    headings = [text(heading) for heading in page.xpath("//div[@class='body-text']/h2")]
    assert headings == Section.labels
    assert "创新举措的说明。" in text(page)


@pytest.mark.rows("R-092")
def test_an_element_that_does_not_apply_says_why(office):
    document = office.publish(office.document())
    sections = [
        ("section", {"kind": kind, "text": "<p>说明。</p>", "not_applicable": ""})
        for kind in Section.values
        if kind != "innovations"
    ]
    sections.append(("section", {"kind": "innovations", "text": "", "not_applicable": "本文件没有新措施"}))
    page = text(read(office.publish(office.interpretation(document, sections=sections)).url))
    assert "不适用：本文件没有新措施" in page


@pytest.mark.rows("R-096")
def test_the_interpreter_is_named(office):
    document = office.publish(office.document())
    interpretation = office.interpretation(document, interpreter="王建国", interpreter_post="县民政局副局长")
    page = read(office.publish(interpretation).url)
    assert header_fields(page)["解读人"] == "王建国（县民政局副局长）"
    assert meta(page)["Author"] == "王建国"


@pytest.mark.rows("R-088")
def test_picture_recording_and_questions_are_readable_as_text(office):
    document = office.publish(office.document())
    media = [
        ("graphic", {"image": picture(), "text": "谁能领:年满八十周岁"}),
        (
            "recording",
            {"title": "负责人谈补贴", "url": "https://v.example.gov.cn/1", "transcript": "主持人:请讲"},
        ),
        ("question", {"question": "多久发一次?", "answer": "<p>按月发放。</p>"}),
    ]
    page = read(office.publish(office.interpretation(document, media=media)).url)
    shown = text(page)
    for part in ("谁能领:年满八十周岁", "主持人:请讲", "多久发一次?", "按月发放。"):
        assert part in shown
    assert all(image.get("alt") for image in page.xpath("//figure//img"))
    assert "https://v.example.gov.cn/1" in links(page).values()
    assert not page.xpath("//iframe | //video | //audio")


@pytest.mark.rows("R-094")
def test_each_explained_document_is_shown_with_its_number_while_it_is_public(office):
    first, second = (office.publish(office.document()) for _ in range(2))
    interpretation = office.interpretation(first)
    interpretation.documents = [
        *interpretation.documents.all(),
        interpretation.documents.model(document=second, sort_order=1),
    ]
    interpretation.save_revision(user=office.editor)
    interpretation = office.publish(interpretation)

    shown = read(interpretation.url).xpath("//section[@aria-labelledby='explained']")[0]
    assert links(shown) == {first.title: first.url, second.title: second.url}
    assert second.document_number in text(shown)

    office.take_down(second)
    shown = read(interpretation.url).xpath("//section[@aria-labelledby='explained']")[0]
    assert links(shown) == {first.title: first.url}


def test_an_interpretation_costs_few_queries(office, django_assert_max_num_queries):
    document = office.publish(office.document())
    interpretation = office.publish(office.interpretation(document))
    address = interpretation.url
    with django_assert_max_num_queries(12):
        read(address)


@pytest.mark.rows("R-091")
def test_a_second_interpretation_two_months_later_stands_in_the_same_series(office):
    with time_machine.travel("2026-03-02T10:00:00+08:00", tick=False):
        document = office.publish(office.document())
        first = office.publish(office.interpretation(document))
    alone = read(first.url)
    assert not alone.xpath("//section[@aria-labelledby='series']")
    with time_machine.travel("2026-05-06T10:00:00+08:00", tick=False):
        second = office.publish(office.interpretation(document, title="《办法》追加解读"))
    for page, other in ((first, second), (second, first)):
        (series,) = read(page.url).xpath("//section[@aria-labelledby='series']")
        assert links(series) == {other.title: other.url}
    assert second.title in text(read(document.url)) and first.title in text(read(document.url))
