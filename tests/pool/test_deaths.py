"""Killed from outside, at whatever moment: the job is tried again, the pool is whole again."""

import os
import signal
import time
from contextlib import suppress

import pytest

from service.errors import NotReady
from tests.conftest import wait_for
from tests.pool.conftest import honest, loaded, processes


def kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def at_work(arena):
    """Wait until exactly one worker works, and tell which."""
    idle = [worker.pid for worker in list(arena.core.idle)]
    busy = set(arena.workers()) - set(idle)
    return next(iter(busy)) if len(busy) == 1 else None


def test_a_worker_killed_at_work_costs_nothing_but_time(arena):
    with arena.nothing_left():
        waiting = arena.submit("nap", number=0.3)
        victim = wait_for(lambda: at_work(arena), "the start of the job")
        kill(victim)
        (pid, *_) = loaded(waiting.result(30))
        assert pid != victim
        assert arena.run("mel") == honest("mel")


def test_a_job_that_loses_two_workers_is_refused_with_a_time_to_try_again(arena):
    with arena.nothing_left():
        waiting = arena.submit("nap", number=20)
        first = wait_for(lambda: at_work(arena), "the start of the job")
        kill(first)
        second = wait_for(
            lambda: ((pid := at_work(arena)) != first and pid) or None, "the second try"
        )
        kill(second)
        with pytest.raises(NotReady, match="killed from outside; try again") as caught:
            waiting.result(30)
        assert caught.value.status == 503
        assert int(caught.value.headers["Retry-After"]) > 0
        assert arena.run("mel") == honest("mel")


def test_an_idle_worker_that_is_killed_is_replaced(arena):
    with arena.nothing_left():
        victims = arena.workers()
        for victim in victims:
            kill(victim)
        wait_for(lambda: not set(victims) & set(arena.workers()) or None, "their end")
        assert arena.run("mel") == honest("mel")


def test_workers_killed_while_they_are_born_are_replaced(arena):
    with arena.nothing_left():
        known = set(processes())
        for victim in arena.workers():
            kill(victim)
        killed = set()
        end = time.monotonic() + 30
        while len(killed) < 20 and time.monotonic() < end:
            for pid in set(processes()) - known - killed:
                kill(pid)
                killed.add(pid)
        assert len(killed) >= 20
        answer = wait_for(lambda: answer_of(arena), "an answer once the killing is over")
        assert answer == honest("mel")


def answer_of(arena):
    """Ask as a caller does who tries again when told to."""
    with suppress(NotReady):
        return arena.run("mel")
    return None


@pytest.mark.parametrize("count", [1, 2, 3])
def test_warm_parents_that_are_killed_are_replaced(arena, count):
    with arena.nothing_left():
        victims = arena.parents()[:count]
        for victim in victims:
            kill(victim)
        wait_for(lambda: not set(victims) & set(arena.parents()) or None, "their end")
        assert arena.run("mel") == honest("mel")
        assert sum(arena.values("descriptors") >= 0) == 8  # none of the service's has come along


def test_warm_parents_that_are_stopped_are_replaced(arena, monkeypatch):
    monkeypatch.setattr("service.pool.warm.LONGEST_FORK_S", 0.3)
    with arena.nothing_left():
        victims, (worker, *_) = set(arena.parents()), arena.workers()
        for victim in victims:
            os.kill(victim, signal.SIGSTOP)
        kill(worker)
        wait_for(lambda: not victims & set(arena.parents()) or None, "their replacement")
        assert arena.run("mel") == honest("mel")
        wait_for(lambda: not victims & set(processes()) or None, "their end")


def test_all_at_once(arena):
    with arena.nothing_left():
        waiting = [arena.submit("nap", number=0.2) for _ in range(4)]
        for victim in [*arena.parents(), *arena.workers()]:
            kill(victim)
        for job in waiting:
            with suppress(NotReady):
                assert loaded(job.result(60))[0] > 0
        assert arena.run("mel") == honest("mel")


def test_a_stop_of_a_worker_in_the_middle_changes_nothing(arena):
    with arena.nothing_left():
        waiting = arena.submit("nap", number=0.3)
        worker = wait_for(lambda: at_work(arena), "the start of the job")
        os.kill(worker, signal.SIGSTOP)
        os.kill(worker, signal.SIGCONT)
        assert loaded(waiting.result(30))[0] == worker


def test_a_signal_to_the_whole_group_ends_nobody(arena):
    with arena.nothing_left():
        members = arena.parents() + arena.workers()
        waiting = arena.submit("nap", number=0.2)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            os.killpg(os.getpgid(members[0]), number)
        assert loaded(waiting.result(30))[0] in members
        assert arena.parents() + arena.workers() == members
