from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "disclosure.remedies"
    label = "remedies"
    verbose_name = "答复之后"
