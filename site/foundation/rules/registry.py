"""What a parameter is, and which there are. Pure: the values in force are read with ``parameters``."""

from collections.abc import Iterable
from dataclasses import dataclass

from .enums import Kind, Layer

Value = int | str | bool | list[str]
Option = tuple[str, str]
YES_NO: tuple[Option, ...] = (("yes", "是"), ("no", "否"))


class UnknownParameter(KeyError):
    """No parameter has this key."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure or choice with its unit and legal basis.

    ``ceiling`` and ``floor`` are inclusive; ``bound_basis`` is the article that sets them (``basis`` where it is
    left out). ``options`` are the values of a choice with their words. ``used_by`` says what reads it; ``warning``
    is what people are told beside a value that departs from the default, where that is allowed with a warning.
    """

    key: str
    label: str
    default: Value
    unit: str
    basis: str
    ceiling: int | None = None
    floor: int | None = None
    bound_basis: str = ""
    kind: Kind = Kind.NUMBER
    layer: Layer = Layer.LOCAL
    options: tuple[Option, ...] = ()
    used_by: str = ""
    warning: str = ""

    @property
    def group(self) -> str:
        """The first part of the key: pub, attr, review …"""
        return self.key.partition(".")[0]

    @property
    def measure(self) -> str:
        """The unit after a number: 3个工作日, 5件."""
        return "个工作日" if self.unit == "工作日" else self.unit

    @property
    def bounded_by(self) -> str:
        """The source of the bounds, in words."""
        return self.bound_basis or self.basis


_by_key: dict[str, Parameter] = {}


def register_parameter(one: Parameter) -> Parameter:
    """Add a parameter; a feature above calls it from AppConfig.ready(). The same key again replaces it."""
    _by_key[one.key] = one
    return one


def register_parameters(many: Iterable[Parameter]) -> None:
    """Add several."""
    for one in many:
        register_parameter(one)


def parameter(key: str) -> Parameter:
    """The parameter of this key. Raises UnknownParameter."""
    try:
        return _by_key[key]
    except KeyError:
        raise UnknownParameter(key) from None


def all_parameters() -> list[Parameter]:
    """Every parameter, by group in the order of registration."""
    groups = list(dict.fromkeys(one.group for one in _by_key.values()))
    return sorted(_by_key.values(), key=lambda one: groups.index(one.group))
