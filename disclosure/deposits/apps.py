import datetime as dt

from django.apps import AppConfig


class DepositsConfig(AppConfig):
    name = "disclosure.deposits"
    label = "deposits"
    verbose_name = "查阅点和送交"

    def ready(self) -> None:
        from disclosure.catalogue.models import BodyPage
        from disclosure.documents.models import FiledPage
        from disclosure.guides.models import GuidePage
        from foundation.duties.jobs import DAY, register_job
        from foundation.signoff.triggers import register_triggers

        from . import parameters, receivers  # noqa: F401  (connects them)
        from .daily import settle
        from .duties import register_kinds
        from .services import register_deposited
        from .triggers import record_triggers

        parameters.register()
        register_kinds()
        register_deposited(FiledPage, GuidePage, BodyPage)
        register_triggers(record_triggers)
        register_job("deposits.settle", "送交和查阅点报告登记", settle, DAY, at=dt.time(0, 40))
