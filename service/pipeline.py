"""The whole computation of one request, as a pure function: read, compute, encode."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from pydantic import create_model

from service.domain import Axis, Encoded, Features, Signal, Steps
from service.errors import BadSound, TooLarge
from service.features import FEATURES, Clip, Plan
from service.formats import FORMATS
from service.parameters import parse
from service.receipt import receipt
from service.settings import Limits
from service.sources import Body, SourceParams, read


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


def run(job: Job) -> Encoded:
    """Read the sound, compute the feature, encode the answer.

    Parameters
    ----------
    job : Job
        The request.

    Returns
    -------
    Encoded
        The answer; the same job gives the same bytes.

    Raises
    ------
    ServiceError
        Whatever the caller can be told went wrong.
    """
    params = parse(query_model(job.feature, job.format), job.parameters)
    features = compute(job, params, read(job.body, params, job.limits))
    return FORMATS[job.format].encode(features, params)


def compute(job: Job, params: Query, signal: Signal) -> Features:
    """Compute the feature of a prepared signal.

    Raises
    ------
    TooLarge
        The answer would exceed the limit; decided before it is computed.
    BadSound
        The values exceed the range of float32.
    """
    feature = FEATURES[job.feature]
    plan = feature.plan(params, Clip(signal.length, signal.rate))
    channels = signal.samples.shape[:-1]
    _refuse_large(plan, channels, job)
    values = plan.compute(signal.samples)
    if not np.isfinite(values).all():
        raise BadSound("the samples are so large that the result exceeds the range of float32")
    warnings = signal.warnings + plan.warnings
    return Features(
        name=feature.name,
        title=feature.title,
        values=values,
        axes=(*(Axis("channel", "1", Steps(n)) for n in channels), *plan.axes),
        unit=plan.unit,
        warnings=warnings,
        receipt={
            **receipt(feature.name, params, FORMATS[job.format].params, signal, plan.resolved),
            "warnings": warnings,
        },
    )


def _refuse_large(plan: Plan, channels: tuple[int, ...], job: Job) -> None:
    made = FORMATS[job.format]
    shape = (*channels, *plan.shape)
    values = math.prod(shape) * np.dtype(plan.dtype).itemsize // 4
    size = values * made.bytes_per_value + sum(shape) * made.bytes_per_coordinate
    if size > job.limits.max_answer_bytes:
        raise TooLarge(
            f"the answer would have the shape {shape} and take up to {size} bytes as {job.format}; "
            f"the limit is {job.limits.max_answer_bytes} bytes"
        )
