"""One file per feature. Add ``<name>.py`` with a constant ``FEATURE`` and it is served."""

from service.features._base import Feature, Keep, Lane, Plan
from service.registry import discover

FEATURES = discover(__name__, __path__, Feature)

__all__ = ["FEATURES", "Feature", "Keep", "Lane", "Plan"]
