from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "disclosure.channels"
    label = "channels"
    verbose_name = "发布渠道"

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (connects it)
        from .services import register_kinds

        register_kinds()
