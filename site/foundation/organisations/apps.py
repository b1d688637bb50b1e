from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "foundation.organisations"
    label = "organisations"
    verbose_name = "机构与岗位"

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (connects them)
