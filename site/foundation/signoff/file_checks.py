"""System checks: the settings by which files are guarded are in place."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

NEEDED = {
    "WAGTAILDOCS_SERVE_METHOD": "serve_view",
    "WAGTAILDOCS_DOCUMENT_FORM_BASE": "foundation.signoff.file_forms.DocumentForm",
    "WAGTAILIMAGES_IMAGE_FORM_BASE": "foundation.signoff.file_forms.ImageForm",
}
STORAGE = "foundation.signoff.file_storage.SealedStorage"


@register()
def files_are_guarded(app_configs, **kwargs) -> list[CheckMessage]:
    """Documents leave through the serve view, uploads are checked, sealed bytes are kept."""
    problems: list[CheckMessage] = [
        Error(f"{name} 必须为 {value}，否则未经审签的文件可能公开。", id="signoff.E007")
        for name, value in NEEDED.items()
        if getattr(settings, name, None) != value
    ]
    if settings.STORAGES["default"]["BACKEND"] != STORAGE:
        problems.append(Error(f"STORAGES['default'] 必须为 {STORAGE}。", id="signoff.E008"))
    return problems
