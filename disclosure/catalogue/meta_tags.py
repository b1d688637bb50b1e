"""The page tags of a government website (网页标签, 国办发〔2017〕47号 附件).

Every page carries the tags of its own level and of the levels above it: the site's on the home page, the
column's besides on the home page and on columns, the article's besides on content pages.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from wagtail.models import Page

from .enums import ColumnType
from .models import ColumnPage

Tag = tuple[str, str]
HOME = "首页"


def public_time(page: Page) -> dt.datetime | None:
    """When the page was first public: on its first site for a page taken over from elsewhere (发布时间)."""
    moment = getattr(page, "original_published_at", None) or page.first_published_at
    return timezone.localtime(moment) if moment else None


def source_of(page: Page) -> str:
    """来源: as stated, otherwise the body that published it."""
    return getattr(page, "source", "") or (page.body.name if page.body else "")


def site_tags(name: str, domain: str, code: str) -> list[Tag]:
    """网站级; always output, since all three are 必选."""
    return [("SiteName", name), ("SiteDomain", domain), ("SiteIDCode", code)]


def home_column_tags(site_name: str, description: str) -> list[Tag]:
    """栏目级 of the home page, whose column category is 首页."""
    return [
        ("ColumnName", HOME),
        ("ColumnDescription", description or f"{site_name}首页"),
        ("ColumnKeywords", f"{site_name},政府信息公开,政务公开"),
        ("ColumnType", HOME),
    ]


def screen_tags(name: str, description: str, column_type: ColumnType) -> list[Tag]:
    """栏目级 of a screen that is no page but stands for a column, such as the catalogue."""
    return [
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", f"{name},政府信息公开"),
        ("ColumnType", column_type.label),
    ]


def column_tags(column: ColumnPage) -> list[Tag]:
    """栏目级. A column without its own wording falls back on its title, since all four are 必选."""
    return [
        ("ColumnName", column.title),
        ("ColumnDescription", column.description or f"{column.title}栏目"),
        ("ColumnKeywords", column.keywords or column.title),
        ("ColumnType", column.get_column_type_display()),
    ]


def article_tags(page: Page, url: str, keywords: Iterable[str] = (), image: str = "") -> list[Tag]:
    """内容页级: the three 必选 and those 可选 that have a value. Never a staff member's name."""
    published = public_time(page)
    optional = [
        ("Keywords", ",".join(keywords)),
        ("Author", getattr(page, "interpreter", "") or getattr(page, "author", "")),
        ("Description", page.search_description or getattr(page, "overview", "")),
        ("Image", image),
        ("Url", url),
    ]
    return [
        ("ArticleTitle", page.title),
        ("PubDate", f"{published:%Y-%m-%d %H:%M}" if published else ""),
        ("ContentSource", source_of(page)),
        *((name, value) for name, value in optional if value),
    ]
