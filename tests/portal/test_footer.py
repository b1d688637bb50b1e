"""The numbers at the foot of every page: what they look like and where they are verified (R-274)."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from portal.models import SiteIdentity
from tests.public import links, read

pytestmark = [pytest.mark.django_db, pytest.mark.rows("R-274")]


@pytest.mark.parametrize(
    ("field", "value", "is_right"),
    [
        ("site_code", "3306830002", True),
        ("site_code", "bm01000001", True),
        ("site_code", "330683000", False),
        ("site_code", "bm0100000x", False),
        ("site_code", "3306830002\n", False),
        ("icp_number", "京ICP备05070218号", True),
        ("icp_number", "浙ICP备2021012345号-2", True),
        ("icp_number", "ICP备05070218号", False),
        ("icp_number", "浙ICP备123号", False),
        ("icp_number", "浙ICP证05070218号", False),
        ("police_number", "京公网安备11010202000001号", True),
        ("police_number", "浙公网安备 33060202000577号", True),
        ("police_number", "浙公网安备330602020005号", False),
        ("police_number", "<b>京公网安备11010202000001号", False),
        ("postcode", "312400", True),
        ("postcode", "31240", False),
        ("domain", "www.sz.gov.cn", True),
        ("domain", "https://www.sz.gov.cn/", False),
        ("domain", "localhost", False),
    ],
)
def test_a_number_of_the_wrong_form_is_refused_with_an_example(field, value, is_right):
    identity = SiteIdentity(site=Site.objects.first(), **{field: value})
    try:
        identity.clean_fields(exclude={"site"})
    except ValidationError as refusal:
        assert not is_right, refusal
        assert set(refusal.message_dict) == {field}
        assert refusal.message_dict[field][0].startswith("应为")
    else:
        assert is_right


def test_the_numbers_lead_to_where_they_are_verified_and_nothing_is_fetched_from_there(office):
    identity = SiteIdentity.objects.get(site=Site.objects.get())
    identity.icp_number = "示ICP备00000000号"
    identity.police_number = "示公网安备 00000000000001号"
    identity.mark_url = "https://www.example.gov.cn/mark"
    identity.save()
    for address in ("/", office.column.url, "/search/", "/api/"):
        footer = read(address).find(".//footer")
        told = links(footer)
        assert told["示ICP备00000000号"] == "https://beian.miit.gov.cn/"
        assert told["示公网安备 00000000000001号"].endswith("?code=00000000000001")
        assert told["党政机关网站标识"] == "https://www.example.gov.cn/mark"
        assert told["开放接口"] == "/api/" and told["订阅（Atom）"] == "/feeds/atom.xml"
        assert not footer.xpath(".//img | .//script | .//iframe")
