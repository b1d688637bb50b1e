"""Page tags of every level on every page type, and what search engines and share previews are told."""

import io
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Picture
from wagtail.images.models import Image

from disclosure.catalogue.models import BodyPage, ColumnPage
from disclosure.documents.models import InformationPage
from disclosure.guides.models import GuidePage
from foundation.signoff.services import publish_structure
from portal.models import SiteIdentity, StandardPage
from tests.public import meta, read

SITE = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE = {"ArticleTitle", "PubDate", "ContentSource"}
OPTIONAL = {"Keywords", "Author", "Description", "Image", "Url"}

# Every page type of the site: who makes one, and the levels that its tags have to cover.
TYPES = {
    "首页": SITE | COLUMN,
    "栏目": SITE | COLUMN,
    "政策文件": SITE | COLUMN | ARTICLE,
    "政府信息": SITE | COLUMN | ARTICLE,
    "政策解读": SITE | COLUMN | ARTICLE,
    "指南": SITE | COLUMN | ARTICLE,
    "机构页": SITE | COLUMN | ARTICLE,
    "普通页面": SITE | COLUMN | ARTICLE,
    "目录": SITE | COLUMN,
    "网站地图": SITE | COLUMN,
}


@pytest.fixture
def addresses(office) -> dict[str, str]:
    """A public page of every type."""
    SiteIdentity.objects.update(site_name="示范县人民政府", domain="www.sfx.gov.cn", site_code="1234560001")
    document = office.publish(office.document(overview="部署防汛工作。"))
    interpretation = office.publish(office.interpretation(document))
    pages = {
        "政府信息": InformationPage(title="主要经济指标", text="<p>增长。</p>", phone="0000-1"),
        "指南": GuidePage(title="政府信息公开指南"),
        "机构页": BodyPage(title="示范县人民政府办公室", phone="0000-1"),
    }
    home = type(office.home).objects.get()
    pages["普通页面"] = home.add_child(
        instance=StandardPage(title="网站声明", body=office.body, text="<p>声明</p>")
    )
    for page in pages.values():
        page.body, page.unit, page.owner = office.body, office.unit, office.editor
        if not page.pk:
            office.column.refresh_from_db()
            office.column.add_child(instance=page)
        publish_structure(page, "建立页面")
    return {
        "首页": "/",
        "栏目": office.column.url,
        "政策文件": document.url,
        "政策解读": interpretation.url,
        "目录": "/catalogue/",
        "网站地图": "/sitemap/",
        **{name: page.url for name, page in pages.items()},
    }


@pytest.mark.rows("R-271")
def test_every_page_type_carries_every_tag_that_the_norm_demands_of_it(addresses):
    assert addresses.keys() == TYPES.keys()
    for name, address in addresses.items():
        tags = meta(read(address))
        assert {tag for tag in TYPES[name] if not tags.get(tag)} == set(), name
        if "ArticleTitle" not in TYPES[name]:
            assert not (ARTICLE | OPTIONAL) & tags.keys(), name


@pytest.mark.rows("R-271")
def test_every_page_has_one_address_and_a_preview_for_sharing(addresses):
    for name, address in addresses.items():
        page = read(address)
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == f"http://testserver{address}", name
        assert og(page)["og:url"] == canonical
        assert og(page)["og:site_name"] == "示范县人民政府"
        assert og(page)["og:title"]
        assert og(page)["og:type"] == ("article" if "PubDate" in TYPES[name] else "website"), name
        assert "og:image" not in og(page)
        assert "robots" not in meta(page)
    assert og(read(addresses["政策文件"]))["og:description"] == "部署防汛工作。"
    described = read(addresses["栏目"])
    assert meta(described)["description"] == og(described)["og:description"] == "本机关制发的政策文件"


def og(page) -> dict[str, str]:
    return {tag.get("property"): tag.get("content") for tag in page.xpath("//meta[@property]")}


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("{column}?page=2", "{column}?page=2"),
        ("{column}?page=1", "{column}"),
        ("{column}?page=x", "{column}"),
        ("{column}?year=2026", None),
        ("{column}?kind=其他文件&page=2", None),
        ("/catalogue/?body=sfx-zfb", None),
        ("/search/", None),
        ("/search/?q=通知", None),
    ],
)
def test_search_and_filters_are_not_indexed_and_pages_of_a_list_are(office, address, canonical):
    page = read(address.format(column=office.column.url))
    found = page.xpath("//link[@rel='canonical']/@href")
    if canonical is None:
        assert not found
        assert meta(page)["robots"] == "noindex, follow"
    else:
        assert found == [f"http://testserver{canonical.format(column=office.column.url)}"]
        assert "robots" not in meta(page)


def test_an_unknown_address_has_no_canonical_one(office, settings):
    settings.DEBUG = False
    answer = Client().get("/meiyou/")
    assert answer.status_code == 404
    assert 'rel="canonical"' not in answer.content.decode()


@pytest.fixture
def picture(office, settings, tmp_path) -> Image:
    settings.MEDIA_ROOT = tmp_path
    buffer = io.BytesIO()
    Picture.new("RGB", (40, 20), "navy").save(buffer, "PNG")
    return Image.objects.create(title="示意图", file=ImageFile(buffer, name="tu.png"))


@pytest.mark.rows("R-271")
@pytest.mark.parametrize("where", ["figure", "text"])
def test_the_first_picture_of_the_text_is_the_preview(office, picture, where):
    if where == "figure":
        block = {"image": picture, "caption": ""}
        page = office.document(content=[("text", "<p>现就有关事项通知如下。</p>"), ("figure", block)])
        page = office.publish(page)
    else:
        text = f'<p>如图。</p><embed embedtype="image" id="{picture.pk}" alt="示意图" format="fullwidth"/>'
        page = InformationPage(
            title="示意", text=text, body=office.body, unit=office.unit, owner=office.editor
        )
        office.column.add_child(instance=page)
        publish_structure(page, "建立页面")
    shown = read(page.url)
    assert meta(shown)["Image"] == og(shown)["og:image"]
    assert meta(shown)["Image"].startswith("http://testserver/media/images/")


def test_a_picture_whose_file_is_gone_breaks_nothing(office, picture):
    page = office.publish(office.document(content=[("figure", {"image": picture, "caption": ""})]))
    picture.renditions.all().delete()
    Path(picture.file.path).unlink()
    assert "Image" not in meta(read(page.url))


def test_a_column_of_its_own_words_is_what_previews_show(office):
    column = ColumnPage(
        title="规划信息", body=office.body, description="规划和计划", search_description="县里的规划"
    )
    type(office.home).objects.get().add_child(instance=column)
    publish_structure(column, "建立栏目")
    assert meta(read(column.url))["description"] == "县里的规划"
