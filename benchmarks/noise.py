"""How much of the processor others take: a fixed loop, timed between measurements."""

import statistics
import time

ROUNDS = 200_000
TIMES = 5


class Noise:
    """The times of the loop, ms."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def listen(self) -> None:
        for _ in range(TIMES):
            began = time.perf_counter()
            for _ in range(ROUNDS):
                pass
            self.times.append(1000 * (time.perf_counter() - began))

    def told(self) -> str:
        low, high = min(self.times), max(self.times)
        middle = statistics.median(self.times)
        return (
            f"Noise: a fixed loop, timed {len(self.times)} times between measurements, took "
            f"{low:.1f} / {middle:.1f} / {high:.1f} ms (min / median / max)."
        )
