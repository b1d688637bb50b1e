from django.apps import AppConfig


class SignoffConfig(AppConfig):
    name = "foundation.signoff"
    label = "signoff"
    verbose_name = "审签"

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (connects them)
