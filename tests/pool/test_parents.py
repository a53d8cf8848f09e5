"""Warm parents that are killed: others fork who replaces them, and at most one starts cold."""

import os
import signal
import time
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from tests.conftest import wait_for
from tests.pool.conftest import PARENTS, honest, processes
from tests.pool.test_deaths import kill

COLD, WARM, FAILED = "a parent starts cold", "a parent is warm", "no warm parent"


def told(logs):
    return [entry["event"] for entry in logs if entry["event"] in {COLD, WARM, FAILED}]


def wait_for_the_end_of(arena, victims):
    wait_for(lambda: not set(victims) & set(arena.parents()) or None, "their end")


@pytest.mark.parametrize("survivor", range(PARENTS))
def test_one_survivor_is_enough_to_replace_all_others(arena, survivor):
    with capture_logs() as logs, arena.nothing_left():
        parents = arena.parents()
        victims = parents[:survivor] + parents[survivor + 1 :]
        for victim in victims:
            kill(victim)
        wait_for_the_end_of(arena, victims)
        assert arena.run("mel") == honest("mel")
    assert told(logs).count(WARM) == PARENTS - 1
    assert COLD not in told(logs)


def test_when_none_survives_one_starts_cold_and_forks_the_others(arena):
    with capture_logs() as logs, arena.nothing_left():
        victims = arena.parents()
        for victim in victims:
            os.kill(victim, signal.SIGSTOP)  # none shall fork a successor before the last is dead
        for victim in victims:
            kill(victim)
        wait_for_the_end_of(arena, victims)
        assert arena.run("mel") == honest("mel")
    assert told(logs) == [COLD] + [WARM] * PARENTS


def test_replacements_that_are_killed_are_replaced(arena):
    with capture_logs() as logs, arena.nothing_left():
        survivor, *victims = arena.parents()
        known = set(processes()) - set(victims)
        killed, end = set(), time.monotonic() + 30
        while len(killed) < 30 and time.monotonic() < end:
            for pid in set(processes()) - known - killed:
                kill(pid)
                killed.add(pid)
        assert len(killed) >= 30
        assert survivor in arena.parents()
        wait_for(lambda: arena._is_whole() or None, "all parents")
        assert arena.run("mel") == honest("mel")
    assert COLD not in told(logs)


def test_one_that_starts_cold_is_alone_and_is_replaced_when_it_dies(arena):
    with capture_logs() as logs, arena.nothing_left():
        victims = arena.parents()
        for victim in victims:
            os.kill(victim, signal.SIGSTOP)
        for victim in victims:
            kill(victim)
        for count in (1, 2, 3):
            starting = wait_for(lambda c=count: cold(logs, c), "a cold start")
            kill(starting)
        assert arena.run("mel") == honest("mel")
    assert told(logs) == [COLD, FAILED] * 3 + [COLD] + [WARM] * PARENTS


def cold(logs, count):
    pids = [entry["pid"] for entry in logs if entry["event"] == COLD]
    return pids[-1] if len(pids) == count else None


@pytest.mark.parametrize("role", ["worker", "parent"])
def test_one_that_dies_while_it_should_fork_costs_no_child(arena, role):
    with capture_logs() as logs, arena.nothing_left():
        parents = arena.core.nursery.warm
        for parent in parents:
            os.kill(parent.pid, signal.SIGSTOP)
        kill(parents[0].pid if role == "parent" else arena.workers()[0])
        asked = wait_for(lambda: next((p for p in parents if p._forks), None), "a request to fork")
        kill(asked.pid)
        for parent in parents:
            with suppress(ProcessLookupError):
                os.kill(parent.pid, signal.SIGCONT)
        wait_for_the_end_of(arena, [asked.pid])
        assert arena.run("mel") == honest("mel")
    assert COLD not in told(logs)


def test_all_that_die_while_they_should_fork_are_replaced_by_one_cold_start(arena):
    with capture_logs() as logs, arena.nothing_left():
        victims = arena.core.nursery.warm
        for victim in victims:
            os.kill(victim.pid, signal.SIGSTOP)
        kill(victims[1].pid)
        wait_for(lambda: any(victim._forks for victim in victims) or None, "a request to fork")
        for victim in victims:
            kill(victim.pid)
        wait_for_the_end_of(arena, [victim.pid for victim in victims])
        assert arena.run("mel") == honest("mel")
    assert told(logs) == [COLD] + [WARM] * PARENTS


def test_no_parent_has_two_workers_when_there_are_enough(arena):
    with arena.nothing_left():
        victim = arena.workers()[0]
        kill(victim)
        wait_for(lambda: victim not in arena.workers() or None, "its end")
    owners = [processes()[pid][0] for pid in arena.workers()]
    assert len(set(owners)) == len(owners)
