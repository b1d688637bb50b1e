from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "interpretation.monitoring"
    label = "monitoring"
    verbose_name = "政务舆情"
