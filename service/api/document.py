"""The OpenAPI document: what FastAPI knows, and what the registries add."""

import inspect
from itertools import product
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from service import __version__
from service.api import bundle, plan, sweeps
from service.api.admission import DEADLINE
from service.api.problems import MEDIA_TYPE, Problem
from service.api.schema import parameters
from service.api.tagged import NOT_MODIFIED
from service.domain import MAX_RATE, MIN_RATE
from service.features import FEATURES, SOUND, Feature
from service.forecast import MADE_FOR
from service.formats import FORMATS, SOUNDS, Format
from service.pipeline import query_model
from service.several import FORMS
from service.sources import SourceParams
from service.sources.tones import ToneSpec
from service.spec import canonical

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
    408: ("SlowClient", "The request came too slowly."),
    413: ("TooLarge", "The body, the sound or the answer exceeds a limit."),
    415: ("UnsupportedSound", "The content type or the bytes are nothing that is read."),
    422: ("Refused", "A parameter is wrong, or the sound is broken, cut short or not finite."),
    431: ("HeadTooLarge", "The address and the header fields are too many bytes or fields."),
    503: ("NotReady", "The service is busy or not ready; `Retry-After` says when to try again."),
    504: ("Deadline", "The computation took longer than the deadline, the caller's or ours."),
}

DEADLINE_PARAMETER: Json = {
    "name": DEADLINE,
    "in": "header",
    "required": False,
    "description": "Longest time from the last byte of the body to the answer that is of use, s. "
    "Past it the answer is 504; if the wait for a worker alone would be longer, 503 at once.",
    "schema": {"type": "number", "exclusiveMinimum": 0},
}

OTHER_REFUSALS = {
    "Unknown": "There is nothing of this name; the sentence may say what was meant.",
    "Differs": "The sound, or the software, is not what the receipt was made with.",
}

HEADERS = {
    "X-Request-ID": "Id of the request, as in the log; the caller's own if it is acceptable.",
    "Content-Disposition": "A file name for who saves the answer.",
    "Sonograph-Receipt": "Of an npy or a sound: preset, what was set besides, digests; ASCII JSON.",
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


PLAN = """\
What the same query would give of a sound of this duration and sample rate, told without sound and
without a worker: shape, axes, resolution, bytes and time in each format, the warnings that the
answer would carry, and which values would do better. What would be refused is refused here, too.
"""

SWEEP_CELLS = f"""\
The sound is decoded once, and the feature computed under every combination of the values of up
to {sweeps.MOST_VARIED} parameters, at most {sweeps.MOST_CELLS} of them. (If a parameter of the
source varies, the sound is decoded for each of its values.) A combination that is impossible
refuses the request, and the sentence names it. """

SWEEP = {
    "png": SWEEP_CELLS
    + """The answer is one picture with shared axes and colours; each cell says its
values, its shape and its warnings. The receipts of all cells are in the text chunk
`Sonograph-Receipt`.
""",
    "npz": SWEEP_CELLS
    + """Entries are `n_fft=512,n_mels=64/values` and so on for the values, the
axes and the unit of each cell, and `receipt`, a JSON string whose `parts` have the name, the
values, the shape and the receipt of each cell.
""",
}

VARY: Json = {
    "name": sweeps.VARY,
    "in": "query",
    "required": True,
    "description": "A parameter and its values, such as `n_fft:512,1024`; given again, a further "
    "one. The last one varies from left to right.",
    "style": "form",
    "explode": True,
    "schema": {
        "type": "array",
        "items": {"type": "string", "pattern": "^[a-z_0-9]+:.+$"},
        "minItems": 1,
        "maxItems": sweeps.MOST_VARIED,
    },
}

PLAN_SOUND: list[Json] = [
    {
        "name": "duration",
        "description": "Length of the prepared sound, s. Needed, unless a preset says it.",
        "schema": {"type": "number", "exclusiveMinimum": 0, "maximum": 1e6},
        "example": 4.8,
    },
    {
        "name": "sample_rate",
        "description": "Of the prepared sound, Hz. Needed, unless a preset says it.",
        "schema": {"type": "integer", "minimum": MIN_RATE, "maximum": MAX_RATE},
        "example": 16000,
    },
]


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
    spans: list[list[int]] = Field(
        default=[],
        description="Where the sound, or each of several, begins and ends in the resampled part, "
        "samples; if silence was left out at the ends, or it was cropped or cut.",
    )
    drawn: list[Json] = Field(
        default=[],
        description="What chance decided of the sound, or of each of several: by how many samples "
        "`time_shift` moved it, and where each `cut_out` begins and ends, samples.",
    )


class Receipt(BaseModel):
    """All that is needed to compute the same numbers again."""

    feature: str = Field(description="Name of the feature.")
    parameters: Json = Field(description="Every parameter, resolved.")
    spec: str = Field(
        description="Digest of feature and parameters, without those that choose the samples: "
        "SHA-256 of the canonical JSON (RFC 8785) of `feature` and `parameters`, less `preset`, "
        "`offset`, `duration` and what else is done to the sound before a feature sees it."
    )
    samples_sha256: str = Field(description="Digest of the samples as little-endian float32.")
    source: Source = Field(description="What the recording was, and what was done to it.")
    versions: dict[str, str] = Field(description="Versions of what computed.")
    warnings: list[str] = Field(description="As in the answer.")
    drawn: list[Json] = Field(
        default=[],
        description="What chance decided of the array, or of each of several: by how many frames "
        "`roll` moved it, and where each of `time_masks` and `freq_masks` begins and ends, frames "
        "and rows.",
    )
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


class Bundle(BaseModel):
    """Several features of one sound."""

    features: dict[str, Answer] = Field(description="The answer of each, by its name.")


def document(app: FastAPI, root_path: str, *, keyed: bool = False) -> Json:
    """Build the OpenAPI document of an application.

    Parameters
    ----------
    app : FastAPI
        With its routes.
    root_path : str
        Where callers find it, behind a proxy that strips this prefix.
    keyed : bool
        Whether callers need an API key.

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
    shared: Json = {DEADLINE: DEADLINE_PARAMETER}
    components["parameters"] = shared
    operations = {
        f"/v1/features/{feature.name}.{format.name}": {"post": _operation(feature, format, shared)}
        for feature, format in product(FEATURES.values(), FORMATS.values())
    }
    operations |= {
        f"/v1/sound.{format.name}": {"post": _operation(SOUND, format, shared)}
        for format in SOUNDS.values()
    }
    for form in ("npz", "json"):
        bundled = _success("The features.", FORMS[form].media_type, "Bundle")
        made["paths"][f"{bundle.PATH}{form}"]["post"]["responses"]["200"] = bundled
    sheets = {
        f"{sweeps.PATH}{operation}": {"post": _sweep(feature, form, shared)}
        for operation, (feature, form) in sweeps.OPERATIONS.items()
    }
    plans = {f"{plan.PATH}{name}": {"get": _plan(name, shared)} for name in FEATURES}
    made["paths"] = operations | sheets | plans | made["paths"]
    if keyed:
        components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        made["security"] = [{"key": []}]
    return made


def _tags() -> list[Json]:
    features = [{"name": f.name, "description": f.summary} for f in (*FEATURES.values(), SOUND)]
    return [
        *features,
        {"name": "bundle", "description": "Several features of one sound."},
        {"name": "replay", "description": "To compute a receipt again."},
        {"name": "convert", "description": "Units of pitch, level and time."},
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
            **_refusals(),
        },
        "description": _description(feature),
        "parameters": [
            *(
                _share(feature.name, parameter, shared)
                for parameter in parameters(query_model(feature.name, format.name))
            ),
            {"$ref": f"#/components/parameters/{DEADLINE}"},
        ],
        "requestBody": {"$ref": "#/components/requestBodies/Sound"},
    }


def _sweep(feature: str, form: str, shared: Json) -> Json:
    """Describe the sweeps of a feature in one form."""
    title = FEATURES[feature].title
    own = parameters(query_model(feature, MADE_FOR)) + parameters(FORMS[form].params)
    kind = "a contact sheet" if form == "png" else "all arrays"
    return {
        "tags": [feature],
        "summary": f"{title} under a grid of values: {kind}",
        "operationId": f"{feature}_sweep_{form}",
        "description": SWEEP[form],
        "parameters": [
            _shared("vary", VARY, shared),
            *(_share(f"{feature}_sweep", parameter, shared) for parameter in own),
        ],
        "requestBody": {"$ref": "#/components/requestBodies/Sound"},
        "responses": {
            "200": _success(f"{title}: {kind}.", FORMS[form].media_type),
            **_refusals(),
        },
    }


def _shared(name: str, entry: Json, shared: Json) -> Json:
    shared[name] = entry
    return {"$ref": f"#/components/parameters/{name}"}


def _refusals() -> Json:
    return {
        str(status): {"$ref": f"#/components/responses/{name}"}
        for status, (name, _) in REFUSALS.items()
    }


def _plan(feature: str, shared: Json) -> Json:
    """Describe the plan of a feature; of the source it takes what describes the prepared sound."""
    apart = SourceParams.model_fields.keys()
    own = [p for p in parameters(query_model(feature, MADE_FOR)) if p["name"] not in apart]
    title = FEATURES[feature].title
    schema = {"$ref": "#/components/schemas/PlanAnswer"}
    return {
        "tags": [feature],
        "summary": f"{title}: what a request would give, and cost",
        "operationId": f"{feature}_plan",
        "description": PLAN,
        "parameters": [
            *(_share("plan", parameter, shared) for parameter in PLAN_SOUND),
            *(_share(feature, parameter, shared) for parameter in own),
        ],
        "responses": {
            "200": {
                "description": "Shape, axes, resolution, bytes, time, warnings and advice.",
                "content": {"application/json": {"schema": schema}},
            },
            **{str(status): response for status, response in NOT_MODIFIED.items()},
            "413": {"$ref": "#/components/responses/TooLarge"},
            "422": {"$ref": "#/components/responses/Refused"},
        },
    }


def _description(feature: Feature[Any]) -> str:
    """Give the docstring of the plan up to its list of parameters."""
    text = inspect.getdoc(feature.plan) or feature.title
    paragraphs = text.partition("\nParameters\n")[0].strip().split("\n\n")
    return "\n\n".join(" ".join(p.split()) for p in paragraphs)


def _share(feature: str, parameter: Json, shared: Json) -> Json:
    """Put a parameter under ``components``, once for all operations where it is the same."""
    entry = {**_told(parameter), "in": "query", "required": False}
    names = (*shared, parameter["name"], f"{feature}_{parameter['name']}")
    name = next(n for n in names if shared.get(n, entry) == entry)
    shared[name] = entry
    return {"$ref": f"#/components/parameters/{name}"}


def _told(parameter: Json) -> Json:
    """Tell a default in words and as ``x-default``.

    Generated clients, and Swagger UI from its fields, send whatever stands as ``default``; and what
    is sent counts as set by the caller, over the values of a preset.
    """
    schema = dict(parameter["schema"])
    if "default" not in schema:
        return parameter
    default = schema["x-default"] = schema.pop("default")
    word = default if isinstance(default, str) else canonical(default)
    description = f"{parameter['description']} Default: `{word}`."
    return {**parameter, "schema": schema, "description": description}


def _success(description: str, media_type: str, json: str = "Answer") -> Json:
    schema: Json = {"type": "string", "format": "binary"}
    if media_type == "application/json":
        schema = {"$ref": f"#/components/schemas/{json}"}
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
    # Generated clients send a file as the last of these; anything may come as audio/*.
    raw = ("application/x-npy", "audio/L16", "audio/*")
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
    models = [(model, "serialization") for model in (Answer, Bundle, plan.PlanAnswer, Problem)]
    _, made = models_json_schema(
        [*models, (ToneSpec, "validation")],  # type: ignore[list-item]  # the modes are literals
        ref_template="#/components/schemas/{model}",
    )
    schemas: Json = made["$defs"]
    return schemas
