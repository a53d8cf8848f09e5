"""``POST /v1/bundle.{npz,json}``: several features of one sound in one answer."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request, Response

from service.api.admission import admit
from service.api.answers import respond, unless_left
from service.api.body import received
from service.api.features import once_each
from service.errors import BadParameter
from service.features import FEATURES
from service.parameters import LONGEST_ECHO, hint
from service.pipeline import query_model
from service.pool import SEVERAL, Pool, computations
from service.settings import Settings
from service.several import FORMS, Part, Together, part_params

PATH = "/v1/bundle."
NAMES = "features"
MOST_FEATURES = 16
POINT = "."

REFUSALS = {
    "413": "TooLarge",
    "415": "UnsupportedSound",
    "422": "Refused",
    "503": "NotReady",
    "504": "Deadline",
}

EXTRA: dict[str, Any] = {
    "parameters": [
        {
            "name": NAMES,
            "in": "query",
            "required": True,
            "description": f"Names of up to {MOST_FEATURES} features with commas between them.",
            "schema": {"type": "string", "minLength": 1},
            "example": "mel,mfcc",
        },
        {
            "name": "parameters",
            "in": "query",
            "required": False,
            "description": "Parameters of the features: with a name in front (`mel.n_fft`) those "
            "of one, without it those of all features that have them.",
            "style": "form",
            "explode": True,
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
            "example": {"hop_length": "256", "mel.n_fft": "1024"},
        },
    ],
    "requestBody": {"$ref": "#/components/requestBodies/Sound"},
    "responses": {
        status: {"$ref": f"#/components/responses/{name}"} for status, name in REFUSALS.items()
    },
}

router = APIRouter(tags=["bundle"])


@router.post(
    PATH + "npz",
    operation_id="bundle_npz",
    summary="Several features as NumPy archive",
    response_class=Response,
    openapi_extra=EXTRA,
)
async def npz(request: Request) -> Response:
    """Compute several features of one sound, which is decoded once.

    Entries are `mel/values`, `mel/frequency`, `mel/time`, `mel/unit` and so on, and `receipt`, a
    JSON string whose `parts` have the name, the shape and the receipt of each feature.
    """
    return await _bundle(request, "npz")


@router.post(
    PATH + "json",
    operation_id="bundle_json",
    summary="Several features as JSON",
    response_class=Response,
    openapi_extra=EXTRA,
)
async def json(request: Request) -> Response:
    """Compute several features of one sound, which is decoded once.

    An object `features` has the answer of each, as it is alone.
    """
    return await _bundle(request, "json")


async def _bundle(request: Request, form: str) -> Response:
    settings: Settings = request.app.state.settings
    pool: Pool = request.app.state.pool
    parts = asked_for(request.scope["query_string"])
    left_s = admit(request, SEVERAL, form, *computations({}, parts))
    async with received(request, settings) as body:
        job = Together(form, {}, (), {}, parts, body, settings.limits)
        answer = await unless_left(request, pool.run(job, left_s))
    return respond(answer, FORMS[form].media_type, f"bundle.{form}", request.scope["read_s"])


@lru_cache(maxsize=64)
def asked_for(query: bytes) -> tuple[Part, ...]:
    """Validate a query, and the parameters of every feature.

    Parameters
    ----------
    query : bytes
        As in the address.

    Returns
    -------
    tuple of Part
        One per feature.

    Raises
    ------
    BadParameter
        Something in it is wrong.
    """
    given = once_each(query.decode("latin-1"))
    features = _features(given.pop(NAMES, ""))
    shared = {name: value for name, value in given.items() if POINT not in name}
    own = {name: value for name, value in given.items() if POINT in name}
    _refuse_homeless(features, shared, own)
    return tuple(_part(feature, shared, own) for feature in features)


def _features(text: str) -> list[str]:
    names = text.split(",") if text else []
    if not 1 <= len(names) <= MOST_FEATURES:
        limit = (
            f"names 1 to {MOST_FEATURES} features with commas between them: {len(names)} are given"
        )
        raise BadParameter.of(NAMES, text[:LONGEST_ECHO] or None, limit)
    for number, name in enumerate(names):
        if name not in FEATURES:
            detail = f"no such feature{hint(name, FEATURES)}"
            raise BadParameter.of(NAMES, name[:LONGEST_ECHO], detail)
        if name in names[:number]:
            raise BadParameter.of(NAMES, name, "is named twice")
    return names


def _refuse_homeless(
    features: list[str], shared: Mapping[str, str], own: Mapping[str, str]
) -> None:
    """Refuse a parameter that none of the features has."""
    known = {name for feature in features for name in _fields(feature)}
    for name, value in shared.items():
        if name not in known:
            detail = f"none of the features has this parameter{hint(name, known)}"
            raise BadParameter.of(name, value[:LONGEST_ECHO], detail)
    for name, value in own.items():
        feature = name.partition(POINT)[0]
        if feature not in features:
            detail = f"{feature[:LONGEST_ECHO]} is none of the features asked for"
            raise BadParameter.of(name[:LONGEST_ECHO], value[:LONGEST_ECHO], detail)


def _fields(feature: str) -> Mapping[str, Any]:
    return query_model(feature, "npy").model_fields


def _part(feature: str, shared: Mapping[str, str], own: Mapping[str, str]) -> Part:
    """Put together what one of the features is given, and validate it."""
    prefix = feature + POINT
    given = {name: value for name, value in shared.items() if name in _fields(feature)}
    given |= {n.removeprefix(prefix): v for n, v in own.items() if n.startswith(prefix)}
    params = part_params({}, Part(feature, feature, given))
    return Part(feature, feature, params.model_dump(exclude_unset=True))
