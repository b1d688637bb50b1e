from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "opinion.feedback"
    label = "feedback"
    verbose_name = "公众留言"
