from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "foundation.submissions"
    label = "submissions"
    verbose_name = "公众来件"
