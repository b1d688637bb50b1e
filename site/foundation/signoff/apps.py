from django.apps import AppConfig


class SignoffConfig(AppConfig):
    name = "foundation.signoff"
    label = "signoff"
    verbose_name = "审签"

    def ready(self) -> None:
        from . import checks, file_hooks, receivers  # noqa: F401  (registers and connects them)
