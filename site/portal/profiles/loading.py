"""A profile is loaded for a body: parameters, chain, catalogue, form of the index number.

What national law forbids is not loaded, and told with the article; nothing that the office set itself is undone.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.catalogue.services import load_template
from disclosure.catalogue.shipped import FLOOR
from disclosure.documents.models import IndexNumber
from foundation.organisations.models import Body
from foundation.rules.models import ParameterVersion, System
from foundation.rules.registry import parameter
from foundation.rules.services import set_parameter
from foundation.signoff.chains import services as chains
from foundation.signoff.chains.models import Chain

DATA = Path(__file__).parent / "data"
KINDS = {"law": "法律、行政法规不允许", "later": "平台尚无此项功能"}


@dataclass(slots=True)
class Loaded:
    """What loading did, for people: lines of what holds now and of what was left out, each with its reason."""

    name: str
    done: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def profile_codes() -> list[str]:
    """The codes of all profiles."""
    return sorted(path.stem for path in DATA.glob("*.json"))


def read_profile(code: str) -> dict[str, Any]:
    """The profile as its file states it. Raises KeyError."""
    if code not in profile_codes():
        raise KeyError(code)
    return json.loads((DATA / f"{code}.json").read_text(encoding="utf-8"))


@transaction.atomic
def load_profile(code: str, body: Body) -> Loaded:
    """Put a profile in force for a body and those below it, from today. Safe to repeat; another profile that was
    loaded before gives way. Raises KeyError."""
    profile = read_profile(code)
    loaded = Loaded(profile["name"])
    _give_way(profile, body)
    _set_parameters(profile, body, loaded)
    _set_chain(profile, body, loaded)
    for template in dict.fromkeys([FLOOR, profile["catalogue"]]):
        loaded.done.append(f"目录模板：{load_template(template)}")
    _set_index_pattern(profile, body, loaded)
    loaded.left_out += [f"{row['what']}：{KINDS[row['kind']]}。{row['why']}。" for row in profile["left_out"]]
    return loaded


def _give_way(profile: dict[str, Any], body: Body) -> None:
    """Withdraw what another profile had set for the body and this one does not mention; stop its chain."""
    mentioned = {row["key"] for row in profile["parameters"]}
    for key in _keys_set_for(body) - mentioned:
        newest = ParameterVersion.objects.filter(key=key, body=body).order_by("-pk").first()
        if newest and newest.profile and newest.profile != profile["name"] and newest.value is not None:
            set_parameter(
                key,
                None,
                body=body,
                effective_from=timezone.localdate(),
                reason=f"改用{profile['name']}方案，原{newest.profile}方案的设定不再适用",
                by=None,
                profile=profile["name"],
            )
    others = [read_profile(other)["chain"] for other in profile_codes()]
    names = [_chain_name(chain, body) for chain in others if chain != profile["chain"]]
    Chain.objects.filter(name__in=names, body=body, is_active=True).update(is_active=False)


def _keys_set_for(body: Body) -> set[str]:
    return set(ParameterVersion.objects.filter(body=body).order_by().values_list("key", flat=True))


def _chain_name(chain: str, body: Body) -> str:
    return f"{chains.profiles()[chain]['name']}·{body.display_name}"


def _set_parameters(profile: dict[str, Any], body: Body, loaded: Loaded) -> None:
    system = System.objects.filter(title=profile["system"]).first()
    for row in profile["parameters"]:
        one = parameter(row["key"])
        own = ParameterVersion.objects.filter(key=one.key, body=body).order_by("-pk").first()
        if own and not own.profile:
            loaded.left_out.append(f"{one.label}：本机关已自行设定为{own.shown}，予以保留。")
            continue
        try:
            version = set_parameter(
                one.key,
                row["value"],
                body=body,
                effective_from=timezone.localdate(),
                basis=row["basis"],
                system=system,
                reason=f"装载{profile['name']}方案",
                by=None,
                profile=profile["name"],
            )
        except ValidationError as refused:
            loaded.left_out.append(f"{one.label}：{''.join(refused.messages)}")
        else:
            loaded.done.append(f"{one.label}：{version.shown}（{row['basis']}）")


def _set_chain(profile: dict[str, Any], body: Body, loaded: Loaded) -> None:
    chain = chains.load_profile(profile["chain"], body)
    Chain.objects.filter(pk=chain.pk, is_active=False).update(is_active=True)
    loaded.done.append(f"审签流程：{chain}，{'、'.join(step.name for step in chain.edited_steps())}")


def _set_index_pattern(profile: dict[str, Any], body: Body, loaded: Loaded) -> None:
    """The form of the index number changes only before the first number: afterwards it would break the series."""
    pattern = profile["index_pattern"]
    if not pattern or body.index_pattern == pattern:
        return
    if IndexNumber.objects.filter(body=body).exists():
        loaded.left_out.append(
            f"索引号模板{pattern}：本机构已按{body.index_pattern}赋号，中途改变会打乱编号。"
        )
        return
    body.index_pattern = pattern
    body.save(update_fields=["index_pattern"])
    loaded.done.append(f"索引号模板：{pattern}")
