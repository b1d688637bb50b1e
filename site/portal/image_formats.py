"""Pictures in running text come in the size and format that the reader's screen can use."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.images.formats import Format, register_image_format, unregister_image_format
from wagtail.images.models import AbstractImage, Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

# The same everywhere on the site, so that a picture is made once.
SPECS = Filter.expand_spec("format-{avif,webp,jpeg}|width-{500,1000}")


class TextPicture(Format):
    """A format of the text editor. While editing the plain picture is shown."""

    def __init__(self, name: str, label: Any, classname: str, filter_spec: str, sizes: str) -> None:
        super().__init__(name, label, classname, filter_spec)
        self.sizes = sizes

    def image_to_html(
        self, image: AbstractImage, alt_text: str, extra_attributes: dict[str, Any] | None = None
    ) -> str:
        if extra_attributes:
            return super().image_to_html(image, alt_text, extra_attributes)
        attributes = {
            "alt": escape(alt_text),
            "class": self.classname,
            "sizes": self.sizes,
            "loading": "lazy",
        }
        return Picture(get_renditions_or_not_found(image, SPECS), attributes).__html__()


for name, label, classname, spec, sizes in (
    (
        "fullwidth",
        _("Full width"),
        "richtext-image full-width",
        "width-1000",
        "(max-width: 48rem) 100vw, 44rem",
    ),
    ("left", _("Left-aligned"), "richtext-image left", "width-500", "(max-width: 48rem) 100vw, 22rem"),
    ("right", _("Right-aligned"), "richtext-image right", "width-500", "(max-width: 48rem) 100vw, 22rem"),
):
    unregister_image_format(name)
    register_image_format(TextPicture(name, label, classname, spec, sizes))
