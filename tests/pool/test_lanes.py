"""Two kinds of workers: the core without librosa decides about readiness, the long tail follows."""

import os
import subprocess
import sys
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from service.features import FEATURES
from service.pool import kernels
from service.pool.pool import kinds
from tests.conftest import (
    ROOT,
    Service,
    client,
    kernels_are_built,
    refused,
    serving,
    wait_until_ready,
    wait_until_warm,
)
from tests.pool.conftest import arena_of, honest
from tests.pool.test_deaths import kill

LONG_TAIL = [name for name, feature in FEATURES.items() if feature.lane == "long_tail"]


@pytest.fixture(scope="module")
def both():
    kernels_are_built()
    with arena_of(lanes=kinds) as arena:
        yield arena


def test_a_core_worker_has_neither_librosa_nor_its_compiler(arena):
    names = "numpy librosa numba llvmlite sklearn joblib fastapi uvicorn"
    found = arena.values("imported", text=names)
    assert list(found[: len(names.split())]) == [1] + 7 * [0]


def test_each_lane_computes_what_the_pipeline_does(both):
    assert LONG_TAIL
    for feature in ("mel", *LONG_TAIL):
        assert both.run(feature) == honest(feature)


def test_the_long_tail_that_is_killed_is_replaced_and_disturbs_nobody(both):
    core = both.parents() + both.workers()
    lane = both.pool.lanes["long_tail"]
    for count in (1, lane.kind.parents):
        with both.nothing_left():
            for victim in [parent.pid for parent in lane.nursery.warm[:count]]:
                kill(victim)
            assert both.run("mel") == honest("mel")
            assert both.run("cqt") == honest("cqt")
            assert both.parents() + both.workers() == core


def test_both_lanes_have_the_same_sandbox(both):
    assert both.pool.lanes["long_tail"].sandbox == both.pool.sandbox


def test_a_pool_is_ready_before_its_long_tail_which_answers_503_until_it_is_warm(tmp_path):
    with serving(workers=1, spool_dir=tmp_path) as (process, url, log), client(url) as asking:
        service = Service(url, process, asking, None, Path(log))
        wait_until_ready(asking)
        answer = service.tone("cqt.npy")
        problem = refused(answer, 503, "warming", "compute cqt", "warming up; try again")
        assert answer.headers["retry-after"] == "5"
        assert problem["title"] == "The feature is warming up"
        assert asking.get("/readyz").json()["long_tail_workers"] == 0
        assert service.tone("mel.npy").status_code == 200
        wait_until_warm(asking)
        assert service.tone("cqt.npy").status_code == 200


KERNEL = """
import numba

@numba.njit("int64(int64)", cache=True)
def successor(number):
    return number + 1
"""
LOADING = """
import os, sys
from pathlib import Path
from service.pool import kernels

def load():
    print("builds", "numba" in sys.modules, flush=True)
    import kernel

with kernels.built(Path(sys.argv[1]), load):
    print("in", os.environ["NUMBA_CACHE_DIR"], "numba" in sys.modules, flush=True)
"""


def build(folder, tmp_path, program=LOADING, **environment):
    """Have a process load a kernel from a directory as a warm parent does; give what it says."""
    (tmp_path / "kernel.py").write_text(KERNEL)
    os.utime(tmp_path / "kernel.py", (1, 1))
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": f"{ROOT}:{tmp_path}"}
        | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.splitlines()


def compiled(folder):
    """Give the files of all builds that are kept, with their times."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.nb?")}


def test_kernels_are_built_once_in_a_process_of_their_own(tmp_path):
    folder = tmp_path / "made" / "for it"
    assert build(folder, tmp_path)[0] == "builds False"
    (complete,) = folder.iterdir()
    kept = compiled(folder)
    assert kept
    assert build(folder, tmp_path) == [f"in {complete} False"]
    assert compiled(folder) == kept


def test_kernels_of_another_processor_are_built_anew_and_apart(tmp_path):
    build(tmp_path / "kept", tmp_path, NUMBA_CPU_NAME="x86-64")
    ours = compiled(tmp_path / "kept")
    assert build(tmp_path / "kept", tmp_path)[0] == "builds False"
    both = compiled(tmp_path / "kept")
    assert len(both) == 2 * len(ours)
    assert both.items() > ours.items()


def test_kernels_are_built_for_the_very_files_of_librosa(tmp_path, monkeypatch):
    """numba compiles what is older than its source anew, whatever the version."""
    record = tmp_path / "librosa-1.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("beat.py,,\n")
    source = tmp_path / "beat.py"
    source.touch()
    monkeypatch.setattr(kernels, "distribution", lambda _name: Distribution.at(record.parent))
    before = kernels._purpose()
    assert kernels._purpose() == before
    os.utime(source, ns=(0, 1))
    assert kernels._purpose() != before


@pytest.mark.parametrize("end", ["os._exit(7)", "os.kill(os.getpid(), 9)", "raise ValueError"])
def test_of_a_build_that_fails_nothing_is_kept(end, tmp_path):
    """Kernels of half a build and of another must not meet."""
    kept = tmp_path / "kept"
    failing = LOADING.replace("    import kernel\n", f"    import kernel\n    {end}\n")
    assert failing != LOADING
    told = build(kept, tmp_path, failing)
    assert told[0] == "builds False"
    assert len(told) == 2
    assert list(kept.iterdir()) == []
    assert build(kept, tmp_path)[0] == "builds False"


def test_a_build_that_another_process_has_finished_first_is_used(tmp_path):
    kept = tmp_path / "kept"

    def other():
        (kept / kernels._purpose()).mkdir()
        (kept / kernels._purpose() / "first").touch()

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUMBA_CACHE_DIR", "restored afterwards")
        with kernels.built(kept, other):
            folder = Path(os.environ["NUMBA_CACHE_DIR"])
            assert (folder / "first").exists()
    assert [path.name for path in kept.iterdir()] == [folder.name]


def test_where_nothing_can_be_kept_there_is_a_copy_until_all_is_loaded(tmp_path):
    """A file in the place of a directory cannot be written to, by root neither."""
    obstacle = tmp_path / "obstacle"
    obstacle.touch()
    spool = tmp_path / "spool"
    spool.mkdir()
    built, told = build(obstacle / "kernels", spool)
    assert built == "builds False"
    assert told.startswith(f"in {spool}/sonograph-")
    assert not list(spool.glob("sonograph-*"))


def test_a_copy_has_the_kernels_that_are_kept(tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    complete = kept / kernels._purpose()
    complete.mkdir(parents=True)
    (complete / "kernel").write_text("compiled")

    def refuse(**_):
        raise PermissionError

    monkeypatch.setattr(kernels, "TemporaryFile", refuse)
    monkeypatch.setenv("NUMBA_CACHE_DIR", "restored afterwards")
    with kernels.built(kept, pytest.fail):
        copy = Path(os.environ["NUMBA_CACHE_DIR"])
        assert kept not in copy.parents
        assert (copy / "kernel").read_text() == "compiled"
    assert not copy.exists()
