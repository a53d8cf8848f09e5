"""Parameters that make other arrays of one, as training wants them, in the order of their doing."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from service.blocks import Derived
from service.domain import Axis, Floats, Steps
from service.dsp import lengths, rows, waves
from service.parameters import NoneWord, Parameters, advanced

DEPENDENT = {"time_masks": "time_mask_width", "freq_masks": "freq_mask_width"}
"""Parameters that have an effect only with another."""

MOST_MASKS = 8

ROLL, TIME, FREQUENCY = range(3)
"""What a chance is for: the last part of its seed."""

Size = Annotated[int, Field(ge=1, le=65_536)]
Spans = list[tuple[int, int]]


class RowAugmentationParams(Parameters):
    """Size, roll, and masks over time and frequency: other arrays made of one, for training.

    They come after all that `frames` and `normalize` do, before `stack`, `patch_frames` and
    `statistics`, and are the same for all channels, and for sounds of one length. Chance is
    ``numpy.random.RandomState([array_seed, p])``, whose stream never changes. For `roll` p is 0,
    and ``randint(n)`` of n frames is drawn. For `time_masks` p is 1: of each in turn first the
    width, ``randint(min(time_mask_width, n) + 1)``, then the beginning, ``randint(n - width + 1)``.
    For `freq_masks` p is 2, and the rows are masked likewise. The masks are SpecAugment's: Park et
    al. (2019), *Proc. Interspeech*.
    """

    resize_rows: Size | NoneWord = advanced(
        None,
        "augment",
        "Number of rows to make, by linear interpolation between centres of cells, as "
        "`torch.nn.functional.interpolate` with align_corners=False.",
    )
    resize_frames: Size | NoneWord = advanced(
        None, "augment", "Make so many frames, by linear interpolation as for `resize_rows`."
    )
    roll: Annotated[int, Field(ge=-(1 << 24), le=1 << 24)] | Literal["random"] = advanced(
        0,
        "augment",
        "Move the array this many frames later, what leaves it at the end coming in at the "
        "beginning, as `numpy.roll`; a negative number moves it earlier; `random`: by any number.",
    )
    time_masks: int = advanced(
        0,
        "augment",
        "Number of spans of time, chosen by chance, that become `mask_with`; they may overlap.",
        ge=0,
        le=MOST_MASKS,
    )
    time_mask_width: int = advanced(
        100,
        "augment",
        "A time mask has from 0 up to this many frames, and no more than there are.",
        ge=1,
        le=65_536,
    )
    freq_masks: int = advanced(
        0,
        "augment",
        "Number of spans of rows, chosen by chance, that become `mask_with`; they may overlap.",
        ge=0,
        le=MOST_MASKS,
    )
    freq_mask_width: int = advanced(
        27,
        "augment",
        "Largest number of rows in a frequency mask; it has from 0 up to this, and no more than "
        "there are.",
        ge=1,
        le=65_536,
    )
    mask_with: Annotated[float, Field(ge=-1e30, le=1e30)] | Literal["mean"] = advanced(
        "mean",
        "augment",
        "What masks consist of: this number, or the mean of the array, over all channels.",
    )
    array_seed: int = advanced(
        0,
        "augment",
        "Seed of the chances of `roll=random`, `time_masks` and `freq_masks`; what they decided is "
        "in the receipt.",
        ge=0,
        lt=2**32,
    )

    @property
    def masks(self) -> bool:
        """Whether anything is masked."""
        return bool(self.time_masks or self.freq_masks)

    @property
    def chancy(self) -> bool:
        """Whether chance decides anything."""
        return self.masks or self.roll == "random"

    @model_validator(mode="after")
    def _each_augmentation_is_used(self) -> Self:
        for name, dependent in DEPENDENT.items():
            if not getattr(self, name):
                self.refuse_idle(dependent, name)
        if not self.masks:
            self.refuse_idle("mask_with", "time_masks or freq_masks")
        if not self.chancy:
            self.refuse_idle("array_seed", "roll=random, time_masks or freq_masks")
        return self

    def draws(self, frames: int, count: int) -> dict[str, Any]:
        """Tell what chance decides of an array of so many frames and rows, by the parameter."""
        found: dict[str, Any] = {}
        if self.roll == "random":
            found["roll"] = int(self._chance(ROLL).randint(frames))
        if self.time_masks:
            found["time_masks"] = self._spans(TIME, self.time_masks, self.time_mask_width, frames)
        if self.freq_masks:
            found["freq_masks"] = self._spans(
                FREQUENCY, self.freq_masks, self.freq_mask_width, count
            )
        return found

    def _chance(self, purpose: int) -> np.random.RandomState:
        return np.random.RandomState((self.array_seed, purpose))

    def _spans(self, purpose: int, many: int, width: int, length: int) -> Spans:
        chance, found = self._chance(purpose), []
        for _ in range(many):
            drawn = int(chance.randint(min(width, length) + 1))
            start = int(chance.randint(length - drawn + 1))
            found.append((start, start + drawn))
        return found

    def augmented(self, values: Iterable[Floats]) -> Iterable[Floats]:
        """Resize, roll and mask rows; `values` can be gone through more than once."""
        if not (self.resize_rows or self.resize_frames or self.roll or self.masks):
            return values
        shapes = [block.shape for block in values]
        frames = sum(shape[0] for shape in shapes)
        if not frames:
            return values  # refused by the remarks
        values, frames, count = self._resized(values, frames, shapes[0][1])
        drawn = self.draws(frames, count)
        by = drawn.get("roll", self.roll)
        if by:
            values = _rolled(values, by, frames)
        return self._masked(values, drawn) if self.masks else values

    def _resized(
        self, values: Iterable[Floats], frames: int, count: int
    ) -> tuple[Iterable[Floats], int, int]:
        new_frames, new_count = self.resize_frames or frames, self.resize_rows or count
        if new_count != count:
            values = Derived(values, lambda blocks: rows.with_rows(blocks, count, new_count))
        if new_frames != frames:
            values = Derived(values, lambda blocks: rows.with_frames(blocks, frames, new_frames))
        return values, new_frames, new_count

    def resized_axes(self, row: Axis, time: Axis) -> tuple[Axis, Axis]:
        """Give the axes of rows and frames as they are after resizing: centres of the new cells."""
        return _resized_axis(row, self.resize_rows), _resized_axis(time, self.resize_frames)

    def _masked(self, values: Iterable[Floats], drawn: dict[str, Any]) -> Iterable[Floats]:
        if self.mask_with == "mean":
            mean, _ = waves.mean_of(values)
            fill = float(mean.mean())
        else:
            fill = self.mask_with
        times, bands = drawn.get("time_masks", ()), drawn.get("freq_masks", ())
        return Derived(values, lambda blocks: rows.filled(blocks, times, bands, fill))


def _resized_axis(axis: Axis, count: int | None) -> Axis:
    length, spaced = len(axis), axis.coordinates
    if count is None or count == length:
        return axis
    if isinstance(spaced, Steps):
        first = 2 * count * spaced.first + spaced.step * (length - count)
        steps = Steps(count, 2 * spaced.step * length, first, 2 * count * spaced.over)
        return replace(axis, coordinates=steps)
    if length == 1:
        return Axis("feature", "1", Steps(count))
    centres = rows.centres(length, count)
    low = np.clip(centres.astype(np.int64), 0, length - 2)
    steepness = (spaced[1:] - spaced[:-1])[low]
    return replace(axis, coordinates=spaced[low] + (centres - low) * steepness)


def _rolled(values: Iterable[Floats], by: int, frames: int) -> Iterable[Floats]:
    return Derived(values, lambda blocks: lengths.rolled(blocks, by, frames))
