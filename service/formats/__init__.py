"""One file per output. Add ``as_<name>.py`` with a constant ``FORMAT`` and it is served.

`FORMATS` are for features, `SOUNDS` for the prepared sound itself; `ENCODERS` are both.
"""

from service.formats._base import Format
from service.formats._picture.colormaps import FILE as COLORMAPS
from service.registry import discover

ENCODERS = discover(__name__, __path__, Format)
FORMATS = {name: format for name, format in ENCODERS.items() if format.of == "feature"}
SOUNDS = {name: format for name, format in ENCODERS.items() if format.of == "sound"}

__all__ = ["COLORMAPS", "ENCODERS", "FORMATS", "SOUNDS", "Format"]
