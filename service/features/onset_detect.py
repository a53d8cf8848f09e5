"""Onsets."""

from typing import Annotated, Any

from numpy.typing import NDArray
from pydantic import Field

from service.domain import Floats
from service.features._base import Feature, Plan
from service.features._librosa import Librosa, Whole, events, handed
from service.features._rhythm import HopParams
from service.parameters import NoneWord

Frames = Annotated[int, Field(ge=0, le=1_000_000)] | NoneWord
SomeFrames = Annotated[int, Field(ge=1, le=1_000_000)] | NoneWord
PEAKS = ("pre_max", "post_max", "pre_avg", "post_avg", "wait")


class OnsetParams(HopParams):
    """What is a peak of the strength of onsets."""

    backtrack: bool = Field(
        default=False, description="Move each onset back to where its strength began to rise."
    )
    normalize: bool = Field(default=True, description="Scale the strength of onsets to [0, 1].")
    delta: float = Field(
        0.07, ge=0, le=1e6, description="By how much a peak exceeds the mean around it."
    )
    pre_max: Frames = Field(
        None,
        description="A peak is the largest of so many frames before it. `none`, the default: "
        "0.03 s of them.",
    )
    post_max: SomeFrames = Field(
        None,
        description="And of so many frames from it on, itself included. `none`, the default: "
        "itself only.",
    )
    pre_avg: Frames = Field(
        None,
        description="The mean around a peak is over so many frames before it. `none`, the "
        "default: 0.1 s of them.",
    )
    post_avg: SomeFrames = Field(
        None,
        description="And over so many frames from it on, itself included. `none`, the default: "
        "0.1 s of them, and itself.",
    )
    wait: Frames = Field(
        None,
        description="Frames after an onset in which there is no other. `none`, the default: "
        "0.03 s of them.",
    )


def onset_detect(params: OnsetParams, rate: int) -> Plan:
    """Onsets: the times at which something begins to sound.

    Equal to the times of `librosa.onset.onset_detect`. Silence has no onsets: the list is empty. At
    most 600 s of sound.

    Parameters
    ----------
    params : OnsetParams
        What is a peak of the strength of onsets.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (onsets,): number of the onset, from 0. The values are times in s.

    Raises
    ------
    BadParameter
        Several channels are asked for at once.

    References
    ----------
    Boeck, Krebs and Schedl (2012), *Proc. ISMIR*; `librosa.onset.onset_detect`.
    """
    hop = params.hop_length
    chosen = handed(params, "hop_length", "normalize", "delta")
    chosen |= {name: n for name in PEAKS if (n := getattr(params, name)) is not None}

    def detect(librosa: Librosa, samples: Floats) -> NDArray[Any]:
        strength = librosa.onset.onset_strength(y=samples, sr=rate, hop_length=hop)
        told = chosen | {"onset_envelope": strength, "sr": rate, "units": "time"}
        found: NDArray[Any] = librosa.onset.onset_detect(**told)
        if params.backtrack and found.size:  # librosa refuses to trace nothing back
            found = librosa.onset.onset_detect(**told, backtrack=True)
        return found

    return events(Whole("onset_detect", rate, detect), "onset", lambda n: 1 + n // hop)


FEATURE = Feature(
    "onset_detect", "Onsets", OnsetParams, onset_detect, "long_tail", ({"backtrack": True},)
)
