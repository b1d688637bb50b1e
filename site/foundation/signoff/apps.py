from django.apps import AppConfig


class SignoffConfig(AppConfig):
    name = "foundation.signoff"
    label = "signoff"
    verbose_name = "审签"

    def ready(self) -> None:
        # Importing registers and connects them.
        from . import checks, emergency_receivers, file_hooks, publicity, receivers, takedown_gates  # noqa: F401
