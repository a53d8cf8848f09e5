"""``POST /v1/replay``: a receipt computed again, to the byte, or the reason why not."""

from collections.abc import Mapping
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from service.api.admission import DEADLINE, admit
from service.api.answers import respond, unless_left
from service.api.body import received
from service.errors import BadParameter, Differs, TooLarge
from service.features import FEATURES, LIBRARIES, SOUND, Lane
from service.formats import FORMATS
from service.parameters import LONGEST_ECHO, faults, hint
from service.pipeline import Job, asked, lane_of
from service.pool import Pool
from service.receipt import versions
from service.settings import Settings

FORMAT, SEVERAL = "npy", "npz"
FIELD = "receipt"
LONGEST = 64 << 10

Short = Annotated[str, Field(max_length=1000)]


class Receipt(BaseModel):
    """What a replay needs of a receipt, long or short; the rest of it is not looked at."""

    model_config = ConfigDict(strict=True, frozen=True)

    feature: Short
    parameters: dict[Short, Short | int | float | bool]
    samples_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    spec: str = Field(pattern="^[0-9a-f]{64}$")
    versions: dict[Short, Short]
    preset: Short | None = None

    @property
    def given(self) -> dict[str, Any]:
        """What the caller set then; only a short receipt lacks the preset among the parameters."""
        return {**self.parameters} | ({} if self.preset is None else {"preset": self.preset})

    @property
    def several(self) -> bool:
        """Whether it is of several sounds, which an npy cannot hold."""
        return self.given.get("silence") == "split" or self.given.get("segment", "none") != "none"


class _Text:
    """The bytes of a receipt, up to the limit."""

    def __init__(self) -> None:
        self.bytes = b""

    def write(self, chunk: bytes) -> None:
        self.bytes += chunk
        if len(self.bytes) > LONGEST:
            raise TooLarge(f"the receipt is larger than the limit of {LONGEST} bytes")


def read(text: bytes) -> Receipt:
    """Read a receipt.

    Parameters
    ----------
    text : bytes
        JSON, as it stands in an answer.

    Returns
    -------
    Receipt
        Of a feature that exists.

    Raises
    ------
    BadParameter
        It is no receipt.
    """
    try:
        made = Receipt.model_validate(orjson.loads(text))
    except orjson.JSONDecodeError as error:
        shown = text[:LONGEST_ECHO].decode("utf-8", "replace")
        raise BadParameter.of(FIELD, shown, "must be JSON, as an answer carries it") from error
    except ValidationError as error:
        raise BadParameter(*faults(error.errors(), place=_place)) from error
    known = (*FEATURES, SOUND.name)
    if made.feature not in known:
        detail = f"no such feature{hint(made.feature, known)}"
        raise BadParameter.of(f"{FIELD}.feature", made.feature[:LONGEST_ECHO], detail)
    return made


def _place(error: ErrorDetails) -> str:
    return ".".join([FIELD, *(str(step)[:LONGEST_ECHO] for step in error["loc"][:2])])


def refuse_others(lane: Lane, made: Mapping[str, str]) -> None:
    """Refuse a receipt of other software.

    Parameters
    ----------
    lane : {'core', 'long_tail'}
        Where it was computed.
    made : mapping
        Versions by name.

    Raises
    ------
    Differs
        One of them is not what computes here.
    """
    differing = [
        f"{name} {made.get(name, 'of unknown version')[:LONGEST_ECHO]}, here it is {version}"
        for name, version in versions(LIBRARIES[lane]).items()
        if made.get(name) != version
    ]
    if differing:
        raise Differs(f"the receipt was made with {'; with '.join(differing)}")


REFUSALS = {
    "408": "SlowClient",
    "409": "Differs",
    "413": "TooLarge",
    "415": "UnsupportedSound",
    "422": "Refused",
    "431": "HeadTooLarge",
    "503": "NotReady",
    "504": "Deadline",
}

router = APIRouter(prefix="/v1", tags=["replay"])


@router.post(
    "/replay",
    operation_id="replay",
    summary="A receipt computed again",
    response_class=Response,
    openapi_extra={
        "parameters": [{"$ref": f"#/components/parameters/{DEADLINE}"}],
        "requestBody": {"$ref": "#/components/requestBodies/Replay"},
        "responses": {
            status: {"$ref": f"#/components/responses/{name}"} for status, name in REFUSALS.items()
        },
    },
)
async def replay(request: Request) -> Response:
    """Compute the feature of a receipt again, from the same file, to the same bytes.

    The receipt is the one of a JSON, npz or PNG answer, or the short one in the header
    `Sonograph-Receipt` of an npy or a sound. The answer is an npy (of several sounds, by `split` or
    `segment`, an npz). If the samples or the software are others,
    the answer is 409, and says which.
    """
    settings: Settings = request.app.state.settings
    pool: Pool = request.app.state.pool
    for name, value in request.query_params.items():
        detail = "no such parameter here; a replay takes its parameters from the receipt"
        raise BadParameter.of(name, value[:LONGEST_ECHO], detail)
    left_s = admit(request, "replay", FORMAT, ("replay", {}))
    text = _Text()
    async with received(request, settings, {FIELD: text.write}) as body:
        receipt = read(text.bytes)
        refuse_others(lane_of(receipt.feature, receipt.given), receipt.versions)
        format = SEVERAL if receipt.several else FORMAT
        params = asked(receipt.feature, format, receipt.given).model_dump(exclude_unset=True)
        same = {"samples_sha256": receipt.samples_sha256, "spec": receipt.spec}
        job = Job(receipt.feature, format, params, body, settings.limits, **same)
        answer = await unless_left(request, pool.run(job, left_s))
    name = f"{receipt.feature}.{format}"
    return respond(answer, FORMATS[format].media_type, name, request.scope["read_s"])
