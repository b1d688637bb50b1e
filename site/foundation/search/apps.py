from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "foundation.search"
    label = "search"
    verbose_name = "检索"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import receivers, tables
        from .jobs import register_jobs

        tables.connect()
        receivers.connect()
        register_jobs()
