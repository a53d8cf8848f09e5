"""What a request would give and cost, told without any sound."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from service.domain import Axis, Steps, samples_in
from service.dsp.frames import LARGEST_FACTOR, largest_factor
from service.errors import BadParameter, TooLarge
from service.features import Frames, Plan
from service.formats import FORMATS
from service.pipeline import Query, asked, most_bytes, plan_of, stated
from service.settings import Limits
from service.sources import SourceParams

MADE_FOR = "npy"
"""A format without parameters of its own."""

PREPARED = ("sample_rate", "duration")
"""Parameters of the source that describe the sound; all others are about how it was prepared."""

REQUEST_S = 0.6e-3
SAMPLE_S = 5.5e-9
FRAME_S = 0.3e-6
STEP_S = 0.25e-9
SLOWDOWN = 5
VALUE_S = 5e-9
"""Processor time of a worker, s: of each request, sample, frame, n log2 n of each transform (so
many times as much if n has a large prime factor) and value. Measured on one processor of a small
virtual machine (x86-64, 2026); ``make bench BENCH=forecast`` compares."""

MODEL = (
    f"{REQUEST_S:g} s + {SAMPLE_S:g} s per sample + {FRAME_S:g} s per frame + {STEP_S:g} s n log2 n"
    f" per transform ({SLOWDOWN} times that if n has a prime factor above {LARGEST_FACTOR}) + "
    f"{VALUE_S:g} s per value, and what the format takes; of a WAV at the sample rate asked for"
)


def forecast(feature: str, given: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    """Tell what a feature of a sound would be.

    Parameters
    ----------
    feature : str
        Its name.
    given : mapping
        As the query of the feature; `duration` and `sample_rate` describe the prepared sound.
    limits : Limits
        Of a request.

    Returns
    -------
    dict
        Plain JSON data.

    Raises
    ------
    BadParameter
        A parameter is wrong, or the sound is too short for it: as the request would be refused.
    TooLarge
        The sound is longer than the limits, or than the feature takes.
    """
    params = asked(feature, MADE_FOR, given)
    rate, length = _sound(params, given, limits)
    plan = plan_of(feature, params, rate)
    warnings = plan.remarks(length)
    axes = plan.axes(length)
    shape = tuple(map(len, axes))
    frames = plan.frames(length) if plan.frames else None
    said = stated(feature, params, rate).plain
    return {
        "feature": feature,
        "shape": shape,
        "dtype": plan.dtype.__name__,
        "unit": plan.unit,
        "axes": [_summary(axis) for axis in axes],
        "sound": {"sample_rate": rate, "samples": length, "duration": length / rate},
        "frames": _resolution(frames, rate) if frames and frames.count else None,
        "formats": _formats(shape, plan, limits, _seconds(length, frames, math.prod(shape))),
        "model": MODEL if frames else "none: the time of this feature is not predicted",
        "empty_rows": plan.empty,
        "warnings": warnings,
        "advice": [asdict(one) for one in plan.advice()],
        "parameters": said["parameters"],
        "preset": said.get("preset", "none"),
        "spec": said["spec"],
    }


def _sound(params: Query, given: Mapping[str, Any], limits: Limits) -> tuple[int, int]:
    """Give sample rate and length of the sound, or say what is missing or too much."""
    for name in SourceParams.model_fields.keys() & given.keys() - set(PREPARED):
        detail = "says how a sound is prepared; a plan is of one channel of the prepared sound"
        raise BadParameter.of(name, given[name], detail)
    for name in PREPARED:
        if getattr(params, name) is None:
            raise BadParameter.of(name, None, "is needed: it describes the prepared sound")
    rate, seconds = int(params.sample_rate or 0), float(params.duration or 0)
    length = samples_in(seconds, rate)
    if not length:
        raise BadParameter.of("duration", seconds, f"is shorter than a sample of {rate} Hz")
    if seconds > limits.max_duration_s:
        raise TooLarge(f"the sound is longer than the limit of {limits.max_duration_s:g} s")
    if length > limits.max_samples:
        raise TooLarge(f"the sound has more than {limits.max_samples} samples")
    return rate, length


def _summary(axis: Axis) -> dict[str, Any]:
    """Tell the ends of an axis, and its step if there is one."""
    ends: dict[str, float | None]
    spaced, count = axis.coordinates, len(axis)
    if isinstance(spaced, Steps):
        first, step = spaced.first / spaced.over, spaced.step / spaced.over
        last = (spaced.first + spaced.step * (count - 1)) / spaced.over
        ends = {"first": first, "last": last, "step": step}
    else:
        ends = {"first": float(spaced[0]), "last": float(spaced[-1]), "step": None}
    return {"name": axis.name, "unit": axis.unit, "count": count, **ends}


def _resolution(frames: Frames, rate: int) -> dict[str, Any]:
    return {
        "count": frames.count,
        "n_fft": frames.n_fft,
        "window_ms": 1000 * frames.win_length / rate,
        "hop_ms": 1000 * frames.hop_length / rate,
        "per_second": rate / frames.hop_length,
        "bin_hz": rate / frames.n_fft,
        "bandwidth_hz": frames.bandwidth * rate / frames.win_length,
    }


def _formats(
    shape: tuple[int, ...], plan: Plan, limits: Limits, seconds: float | None
) -> dict[str, Any]:
    values, found = math.prod(shape), {}
    for name, made in FORMATS.items():
        size = most_bytes(name, shape, plan.dtype)
        more = made.answer_s + made.value_s * values
        found[name] = {
            "bytes": size,
            "within_limit": size <= limits.max_answer_bytes,
            "seconds": None if seconds is None else float(f"{seconds + more:.3g}"),
        }
    return found


def _seconds(length: int, frames: Frames | None, values: int) -> float | None:
    """Predict the processor time of everything but the format, s."""
    if frames is None:
        return None
    n = frames.n_fft
    slower = SLOWDOWN if largest_factor(n) > LARGEST_FACTOR else 1
    transforms = frames.count * (FRAME_S + STEP_S * slower * n * math.log2(max(2, n)))
    return REQUEST_S + SAMPLE_S * length + transforms + VALUE_S * values
