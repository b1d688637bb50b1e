"""What the server lacks for a convenience of the public site."""

from django.core import checks

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
