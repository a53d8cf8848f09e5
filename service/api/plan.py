"""``GET /v1/plan/{feature}``: what a request would give and cost, without sound."""

import asyncio
from functools import lru_cache
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from service.api.features import once_each
from service.api.tagged import tagged
from service.errors import Unknown
from service.features import FEATURES
from service.forecast import forecast
from service.parameters import LONGEST_ECHO, hint
from service.settings import Limits, Settings

PATH = "/v1/plan/"

router = APIRouter()


class PlanAxis(BaseModel):
    """The ends of an axis."""

    name: str = Field(description="What is measured along the dimension.")
    unit: str = Field(description="Unit of the coordinates.")
    count: int = Field(description="How many there are.")
    first: float = Field(description="The first coordinate.")
    last: float = Field(description="The last coordinate.")
    step: float | None = Field(
        description="From one to the next; null where they are spaced unevenly."
    )


class PlanSound(BaseModel):
    """The prepared sound that the plan is for."""

    sample_rate: int = Field(description="Samples per second, Hz.")
    samples: int = Field(description="How many there are.")
    duration: float = Field(description="Their time, s.")


class PlanFrames(BaseModel):
    """The transforms, and what they tell apart."""

    count: int = Field(description="How many there are.")
    n_fft: int = Field(description="Length of one, samples.")
    window_ms: float = Field(description="Length of the window: what is closer is one event, ms.")
    hop_ms: float = Field(description="From one frame to the next, ms.")
    per_second: float = Field(description="Frames per second.")
    bin_hz: float = Field(description="From one frequency bin to the next, Hz.")
    bandwidth_hz: float = Field(
        description="Equivalent noise bandwidth of the window: what is closer is one tone, Hz."
    )


class PlanFormat(BaseModel):
    """An answer in one format."""

    bytes: int = Field(description="At most; of a picture its array.")
    within_limit: bool = Field(description="Whether so many are answered.")
    seconds: float | None = Field(description="Predicted time of a worker, s; null if unknown.")


class PlanAdvice(BaseModel):
    """A value that would do better."""

    parameter: str = Field(description="What to change.")
    value: float = Field(description="What to.")
    reason: str = Field(description="What is gained.")


class PlanAnswer(BaseModel):
    """What a request would give."""

    feature: str = Field(description="Name of the feature.")
    shape: list[int] = Field(
        description="Sizes of the dimensions, of one channel; of a list of events, the most that "
        "there can be."
    )
    dtype: str = Field(description="Type of the values.")
    unit: str = Field(description="Unit of the values.")
    axes: list[PlanAxis] = Field(description="One per dimension.")
    sound: PlanSound = Field(description="What was asked about.")
    frames: PlanFrames | None = Field(description="Null for a feature without frames.")
    formats: dict[str, PlanFormat] = Field(description="By the format's name.")
    model: str = Field(description="How the time was predicted.")
    empty_rows: list[int] = Field(description="Rows that are zero whatever the sound is.")
    warnings: list[str] = Field(description="As the answer would carry them.")
    advice: list[PlanAdvice] = Field(description="What to change, and why.")
    parameters: dict[str, Any] = Field(description="Every parameter, resolved.")
    preset: str = Field(description="Id of the preset, or `none`.")
    spec: str = Field(description="Digest of feature and parameters, as in the receipt.")


@router.get(PATH + "{feature}", include_in_schema=False)
async def plan(request: Request) -> Response:
    """Tell what a feature would be of a sound that is described, not sent.

    Raises
    ------
    Unknown
        There is no such feature.
    """
    feature: str = request.path_params["feature"]
    if feature not in FEATURES:
        shown = feature[:LONGEST_ECHO]
        raise Unknown(f"there is no feature {shown!r}{hint(shown, FEATURES)}")
    settings: Settings = request.app.state.settings
    query: bytes = request.scope["query_string"]
    # Advice may take a hundredth of a second, in which others shall not wait
    return tagged(request, await asyncio.to_thread(_told, feature, query, settings.limits))


@lru_cache(maxsize=256)
def _told(feature: str, query: bytes, limits: Limits) -> bytes:
    return orjson.dumps(forecast(feature, once_each(query.decode("latin-1")), limits))
