"""``GET /v1/presets``: published front-ends by name, and how closely they were matched."""

from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from service.api.tagged import NOT_MODIFIED, tagged
from service.errors import Unknown
from service.parameters import LONGEST_ECHO
from service.pipeline import resolved
from service.presets import PRESETS, Preset, agreements, find, guess, status
from service.spec import spec

router = APIRouter(prefix="/v1/presets", tags=["catalogue"])


class Provenance(BaseModel):
    """Where the values come from."""

    package: str = Field(description="The package that was read.")
    version: str = Field(description="Its version.")
    file: str = Field(description="The file in it, and what stands there.")
    serves: list[str] = Field(description="Models and toolkits that use this front-end.")


class AgreementEntry(BaseModel):
    """A comparison with an original that was run."""

    original: str = Field(description="The package that was run.")
    version: str = Field(description="Its version.")
    file: str = Field(description="What of it.")
    sounds: list[str] = Field(description="What both were given.")
    worst_sound: str = Field(description="Where they lie furthest apart.")
    share: float = Field(description="Largest part of the permitted error; equal is at most 1.")


class PresetEntry(BaseModel):
    """A preset."""

    id: str = Field(description="Name and version; its meaning never changes.")
    name: str = Field(description="Without the version it means the newest.")
    version: int = Field(description="From 1.")
    feature: str = Field(description="The feature it belongs to.")
    status: str = Field(description="`proven` by comparison with originals, or `read` from them.")
    title: str = Field(description="Name for people.")
    provenance: Provenance = Field(description="Where the values come from.")
    agreement: list[AgreementEntry] = Field(description="Measured, one for each original.")


class Presets(BaseModel):
    """All presets."""

    presets: list[PresetEntry] = Field(description="In alphabetical order.")


class PresetDetail(PresetEntry):
    """A preset with everything that it means."""

    parameters: dict[str, Any] = Field(description="Every parameter, resolved, as in a receipt.")
    spec: str = Field(
        description="Digest of feature and parameters: that of a receipt of the unmodified preset, "
        "unless the preset leaves the sample rate to the sound."
    )
    notes: list[str] = Field(description="Traps, and where the original differs on purpose.")


@router.get(
    "",
    operation_id="list_presets",
    summary="All presets",
    response_model=Presets,
    responses=NOT_MODIFIED,
)
async def presets(request: Request) -> Response:
    """List the presets with what they were compared with."""
    return tagged(request, _all())


@router.get(
    "/{id}",  # noqa: FAST003  # FastAPI would document a refusal of its own form
    operation_id="get_preset",
    summary="A preset",
    response_model=PresetDetail,
    responses=NOT_MODIFIED,
    openapi_extra={
        "parameters": [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": "An id, or a bare name for the newest version.",
                "schema": {"type": "string"},
                "example": "whisper-80",
            }
        ],
        "responses": {"404": {"$ref": "#/components/responses/Unknown"}},
    },
)
async def preset(request: Request) -> Response:
    """Tell every parameter of a preset, resolved."""
    return tagged(request, _detail(_found(request.path_params["id"])))


def _found(name: str) -> str:
    """Give the id that is meant."""
    preset = find(name)
    if preset is None:
        shown = name[:LONGEST_ECHO]
        raise Unknown(f"there is no preset {shown!r}{guess(shown)}")
    return preset.id


@cache
def _all() -> bytes:
    entries = [_entry(preset) for _, preset in sorted(PRESETS.items())]
    return Presets.model_validate({"presets": entries}).model_dump_json().encode()


@cache
def _detail(id: str) -> bytes:  # noqa: A002  # the word of the interface
    preset = PRESETS[id]
    parameters = resolved(preset.feature, id)
    detail = {
        **_entry(preset),
        "parameters": parameters,
        "spec": spec(preset.feature, parameters),
        "notes": preset.notes,
    }
    return PresetDetail.model_validate(detail).model_dump_json().encode()


def _entry(preset: Preset) -> dict[str, Any]:
    origin = preset.origin
    return {
        "id": preset.id,
        "name": preset.name,
        "version": preset.version,
        "feature": preset.feature,
        "status": status(preset.id),
        "title": preset.title,
        "provenance": {
            "package": origin.package,
            "version": origin.version,
            "file": origin.file,
            "serves": preset.serves,
        },
        "agreement": [
            AgreementEntry.model_validate(one, from_attributes=True)
            for one in agreements(preset.id)
        ],
    }
