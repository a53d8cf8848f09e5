"""Who waits for a worker of a lane, for how long, and who is next."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.errors import Busy
from service.settings import Settings

if TYPE_CHECKING:
    from service.pool.worker import Worker


@dataclass(slots=True, eq=False)
class Booking:
    """A job that will be, or is, at a worker.

    Attributes
    ----------
    cost_s : float
        What it will probably take, s.
    is_long : bool
        Whether it leaves one worker to others.
    turn : Future or None
        Gives a worker, if it waits.
    began : float
        When it came to its worker.
    """

    cost_s: float
    is_long: bool
    turn: "asyncio.Future[Worker] | None" = None
    began: float = 0.0


@dataclass(slots=True)
class Line:
    """Those of one sort that wait: a heap, and the sum of what they will take."""

    heap: list[tuple[float, int, Booking]] = field(default_factory=list)
    booked_s: float = 0.0

    def first(self) -> float:
        """Tell when the first came, its own length added; infinity if nobody waits."""
        while self.heap:
            key, _, booking = self.heap[0]
            if booking.turn and not booking.turn.done():
                return key
            heapq.heappop(self.heap)
        return float("inf")


class Queue:
    """Admission to one lane.

    Who came first is next, as if a job had come later by its own length: short jobs pass long
    ones, but never for longer than these take. Long jobs leave one worker, if there are more, to
    short ones.

    Parameters
    ----------
    settings : Settings
        Waiting places, longest wait, what a short job is.
    workers : int
        How many there should be.
    """

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings, self._workers = settings, workers
        self._most_long = max(1, workers - 1)
        self._short, self._long = Line(), Line()
        self._count = itertools.count()
        self.waiting = 0
        self.running: set[Booking] = set()
        self.running_long = 0

    def booking(self, cost_s: float) -> Booking:
        """Make a booking."""
        return Booking(cost_s, cost_s > self._settings.short_job_s)

    def may_start(self, booking: Booking) -> bool:
        """Tell whether an idle worker is for this job."""
        return not booking.is_long or self.running_long < self._most_long

    def wait_s(self, booking: Booking) -> float:
        """Predict how long a job that comes now will wait if no worker is for it, s."""
        now = time.monotonic()
        if booking.is_long:
            booked_s = self._short.booked_s + self._long.booked_s + self._left(now, self.running)
            return booked_s / self._workers
        booked_s = self._short.booked_s
        if self._workers == 1 and self._long.first() < now + booking.cost_s:
            booked_s += self._long.booked_s
        others = self._workers - self.running_long
        counted = {b for b in self.running if not b.is_long} if others else self.running
        return (booked_s + self._left(now, counted)) / max(1, others)

    @staticmethod
    def _left(now: float, running: set[Booking]) -> float:
        return sum(max(0.0, b.cost_s - (now - b.began)) for b in running)

    def refuse(self, booking: Booking, left_s: float) -> None:
        """Refuse a job that would wait too long, or that has no place to wait.

        Raises
        ------
        Busy
            With the predicted wait.
        """
        wait_s = self.wait_s(booking)
        if self.waiting >= self._settings.max_waiting:
            raise Busy(f"{self.waiting} requests are waiting already", wait_s, "places")
        limit_s = min(self._settings.max_wait_s, left_s)
        if wait_s > limit_s:
            sentence = f"the wait would be {wait_s:.1f} s; the limit is {limit_s:g} s"
            raise Busy(sentence, wait_s, "wait")

    def join(self, booking: Booking) -> "asyncio.Future[Worker]":
        """Wait in line."""
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        booking.turn = turn
        line = self._line(booking)
        key = time.monotonic() + booking.cost_s
        heapq.heappush(line.heap, (key, next(self._count), booking))
        line.booked_s += booking.cost_s
        self.waiting += 1
        return turn

    def leave(self, booking: Booking) -> None:
        """Wait no longer, whatever the reason."""
        line = self._line(booking)
        self.waiting -= 1
        line.booked_s = line.booked_s - booking.cost_s if self.waiting else 0.0

    def start(self, booking: Booking) -> None:
        """Come to a worker."""
        booking.began = time.monotonic()
        self.running.add(booking)
        self.running_long += booking.is_long

    def end(self, booking: Booking) -> None:
        """Leave the worker."""
        if booking in self.running:
            self.running.remove(booking)
            self.running_long -= booking.is_long

    def next(self) -> Booking | None:
        """Give who is next for a worker that is free, if anybody is."""
        line = self._short
        if self.running_long < self._most_long and self._long.first() < self._short.first():
            line = self._long
        if line.first() == float("inf"):
            return None
        return heapq.heappop(line.heap)[2]

    def turns(self) -> "Iterator[asyncio.Future[Worker]]":
        """Give the turns of all that wait."""
        for line in (self._short, self._long):
            for _, _, booking in line.heap:
                if booking.turn and not booking.turn.done():
                    yield booking.turn

    def _line(self, booking: Booking) -> Line:
        return self._long if booking.is_long else self._short
