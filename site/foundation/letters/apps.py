from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "foundation.letters"
    label = "letters"
    verbose_name = "公文函件"

    def ready(self) -> None:
        from foundation.signoff.triggers import register_triggers

        from .triggers import record_triggers

        register_triggers(record_triggers)
