"""Timing calls of two or more sides in turn."""

import time
from collections.abc import Callable, Mapping


def timed(call: Callable[[], object]) -> float:
    """Time one call, ms."""
    began = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - began)


def in_turn(
    sides: Mapping[str, Callable[[], object]], seconds: float, least: int = 5
) -> dict[str, list[float]]:
    """Time all sides in turn, warm, ms: what disturbs one disturbs the others.

    Each is called once untimed in its turn: the others have left the caches full of their own.
    """
    times: dict[str, list[float]] = {name: [] for name in sides}
    end, rounds = time.perf_counter() + seconds, 0
    while time.perf_counter() < end or rounds < least:
        rounds += 1
        for name, side in sides.items():
            side()
            times[name].append(timed(side))
    return times
