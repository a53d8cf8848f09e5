"""``GET /v1/convert``: pitch, level and time in the units that people use."""

import math
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, Self, TypeVar, get_args

import orjson
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema, model_validator

from service.api.features import once_each
from service.api.schema import parameters
from service.api.tagged import NOT_MODIFIED, tagged
from service.domain import MAX_RATE, MIN_RATE
from service.dsp import units
from service.errors import BadParameter
from service.parameters import LONGEST_ECHO, Mismatch, Parameters, parse

MOST_VALUES = 100
HIGHEST_HZ = 1e6
MOST_SAMPLES = 2**53

FORMULAS = {
    "mel, slaney": "3 f / 200 below 1000 Hz, above 15 + 27 ln(f / 1000) / ln(6.4): Slaney (1998), "
    "Auditory Toolbox, Interval Research TR 1998-010; librosa's default",
    "mel, htk": "2595 log10(1 + f / 700): O'Shaughnessy (1987), Speech Communication; HTK",
    "mel, kaldi": "1127 ln(1 + f / 700): Kaldi, MelBanks::MelScale",
    "midi": "69 + 12 log2(f / 440): MIDI Tuning Standard",
    "note": "the nearest note of the tempered scale, C4 = 60, and the distance in cents",
    "amplitude_db": "20 log10(ratio): librosa.amplitude_to_db without its limits",
    "power_db": "10 log10(ratio): librosa.power_to_db without its limits",
    "amplitude_ratio": "10 ** (db / 20): librosa.db_to_amplitude",
    "power_ratio": "10 ** (db / 10): librosa.db_to_power",
    "samples": "floor(seconds * sample_rate), or frame * hop_length + n_fft // 2",
    "seconds": "samples / sample_rate",
    "frame": "floor((samples - n_fft // 2) / hop_length): librosa.samples_to_frames",
}

Scale = Literal["slaney", "htk", "kaldi"]
Quantity = Literal["hz", "mel", "midi", "note", "ratio", "db", "samples", "frames", "seconds"]
QUANTITIES: tuple[str, ...] = get_args(Quantity)


def _split(value: object) -> object:
    return value.split(",") if isinstance(value, str) else value


T = TypeVar("T")

# An array in a query would be asked for as hz=1&hz=2
Listed = (
    Annotated[
        list[T],
        BeforeValidator(_split),
        Field(max_length=MOST_VALUES),
        WithJsonSchema({"type": "string"}),
    ]
    | None
)
Hz = Annotated[float, Field(ge=0, le=HIGHEST_HZ)]
Mel = Annotated[float, Field(ge=0, le=10_000)]
Midi = Annotated[float, Field(ge=-100, le=200)]
Note = Annotated[str, Field(max_length=9)]
Ratio = Annotated[float, Field(ge=1e-38, le=1e38)]
Decibels = Annotated[float, Field(ge=-760, le=760)]
Samples = Annotated[int, Field(ge=0, le=MOST_SAMPLES)]
Frame = Annotated[int, Field(ge=0, le=2**32)]
Seconds = Annotated[float, Field(ge=0, le=1e9)]

MANY = f"One number, or up to {MOST_VALUES} with commas between them."


class ConvertParams(Parameters):
    """One quantity, and what its meaning depends on."""

    hz: Listed[Hz] = Field(None, description=f"Frequency, Hz. {MANY}")
    mel: Listed[Mel] = Field(None, description=f"Position on the mel `scale`. {MANY}")
    midi: Listed[Midi] = Field(None, description=f"MIDI note number; 69 is A4. {MANY}")
    note: Listed[Note] = Field(
        None, description="Name of a note, such as `A4`, `Bb3` or (# in an address is %23) `C%234`."
    )
    ratio: Listed[Ratio] = Field(
        None, description=f"Ratio of two amplitudes or of two powers. {MANY}"
    )
    db: Listed[Decibels] = Field(None, description=f"Decibels. {MANY}")
    samples: Listed[Samples] = Field(None, description=f"Number of samples. {MANY}")
    frames: Listed[Frame] = Field(None, description=f"Number of a frame. {MANY}")
    seconds: Listed[Seconds] = Field(None, description=f"Time, s. {MANY}")
    scale: Scale = Field("slaney", description="What `mel` is given on.")
    sample_rate: Annotated[int, Field(ge=MIN_RATE, le=MAX_RATE)] | None = Field(
        None, description="Hz; needed with `samples`, `frames` and `seconds`."
    )
    hop_length: int = Field(
        512, ge=1, le=1_048_576, description="From one frame to the next, samples."
    )
    n_fft: int = Field(
        0,
        ge=0,
        le=65_536,
        description="Length of a frame, samples, if frames are not centred; 0 if they are.",
    )

    @model_validator(mode="after")
    def _one_quantity(self) -> Self:
        given = [name for name in QUANTITIES if getattr(self, name) is not None]
        if not given:
            raise Mismatch("query", None, f"needs one of {', '.join(QUANTITIES)}")
        if len(given) > 1:
            raise Mismatch(given[1], getattr(self, given[1]), f"stands beside {given[0]}; give one")
        return self

    @model_validator(mode="after")
    def _what_is_given_has_an_effect(self) -> Self:
        timed = self.quantity in {"samples", "frames", "seconds"}
        if timed and self.sample_rate is None:
            raise Mismatch("sample_rate", None, f"is needed with {self.quantity}")
        for name in ("sample_rate", "hop_length", "n_fft"):
            if not timed and getattr(self, name) != type(self).model_fields[name].default:
                detail = "has an effect only with samples, frames or seconds"
                raise Mismatch(name, getattr(self, name), detail)
        if self.quantity != "mel" and self.scale != "slaney":
            raise Mismatch("scale", self.scale, "has an effect only with mel")
        return self

    @property
    def quantity(self) -> str:
        """Name of the quantity that is given."""
        return next(name for name in QUANTITIES if getattr(self, name) is not None)


class Converted(BaseModel):
    """Values in other units."""

    quantity: Quantity = Field(description="What was given.")
    results: list[dict[str, Any]] = Field(
        description="For each value the same in every unit that there is of it.",
        examples=[[{"hz": 1000.0, "mel": {"slaney": 15.0, "htk": 999.986, "kaldi": 999.991}}]],
    )
    formulas: dict[str, str] = Field(description="By unit, with their sources.")


def _of_hz(hz: float) -> dict[str, Any]:
    found: dict[str, Any] = {
        "hz": hz,
        "mel": {scale: units.hz_to_mel(hz, scale) for scale in units.MEL_SCALES},
    }
    midi = units.hz_to_midi(hz) if hz else None
    note = None if midi is None else units.midi_to_note(midi)
    cents = None if midi is None else 100 * (midi - round(midi))
    return found | {"midi": midi, "note": note, "cents": cents}


def _of_mel(mel: float, params: ConvertParams) -> dict[str, Any]:
    hz = units.mel_to_hz(mel, params.scale)
    if hz > HIGHEST_HZ:
        limit = f"is above {HIGHEST_HZ:g} Hz on the scale {params.scale}"
        raise BadParameter.of("mel", mel, limit)
    return _of_hz(hz)


def _of_note(note: str) -> dict[str, Any]:
    midi = units.note_to_midi(note.strip())
    if midi is None:
        detail = (
            "must be a letter from A to G, perhaps # or b, and an octave, such as A4; in an "
            "address # is %23"
        )
        raise BadParameter.of("note", note[:LONGEST_ECHO], detail)
    return _of_hz(units.midi_to_hz(midi))


def _of_ratio(ratio: float) -> dict[str, Any]:
    db = 10 * math.log10(ratio)
    return {"ratio": ratio, "amplitude_db": 2 * db, "power_db": db}


def _of_db(db: float) -> dict[str, Any]:
    return {"db": db, "amplitude_ratio": 10.0 ** (db / 20), "power_ratio": 10.0 ** (db / 10)}


def _of_samples(samples: int, params: ConvertParams) -> dict[str, Any]:
    rate = params.sample_rate or 1
    return {
        "samples": samples,
        "seconds": samples / rate,
        "frame": units.samples_to_frame(samples, params.hop_length, params.n_fft),
    }


def _of_frame(frame: int, params: ConvertParams) -> dict[str, Any]:
    return _of_samples(units.frame_to_samples(frame, params.hop_length, params.n_fft), params)


def _of_seconds(seconds: float, params: ConvertParams) -> dict[str, Any]:
    return _of_samples(units.seconds_to_samples(seconds, params.sample_rate or 1), params)


CONVERSIONS: Mapping[str, Callable[[Any, ConvertParams], dict[str, Any]]] = {
    "hz": lambda hz, _: _of_hz(hz),
    "mel": _of_mel,
    "midi": lambda midi, _: _of_hz(units.midi_to_hz(midi)),
    "note": lambda note, _: _of_note(note),
    "ratio": lambda ratio, _: _of_ratio(ratio),
    "db": lambda db, _: _of_db(db),
    "samples": _of_samples,
    "frames": _of_frame,
    "seconds": _of_seconds,
}

EXAMPLES = {"hz": "1000"}


def _documented() -> list[dict[str, Any]]:
    """Describe the query; what is not given has no spelling."""
    found = []
    for parameter in parameters(ConvertParams):
        schema = parameter["schema"]
        if "anyOf" in schema:
            (schema,) = (kind for kind in schema["anyOf"] if kind["type"] != "null")
        example = {"example": EXAMPLES[n]} if (n := parameter["name"]) in EXAMPLES else {}
        entry = {**parameter, **example, "in": "query", "required": False, "schema": schema}
        found.append(entry)
    return found


router = APIRouter(prefix="/v1", tags=["convert"])


@router.get(
    "/convert",
    operation_id="convert",
    summary="Hz, mel, notes, decibels, samples, frames, seconds",
    response_model=Converted,
    responses=NOT_MODIFIED,
    openapi_extra={
        "parameters": _documented(),
        "responses": {"422": {"$ref": "#/components/responses/Refused"}},
    },
)
async def convert(request: Request) -> Response:
    """Convert one quantity, or up to 100 values of it, to every unit that there is of it.

    A frequency (`hz`, `mel`, `midi` or `note`) to Hz, mel on three scales, MIDI number and note; a
    ratio to decibels of amplitudes and of powers, and back; a time (`samples`, `frames` or
    `seconds`, with `sample_rate`) to samples, seconds and the frame. Equal to librosa's functions.
    """
    params = parse(ConvertParams, once_each(request.scope["query_string"].decode("latin-1")))
    quantity = params.quantity
    into = CONVERSIONS[quantity]
    results = [into(value, params) for value in getattr(params, quantity)]
    made = {"quantity": quantity, "results": results, "formulas": FORMULAS}
    return tagged(request, orjson.dumps(made))
