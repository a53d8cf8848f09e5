"""The parameter ``preset``: what may be chosen, and what a choice means."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, create_model

from service.errors import BadParameter, Fault
from service.parameters import IDLE, LONGEST_ECHO, Parameters, hint
from service.presets._base import Preset
from service.presets._registry import NEWEST, PRESETS, find

MEANING = (
    "Lay the values of a published front-end under those of this query, see `GET /v1/presets`; a "
    "name without a version means the newest."
)


class PresetParams(Parameters):
    """Of every operation: which preset lies under what the caller sets, by its full id."""

    preset: str | None = None


@cache
def params(feature: str) -> type[PresetParams]:
    """Make the model with the one parameter ``preset`` of a feature.

    Parameters
    ----------
    feature : str
        Its name.

    Returns
    -------
    type
        Its schema names all presets of the feature; its values are full ids.
    """
    schema = WithJsonSchema({"type": "string", "enum": ["none", *names(feature)]})
    choice = Annotated[str | None, BeforeValidator(lambda name: _id(feature, name)), schema]
    field: Any = (choice, Field(None, description=MEANING))
    return create_model(f"{feature}_preset", __base__=PresetParams, preset=field)


def names(feature: str) -> list[str]:
    """List the presets of a feature: bare names, then ids."""
    bare = [name for name, preset in NEWEST.items() if preset.feature == feature]
    ids = [preset.id for preset in PRESETS.values() if preset.feature == feature]
    return sorted(bare) + sorted(ids)


def _id(feature: str, name: object) -> str | None:
    preset = chosen(feature, name)
    return None if preset is None else preset.id


def chosen(feature: str, name: object) -> Preset | None:
    """Look up what a caller named.

    Parameters
    ----------
    feature : str
        What is computed.
    name : object
        A name, an id, ``"none"`` or None.

    Returns
    -------
    Preset or None
        The preset, if one is named.

    Raises
    ------
    BadParameter
        There is none of this name, or it belongs to another feature.
    """
    if name in {None, "none"}:
        return None
    preset = find(name) if isinstance(name, str) else None
    if preset is None:
        shown = str(name)[:LONGEST_ECHO]
        raise BadParameter.of("preset", shown, f"no such preset{guess(shown)}")
    if preset.feature != feature:
        detail = f"belongs to the feature {preset.feature}, not to {feature}"
        raise BadParameter.of("preset", name, detail)
    return preset


def guess(name: str) -> str:
    """Guess which preset was meant, or say where they are listed: the end of a sentence."""
    return hint(name, PRESETS if "@" in name else NEWEST) or "; GET /v1/presets lists them"


def idle(preset: Preset, given: Iterable[str], faults: Iterable[Fault]) -> set[str]:
    """Find the values of a preset that lost their effect by what the caller set.

    Parameters
    ----------
    preset : Preset
        What was chosen.
    given : iterable of str
        Names that the caller set.
    faults : iterable of Fault
        What is wrong with both together.
    """
    found = {fault.parameter for fault in faults if fault.detail.startswith(IDLE)}
    return (found & set(preset.values)) - set(given)


def blamed(preset: Preset, faults: Iterable[Fault]) -> BadParameter:
    """Say of which faulty values that the preset sets them, not the caller."""
    return BadParameter(*(_blamed(preset.id, preset.values, fault) for fault in faults))


def _blamed(preset: str, values: Mapping[str, Any], fault: Fault) -> Fault:
    name, value = fault.parameter, fault.value
    if name not in values or values[name] != value:
        return fault
    return Fault(name, value, f"{fault.detail}; the preset {preset} sets it")
