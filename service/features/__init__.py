"""One file per feature. Add ``<name>.py`` with a constant ``FEATURE`` and it is served."""

from service.features._base import LIBRARIES, Advice, Feature, Frames, Keep, Lane, Plan
from service.features._sound import SOUND
from service.registry import discover

FEATURES = discover(__name__, __path__, Feature)

__all__ = [
    "FEATURES",
    "LIBRARIES",
    "SOUND",
    "Advice",
    "Feature",
    "Frames",
    "Keep",
    "Lane",
    "Plan",
]
