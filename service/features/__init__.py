"""One file per feature. Add ``<name>.py`` with a constant ``FEATURE`` and it is served."""

from service.features._base import Clip, Feature, Lane, Plan
from service.registry import discover

FEATURES = discover(__name__, __path__, Feature)

__all__ = ["FEATURES", "Clip", "Feature", "Lane", "Plan"]
