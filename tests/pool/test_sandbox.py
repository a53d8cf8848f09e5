"""What a worker can no longer do, as which user and on which kernel it may."""

import errno
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np

from tests.conftest import ROOT, samples, sound
from tests.pool.conftest import LONG
from tests.pool.hostile import COUNT, attempts

LARGE = sound(samples(30, 48_000), 48_000, codec="FLOAT")


def attempted(arena):
    with subprocess.Popen(["sleep", "60"]) as victim:
        limits = Path(f"/proc/{victim.pid}/limits").read_text()
        try:
            numbers = arena.values("escape", number=victim.pid)
            assert Path(f"/proc/{victim.pid}/limits").read_text() == limits
            assert victim.poll() is None
        finally:
            victim.kill()
    return dict(zip(attempts(0), map(int, numbers), strict=False))


def test_every_way_out_is_shut(arena):
    assert len(attempts(0)) <= COUNT
    refused = {errno.EPERM, errno.EACCES, errno.EBADF}
    assert {name: n for name, n in attempted(arena).items() if n not in refused} == {}
    assert not Path("/tmp/sonograph-was-here").exists()


def test_a_worker_has_its_own_descriptors_only(arena):
    first = arena.values("descriptors")
    # standard streams, channel, spool, scratch, body, and the answer in the making
    assert np.count_nonzero(first >= 0) == 8


def test_the_kernel_knows(arena):
    for worker in arena.workers():
        status = dict(
            line.split(":\t", 1) for line in Path(f"/proc/{worker}/status").read_text().splitlines()
        )
        assert {int(status[f"Cap{kind}"], 16) for kind in ("Inh", "Prm", "Eff")} == {0}
        assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")


def test_when_memory_runs_out_workers_die_before_what_keeps_them(arena):
    def score(pid):
        return int(Path(f"/proc/{pid}/oom_score_adj").read_text())

    assert {score(worker) for worker in arena.workers()} == {1000}
    assert max(map(score, [os.getpid(), *arena.parents()])) < 1000


def test_what_is_held_is_reported(arena):
    assert arena.pool.sandbox == {
        "no_new_privs": True,
        "landlock": arena.pool.sandbox["landlock"],
        "seccomp": True,
    }


PROGRAM = """
import json, os, sys
from tests.pool.conftest import Arena, honest
from tests.pool.lacking import lack
from tests.pool.test_sandbox import LARGE
from structlog.testing import capture_logs

options = json.loads(sys.argv[1])
lack(options["lack"])
with capture_logs() as logs:
    arena = Arena(workers=1, spool_dir=options["spool"])
    arena.wait_until_whole()
    same = arena.run("mel") == honest("mel")
    spooled = arena.run("mel", body=LARGE, kind="file") == honest("mel", body=LARGE, kind="file")
    opened = int(arena.values("open_file")[0])
    count = int((arena.values("descriptors") >= 0).sum())
arena.close()
print(json.dumps({"user": os.getuid(), "sandbox": arena.pool.sandbox, "same": same and spooled,
    "opened": opened, "count": count, "logged": [e for e in logs if e["event"] == "sandbox"]}))
"""


def becoming(user):
    """Become somebody without privileges, who may still read an interpreter below /root."""
    if not user or os.getuid():  # who is not root stays who it is
        return []
    who = (f"--reuid={user}", f"--regid={user}", "--clear-groups")
    reads = "-all,+dac_read_search"
    return ["setpriv", *who, f"--inh-caps={reads}", f"--ambient-caps={reads}"]


SETTINGS = [
    (10001, ["landlock"], {"landlock": 0}),
    (10001, ["seccomp"], {"seccomp": False}),
    (10001, ["landlock", "seccomp"], {"landlock": 0, "seccomp": False}),
    (10001, [], {}),
    (0, ["landlock"], {"landlock": 0}),
    (0, ["seccomp"], {"seccomp": False}),
]


def test_it_works_as_any_user_with_whatever_the_kernel_has(arena, tmp_path):
    tmp_path.chmod(0o777)
    with ThreadPoolExecutor(2) as threads:
        all_told = threads.map(partial(told_by, tmp_path), SETTINGS if LONG else SETTINGS[:2])
    for told, (user, lacking, held) in zip(all_told, SETTINGS, strict=False):
        sandbox = arena.pool.sandbox | held
        (logged,) = told["logged"]
        assert told["sandbox"] == sandbox
        assert told["user"] == (os.getuid() or user)
        assert told["same"]
        assert {name: logged[name] for name in sandbox} == sandbox
        assert told["opened"] == (len(lacking) == 2)
        assert told["count"] == 8  # the open file that was handed to the process is not among them
    assert list(tmp_path.iterdir()) == []


def told_by(spool, setting):
    """Run a pool in a process of another kind, and hear what it tells."""
    user, lacking, _ = setting
    options = json.dumps({"lack": lacking, "spool": str(spool)})
    with TemporaryFile() as secret:
        done = subprocess.run(
            [*becoming(user), sys.executable, "-c", PROGRAM, options],
            cwd=ROOT,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(spool)},
            capture_output=True,
            text=True,
            timeout=120,
            pass_fds=[secret.fileno()],
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
