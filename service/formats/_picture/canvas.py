"""Text and rectangles in the greys of a palette."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from service.formats._picture.colormaps import DATA, GREYS, Bytes

WHITE = 255
WHITEST = GREYS - 1

Align = Literal["start", "middle", "end"]
SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True)
class Canvas:
    """A picture under construction: entries of a palette, row 0 at the top.

    Greys go from 0, black, to 15, white.
    """

    entries: Bytes

    @classmethod
    def blank(cls, width: int, height: int) -> "Canvas":
        """Make a white one, sizes in pixels."""
        return cls(np.full((height, width), WHITE, np.uint8))

    def fill(self, x: int, y: int, width: int, height: int, grey: int) -> None:
        """Fill a rectangle; what is outside the picture is left out."""
        self.entries[max(y, 0) : max(y + height, 0), max(x, 0) : max(x + width, 0)] = DATA + grey

    def text(
        self, label: str, size: int, grey: int, at: tuple[int, int], align: Align = "middle"
    ) -> None:
        """Write a line of text, moved into the picture if it begins or ends outside.

        Parameters
        ----------
        label : str
            ASCII; the font has few other characters.
        size : int
            Of the font, pixels.
        grey : int
            Of the ink.
        at : tuple of int
            Column of the start, middle or end, and row of the middle of the digits.
        align : str
            Which of the three.
        """
        self._stamp(_ink(label, size, grey), at, align)

    def text_upwards(self, label: str, size: int, grey: int, at: tuple[int, int]) -> None:
        """Write a line of text from the bottom to the top; `at` is its middle."""
        self._stamp(np.rot90(_ink(label, size, grey)), at, "middle")

    def _stamp(self, ink: Bytes, at: tuple[int, int], align: Align) -> None:
        (height, width), (rows, columns) = ink.shape, self.entries.shape
        x = max(0, min(at[0] - round(SHARE[align] * width), columns - width))
        y = max(0, min(at[1] - height // 2, rows - height))
        place = self.entries[y : y + height, x : x + width]
        np.minimum(place, ink[: place.shape[0], : place.shape[1]], out=place)


@lru_cache(1024)
def _ink(label: str, size: int, grey: int) -> Bytes:
    """Draw a label in a grey once: entries of the palette."""
    by_coverage = np.rint(np.linspace(WHITE, DATA + grey, 256)).astype(np.uint8)
    ink: Bytes = by_coverage[_mask(label, size)]
    ink.setflags(write=False)
    return ink


def text_width(label: str, size: int) -> int:
    """Measure a line of text, pixels."""
    return int(_mask(label, size).shape[1])


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Load the font that Pillow carries within itself."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("this Pillow was built without FreeType")
    return font


@lru_cache(1024)
def _mask(label: str, size: int) -> Bytes:
    """Draw a label once: coverage 0 ... 255, the digits vertically centred."""
    font = _font(size)
    _, top, _, bottom = font.getbbox("0", anchor="ls")
    height = 2 * round(0.7 * size) + 1
    baseline = height // 2 - (top + bottom) // 2
    image = Image.new("L", (max(1, round(font.getlength(label))), height), 0)
    ImageDraw.Draw(image).text((0, baseline), label, font=font, fill=255, anchor="ls")
    mask = np.array(image)
    mask.setflags(write=False)
    return mask
