"""What a job will take, guessed before its body is read, and corrected by what such jobs took."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.features import Lane
from service.pipeline import Job, lane_of
from service.several import Part, Together

MIB = 1 << 20
UNKNOWN_BYTES = MIB

BASE_S = {"core": 0.003, "long_tail": 0.05}
S_PER_MIB = {"core": 0.01, "long_tail": 0.5}
"""Of 16-bit samples at 16 kHz, half a minute: what two shared cores took."""

USUAL_OVERLAP = 4.0
N_FFT, HOP = 2048, 512
SHARE, MOST = 0.2, 10_000.0


Computation = tuple[str, Mapping[str, Any]]
"""A feature, and what the caller set for it."""


def guess(feature: str, parameters: Mapping[str, Any], size: int) -> float:
    """Guess the time that a worker will take, s.

    A constant, and for each byte as much as uncompressed speech of 16 bits takes, times how much
    denser than by default the frames are. What it does not know (how long a compressed sound or a
    tone spec is) the deadline bounds.

    Parameters
    ----------
    feature : str
        Its name.
    parameters : mapping
        What the caller set; `n_fft` and `hop_length` count.
    size : int
        Bytes of the body, 0 or less if nobody knows.

    Returns
    -------
    float
        Above 0.
    """
    lane = lane_of(feature, parameters)
    mib = (size if size > 0 else UNKNOWN_BYTES) / MIB
    return BASE_S[lane] + S_PER_MIB[lane] * mib * _density(parameters)


def _density(parameters: Mapping[str, Any]) -> float:
    if "hop_length" not in parameters:
        return 1.0
    n_fft, hop = parameters.get("n_fft") or N_FFT, parameters["hop_length"] or HOP
    return max(1.0, n_fft / hop / USUAL_OVERLAP)


SEVERAL = "several"
"""Name of all requests for several features."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a request asks of a worker, as far as its head tells.

    Attributes
    ----------
    name, format : str
        With `tones`, what jobs that cost alike share.
    tones : bool
        Whether the sound is a tone spec.
    parts : tuple of Computation
        What is computed of it.
    """

    name: str
    format: str
    tones: bool
    parts: tuple[Computation, ...]

    @classmethod
    def of(cls, job: Job | Together) -> "Work":
        """Say what a job asks."""
        tones = job.body.kind == "tones"
        if isinstance(job, Job):
            return cls(job.feature, job.format, tones, ((job.feature, job.parameters),))
        return cls(SEVERAL, job.form, tones, computations(job.shared, job.parts))

    @property
    def lane(self) -> Lane:
        """Which workers compute it: those of the long tail if one of the parts needs them."""
        lanes = {lane_of(feature, parameters) for feature, parameters in self.parts}
        return "long_tail" if "long_tail" in lanes else "core"

    @property
    def sort(self) -> tuple[str, str, bool]:
        """What jobs that cost alike share."""
        return self.name, self.format, self.tones


def computations(shared: Mapping[str, Any], parts: Iterable[Part]) -> tuple[Computation, ...]:
    """List what is computed, with the parameters that are shared."""
    return tuple((part.feature, {**shared, **part.own}) for part in parts)


class Costs:
    """Guesses, with a factor for each sort of jobs that follows what these took."""

    def __init__(self) -> None:
        self._factors: dict[tuple[str, str, bool], float] = {}

    def foresee(self, work: Work, size: int) -> tuple[float, float]:
        """Give what a job should take by the guess alone, and what it probably will, s."""
        plain = sum(guess(feature, parameters, size) for feature, parameters in work.parts)
        return plain, plain * self._factors.get(work.sort, 1.0)

    def learn(self, work: Work, plain: float, took: float) -> None:
        """Take note of what a job took: a geometric mean, which one odd job hardly moves."""
        ratio = min(MOST, max(1 / MOST, took / plain))
        before = self._factors.get(work.sort, ratio)
        self._factors[work.sort] = before * (ratio / before) ** SHARE
