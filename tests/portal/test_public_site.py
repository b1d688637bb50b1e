"""What every public page has around it: identity, navigation, page tags, footer."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client, override_settings
from wagtail.models import Site

from disclosure.catalogue.models import ColumnPage
from foundation.signoff.services import publish_structure
from portal.models import SiteIdentity, StandardPage
from tests.public import links, meta, read, text, titles

SITE_TAGS = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN_TAGS = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE_TAGS = {"ArticleTitle", "PubDate", "ContentSource"}


def identity(**fields) -> SiteIdentity:
    identity = SiteIdentity.objects.get(site=Site.objects.get())
    for name, value in fields.items():
        setattr(identity, name, value)
    identity.save()
    return identity


def column(office, title: str, column_type: str, parent=None, **fields) -> ColumnPage:
    page = ColumnPage(title=title, body=office.body, unit=office.unit, column_type=column_type, **fields)
    (parent or type(office.home).objects.get()).add_child(instance=page)
    publish_structure(page, "建立栏目")
    return page


@pytest.mark.rows("R-271")
def test_each_level_carries_its_page_tags_and_those_above(office):
    identity(site_name="示范县政府信息公开", domain="www.sfx.gov.cn", site_code="1234560001")
    document = office.publish(office.document(source="县政府办"))

    levels = {
        "/": SITE_TAGS | COLUMN_TAGS,
        office.column.url: SITE_TAGS | COLUMN_TAGS,
        document.url: SITE_TAGS | COLUMN_TAGS | ARTICLE_TAGS,
    }
    for address, expected in levels.items():
        tags = meta(read(address))
        assert expected <= tags.keys(), address
        assert all(tags[name] for name in expected), address
        assert not (ARTICLE_TAGS - expected) & tags.keys(), address

    tags = meta(read(document.url))
    assert tags["SiteIDCode"] == "1234560001"
    assert tags["ColumnName"] == "政策文件"
    assert tags["ColumnType"] == "政策文件"
    assert tags["ContentSource"] == "县政府办"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", tags["PubDate"])
    assert meta(read("/"))["ColumnType"] == "首页"


@pytest.mark.real_documents
@pytest.mark.rows("R-271")
def test_no_tag_is_missing_that_the_norm_requires():
    """The list of the norm, if it lies beside the project, is what the levels above check."""
    norm = Path(__file__).parents[3] / "shared" / "data" / "meta_tags.json"
    if not norm.exists():
        pytest.skip("the real documents do not lie beside the project")
    required = {tag["name"] for tag in json.loads(norm.read_text()) if tag["required"] == "必选"}
    assert required == SITE_TAGS | COLUMN_TAGS | ARTICLE_TAGS


@pytest.mark.rows("R-274")
def test_footer_shows_every_field_that_is_set_on_every_page(office):
    statement = StandardPage(title="网站声明", body=office.body, text="<p>声明</p>")
    type(office.home).objects.get().add_child(instance=statement)
    publish_structure(statement, "建立网站")
    fields = {
        "sponsor": "示范县人民政府办公室",
        "operator": "示范县大数据中心",
        "address": "建设路1号",
        "postcode": "123456",
        "phone": "0000-1234567",
        "site_code": "1234560001",
        "icp_number": "某ICP备1号",
        "police_number": "某公网安备2号",
        "social_media": "公众号“示范发布”",
    }
    identity(statement_page=statement, correction_url="https://example.gov.cn/jiucuo", **fields)

    for address in ("/", office.column.url, "/search/", "/sitemap/", statement.url):
        page = read(address)
        footer = page.find(".//footer")
        assert [value for value in fields.values() if value not in text(footer)] == [], address
        targets = links(footer)
        assert targets["网站地图"] == "/sitemap/"
        assert targets["网站声明"] == statement.url
        assert targets["我为政府网站找错"] == "https://example.gov.cn/jiucuo"
        assert "联系我们" not in targets


def test_home_leads_to_the_newest_and_to_the_parts_of_the_platform(office):
    for title, column_type in (
        ("政府信息公开指南", "guide"), ("政府信息公开制度", "rules"), ("法定主动公开内容", "catalogue"),
        ("政府信息公开年报", "annual_report"), ("依申请公开", "on_request"),
    ):  # fmt: skip
        column(office, title, column_type)
    document = office.publish(office.document())
    interpretation = office.publish(office.interpretation(document))
    draft = office.document()

    home = read("/")
    assert [text(link) for link in home.xpath("//section[@aria-labelledby='platform-title']//a")] == [
        "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开",
    ]  # fmt: skip
    assert document.title in titles(home)
    assert interpretation.title in titles(home)
    assert draft.title not in text(home)
    assert home.xpath("//form[@role='search']//input[@name='q']")


def test_home_leads_to_an_application_once_whether_it_has_a_column_or_not(office):
    def ways() -> list[str]:
        return read("/").xpath("//main//*[@class='platform']//a[text()='依申请公开']/@href")

    assert ways() == ["/yishenqing/"]
    column(office, "依申请公开", "on_request")
    assert ways() == ["/yishenqing/"]


def test_home_shows_three_levels_of_columns_and_leads_to_the_rest(office):
    above = None
    for number in range(1, 5):
        above = column(office, f"第{number}层栏目", "catalogue", above)
    home, everything = (text(read(address).find(".//main")) for address in ("/", "/sitemap/"))
    assert "第3层栏目" in home and "查看全部栏目" in home and "第4层栏目" not in home
    assert "第4层栏目" in everything


def test_site_map_lists_live_columns_only(office):
    section = column(office, "法定主动公开内容", "catalogue")
    column(office, "规划信息", "catalogue", parent=section)
    office.home.refresh_from_db()
    office.home.add_child(instance=ColumnPage(title="尚未公开的栏目", body=office.body))

    shown = links(read("/sitemap/").find(".//main"))
    assert {"政策文件", "法定主动公开内容", "规划信息"} <= shown.keys()
    assert "尚未公开的栏目" not in shown


@override_settings(DEBUG=False)
def test_unknown_address_is_told_in_chinese_with_ways_on(office):
    response = Client().get("/meiyou/")
    assert response.status_code == 404
    assert "您访问的页面不存在" in response.content.decode()
    assert "/sitemap/" in response.content.decode()


def test_breadcrumb_leads_from_home_to_the_page(office):
    document = office.publish(office.document())
    way = [text(item) for item in read(document.url).xpath("//nav[@class='breadcrumb']//li")]
    assert way == ["首页", "政策文件", document.title]


def test_public_pages_never_name_staff(office):
    document = office.publish(office.document())
    interpretation = office.publish(office.interpretation(document, interpreter="王建国"))
    staff = [user.get_full_name() for user in (office.editor, *office.approvers)]
    staff += [user.username for user in (office.editor, *office.approvers)]
    for address in ("/", office.column.url, document.url, interpretation.url):
        page = Client().get(address).content.decode()
        assert [name for name in staff if name in page] == [], address


def test_nothing_is_fetched_from_elsewhere(office):
    document = office.publish(office.document())
    for address in ("/", office.column.url, document.url):
        page = read(address)
        sources = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src")
        assert sources
        assert [source for source in sources if not re.match(r"/(static|qr)/", source)] == []


def test_home_costs_no_more_queries_with_more_columns(office, django_assert_max_num_queries):
    for number in range(12):
        column(office, f"栏目{number}", "news")
    office.publish(office.document())
    with django_assert_max_num_queries(17):
        read("/")
