"""What has happened, in numbers that cost next to nothing to keep."""

from bisect import bisect_left
from itertools import accumulate

BOUNDS_S = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)


class Times:
    """How often something took how long."""

    def __init__(self) -> None:
        self._counts = [0] * (len(BOUNDS_S) + 1)
        self.sum_s = 0.0

    def note(self, seconds: float) -> None:
        """Take note of one time, s."""
        self._counts[bisect_left(BOUNDS_S, seconds)] += 1
        self.sum_s += seconds

    def buckets(self) -> list[tuple[str, float]]:
        """Give how many were at most so long, as Prometheus wants it."""
        names = [*(f"{bound:g}" for bound in BOUNDS_S), "+Inf"]
        return list(zip(names, map(float, accumulate(self._counts)), strict=True))


class Tally:
    """Of a pool.

    Attributes
    ----------
    stages : dict
        Times of reading a body, waiting for a worker, decoding, computing and encoding.
    """

    def __init__(self) -> None:
        self.stages = {
            name: Times() for name in ("read", "queue", "decode", "compute", "encode", "other")
        }
