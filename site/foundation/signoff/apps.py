from django.apps import AppConfig


class SignoffConfig(AppConfig):
    name = "foundation.signoff"
    label = "signoff"
    verbose_name = "审签"

    def ready(self) -> None:
        # Importing registers and connects them.
        from . import checks, emergency_receivers, file_hooks, receivers, routing_gates, takedown_gates  # noqa: F401
        from .submissions import keep_in_order
        from .workflow_guard import connect

        keep_in_order()
        connect()
