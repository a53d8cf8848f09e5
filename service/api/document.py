"""The OpenAPI document: what FastAPI knows, and what the registries add."""

import inspect
from itertools import product
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from service import __version__
from service.api.problems import MEDIA_TYPE, Problem
from service.api.schema import parameters
from service.features import FEATURES, Feature
from service.formats import FORMATS, Format
from service.pipeline import query_model
from service.sources.tones import ToneSpec

Json = dict[str, Any]

DESCRIPTION = """\
Send sound, get exactly the numbers your model was trained on: as npy, as JSON, or as a picture.

**The body is the sound**: a file as `multipart/form-data` with one field `file`, or its raw bytes
(`audio/*`, `application/octet-stream`); samples as `application/x-npy` or `audio/L16`; or a tone
spec as `application/json`. **Parameters are the query**, named as in librosa; `none` spells None.

Every error is a problem document (RFC 9457) with a sentence that names the parameter, its value and
the limit.
"""

REFUSALS = {
    413: ("TooLarge", "The body, the sound or the answer exceeds a limit."),
    415: ("UnsupportedSound", "The content type or the bytes are nothing that is read."),
    422: ("Refused", "A parameter is wrong, or the sound is broken, cut short or not finite."),
    503: ("NotReady", "The service is busy or not ready; `Retry-After` says when to try again."),
    504: ("Deadline", "The computation took longer than the deadline."),
}

OTHER_REFUSALS = {
    "Unknown": "There is nothing of this name; the sentence may say what was meant.",
    "Differs": "The sound, or the software, is not what the receipt was made with.",
}

HEADERS = {
    "X-Request-ID": "Id of the request, as in the log; the caller's own if it is acceptable.",
    "Content-Disposition": "A file name for who saves the answer.",
    "Sonograph-Receipt": "Of an npy: preset, what was set besides, digests, versions; ASCII JSON.",
}

TONE_EXAMPLES: Json = {
    "sine": {
        "summary": "One second of 440 Hz",
        "value": {"sample_rate": 16000, "sound": {"type": "sine", "frequency": 440}},
    },
    "then": {
        "summary": "500 Hz, then 1000 Hz",
        "value": {
            "sample_rate": 16000,
            "sound": {
                "type": "sequence",
                "of": [
                    {"type": "sine", "frequency": 500},
                    {"type": "sine", "frequency": 1000},
                ],
            },
        },
    },
}


class AnswerAxis(BaseModel):
    """The coordinates of one dimension."""

    name: str = Field(description="What is measured along the dimension.", examples=["frequency"])
    unit: str = Field(description="Unit of the coordinates.", examples=["Hz"])
    values: list[float] = Field(description="One coordinate per row or column.")


class Source(BaseModel):
    """What stands between a recording and the samples that were used."""

    sample_rate: int = Field(description="The recording's own, Hz.")
    channels: int = Field(description="Its number of channels.")
    resampled: bool = Field(description="Whether the samples have another rate.")
    mixed: bool = Field(description="Whether they are the mean of its channels.")
    lossy: str = Field(description="A coding that lost something, such as MP3, or `none`.")


class Receipt(BaseModel):
    """All that is needed to compute the same numbers again."""

    feature: str = Field(description="Name of the feature.")
    parameters: Json = Field(description="Every parameter, resolved.")
    spec: str = Field(
        description="Digest of feature and parameters, without those that choose the samples: "
        "SHA-256 of the canonical JSON (RFC 8785) of `feature` and `parameters`, less `preset`, "
        "`offset` and `duration`."
    )
    samples_sha256: str = Field(description="Digest of the samples as little-endian float32.")
    source: Source = Field(description="What the recording was, and what was done to it.")
    versions: dict[str, str] = Field(description="Versions of what computed.")
    warnings: list[str] = Field(description="As in the answer.")
    output: Json = Field(default={}, description="Parameters of the format, if it has any.")
    preset: str = Field(default="none", description="Id of the preset, if one was named.")
    preset_status: str = Field(
        default="none", description="Whether it is `proven` by comparison, or `read`."
    )
    modified: list[str] = Field(
        default=[], description="Parameters whose values are not those of the preset."
    )


class Answer(BaseModel):
    """A feature with its axes."""

    feature: str = Field(description="Name of the feature.", examples=["mel"])
    shape: list[int] = Field(description="Sizes of the dimensions.", examples=[[128, 151]])
    dtype: str = Field(description="Type of the values.", examples=["float32"])
    unit: str = Field(description="Unit of the values.", examples=["dB"])
    axes: list[AnswerAxis] = Field(description="One per dimension, in the order of `shape`.")
    values: list[Any] = Field(description="Numbers, nested as `shape`.")
    warnings: list[str] = Field(description="What the caller should know.")
    receipt: Receipt = Field(description="How the numbers came about.")


def document(app: FastAPI, root_path: str) -> Json:
    """Build the OpenAPI document of an application.

    Parameters
    ----------
    app : FastAPI
        With its routes.
    root_path : str
        Where callers find it, behind a proxy that strips this prefix.

    Returns
    -------
    dict
        OpenAPI 3.1; shared parameters, bodies and refusals stand once under ``components``.
    """
    made = get_openapi(
        title="Sonograph",
        version=__version__,
        summary="Audio features over HTTP, equal to librosa's.",
        description=DESCRIPTION,
        routes=app.routes,
        tags=_tags(),
        servers=[{"url": root_path or "/"}],
        contact={"name": "The Sonograph developers"},
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    components = made["components"]
    components["schemas"] |= _schemas()
    components["requestBodies"] = {"Sound": _sound()}
    components["headers"] = {
        name: {"description": text, "schema": {"type": "string"}} for name, text in HEADERS.items()
    }
    components["requestBodies"]["Replay"] = _replay()
    refusals = dict(REFUSALS.values()) | OTHER_REFUSALS
    components["responses"] = {name: _refusal(text) for name, text in refusals.items()}
    replayed = _success("The same array.", FORMATS["npy"].media_type)
    made["paths"]["/v1/replay"]["post"]["responses"]["200"] = replayed
    shared: Json = {}
    components["parameters"] = shared
    operations = {
        f"/v1/features/{feature.name}.{format.name}": {"post": _operation(feature, format, shared)}
        for feature, format in product(FEATURES.values(), FORMATS.values())
    }
    made["paths"] = operations | made["paths"]
    return made


def _tags() -> list[Json]:
    features = [{"name": f.name, "description": f.summary} for f in FEATURES.values()]
    return [
        *features,
        {"name": "replay", "description": "To compute a receipt again."},
        {"name": "catalogue", "description": "What this service can do."},
        {"name": "operations", "description": "For whoever operates the service."},
    ]


def _operation(feature: Feature[Any], format: Format[Any], shared: Json) -> Json:
    return {
        "tags": [feature.name],
        "summary": f"{feature.title} as {format.title}",
        "operationId": f"{feature.name}_{format.name}",
        "responses": {
            "200": _success(f"{feature.title} as {format.title}.", format.media_type),
            **{
                str(status): {"$ref": f"#/components/responses/{name}"}
                for status, (name, _) in REFUSALS.items()
            },
        },
        "description": _description(feature),
        "parameters": [
            _share(feature.name, parameter, shared)
            for parameter in parameters(query_model(feature.name, format.name))
        ],
        "requestBody": {"$ref": "#/components/requestBodies/Sound"},
    }


def _description(feature: Feature[Any]) -> str:
    """Give the docstring of the plan up to its list of parameters."""
    text = inspect.getdoc(feature.plan) or feature.title
    paragraphs = text.partition("\nParameters\n")[0].strip().split("\n\n")
    return "\n\n".join(" ".join(p.split()) for p in paragraphs)


def _share(feature: str, parameter: Json, shared: Json) -> Json:
    """Put a parameter under ``components``, once for all operations where it is the same."""
    entry = {**parameter, "in": "query", "required": False}
    names = (*shared, parameter["name"], f"{feature}_{parameter['name']}")
    name = next(n for n in names if shared.get(n, entry) == entry)
    shared[name] = entry
    return {"$ref": f"#/components/parameters/{name}"}


def _success(description: str, media_type: str) -> Json:
    schema: Json = {"type": "string", "format": "binary"}
    if media_type == "application/json":
        schema = {"$ref": "#/components/schemas/Answer"}
    return {
        "description": description,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS},
        "content": {media_type: {"schema": schema}},
    }


def _refusal(text: str) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": text, "content": {MEDIA_TYPE: {"schema": schema}}}


def _sound() -> Json:
    binary: Json = {"type": "string", "format": "binary"}
    form = {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {**binary, "description": "A sound file."}},
    }
    tones = {"$ref": "#/components/schemas/ToneSpec"}
    raw = ("audio/*", "audio/L16", "application/x-npy")
    return {
        "description": "The sound: a file, samples, or a tone spec.",
        "required": True,
        "content": {
            # First: from a form, Swagger UI does not find its way to the tone spec's examples.
            "application/octet-stream": {"schema": binary},
            "multipart/form-data": {"schema": form},
            **{media_type: {"schema": binary} for media_type in raw},
            "application/json": {"schema": tones, "examples": TONE_EXAMPLES},
        },
    }


def _replay() -> Json:
    file = "The sound of the receipt: a sound file, an npy array or a tone spec."
    receipt = "The receipt of an answer, or the short one in the header of an npy; JSON."
    form = {
        "type": "object",
        "required": ["file", "receipt"],
        "properties": {
            "file": {"type": "string", "format": "binary", "description": file},
            "receipt": {"type": "string", "description": receipt},
        },
    }
    return {
        "description": "The sound and the receipt.",
        "required": True,
        "content": {"multipart/form-data": {"schema": form}},
    }


def _schemas() -> Json:
    models = [(model, "serialization") for model in (Answer, Problem)]
    _, made = models_json_schema(
        [*models, (ToneSpec, "validation")],  # type: ignore[list-item]  # the modes are literals
        ref_template="#/components/schemas/{model}",
    )
    schemas: Json = made["$defs"]
    return schemas
