from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "foundation.rules"
    label = "rules"
    verbose_name = "平台参数"

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (connects them)
