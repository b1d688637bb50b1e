"""Ways beside mail by which a digest reaches a person: short messages, the office's chat (政务钉钉, 粤政易 …).

    def send_sms(user, digest): gateway.send(user.phone, digest.subject)
    register_channel("sms", send_sms)          # in AppConfig.ready()

A channel is called once for each digest, after its mail was handed over; an error is logged and holds nothing up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from foundation.organisations.models import User


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told in one run."""

    subject: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


Channel = Callable[[User, Digest], None]
_channels: dict[str, Channel] = {}


def register_channel(name: str, channel: Channel) -> None:
    """Under the same name it takes the other's place."""
    _channels[name] = channel


def all_channels() -> Mapping[str, Channel]:
    return MappingProxyType(_channels)
