"""Parameters of what is done to the rows of the whole sound, and of the shape of the answer."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from service.blocks import Derived
from service.domain import Axis, Floats, Steps
from service.dsp import rows, waves
from service.errors import BadParameter
from service.features._augment import RowAugmentationParams
from service.features._base import Keep, Plan
from service.features._statistics import StatisticsParams
from service.parameters import Mismatch, NoneWord, advanced

LONGEST = 1 << 24


class FinishParams(RowAugmentationParams, StatisticsParams):
    """Derivatives, normalisation, length, statistics over time, shape and order of the axes."""

    deltas: int = advanced(
        0,
        "finish",
        "Append so many derivatives over time behind the rows: `librosa.feature.delta` with "
        "mode='nearest'.",
        ge=0,
        le=2,
    )
    delta_width: int = advanced(
        9, "finish", "Frames that a derivative is fitted to; an odd number.", ge=3, le=999
    )
    frames: Annotated[int, Field(ge=1, le=LONGEST)] | NoneWord = advanced(
        None, "finish", "Cut to so many frames, or fill up with frames of zeros."
    )
    frames_fit: Literal["before", "after"] = advanced(
        "after", "finish", "Whether `frames` comes before or after `bias`, `gain` and `normalize`."
    )
    bias: float = advanced(0.0, "finish", "Values become (x + `bias`) * `gain`.", ge=-1e6, le=1e6)
    gain: float = advanced(1.0, "finish", "Factor on x + `bias`.", ge=-1e6, le=1e6)
    normalize: Literal["mean", "standard"] | NoneWord = advanced(
        None,
        "finish",
        "Take from each row its mean over time; `standard`: and divide it by its standard "
        "deviation. A row without any deviation becomes zeros.",
    )
    ddof: int = advanced(
        0,
        "finish",
        "The variance is the sum of squares over the number of frames minus this.",
        ge=0,
        le=1,
    )
    normalize_eps: float = advanced(
        0.0, "finish", "Small number that guards the standard deviation.", ge=0, le=1
    )
    eps_place: Literal["add", "inside"] = advanced(
        "add", "finish", "Divide by sqrt(variance) + eps, or by sqrt(variance + eps)."
    )
    masked_frames: int = advanced(
        0,
        "finish",
        "The last so many frames do not count for `normalize` and become 0.",
        ge=0,
        le=16,
    )
    stack: int = advanced(
        1, "finish", "Put so many frames side by side; what is left over is dropped.", ge=1, le=64
    )
    patch_frames: Annotated[int, Field(ge=1, le=65_536)] | NoneWord = advanced(
        None, "finish", "Cut into patches of so many frames; only whole ones."
    )
    patch_hop: Annotated[int, Field(ge=1, le=65_536)] | NoneWord = advanced(
        None, "finish", "Frames from one patch to the next. `none`: `patch_frames`."
    )
    time_axis: Literal["last", "first"] = advanced(
        "last", "finish", "Whether the axis of frames is the last or the first."
    )

    @model_validator(mode="after")
    def _the_finish_is_used(self) -> Self:
        needs = {
            "delta_width": self.deltas,
            "frames_fit": self.frames,
            "ddof": self.normalize == "standard",
            "normalize_eps": self.normalize == "standard",
            "eps_place": self.normalize == "standard",
            "patch_hop": self.patch_frames,
        }
        for name, met in needs.items():
            if not met:
                self.refuse_idle(name, _NEEDED[name])
        return self

    @model_validator(mode="after")
    def _shapes_are_possible(self) -> Self:
        if self.deltas and self.delta_width % 2 == 0:
            raise Mismatch("delta_width", self.delta_width, "must be odd")
        if self.patch_frames and self.time_axis == "last":
            raise Mismatch("patch_frames", self.patch_frames, "patches need time_axis=first")
        if self.patch_frames and self.statistics:
            raise Mismatch("statistics", self.statistics, "is not possible with patch_frames")
        return self

    def finished_plan(self, plan: Plan) -> Plan:
        """Give the plan of the answer, made of that of plain rows over time.

        Parameters
        ----------
        plan : Plan
            Its axes are rows and time; its blocks can be gone through more than once.
        """

        def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
            return self.finished(plan.compute(samples, keep))  # type: ignore[arg-type]  # complex values pass through

        def remarks(length: int) -> tuple[str, ...]:
            said = plan.remarks(length)
            _, time = plan.axes(length)
            self.refuse_short(len(time))
            return said

        def drawn(length: int) -> dict[str, Any]:
            row, time = self._cells(*plan.axes(length))
            return self.draws(len(time), len(row))

        finished = replace(
            plan,
            drawn=drawn if self.chancy else plan.drawn,
            unit=self.finished_unit(plan.unit),
            axes=lambda length: self.axes(*plan.axes(length)),
            compute=compute,
            remarks=remarks,
            empty=() if self.resize_rows else plan.empty,
            blocks_first=self.time_axis == "first",
        )
        return self.summarised(finished)

    def finished_unit(self, unit: str) -> str:
        """Name the unit of the rows when all is done to them."""
        return unit if self.gain == 1 and self.normalize != "standard" else "1"

    def finished(self, values: Iterable[Floats]) -> Iterable[Floats]:
        """Do to the rows what is asked for; `values` can be gone through more than once."""
        if self.deltas:
            values = Derived(
                values, lambda blocks: rows.with_deltas(blocks, self.deltas, self.delta_width)
            )
        if self.frames_fit == "before":
            values = self._fitted(values)
        values = self._normalised(self._moved(values))
        if self.frames_fit == "after":
            values = self._fitted(values)
        return self._shaped(self.augmented(values))

    def _fitted(self, values: Iterable[Floats]) -> Iterable[Floats]:
        count = self.frames
        if count is None:
            return values
        return Derived(values, lambda blocks: waves.fitted(blocks, "zeros", count, None))

    def _moved(self, values: Iterable[Floats]) -> Iterable[Floats]:
        bias, gain = np.float32(self.bias), np.float32(self.gain)
        if not bias and gain == 1:
            return values
        return Derived(values, lambda blocks: ((block + bias) * gain for block in blocks))

    def _normalised(self, values: Iterable[Floats]) -> Iterable[Floats]:
        if self.normalize is not None:
            how = rows.Normalisation(
                self.normalize, self.ddof, self.normalize_eps, self.eps_place, self.masked_frames
            )
            values = rows.normalised(values, how)
        if self.masked_frames:
            values = Derived(values, lambda blocks: rows.masked(blocks, self.masked_frames))
        return values

    def _shaped(self, values: Iterable[Floats]) -> Iterable[Floats]:
        if self.stack > 1:
            values = Derived(values, lambda blocks: rows.stacked(blocks, self.stack))
        length = self.patch_frames
        if length is None:
            return values
        return Derived(
            values, lambda blocks: rows.patches(blocks, length, self.patch_hop or length)
        )

    def axes(self, row: Axis, time: Axis) -> tuple[Axis, ...]:
        """Give the axes of the answer, made of those of plain rows and frames."""
        row, time = self._cells(row, time)
        if self.stack > 1:
            row = Axis("feature", "1", Steps(len(row) * self.stack))
            time = self._stacked(time)
        if self.patch_frames:
            return self._patch_axes(row, time)
        return (time, row) if self.time_axis == "first" else (row, time)

    def _cells(self, row: Axis, time: Axis) -> tuple[Axis, Axis]:
        """Give the axes of rows and frames before they change their shape."""
        if self.deltas:
            row = Axis("feature", "1", Steps(len(row) * (1 + self.deltas)))
        if self.frames:
            time = replace(time, coordinates=replace(_steps(time), count=self.frames))
        return self.resized_axes(row, time)

    def _stacked(self, time: Axis) -> Axis:
        steps = _steps(time)
        count, step = steps.count // self.stack, steps.step * self.stack
        return replace(time, coordinates=replace(steps, count=count, step=step))

    def _patch_axes(self, row: Axis, time: Axis) -> tuple[Axis, ...]:
        steps, length = _steps(time), self.patch_frames or 1
        hop = self.patch_hop or length
        count = max(0, 1 + (steps.count - length) // hop)
        patch = Axis("patch", "s", replace(steps, count=count, step=steps.step * hop))
        return patch, Axis("time", "s", replace(steps, count=length, first=0)), row

    def refuse_short(self, frames: int) -> None:
        """Refuse a sound that has too few frames.

        Raises
        ------
        BadParameter
            For the derivatives, the normalisation, a stack or a patch.
        """
        if self.deltas and frames < self.delta_width:
            limit = f"the sound has only {frames} frames"
            raise BadParameter.of("delta_width", self.delta_width, limit)
        frames = self.frames or frames
        if self.normalize == "standard" and frames - self.masked_frames <= self.ddof:
            least = self.ddof + self.masked_frames + 1
            limit = f"needs {least} frames, with ddof and masked_frames; the sound has {frames}"
            raise BadParameter.of("normalize", self.normalize, limit)
        frames = self.resize_frames or frames
        if frames < self.stack:
            raise BadParameter.of("stack", self.stack, f"the sound has only {frames} frames")
        if self.patch_frames and frames // self.stack < self.patch_frames:
            limit = f"the sound has only {frames // self.stack} frames"
            raise BadParameter.of("patch_frames", self.patch_frames, limit)


def _steps(time: Axis) -> Steps:
    steps = time.coordinates
    assert isinstance(steps, Steps)  # noqa: S101  # frames are evenly spaced
    return steps


_NEEDED = {
    "delta_width": "deltas",
    "frames_fit": "frames",
    "ddof": "normalize=standard",
    "normalize_eps": "normalize=standard",
    "eps_place": "normalize=standard",
    "patch_hop": "patch_frames",
}
