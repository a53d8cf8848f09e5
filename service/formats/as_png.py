"""PNG: a figure with axes, or one pixel per cell."""

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, BinaryIO, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from service import __version__
from service.domain import Features
from service.errors import BadParameter
from service.formats._base import Format
from service.formats._picture import cells, colormaps, curve, pixels
from service.formats._picture.levels import Extent, Limits
from service.formats._picture.png import write
from service.parameters import Mismatch, NoneWord, Parameters

FEW = 1 << 21
"""Values that are computed once and kept, although a picture goes through them several times."""

Limit = Annotated[float, Field(ge=-1e38, le=1e38)] | NoneWord


class ColourParams(Parameters):
    """Which colours values have."""

    cmap: colormaps.Name = Field(
        "magma",
        description="Colour map. All are perceptually uniform but `turbo`, `jet`, `hot` and "
        "`cubehelix`; `coolwarm` and `vik` are for values around zero, `twilight` for phases. "
        "A line has a dark colour of the map.",
    )
    vmin: Limit = Field(
        None,
        description="Value at the lower end of the colours (of a line's axis), in the unit of the "
        "values. `none`, the default, is the smallest value.",
    )
    vmax: Limit = Field(
        None,
        description="Value at the upper end of the colours (of a line's axis), in the unit of the "
        "values. `none`, the default, is the largest value.",
    )

    @model_validator(mode="after")
    def _limits_have_a_range(self) -> Self:
        if self.vmin is not None and self.vmax is not None and self.vmin >= self.vmax:
            raise Mismatch("vmin", self.vmin, f"must be less than vmax={self.vmax}")
        return self


class PngParams(ColourParams):
    """How the picture looks."""

    style: Literal["figure", "pixels"] = Field(
        "figure",
        description="`figure`: title, axes with units and a colour bar. `pixels`: one pixel per "
        "value, time to the right, the first row at the bottom, nothing else; a text chunk has the "
        "scale.",
    )
    width: int = Field(1000, ge=200, le=4000, description="Width of a figure, pixels.")
    height: int = Field(400, ge=150, le=4000, description="Height of a figure, pixels.")

    @model_validator(mode="after")
    def _only_figures_have_a_size(self) -> Self:
        for name in ("width", "height"):
            value = getattr(self, name)
            if self.style == "pixels" and value != type(self).model_fields[name].default:
                raise Mismatch(name, value, "has an effect only with style=figure")
        return self


def png(features: Features, params: PngParams, out: BinaryIO) -> Mapping[str, str]:
    """Draw the values.

    Parameters
    ----------
    features : Features
        One or two real dimensions.
    params : PngParams
        Style, colours and size.
    out : BinaryIO
        Takes a palette PNG with the text chunks ``Software``, ``Sonograph-Receipt`` and, for
        ``style=pixels``, ``Sonograph-Scale``.

    Returns
    -------
    mapping
        No headers.

    Raises
    ------
    BadParameter
        The values are complex or have several channels, or a line was asked for as pixels.
    TooLarge
        With ``style=pixels`` a side is longer than 65,500.
    """
    refuse_undrawable(features)
    if len(features.axes) == 1 and params.style == "pixels":
        raise BadParameter.of(
            "style", "pixels", f"{features.name} is a line, not a grid of cells; choose figure"
        )
    if math.prod(features.shape) <= FEW:
        features = replace(features, blocks=list(features.blocks))
    text = {
        "Software": f"Sonograph {__version__}",
        "Sonograph-Receipt": json.dumps(dict(features.receipt)),
    }
    draw = _pixels if params.style == "pixels" else _figure
    out.write(draw(features, params, text))
    return {}


def refuse_undrawable(features: Features) -> None:
    """Refuse what has no picture.

    Raises
    ------
    BadParameter
        The values are complex, have several channels, or more than two dimensions.
    """
    if features.dtype is np.complex64:
        raise BadParameter.of(
            "part", "complex", "cannot be drawn; choose magnitude, power or phase"
        )
    if features.channels is not None:
        raise BadParameter.of(
            "channel", "each", "a picture shows one channel; choose mean, first or a number"
        )
    if len(features.axes) > 2:  # noqa: PLR2004  # a picture is flat
        raise BadParameter.of(
            "patch_frames",
            features.receipt.get("parameters", {}).get("patch_frames"),
            "patches cannot be drawn; choose none, or another format",
        )


def _pixels(features: Features, params: PngParams, text: dict[str, str]) -> bytes:
    size = pixels.size_of(features)
    limits = Limits.of(Extent.of(features), params.vmin, params.vmax)
    text["Sonograph-Scale"] = pixels.scale_of(limits, features.unit)
    return write(size, colormaps.TABLES[params.cmap], pixels.bands(features, limits), text)


def _figure(features: Features, params: PngParams, text: dict[str, str]) -> bytes:
    size = params.width, params.height
    extent = Extent.of(features)
    limits = Limits.of(extent, params.vmin, params.vmax)
    if len(features.axes) == 1:
        if params.vmin is None and params.vmax is None:
            limits = curve.roomy(extent, features.unit)
        palette, entries = colormaps.for_line(params.cmap), curve.draw(features, size, limits)
    else:
        palette, entries = colormaps.for_cells(params.cmap), cells.draw(features, size, limits)
    return write(size, palette, [entries], text)


FORMAT = Format("png", "image/png", "Picture", PngParams, 4, 0, png, value_s=12e-9, answer_s=2.5e-3)
