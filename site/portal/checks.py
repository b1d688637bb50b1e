"""What the server lacks for a convenience of the public site."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import connections
from wagtail.models import Site

from foundation.letters.fonts import pdf_font


@checks.register()
def pdf_has_a_font(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Told, not warned of: the site works without."""
    if pdf_font() is not None:
        return []
    return [
        checks.Info(
            "服务器上没有可嵌入的中文字体，页面不提供PDF下载。",
            hint="安装 fonts-noto-cjk（SIL OFL 许可），或以环境变量 PDF_FONT 指定有权嵌入的字体文件。",
            id="portal.I001",
        )
    ]


@checks.register(checks.Tags.database)
def site_names_its_own_address(app_configs, databases=None, **kwargs) -> list[checks.CheckMessage]:
    """查看公开页面 and links in mails are made of the site's record: they must lead to BASE_URL."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    told: list[checks.CheckMessage] = []
    for alias in databases or []:
        if Site._meta.db_table not in connections[alias].introspection.table_names():
            continue
        for site in Site.objects.using(alias).filter(is_default_site=True).exclude(hostname=host):
            told.append(
                checks.Warning(
                    f"站点记录的域名是“{site.hostname}”，与BASE_URL的“{host}”不同，后台和邮件中的公开页面链接打不开。",
                    hint="在后台“设置—站点”中把默认站点的主机名和端口改为网站首页地址。",
                    id="portal.W001",
                )
            )
    return told
