"""``GET /v1/features`` and ``GET /v1/formats``: what this service can do."""

from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from service import presets
from service.api.schema import parameters
from service.api.tagged import NOT_MODIFIED, tagged
from service.features import FEATURES
from service.formats import ENCODERS, FORMATS
from service.sources import SourceParams

router = APIRouter(prefix="/v1", tags=["catalogue"])


class ParameterEntry(BaseModel):
    """A parameter of the query."""

    name: str = Field(description="Name in the query.")
    description: str = Field(description="Meaning, unit and default.")
    json_schema: dict[str, Any] = Field(
        alias="schema", description="JSON schema with range and default."
    )


class FeatureEntry(BaseModel):
    """A feature with its parameters."""

    name: str = Field(description="Name in the path.")
    title: str = Field(description="Name for people.")
    summary: str = Field(description="What it is.")
    formats: list[str] = Field(description="Formats it is answered in.")
    parameters: list[ParameterEntry] = Field(description="Its own parameters.")


class FormatEntry(BaseModel):
    """A format with its parameters."""

    name: str = Field(description="Extension in the path.")
    title: str = Field(description="Name for people.")
    media_type: str = Field(description="Media type of the answer.")
    of: str = Field(description="What it is a format of: a `feature`, or the prepared `sound`.")
    parameters: list[ParameterEntry] = Field(description="Its own parameters.")


class Features(BaseModel):
    """All features, and the parameters of the source that each of them takes."""

    features: list[FeatureEntry] = Field(description="In alphabetical order.")
    source: list[ParameterEntry] = Field(description="Parameters that every feature takes.")


class Formats(BaseModel):
    """All formats."""

    formats: list[FormatEntry] = Field(description="In alphabetical order.")


@router.get(
    "/features",
    operation_id="list_features",
    summary="All features",
    response_model=Features,
    responses=NOT_MODIFIED,
)
async def features(request: Request) -> Response:
    """List the features with their parameters, defaults and ranges."""
    return tagged(request, _features())


@router.get(
    "/formats",
    operation_id="list_formats",
    summary="All formats",
    response_model=Formats,
    responses=NOT_MODIFIED,
)
async def formats(request: Request) -> Response:
    """List the formats of answers with their parameters."""
    return tagged(request, _formats())


@cache
def _features() -> bytes:
    entries = [
        {
            "name": feature.name,
            "title": feature.title,
            "summary": feature.summary,
            "formats": list(FORMATS),
            "parameters": parameters(presets.params(feature.name)) + parameters(feature.params),
        }
        for feature in FEATURES.values()
    ]
    made = Features.model_validate({"features": entries, "source": parameters(SourceParams)})
    return made.model_dump_json(by_alias=True).encode()


@cache
def _formats() -> bytes:
    entries = [
        {
            "name": format.name,
            "title": format.title,
            "media_type": format.media_type,
            "of": format.of,
            "parameters": parameters(format.params),
        }
        for format in ENCODERS.values()
    ]
    return Formats.model_validate({"formats": entries}).model_dump_json(by_alias=True).encode()
