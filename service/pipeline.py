"""The whole computation of one request: read, compute, encode."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, BinaryIO, TypeVar

import numpy as np
from pydantic import create_model

from service.blocks import Derived, Kept, Scratch
from service.domain import Axis, Features, Floats, Signal, Steps, Values
from service.errors import BadSound, TooLarge
from service.features import FEATURES, Plan
from service.formats import FORMATS
from service.parameters import parse
from service.receipt import Witness, receipt
from service.settings import Limits
from service.sources import Body, SourceParams, read

V = TypeVar("V", bound=Values)


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
    """

    feature: str
    format: str
    parameters: Mapping[str, Any]
    body: Body
    limits: Limits

    def plain(self) -> dict[str, Any]:
        """Give the job as JSON data, without the body's path."""
        body = self.body
        return {
            "feature": self.feature,
            "format": self.format,
            "parameters": self.parameters,
            "body": {"kind": body.kind, "rate": body.rate, "channels": body.channels},
            "limits": self.limits.model_dump(),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any], path: str | int) -> "Job":
        """Make a job from what `plain` gave and the body's path or descriptor."""
        body = Body(path, **plain["body"])
        limits = Limits(**plain["limits"])
        return cls(plain["feature"], plain["format"], plain["parameters"], body, limits)


class Query(SourceParams):
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
        A model with the fields of the source, the feature and the format, in this order.
    """
    bases = (FORMATS[format].params, FEATURES[feature].params, Query)
    return create_model(f"{feature}_{format}_query", __base__=bases)


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
        Holds nothing of any sound.
    """
    return FEATURES[feature].plan(params, rate)


def run(job: Job, out: BinaryIO, scratch: Scratch | None = None) -> Mapping[str, str]:
    """Read the sound, compute the feature, encode the answer.

    Parameters
    ----------
    job : Job
        The request.
    out : BinaryIO
        Takes the answer; the same job gives the same bytes. Of no use if an error is raised.
    scratch : Scratch, optional
        For what is too long for memory. Default: a temporary file.

    Returns
    -------
    mapping
        Headers that belong to the answer.

    Raises
    ------
    ServiceError
        Whatever the caller can be told went wrong.
    """
    params = parse(query_model(job.feature, job.format), job.parameters)
    # what is not finite is found in the result
    with np.errstate(all="ignore"), scratch or Scratch() as room:
        features = compute(job, params, read(job.body, params, job.limits), room)
        return FORMATS[job.format].encode(features, params, out)


def compute(job: Job, params: Query, signal: Signal, scratch: Scratch) -> Features:
    """Compute the feature of a prepared signal.

    Raises
    ------
    TooLarge
        The answer would exceed the limit; decided as soon as enough of the sound has been seen.
    BadParameter
        The sound is too short for the parameters.
    """
    feature = FEATURES[job.feature]
    plan = plan_of(feature.name, params, signal.rate)
    channels = () if signal.channels is None else (Axis("channel", "1", Steps(signal.channels)),)
    witness = Witness(signal.blocks)

    def keep(blocks: Iterable[V]) -> Iterable[V]:
        return Kept(blocks, scratch)

    values = plan.compute(_bounded(witness, plan, channels, job), keep)
    warnings = signal.warnings + plan.remarks(witness.length)
    made = receipt(feature.name, params, FORMATS[job.format].params, signal, witness, plan.resolved)
    return Features(
        name=feature.name,
        title=feature.title,
        blocks=Derived(values, _all_finite),
        axes=(*channels, *plan.axes(witness.length)),
        unit=plan.unit,
        dtype=plan.dtype,
        warnings=warnings,
        receipt={**made, "warnings": warnings},
        blocks_first=plan.blocks_first,
    )


def _bounded(
    witness: Witness, plan: Plan, channels: tuple[Axis, ...], job: Job
) -> Iterator[Floats]:
    """Give the samples on, as long as the answer to what has been seen is within the limit."""
    made = FORMATS[job.format]
    for block in witness:
        shape = (*map(len, channels), *plan.shape(witness.length))
        values = math.prod(shape) * np.dtype(plan.dtype).itemsize // 4
        size = values * made.bytes_per_value + sum(shape) * made.bytes_per_coordinate
        if size > job.limits.max_answer_bytes:
            raise TooLarge(
                f"the answer would have at least the shape {shape} and take up to {size} bytes as "
                f"{job.format}; the limit is {job.limits.max_answer_bytes} bytes"
            )
        yield block


def _all_finite(blocks: Iterable[Values]) -> Iterator[Values]:
    for block in blocks:
        if not np.isfinite(block).all():
            raise BadSound("the samples are so large that the result exceeds the range of float32")
        yield block
