"""What the features of the long tail share: librosa computes them from the whole sound."""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.domain import Axis, Floats, Steps, Values
from service.errors import BadParameter, BadSound, Fault, ServiceError, TooLarge
from service.features._base import Keep, Plan
from service.features._whole import LONGEST_S, refuse_long, whole
from service.parameters import Parameters

LARGEST_SAMPLE = 1e15
"""The square of larger ones, times the length of a sound, is beyond float32."""

MOST_CELLS = 1 << 25
"""Of a matrix that librosa holds several times in float64: 256 MiB each."""

MOST_WORDS = 200
"""Characters of a sentence of librosa's that a caller is shown."""

EACH = {"channel": "each"}
"""A rehearsal: kernels are compiled for each number of dimensions."""

ONE_FRAME = {"duration": 0.001}
"""A rehearsal: a matrix of one column lies in memory by rows and by columns, a type of its own."""

Librosa = Any
"""The module: it has no types of its own that a worker of the core could import."""

Call = Callable[[Librosa, Floats], NDArray[Any]]
"""From librosa and samples of shape (n,) or (channels, n) to values, time last."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A computation of librosa.

    Attributes
    ----------
    feature : str
        Its name.
    rate : int
        Samples per second, Hz.
    call : callable
        Has librosa compute.
    fault : callable
        From the length of the sound to what is told when librosa refuses it.
    limits : callable
        From the length of the sound to nothing, unless it raises what refuses it.
    longest_s : float
        Longest sound that is taken, s.
    dtype : type
        Of the values.
    """

    feature: str
    rate: int
    call: Call
    fault: Callable[[int], Fault] | None = None
    limits: Callable[[int], None] = lambda _length: None
    longest_s: float = LONGEST_S
    dtype: type[np.float32] | type[np.complex64] = np.float32

    def refuse(self, length: int) -> None:
        """Refuse a sound that is too long, or too short, before anything is computed of it."""
        refuse_long(self.feature, length, self.rate, self.longest_s)
        self.limits(length)

    def values(self, samples: Iterable[Floats]) -> Any:  # noqa: ANN401  # of `dtype`
        """Compute.

        Parameters
        ----------
        samples : iterable of ndarray of float32, shape (n,) or (n, channels)
            The sound.

        Returns
        -------
        ndarray
            Axes in reverse order, as `service.domain.Features` has them.

        Raises
        ------
        BadSound
            A sample is larger than 1e15, or librosa refuses what nothing here has refused.
        BadParameter
            The sound is too short for the parameters.
        TooLarge
            The sound is longer than is taken.
        """
        sound = whole(self.feature, samples, self.rate, self.longest_s)
        self.refuse(len(sound))
        peak = float(np.abs(sound).max())
        if peak > LARGEST_SAMPLE:
            raise BadSound(
                f"a sample has the magnitude {peak:.3g}; a {self.feature} takes at most "
                f"{LARGEST_SAMPLE:g}, as its energy would exceed the range of float32"
            )
        return np.ascontiguousarray(self._called(sound.T).T, self.dtype)

    def _called(self, samples: Floats) -> NDArray[Any]:
        """Import librosa, which only the workers of the long tail have, and call it."""
        import librosa  # noqa: PLC0415

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of short sounds, which the plan tells of
            try:
                return self.call(librosa, samples)
            except librosa.ParameterError as error:
                raise self._told(error, samples.shape[-1]) from error

    def _told(self, error: Exception, length: int) -> ServiceError:
        if self.fault is not None:
            return BadParameter(self.fault(length))
        words = " ".join(str(error).split())[:MOST_WORDS]
        return BadSound(
            f"a {self.feature} of {length} samples at {self.rate} Hz is not possible with these "
            f"parameters; librosa says: {words}"
        )


def every(hop_length: int, rate: int, more: int = 0) -> Callable[[int], Steps]:
    """Place frames that are centred at every `hop_length` samples, and `more` behind the end."""
    return lambda length: Steps(1 + length // hop_length + more, hop_length, over=rate)


def lines(
    computation: Whole, times: Callable[[int], Steps], row: Axis | None = None, unit: str = "1"
) -> Plan:
    """Plan values that librosa gives for each frame.

    Parameters
    ----------
    computation : Whole
        Gives them.
    times : callable
        From the length of the sound to the times of the frames, s.
    row : Axis, optional
        The rows; without it, there is one value for each frame.
    unit : str
        Of the values.

    Returns
    -------
    Plan
        Shape (rows, frames) or (frames,).
    """
    rows = () if row is None else (row,)

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Values]:
        return keep([computation.values(samples)])

    def remarks(length: int) -> tuple[str, ...]:
        computation.refuse(length)
        return ()

    return Plan(
        unit=unit,
        axes=lambda length: (*rows, Axis("time", "s", times(length))),
        compute=compute,
        dtype=computation.dtype,
        remarks=remarks,
    )


def events(computation: Whole, name: str, most: Callable[[int], int]) -> Plan:
    """Plan a list of times, whose length only the sound decides.

    Parameters
    ----------
    computation : Whole
        Gives the times, s.
    name : str
        Of an event.
    most : callable
        From the length of the sound to the most events it can have.

    Returns
    -------
    Plan
        Shape (events,), perhaps (0,).
    """

    def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Values]:
        return keep([computation.values(_mono(computation.feature, samples))])

    def remarks(length: int) -> tuple[str, ...]:
        computation.refuse(length)
        return ()

    return Plan(
        unit="s",
        axes=lambda length: (Axis(name, "1", Steps(most(length))),),
        compute=compute,
        remarks=remarks,
        counted=True,
    )


def _mono(feature: str, samples: Iterable[Floats]) -> Iterable[Floats]:
    for block in samples:
        if block.ndim > 1:
            raise BadParameter.of(
                "channel",
                "each",
                f"{feature} gives a list, whose length differs from channel to channel; choose "
                "mean, first or a number",
            )
        yield block


def refuse_cells(rows: int, frames: int, parameter: str, value: object, cure: str) -> None:
    """Refuse a matrix that librosa would hold in memory.

    Raises
    ------
    TooLarge
        It has more than `MOST_CELLS`.
    """
    if rows * frames > MOST_CELLS:
        raise TooLarge(
            f"{parameter}={value!r} makes {rows} x {frames} values in memory; the limit is "
            f"{MOST_CELLS}: {cure}"
        )


def given(model: type[Parameters], *ours: type[Parameters]) -> tuple[str, ...]:
    """Name the fields of a model that librosa knows: all but those inherited from `ours`."""
    own = {name for part in ours for name in part.model_fields}
    return tuple(name for name in model.model_fields if name not in own)


def handed(params: Parameters, *names: str) -> dict[str, Any]:
    """Give parameters that librosa has under the same names, infinity for the word ``inf``."""
    found = params.model_dump(include=set(names))
    return {name: np.inf if value == "inf" else value for name, value in found.items()}
