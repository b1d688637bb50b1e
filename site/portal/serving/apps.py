from django.apps import AppConfig


class ServingConfig(AppConfig):
    name = "portal.serving"
    label = "serving"
    verbose_name = "页面缓存"

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (connects them)
        from .purging import register_jobs

        register_jobs()
