from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "interpretation.press"
    label = "press"
    verbose_name = "新闻发布"
