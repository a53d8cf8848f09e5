"""Statistics over time in place of the time axis."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from service.domain import Axis, Floats, Steps
from service.dsp.summary import MOST_FRAMES, percent, summary
from service.errors import TooLarge
from service.features._base import Keep, Plan
from service.parameters import Mismatch, NoneWord, Parameters, advanced

ONE = r"(mean|std|min|max|median|p(100|[0-9]{1,2}(\.[0-9]{1,3})?))"
MOST = 16
FORM = rf"^{ONE}(,{ONE}){{0,{MOST - 1}}}$"


class StatisticsParams(Parameters):
    """Statistics over time in place of the time axis."""

    statistics: Annotated[str, Field(pattern=FORM)] | NoneWord = advanced(
        None,
        "finish",
        "Replace the time axis by statistics over time, in this order, e.g. "
        f"`mean,std,min,p5,median,p95,max`; at most {MOST}. `std` divides by the number of frames, "
        f"percentiles are interpolated linearly and take at most {MOST_FRAMES} frames.",
    )

    @model_validator(mode="after")
    def _each_statistic_comes_once(self) -> Self:
        names = self.chosen
        twice = [name for name in names if names.count(name) > 1]
        if twice:
            raise Mismatch("statistics", self.statistics, f"names {twice[0]} more than once")
        return self

    @property
    def chosen(self) -> tuple[str, ...]:
        """Names of the statistics."""
        return tuple(re.split(",", self.statistics)) if self.statistics else ()

    def summarised(self, plan: Plan) -> Plan:
        """Give the plan of the statistics, if any are asked for, of what a plan computes.

        Parameters
        ----------
        plan : Plan
            Its blocks follow each other along the axis ``time``, and can be gone through again.

        Returns
        -------
        Plan
            The axis ``statistic`` counts the statistics from 0, in the order asked for.
        """
        if not self.chosen:
            return plan
        place = Axis("statistic", "1", Steps(len(self.chosen)))

        def axes(length: int) -> tuple[Axis, ...]:
            return tuple(place if axis.name == "time" else axis for axis in plan.axes(length))

        def compute(samples: Iterable[Floats], keep: Keep) -> Iterable[Floats]:
            values: Iterable[Any] = plan.compute(samples, keep)
            frames = sum(map(len, values))
            self._refuse_long(frames)
            return [summary(values, self.chosen)] if frames else values  # refused by the remarks

        def remarks(length: int) -> tuple[str, ...]:
            (time,) = (axis for axis in plan.axes(length) if axis.name == "time")
            self._refuse_long(len(time))
            return plan.remarks(length)

        return replace(plan, axes=axes, compute=compute, remarks=remarks)

    def _refuse_long(self, frames: int) -> None:
        """Refuse percentiles of more frames than are held in memory."""
        ranked = [name for name in self.chosen if percent(name) is not None]
        if ranked and frames > MOST_FRAMES:
            raise TooLarge(
                f"the percentile {ranked[0]} takes at most {MOST_FRAMES} frames; the sound has "
                f"{frames}: a longer hop_length, or other statistics"
            )
