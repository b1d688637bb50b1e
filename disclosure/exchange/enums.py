"""Closed vocabularies of the exchange."""

from django.db.models import TextChoices


class Outcome(TextChoices):
    """What a request came to."""

    CREATED = "created", "已建草稿"
    REPEATED = "repeated", "重复推送"
    DUPLICATE = "duplicate", "文件已存在"
    REFUSED = "refused", "数据有误"
