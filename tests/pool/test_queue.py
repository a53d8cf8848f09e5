"""Admission to a lane: who is next, who is refused, and what the wait will be."""

import asyncio
from contextlib import contextmanager

import pytest

from service.errors import Busy
from service.pool.bytes import Held
from service.pool.cost import Costs, Work, guess
from service.pool.queue import Queue
from service.settings import Settings

SHORT, LONG = 0.1, 2.0


@contextmanager
def line(workers=2, **settings):
    """Give a queue, and what lets a job of some length join it."""
    loop = asyncio.new_event_loop()
    queue = Queue(Settings(short_job_s=0.5, **settings), workers)

    async def join(cost_s):
        booking = queue.booking(cost_s)
        queue.join(booking)
        return booking

    yield queue, lambda cost_s: loop.run_until_complete(join(cost_s))
    loop.close()


def start(queue, cost_s):
    booking = queue.booking(cost_s)
    assert queue.may_start(booking)
    queue.start(booking)
    return booking


def test_jobs_of_one_length_are_served_as_they_came():
    with line() as (queue, join):
        came = [join(SHORT) for _ in range(5)]
        assert [queue.next() for _ in range(5)] == came
        assert queue.next() is None


def test_a_short_job_passes_long_ones_that_wait():
    with line() as (queue, join):
        first, second, short = join(LONG), join(LONG), join(SHORT)
        assert [queue.next() for _ in range(3)] == [short, first, second]


def test_a_long_job_is_passed_only_for_as_long_as_it_takes(monkeypatch):
    now = 0.0
    monkeypatch.setattr("service.pool.queue.time.monotonic", lambda: now)
    with line() as (queue, join):
        long = join(LONG)
        now = LONG
        assert (join(SHORT), queue.next())[1] is long


def test_long_jobs_leave_one_worker_to_short_ones():
    with line(workers=3) as (queue, join):
        first, _ = start(queue, LONG), start(queue, LONG)
        long = join(LONG)
        assert not queue.may_start(queue.booking(LONG))
        assert queue.may_start(queue.booking(SHORT))
        assert queue.next() is None
        queue.end(first)
        assert queue.next() is long


def test_one_worker_alone_takes_long_jobs_too():
    with line(workers=1) as (queue, _):
        start(queue, LONG)


def test_who_has_left_is_not_next():
    with line() as (queue, join):
        left, stays = join(SHORT), join(SHORT)
        left.turn.cancel()
        queue.leave(left)
        assert queue.next() is stays
        assert queue.waiting == 1


def test_the_wait_is_what_is_booked_by_the_number_of_workers(monkeypatch):
    now = 0.0
    monkeypatch.setattr("service.pool.queue.time.monotonic", lambda: now)
    with line(workers=2) as (queue, join):
        start(queue, LONG)
        for _ in range(4):
            join(SHORT)
        join(LONG)
        now = 0.5
        assert queue.wait_s(queue.booking(SHORT)) == pytest.approx(
            4 * SHORT / 1
        )  # one is left to them
        assert queue.wait_s(queue.booking(LONG)) == pytest.approx((1.5 + 4 * SHORT + LONG) / 2)


def test_nothing_stays_booked_when_all_have_gone():
    with line(workers=2) as (queue, join):
        came = [join(SHORT) for _ in range(1000)]
        for booking in came:
            assert queue.next() is booking
            queue.leave(booking)
        assert (queue.waiting, queue.wait_s(queue.booking(LONG))) == (0, 0.0)


def refusal(queue, cost_s=SHORT, left_s=30.0):
    with pytest.raises(Busy) as caught:
        queue.refuse(queue.booking(cost_s), left_s)
    return str(caught.value), caught.value.reason, int(caught.value.headers["Retry-After"])


def test_a_wait_beyond_the_limit_is_refused_and_says_when_to_come_back():
    with line(workers=1, max_wait_s=3) as (queue, join):
        for _ in range(29):
            join(SHORT)
        queue.refuse(queue.booking(SHORT), 30)
        join(0.2)
        sentence, reason, retry_after = refusal(queue)
        assert (sentence, reason) == ("the wait would be 3.1 s; the limit is 3 s", "wait")
        assert 4 <= retry_after <= 5  # 3.1 s and up to half as much again


def test_a_wait_beyond_the_callers_own_deadline_is_refused():
    with line(workers=1) as (queue, join):
        for _ in range(10):
            join(SHORT)
        assert refusal(queue, left_s=0.5)[0] == "the wait would be 1.0 s; the limit is 0.5 s"


def test_places_are_bounded_too():
    with line(max_waiting=2) as (queue, join):
        join(SHORT), join(SHORT)
        assert refusal(queue)[:2] == ("2 requests are waiting already", "places")


def test_bytes_are_bounded_and_come_back():
    held = Held(100)
    held.receive(60)
    with pytest.raises(Busy, match="60 bytes are in flight already; the limit is 100 bytes"):
        held.receive(41)
    held.take(41)  # an answer that is there
    assert held.bytes == 101
    held.give(60)
    held.give(41)
    held.refuse(100)


def test_a_guess_grows_with_the_body_and_with_denser_frames():
    mib = 1 << 20
    plain = guess("mel", {}, mib)
    assert guess("mel", {}, 10 * mib) > 5 * plain
    assert guess("mel", {"hop_length": 64}, mib) > 5 * plain
    assert guess("mel", {"hop_length": 4096}, mib) == plain
    assert guess("cqt", {}, mib) > 5 * plain
    assert guess("nothing", {}, 0) > 0


def test_guesses_follow_what_such_jobs_took_and_forget_an_odd_one():
    costs, mib = Costs(), 1 << 20
    work, other = (Work("mel", form, False, (("mel", {}),)) for form in ("npy", "png"))
    plain, before = costs.foresee(work, mib)
    assert before == plain
    for _ in range(50):
        costs.learn(work, plain, 10 * plain)
    larger = 10 * guess("mel", {}, 2 * mib)
    assert costs.foresee(work, 2 * mib)[1] == pytest.approx(larger)
    costs.learn(work, plain, 10_000 * plain)
    assert costs.foresee(work, mib)[1] < 50 * plain
    assert costs.foresee(other, mib)[1] == plain
