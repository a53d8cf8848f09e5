"""One file per output. Add ``as_<name>.py`` with a constant ``FORMAT`` and it is served."""

from service.formats._base import Format
from service.registry import discover

FORMATS = discover(__name__, __path__, Format)

__all__ = ["FORMATS", "Format"]
