from django.apps import AppConfig


class ServingConfig(AppConfig):
    name = "portal.serving"
    label = "serving"
    verbose_name = "页面缓存"

    def ready(self) -> None:
        from foundation.submissions.kept_forms import use_version

        from . import receivers, version  # noqa: F401  (the first connects itself)
        from .purging import register_jobs

        register_jobs()
        use_version(version.current)
