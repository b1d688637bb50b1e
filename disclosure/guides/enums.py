"""Closed vocabularies of guides."""

from django.db.models import TextChoices


class Fact(TextChoices):
    """What the guide and the body page (机构页) both tell; the values are the field names of both."""

    ADDRESS = "address", "办公地址"
    HOURS = "hours", "办公时间"
    PHONE = "phone", "联系电话"
    FAX = "fax", "传真"
    EMAIL = "email", "电子邮箱"
