"""Audio features from a Sonograph service, as numpy arrays with axes.

>>> from sonograph_client import Sonograph  # doctest: +SKIP
>>> mel = Sonograph("http://127.0.0.1:8000").mel("speech.wav", n_fft=1024)  # doctest: +SKIP
"""

from sonograph_client._client import Sonograph
from sonograph_client._operations import FeatureName, Look
from sonograph_client._problems import (
    Busy,
    DeadlineExceeded,
    Fault,
    Otherwise,
    Problem,
    Refused,
    SonographError,
    TimedOut,
    TooLarge,
    Unreachable,
    UnsupportedSound,
)
from sonograph_client._results import Features, Sheet
from sonograph_client._sounds import Sound

__all__ = [
    "Busy",
    "DeadlineExceeded",
    "Fault",
    "FeatureName",
    "Features",
    "Look",
    "Otherwise",
    "Problem",
    "Refused",
    "Sheet",
    "Sonograph",
    "SonographError",
    "Sound",
    "TimedOut",
    "TooLarge",
    "Unreachable",
    "UnsupportedSound",
]
