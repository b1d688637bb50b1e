"""Finding a document to interpret or to relate to."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("森林防火", True),
        ("今冬 森林", True),
        ("示政办发〔2026〕7号", True),
        ("示政办发[2026]7号", True),
        ("示政办发", True),
        ("示政办发〔2026〕8号", False),
        ("防汛", False),
    ],
)
def test_a_document_is_found_by_any_part_of_its_title_or_by_its_number(office, client, typed, found):
    office.document(title="关于做好今冬明春森林防火工作的通知", document_number="示政办发〔2026〕7号")
    client.force_login(office.editor)
    dialogue = client.get(reverse("document_chooser:choose"), {"q": typed}).json()["html"]
    results = client.get(reverse("document_chooser:choose_results"), {"q": typed}).content.decode()
    assert ("森林防火工作" in dialogue) is ("森林防火工作" in results) is found


def test_the_interpretation_form_offers_this_chooser(office, client):
    client.force_login(office.editor)
    page = office.interpretation(office.document())
    content = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("document_chooser:choose") in content
    assert "选择文件" in content
