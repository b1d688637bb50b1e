"""What addresses may hold in place of a key."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """A database key. Nine digits at most, which every database takes; a longer number leads nowhere."""

    regex = "[0-9]{1,9}"


register_converter(KeyConverter, "key")
