"""Personal data is encrypted in the database: who gets hold of a dump reads none of it.

Keys come from ``PERSONAL_DATA_KEYS``, separated by commas. The first encrypts, all decrypt: a new key is put in front,
``manage.py reencrypt_personal_data`` writes everything anew, then the old one may go. A lost key is lost data.
"""

import base64
import hashlib
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


@lru_cache(maxsize=8)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    # Whatever characters a key is written in, Fernet gets its 32 bytes.
    made = (hashlib.sha256(f"personal-data:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


def cipher() -> MultiFernet:
    """Encrypts with the first key. Without keys (development, tests) it is made from SECRET_KEY."""
    return _cipher(tuple(settings.PERSONAL_DATA_KEYS) or (settings.SECRET_KEY,))


class EncryptedTextField(models.TextField):
    """Text that only this program can read; an empty text stays empty, so that it can be asked for.

    It cannot be searched or sorted. Reading what no key fits raises ``cryptography.fernet.InvalidToken``.
    """

    description = "加密文本"

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        stored = super().get_db_prep_save(value, connection)
        return cipher().encrypt(stored.encode()).decode() if isinstance(stored, str) and stored else stored

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return cipher().decrypt(value.encode()).decode() if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuses questions that would silently find nothing."""
        if lookup_name not in ("exact", "isnull"):
            raise FieldError(f"{self.name} 已加密，不能按内容查询。")
        return super().get_lookup(lookup_name)


def encrypted_fields(model: type[models.Model]) -> list[EncryptedTextField]:
    """The fields of a model that hold personal data."""
    return [field for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]
