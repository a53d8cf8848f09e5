"""One form for any set of parameters, and the digest that names it: RFC 8785."""

import json
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any

MOST_DIGITS = 21
FEWEST_PLACES = -6
"""JavaScript writes numbers from 1e-6 up to 1e21 without an exponent."""

LARGEST_INT = 2**53


def canonical(value: Any) -> str:  # noqa: ANN401  # whatever JSON can hold
    """Write JSON data in the one form that all data of this meaning have.

    Parameters
    ----------
    value : str, int, float, bool, None, sequence or mapping
        Numbers must be finite, whole ones at most 2**53 for JSON means doubles.

    Returns
    -------
    str
        No white space, sorted keys, the shortest digits; ``1`` and ``1.0`` are the same.

    Raises
    ------
    ValueError
        A number is none that a double can hold.

    References
    ----------
    Rundgren, Jordan and Erdtman (2020), JSON Canonicalization Scheme, RFC 8785.

    Examples
    --------
    >>> canonical({"n_fft": 400, "amin": 1e-10, "fmax": 8000.0, "center": True})
    '{"amin":1e-10,"center":true,"fmax":8000,"n_fft":400}'
    """
    if isinstance(value, Mapping):
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
        return f"{{{','.join(f'{canonical(k)}:{canonical(v)}' for k, v in members)}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """Write a number as JavaScript does: ECMA-262, Number::toString."""
    if abs(value) > LARGEST_INT and isinstance(value, int):
        raise ValueError(f"{value} is larger than 2**53: a double does not hold it")
    if abs(value) < LARGEST_INT and value == int(value):
        return str(int(value))
    sign, numerals, exponent = Decimal(repr(float(value))).as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value} is no finite number")  # noqa: TRY004  # its value is wrong
    point = len(numerals) + exponent
    digits = "".join(map(str, numerals)).rstrip("0")
    return "-" * sign + _placed(digits, point) if digits else "0"


def _placed(digits: str, point: int) -> str:
    """Put the decimal point behind so many of the digits."""
    if FEWEST_PLACES < point <= 0:
        return f"0.{'0' * -point}{digits}"
    if 0 < point <= MOST_DIGITS:
        fraction = digits[point:]
        return digits[:point].ljust(point, "0") + ("." + fraction if fraction else "")
    mantissa = digits[0] + ("." + digits[1:] if digits[1:] else "")
    return f"{mantissa}e{point - 1:+d}"


def digest(value: Any) -> str:  # noqa: ANN401  # whatever JSON can hold
    """Name JSON data by the SHA-256 of its canonical form in UTF-8, as hexadecimal digits."""
    return sha256(canonical(value).encode()).hexdigest()


def spelt(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Spell None as a query does: ``"none"``."""
    return {name: "none" if value is None else value for name, value in parameters.items()}


APART = frozenset(
    {"preset", "offset", "duration", "pitch_shift", "level", "level_db", "gain_db"}
    | {"silence", "silence_top_db", "silence_ref", "silence_padding", "silence_hop_length"}
    | {"pad_to", "pad_with", "pad_at", "crop", "random_seed", "segment"}
    | {"speed", "time_shift", "time_shift_with", "noise", "noise_snr_db", "cut_out", "cut_outs"}
    | {"augment_seed"}
)
"""Parameters that say where values come from, or which samples are used: no part of a spec."""


UNUSED: Mapping[str, Any] = {
    "resize_rows": "none",
    "resize_frames": "none",
    "roll": 0,
    "time_masks": 0,
    "time_mask_width": 100,
    "freq_masks": 0,
    "freq_mask_width": 27,
    "mask_with": "mean",
    "array_seed": 0,
}
"""What augmentations of the array say when nothing is done: left out, as if there were none."""


def spec(feature: str, parameters: Mapping[str, Any]) -> str:
    """Name what is computed: the same spec of the same samples is the same array.

    Parameters
    ----------
    feature : str
        Its name.
    parameters : mapping
        Every parameter, resolved, of source and feature.

    Returns
    -------
    str
        Digest of ``{"feature": ..., "parameters": {...}}``, without `APART` and what is `UNUSED`.
    """
    kept = {name: value for name, value in spelt(parameters).items() if name not in APART}
    for name, idle in UNUSED.items():
        if kept.get(name) == idle:
            del kept[name]
    return digest({"feature": feature, "parameters": kept})
