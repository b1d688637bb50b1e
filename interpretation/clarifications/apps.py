from django.apps import AppConfig


class ClarificationsConfig(AppConfig):
    name = "interpretation.clarifications"
    label = "clarifications"
    verbose_name = "澄清辟谣"
