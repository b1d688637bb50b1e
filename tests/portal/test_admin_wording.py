"""What Wagtail's own screens say to officials who never heard of Wagtail."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("screen", ["wagtailadmin_home", "wagtailadmin_explore_root", "documents_import"])
def test_the_browsers_tab_names_the_platform(office, client, screen):
    client.force_login(office.editor)
    text = client.get(reverse(screen), follow=True).content.decode()
    title = text.partition("<title>")[2].partition("</title>")[0]
    assert title.endswith("政务公开平台")
    assert "Wagtail" not in title


def test_the_login_names_the_platform_too(office, client):
    text = client.get(reverse("wagtailadmin_login")).content.decode()
    assert "Wagtail" not in text.partition("<title>")[2].partition("</title>")[0]


def test_the_number_of_pages_stands_without_a_noun(office, client):
    """A list found by a search has no noun for its rows; Wagtail wrote 共2条None."""
    office.document(title="关于老旧小区加装电梯的通知")
    client.force_login(office.editor)
    text = client.get(reverse("wagtailadmin_explore", args=[office.column.pk])).content.decode()
    assert "关于老旧小区加装电梯的通知" in text
    assert "第1-1条，共1条 " in " ".join(text.split())


def test_promotions_go_by_one_name(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root", "root@example.invalid", "x"))
    for screen in ("index", "add"):
        text = client.get(reverse(f"wagtailsearchpromotions:{screen}")).content.decode()
        assert "检索推荐" in text
        assert "推广" not in text
