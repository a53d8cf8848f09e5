"""From JSON text to a valid tone spec."""

import codecs
import json
import math
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, from_json

from service.errors import BadParameter, BadSound, Fault, TooLarge
from service.parameters import LONGEST_ECHO, faults
from service.settings import MIB
from service.sources._tone import EXACT
from service.sources._tonespec import NAMES, ToneSpec

MAX_BYTES = MIB
MAX_VALUES = 10_000
MAX_DEPTH = 32
MAX_FAULTS = 20

TOO_DEEP = f"the tone spec is too deep: at most {MAX_DEPTH} mixes and sequences inside one another"


def parse(text: bytes) -> ToneSpec:
    """Validate a tone spec.

    Parameters
    ----------
    text : bytes
        JSON in UTF-8.

    Returns
    -------
    ToneSpec
        With its defaults; every frequency is below half the sample rate and every tone has at
        least one sample.

    Raises
    ------
    BadSound
        The text is not a JSON object.
    BadParameter
        A member is wrong: one fault per place, named by its path, the first 20.
    TooLarge
        The text is too long or too deep.
    """
    if len(text) > MAX_BYTES:
        raise TooLarge(f"the tone spec is longer than {MAX_BYTES} bytes")
    document = _document(text.removeprefix(codecs.BOM_UTF8))
    spec = _validated(document)
    if spec.sound.depth > MAX_DEPTH:
        raise TooLarge(TOO_DEEP)
    if found := list(islice(_misfits(spec), MAX_FAULTS)):
        raise BadParameter(*(Fault(at, _at(document, at, v), limit) for at, v, limit in found))
    return spec


def _document(text: bytes) -> dict[str, Any]:
    """Read JSON twice: the first reader is strict and bounds the depth, the second sees doubles."""
    try:
        from_json(text, allow_inf_nan=False)
    except ValueError as error:
        if "recursion limit" in str(error):
            raise TooLarge(TOO_DEEP) from error
        raise BadSound(f"the tone spec is not JSON: {error}") from error
    document = json.loads(text, object_pairs_hook=_once, parse_int=_number, parse_float=_number)
    if not isinstance(document, dict):
        raise BadSound('the tone spec must be a JSON object: {"sound": {"type": "sine", ...}}')
    if _count(document) > MAX_VALUES:
        raise TooLarge(f"the tone spec has more than {MAX_VALUES} values")
    return document


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        double, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise BadSound(f'"{double[:LONGEST_ECHO]}" stands twice in one object of the tone spec')
    return members


def _number(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise BadSound(f"{text[:LONGEST_ECHO]} in the tone spec is beyond the range of numbers")
    return int(text) if text.lstrip("-").isdigit() and abs(value) <= EXACT else value


def _count(value: object) -> int:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_count, parts))


def _validated(document: dict[str, Any]) -> ToneSpec:
    try:
        return ToneSpec.model_validate(document)
    except ValidationError as error:
        raise BadParameter(*faults(error.errors()[:MAX_FAULTS], NAMES, _path)) from error


def _path(error: ErrorDetails) -> str:
    """Give the place in the document: pydantic's, without the kind that follows every sound."""
    loc = error["loc"]
    kept = loc[:1] + tuple(
        part for before, part in pairwise(loc) if not (before == "sound" or isinstance(before, int))
    )
    kind = ("type",) if error["type"].startswith("union_tag") else ()
    return ".".join(str(part)[:LONGEST_ECHO] for part in (*kept, *kind))


def _misfits(spec: ToneSpec) -> Iterator[tuple[str, float, str]]:
    """Find the places that do not go together with the sample rate, and their values."""
    rate = spec.sample_rate
    for path, tone in spec.sound.tones("sound"):
        for name in tone.frequencies:
            if (value := getattr(tone, name)) >= rate / 2:
                limit = f"must be below half the sample rate, {rate / 2:.7g} Hz"
                yield f"{path}.{name}", value, limit
        if tone.length(rate) < 1:
            yield f"{path}.duration", tone.duration, f"must be at least one sample, {1 / rate:g} s"


def _at(document: dict[str, Any], path: str, default: float) -> object:
    """Give the value as it was sent, 8000 and not 8000.0; a default, where none was."""
    value: Any = document
    *parents, name = path.split(".")
    for part in parents:
        value = value[int(part) if isinstance(value, list) else part]
    return value.get(name, default)
