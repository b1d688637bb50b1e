from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "foundation.duties"
    label = "duties"
    verbose_name = "法定时限"

    def ready(self) -> None:
        from foundation.organisations.deletions import register_keeper

        from . import receivers  # noqa: F401  (importing connects them)
        from .selectors import why_unit_stays

        register_keeper(why_unit_stays)
