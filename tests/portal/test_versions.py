"""适老版 and 繁體版: addresses of their own, made from the page, without cookies or script."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from portal.versions import split
from tests.public import links, read, text


@pytest.mark.parametrize(
    ("address", "active", "rest"),
    [
        ("/", (), "/"),
        ("/shilao/", ("shilao",), "/"),
        ("/hant/zfxxgk/", ("hant",), "/zfxxgk/"),
        ("/shilao/hant/a/b/", ("shilao", "hant"), "/a/b/"),
        ("/hant/shilao/a/", ("shilao", "hant"), "/a/"),
        ("/hant/hant/a/", ("hant",), "/hant/a/"),
        ("/shilao", (), "/shilao"),
        ("/hantang/", (), "/hantang/"),
        ("/shilao//elsewhere.example/", ("shilao",), "/elsewhere.example/"),
        ("//elsewhere.example/", (), "//elsewhere.example/"),
        ("/shilao/admin/", (), "/shilao/admin/"),
        ("/shilao/static/portal/base.css", (), "/shilao/static/portal/base.css"),
    ],
)
def test_an_address_names_its_versions(address, active, rest):
    assert split(address) == (active, rest)


@pytest.mark.rows("R-284")
def test_every_link_of_the_elders_version_stays_in_it_but_the_way_out(office):
    document = office.publish(office.document())
    page = read("/shilao/")
    assert page.get("data-version") == "elder"
    assert page.xpath("//div[@class='elder-tools']")
    ways = links(page)
    assert ways[document.title] == f"/shilao{document.url}"
    assert ways["退出适老版"] == "/"
    assert ways["繁體版"] == "/shilao/hant/"
    inner = [link for link in page.xpath("//main//a/@href") if link.startswith("/")]
    assert inner and all(link.startswith("/shilao/") for link in inner)
    assert page.xpath("//form/@action")[0] == "/shilao/search/"


def test_the_normal_page_knows_nothing_of_versions_and_sets_no_cookie(office):
    document = office.publish(office.document())
    answer = Client().get(document.url)
    assert "elder" not in answer.content.decode()
    assert not answer.cookies
    assert links(read(document.url))["适老版"] == f"/shilao{document.url}"
    # Served again from what is kept, after the version was asked for.
    Client().get(f"/shilao{document.url}")
    assert "elder" not in Client().get(document.url).content.decode()


def test_traditional_characters_are_for_reading_addresses_and_input_stay(office):
    document = office.publish(office.document(title="关于发展养老服务的通知"))
    answer = Client().get(f"/hant{document.url}")
    assert answer["Content-Language"] == "zh-Hant"
    page = read(f"/hant{document.url}")
    assert page.get("lang") == "zh-Hant"
    assert text(page.find(".//h1")) == "關於發展養老服務的通知"
    assert "自動轉換" in text(page)
    [canonical] = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == f"http://testserver{document.url}"
    assert links(page)["简体版".replace("简体", "簡體")] == document.url


@pytest.mark.parametrize("version", ["/shilao", "/hant"])
def test_a_version_is_purged_with_its_page(office, version):
    document = office.publish(office.document())
    plain, shown = Client().get(document.url), Client().get(version + document.url)
    assert shown["Surrogate-Key"] == plain["Surrogate-Key"]
    assert shown["ETag"] != plain["ETag"]
    again = Client().get(version + document.url, headers={"If-None-Match": shown["ETag"]})
    assert again.status_code == 304


def test_a_search_in_traditional_characters_finds_the_simplified_title(office):
    office.publish(office.document(title="关于发展养老服务的通知"))
    found = read("/hant/search/", q="養老")
    assert "關於發展養老服務的通知" in text(found)


@pytest.mark.parametrize("address", ["/shilao/meiyou/", "/hant/meiyou/"])
def test_a_page_that_is_not_there_is_said_in_the_version(office, address, settings):
    settings.DEBUG = False
    answer = Client().get(address)
    assert answer.status_code == 404
    assert "elder" in answer.content.decode() or 'lang="zh-Hant"' in answer.content.decode()


def test_a_redirect_leads_on_within_the_version(office):
    answer = Client().get("/shilao" + office.column.url.rstrip("/"))
    assert answer.status_code in (301, 302)
    assert answer["Location"].startswith("/shilao/")


@pytest.mark.parametrize("version", ["/shilao", "/hant"])
def test_an_old_address_and_what_was_taken_down_are_told_in_every_version(office, version):
    document = office.publish(office.document())
    Redirect.objects.create(old_path="/jiu/1", redirect_page=document)
    answer = Client().get(f"{version}/jiu/1/")
    assert (answer.status_code, answer["Location"]) == (301, f"{version}{document.url}")
    office.take_down(document)
    gone = Client().get(version + document.url)
    assert gone.status_code == 410
    assert "2026" in gone.content.decode() and version in gone.content.decode()


@pytest.mark.parametrize("address", ["/shilao/admin/", "/hant/admin/login/"])
def test_the_admin_has_no_versions(office, address):
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/shilao//elsewhere.example/",
        "//elsewhere.example/",
        "/hant/%22%3E%3Cscript%3Ealert(1)%3C/script%3E/",
        "/shilao/search/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%00",
        "/hant/catalogue/?page=-1&year=%00",
        "/shilao/%E5%8A%9E%E6%B3%95/%F0%9F%98%80/",
        "/hant/jiucuo/99999999999999999999/",
        "/qr/99999999999999999999999.svg",
        "/download/99999999999999999999999.pdf",
        "/attachments/99999999999999999999/1/",
    ],
)
def test_a_hostile_address_is_answered_calmly_and_leads_nowhere_else(office, settings, address):
    settings.DEBUG = False
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code in (200, 301, 302, 400, 404)
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert 'href="//' not in page
    assert not answer.headers.get("Location", "").startswith("//")
