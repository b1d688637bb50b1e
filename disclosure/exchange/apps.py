from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "disclosure.exchange"
    label = "exchange"
    verbose_name = "系统对接"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from foundation.signoff.triggers import register_triggers

        from .triggers import record_triggers

        register_triggers(record_triggers)
