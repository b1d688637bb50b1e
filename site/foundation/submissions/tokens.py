"""A form's one-time token, and what is made from it.

The token goes into the form and comes back with it. Its random part decides the receipt: the idempotency key (the same
form sent twice is one submission) and the receipt code are keyed digests of it. So a form sent again after a lost
connection gets the same receipt, code included, although the code is stored nowhere.
"""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .rules import code_of, entered_code

_SALT = "submissions.form"
# A form lies open overnight or over a weekend. Technical, no legal source.
LIFETIME = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Token:
    """What a form was given when it was shown."""

    kind: str
    nonce: str
    issued: int  # seconds of the epoch

    @property
    def signed(self) -> str:
        """As it stands in the form."""
        return signing.dumps([self.kind, self.nonce, self.issued], salt=_SALT)

    @property
    def age(self) -> dt.timedelta:
        return dt.timedelta(seconds=timezone.now().timestamp() - self.issued)

    @property
    def key(self) -> str:
        """The idempotency key."""
        return _digest("key", f"{self.kind}:{self.nonce}").hex()

    @property
    def code(self) -> str:
        """The receipt code (回执码)."""
        return code_of(_digest("code", f"{self.kind}:{self.nonce}"))


def new_token(kind: str) -> Token:
    """A token for a form of this kind."""
    return Token(kind, secrets.token_urlsafe(18), int(timezone.now().timestamp()))


def read_token(signed: str, kind: str) -> Token | None:
    """The token that a form brought back, however old; None when we did not give it."""
    try:
        issued_for, nonce, issued = signing.loads(signed, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Token(kind, nonce, issued) if issued_for == kind else None


def code_digests(code: str) -> list[str]:
    """Under which digests a code may be stored: by the present secret first, then by earlier ones."""
    entered = entered_code(code)
    known = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return [_digest("receipt", entered, secret).hex() for secret in known]


def keyed_digest(what: str, value: str) -> str:
    """A digest nobody can make or reverse without the secret."""
    return _digest(what, value).hex()


def _digest(what: str, value: str, secret: str | None = None) -> bytes:
    return salted_hmac(
        f"submissions.{what}", value, secret or settings.SECRET_KEY, algorithm="sha256"
    ).digest()
