"""The registry of parameters: every number that law or local rule sets, beside its source.

A feature reads a number with ``value("pub.days.default")`` and never writes it into its code.
"""

from dataclasses import dataclass


class UnknownParameter(KeyError):
    """No parameter has this key."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number with its unit, its legal basis and, where law sets one, the ceiling that may only be lowered."""

    key: str
    label: str
    default: int
    unit: str
    basis: str
    ceiling: int | None = None


_PARAMETERS = (
    Parameter(
        "pub.days.default",
        "主动公开期限",
        20,
        "工作日",
        "《中华人民共和国政府信息公开条例》(国务院令第711号)第二十六条",
        ceiling=20,
    ),
    Parameter(
        "pub.days.normative",
        "行政规范性文件公开期限(自印发之日起)",
        7,
        "工作日",
        "《浙江省行政规范性文件管理办法》(浙江省人民政府令第372号)",
        ceiling=20,
    ),
    Parameter(
        "interp.max_days",
        "解读材料公布期限(自文件公布之日起)",
        3,
        "工作日",
        "国办发〔2016〕80号:解读材料于文件公布后3个工作日内发布",
        ceiling=3,
    ),
)
_BY_KEY = {parameter.key: parameter for parameter in _PARAMETERS}


def parameter(key: str) -> Parameter:
    """The parameter of this key. Raises UnknownParameter."""
    try:
        return _BY_KEY[key]
    except KeyError:
        raise UnknownParameter(key) from None


def value(key: str) -> int:
    """The number in force for this key, in the parameter's unit."""
    return parameter(key).default
