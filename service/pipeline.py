"""The whole computation of one request: read, compute, encode."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, BinaryIO, TypeVar

import numpy as np
import orjson
from pydantic import create_model

from service import presets
from service.blocks import Derived, Kept, Scratch
from service.domain import Axis, Features, Floats, Signal, Steps, Values
from service.errors import BadParameter, BadSound, Differs, TooLarge
from service.features import FEATURES, LIBRARIES, SOUND, Feature, Lane, Plan
from service.formats import ENCODERS
from service.parameters import Parameters, parse
from service.presets import PresetParams
from service.receipt import Stated, Witness, receipt, state
from service.settings import Limits
from service.sources import Body, SourceParams, read
from service.spec import spelt
from service.stages import Stages

V = TypeVar("V", bound=Values)

LENGTHS = 16
"""Lengths of a sound for which a plan remembers its axes and remarks."""


@dataclass(frozen=True, slots=True)
class Job:
    """One request, as plain data.

    Attributes
    ----------
    feature, format : str
        Names in the registries.
    parameters : mapping
        What the caller set, as text or JSON data.
    body : Body
        Where the sound is.
    limits : Limits
        What the request may cost.
    samples_sha256 : str or None
        Digest that the prepared samples must have, see `service.receipt.receipt`.
    spec : str or None
        Digest that the parameters must have, as a receipt tells it; None for any.
    """

    feature: str
    format: str
    parameters: Mapping[str, Any]
    body: Body
    limits: Limits
    samples_sha256: str | None = None
    spec: str | None = None

    def plain(self) -> dict[str, Any]:
        """Give the job as JSON data, without the body's path."""
        body = self.body
        return {
            "feature": self.feature,
            "format": self.format,
            "parameters": self.parameters,
            "body": {"kind": body.kind, "rate": body.rate, "channels": body.channels},
            "limits": self.limits.model_dump(),
            "samples_sha256": self.samples_sha256,
            "spec": self.spec,
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any], path: str | int) -> "Job":
        """Make a job from what `plain` gave and the body's path or descriptor."""
        body = Body(path, **plain["body"])
        limits = Limits(**plain["limits"])
        same = {name: value for name, value in plain.items() if name not in {"body", "limits"}}
        return cls(**same, body=body, limits=limits)


def feature_of(name: str) -> Feature[Any]:
    """Give a feature, or the sound itself, by its name."""
    return SOUND if name == SOUND.name else FEATURES[name]


def lane_of(feature: str, parameters: Mapping[str, Any]) -> Lane:
    """Tell which workers compute a feature: what needs librosa, those of the long tail."""
    if parameters.get("pitch_shift"):
        return "long_tail"
    return feature_of(feature).lane if feature in FEATURES else SOUND.lane


class Query(SourceParams, PresetParams):
    """The flat model of one operation: the source's parameters, the feature's, the format's."""


@cache
def query_model(feature: str, format: str) -> type[Query]:
    """Compose the parameter model of one operation.

    Parameters
    ----------
    feature, format : str
        Names in the registries.

    Returns
    -------
    type
        A model with `preset` and the fields of the source, the feature and the format, in this
        order.
    """
    own: type[Parameters] = ENCODERS[format].params
    return _composed(feature, own)


@cache
def _composed(feature: str, own: type[Parameters]) -> type[Query]:
    """Compose it once for all formats that have the same parameters: to compose takes its time."""
    bases = (own, feature_of(feature).params, presets.params(feature), Query)
    return create_model(f"{feature}_query", __base__=bases)


def asked(feature: str, format: str, given: Mapping[str, Any]) -> Query:
    """Validate what a caller gave, over the values of the preset that it names.

    Parameters
    ----------
    feature, format : str
        Names in the registries.
    given : mapping
        Values by name, as text or as JSON data.

    Returns
    -------
    Query
        With the full id as `preset`, and only what is given counting as set. A value of the
        preset that this leaves without effect (Whisper's `log_range`, with ``scale=linear``) is
        left out.

    Raises
    ------
    BadParameter
        As `service.parameters.parse`; or there is no such preset for this feature.
    """
    model, preset = query_model(feature, format), presets.chosen(feature, given.get("preset"))
    if preset is None:
        return _of_one_sound(parse(model, given), format)
    under = dict(preset.values)
    while True:
        try:
            params = _of_one_sound(parse(model, {**under, **given}), format)
            return model.model_construct(_fields_set=set(given), **dict(params))
        except BadParameter as error:
            idle = presets.idle(preset, given, error.faults) & under.keys()
            if not idle:
                raise presets.blamed(preset, error.faults) from error
            under = {name: value for name, value in under.items() if name not in idle}


def _of_one_sound(params: Query, format: str) -> Query:
    """Refuse several sounds where the format holds one."""
    name = params.several
    if name is not None and ENCODERS[format].encode_several is None:
        able = [other for other, made in ENCODERS.items() if made.encode_several]
        raise BadParameter.of(
            name,
            getattr(params, name),
            f"makes several sounds, which {format} cannot hold; ask for a feature as "
            f"{' or '.join(able)}",
        )
    return params


@lru_cache(maxsize=64)
def _remembered(feature: str, format: str, given: bytes) -> Query:
    """Do as `asked`, or give the same object again, which what is remembered of it knows."""
    return asked(feature, format, orjson.loads(given))


@lru_cache(maxsize=256)
def unchanged(feature: str, preset: str | None) -> Query:
    """Give what a preset (or none) means when the caller sets nothing."""
    return asked(feature, "npy", {"preset": preset})


def resolved(feature: str, preset: str) -> dict[str, Any]:
    """Give every parameter of source and feature as a preset means it, None spelt ``"none"``."""
    plain = unchanged(feature, preset)
    rate = plain.sample_rate
    decided = plan_of(feature, plain, rate).resolved if rate else {}
    return spelt({**plain.model_dump(exclude={"preset"}), **decided})


@lru_cache(maxsize=64)
def plan_of(feature: str, params: Query, rate: int) -> Plan:
    """Plan a feature, or remember the plan: a service computes the same one again and again.

    Parameters
    ----------
    feature : str
        Its name.
    params : Query
        With the fields of the feature.
    rate : int
        Sample rate of the prepared sound, Hz.

    Returns
    -------
    Plan
        Holds nothing of any sound but what it said last of some lengths: many are alike.
    """
    plan = feature_of(feature).plan(params, rate)
    remember = lru_cache(maxsize=LENGTHS)
    return replace(plan, axes=remember(plan.axes), remarks=remember(plan.remarks))


@lru_cache(maxsize=64)
def stated(feature: str, params: Query, rate: int) -> Stated:
    """State the parameters of an answer, or remember what was stated; see `plan_of`."""
    decided = plan_of(feature, params, rate).resolved
    return state(feature, params, unchanged(feature, params.preset).model_dump(), rate, decided)


def run(
    job: Job, out: BinaryIO, scratch: Scratch | None = None, stages: Stages | None = None
) -> Mapping[str, str]:
    """Read the sound, compute the feature, encode the answer.

    Parameters
    ----------
    job : Job
        The request.
    out : BinaryIO
        Takes the answer; the same job gives the same bytes. Of no use if an error is raised.
    scratch : Scratch, optional
        For what is too long for memory. Default: a temporary file.
    stages : Stages, optional
        Takes the time of each stage.

    Returns
    -------
    mapping
        Headers that belong to the answer.

    Raises
    ------
    ServiceError
        Whatever the caller can be told went wrong.
    """
    params = _remembered(job.feature, job.format, orjson.dumps(job.parameters))
    with computing(job.feature, params), scratch or Scratch() as room:
        clock = stages or Stages()
        clock.enter("decode")
        signal = read(job.body, params, job.limits, room)
        signal = replace(signal, blocks=clock.timed("decode", signal.blocks))
        clock.enter("compute")
        made = ENCODERS[job.format]
        if made.encode_several and signal.parts:
            return made.encode_several(each(job, params, signal, room), params, out)
        features = timed(compute(job, params, signal, room), clock)
        clock.enter("encode")
        return made.encode(features, params, out)


def timed(features: Features, clock: Stages) -> Features:
    """Let the clock run for the computation whenever a block is made."""
    blocks = Derived(features.blocks, lambda made: clock.timed("compute", made))
    return replace(features, blocks=blocks)


@contextmanager
def computing(feature: str, params: Query) -> Iterator[None]:
    """Go on whatever is not finite: it is found in the result. Name the preset if it is wrong."""
    preset = presets.chosen(feature, params.preset)
    try:
        with np.errstate(all="ignore"):
            yield
    except BadParameter as error:
        if preset is None:
            raise
        raise presets.blamed(preset, error.faults) from error


def each(job: Job, params: Query, signal: Signal, scratch: Scratch) -> Iterator[Features]:
    """Compute the feature of each part of a prepared signal.

    Yields
    ------
    Features
        With the receipt of them all, whose digest is of the samples of one part after the other.

    Raises
    ------
    TooLarge
        All answers together would exceed the limit; decided before the first is computed.
    ServiceError
        As `compute`.
    """
    plan = plan_of(job.feature, params, signal.rate)
    shapes = [(*_channels(signal), *plan.shape(part.length)) for part in signal.parts]
    _refuse_large(shapes, plan, job)
    whole = Witness(signal.blocks)
    for _ in whole:
        pass
    warnings: dict[str, None] = {}
    drawn: list[Mapping[str, Any]] = []
    for part in signal.parts:
        alone = replace(signal, blocks=part.blocks)
        made = compute(job, params, alone, scratch, sha256=whole.sha256)
        warnings |= dict.fromkeys(made.warnings)
        drawn += made.receipt.get("drawn", [])
        all_drawn = {"drawn": drawn} if drawn else {}
        yield replace(made, receipt={**made.receipt, **all_drawn, "warnings": tuple(warnings)})


def _channels(signal: Signal) -> tuple[int, ...]:
    return () if signal.channels is None else (signal.channels,)


def compute(
    job: Job,
    params: Query,
    signal: Signal,
    scratch: Scratch,
    witness: Witness | None = None,
    sha256: str | None = None,
) -> Features:
    """Compute the feature of a prepared signal.

    Parameters
    ----------
    job : Job
        The request.
    params : Query
        Its parameters.
    signal : Signal
        The sound.
    scratch : Scratch
        For what is too long for memory.
    witness : Witness, optional
        Of the samples of the signal; without it they are gone through once.
    sha256 : str, optional
        Digest for the receipt. Default: that of the samples.

    Returns
    -------
    Features
        As good as long as nothing is taken from the scratch.

    Raises
    ------
    TooLarge
        The answer would exceed the limit; decided as soon as enough of the sound has been seen.
    BadParameter
        The sound is too short for the parameters.
    Differs
        The samples are not those that the job is about.
    """
    feature = feature_of(job.feature)
    plan = plan_of(feature.name, params, signal.rate)
    channels = () if signal.channels is None else (Axis("channel", "1", Steps(signal.channels)),)
    witness = witness or Witness(signal.blocks)

    def keep(blocks: Iterable[V]) -> Iterable[V]:
        return Kept(blocks, scratch)

    values = plan.compute(_bounded(witness, plan, channels, job), keep)
    said = stated(feature.name, params, signal.rate)
    sha256 = sha256 or witness.sha256
    _compare(job, sha256, said.plain["spec"])
    warnings = signal.warnings + plan.remarks(witness.length)
    libraries = LIBRARIES[lane_of(feature.name, vars(params))]
    return Features(
        name=feature.name,
        title=feature.title,
        blocks=Derived(values, _all_finite),
        axes=(*channels, *_axes(plan, witness.length, values)),
        unit=plan.unit,
        dtype=plan.dtype,
        warnings=warnings,
        receipt={
            **receipt(said, signal, sha256, libraries, plan.drawn(witness.length)),
            "warnings": warnings,
        },
        given=said.given,
        changed=said.changed,
        blocks_first=plan.blocks_first,
    )


def _axes(plan: Plan, length: int, values: Iterable[Values]) -> tuple[Axis, ...]:
    """Give the axes of what was computed: of a list, as long as it came out."""
    axes = plan.axes(length)
    if not plan.counted:
        return axes
    return (replace(axes[0], coordinates=Steps(sum(map(len, values)))),)


def _compare(job: Job, sha256: str, spec: str) -> None:
    if job.samples_sha256 not in {None, sha256}:
        raise Differs(
            f"this is not the sound of the receipt: its samples have the SHA-256 {sha256}, the "
            f"receipt says {job.samples_sha256}"
        )
    if job.spec not in {None, spec}:
        raise Differs(
            f"these are not the parameters of the receipt: they have the spec {spec}, the receipt "
            f"says {job.spec}"
        )


def _bounded(
    witness: Witness, plan: Plan, channels: tuple[Axis, ...], job: Job
) -> Iterator[Floats]:
    """Give the samples on, as long as the answer to what has been seen is within the limit."""
    for block in witness:
        _refuse_large([(*map(len, channels), *plan.shape(witness.length))], plan, job)
        yield block


def _refuse_large(shapes: Sequence[tuple[int, ...]], plan: Plan, job: Job) -> None:
    size = sum(most_bytes(job.format, shape, plan.dtype) for shape in shapes)
    if size > job.limits.max_answer_bytes:
        shown = f"the shape {shapes[0]}" if len(shapes) == 1 else f"{len(shapes)} arrays"
        raise TooLarge(
            f"the answer would have at least {shown} and take up to {size} bytes as "
            f"{job.format}; the limit is {job.limits.max_answer_bytes} bytes"
        )


def most_bytes(format: str, shape: tuple[int, ...], dtype: type[np.generic]) -> int:
    """Bound an answer of this shape, bytes: what the limit on answers is compared with."""
    made = ENCODERS[format]
    values = math.prod(shape) * np.dtype(dtype).itemsize // 4
    return values * made.bytes_per_value + sum(shape) * made.bytes_per_coordinate


def _all_finite(blocks: Iterable[Values]) -> Iterator[Values]:
    for block in blocks:
        if not np.isfinite(block).all():
            raise BadSound("the samples are so large that the result exceeds the range of float32")
        yield block
