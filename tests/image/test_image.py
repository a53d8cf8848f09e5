"""The image, as little as it may do: what holds, and what attacks make of it."""

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import SPEECH, loaded, refused, samples, tone, wait_for, wav
from tests.http.test_load import heavy
from tests.image.conftest import HARDENED, IMAGE, contained, inspected, podman

MIB = 1 << 20
LARGEST_IMAGE = 750_000_000
LOAD_KERNELS = "import service.pool.long_tail as it; it.warm_up()"


def long(duration):
    """Describe a sound that is synthesised whole."""
    return tone(1000, duration) | {"sample_rate": 48_000}


def test_it_is_not_too_large():
    size = inspected(IMAGE)["Size"]
    print(round(size / 1e6), "MB")
    assert size <= LARGEST_IMAGE


def test_it_says_who_runs_it_and_how_to_ask_after_it():
    config = inspected(IMAGE)["Config"]
    assert config["User"] == "10001:10001"
    assert config["StopSignal"] == "SIGTERM"
    assert config["Volumes"] == {"/spool": {}}
    assert config["Labels"]["org.opencontainers.image.licenses"] == "Apache-2.0"


def test_the_service_can_do_next_to_nothing(container):
    status = container.status()
    assert status["Uid"].split() == ["10001"] * 4
    assert status["Gid"].split() == ["10001"] * 4
    sets = [int(status[f"Cap{kind}"], 16) for kind in ("Inh", "Prm", "Eff", "Bnd", "Amb")]
    assert sets == [0] * 5
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")


def test_workers_have_their_sandbox_in_it(container):
    sandbox = container.ready()["sandbox"]
    assert sandbox["no_new_privs"] is True
    assert sandbox["seccomp"] is True
    assert sandbox["landlock"] > 0


@pytest.mark.parametrize("folder", ["/", "/tmp", "/opt/sonograph", "/home", "/var/tmp", "/run"])
def test_nothing_but_the_spool_can_be_written(container, folder):
    with pytest.raises(subprocess.CalledProcessError):
        container.run("touch", f"{folder}/here")
    container.run("sh", "-c", "touch /spool/here && rm /spool/here")


def test_it_computes_what_the_library_does(container):
    expected = loaded(container.post("mel.npy", content=SPEECH.read_bytes()))
    assert expected.shape[0] == 128
    assert np.all(expected >= 0)
    answer = container.post("mel.json", content=SPEECH.read_bytes()).json()
    assert np.array_equal(np.array(answer["values"], np.float32), expected)


def test_large_bodies_and_answers_go_through_the_spool_and_leave_nothing(container):
    body = wav(samples(200))
    assert len(body) > 4 * MIB
    answer = container.post("stft.npy", content=body)
    assert loaded(answer).nbytes > 8 * MIB
    wait_for(lambda: container.run("ls", "/spool") == "" or None, "an empty spool")


def test_librosas_kernels_come_from_the_image_though_nothing_can_be_written():
    words = ("run", "--rm", "--network", "none", *HARDENED, "--env", "NUMBA_DEBUG_CACHE=1")
    said = podman(*words, "--entrypoint", "python", IMAGE, "-c", LOAD_KERNELS).stdout
    assert "data loaded from" in said
    assert "data saved to" not in said


def test_the_long_tail_answers(container):
    began = time.monotonic()
    first = container.post("cqt.npy", content=SPEECH.read_bytes())
    print(f"first cqt {time.monotonic() - began:.2f} s")
    assert loaded(first).shape[0] == 84


@pytest.mark.parametrize(
    ("memory", "cpus", "workers"), [("1g", 1, 1), ("1g", 1.5, 2), ("640m", 2, 1)]
)
def test_workers_are_as_many_as_the_limits_allow(memory, cpus, workers):
    with contained(memory=memory, cpus=cpus) as found:
        assert found.ready()["workers"] == min(workers, len(os.sched_getaffinity(0)))


def test_a_job_that_is_too_large_for_the_container_is_refused():
    with contained(memory="768m") as found:
        found.warm()
        refused(found.post("mel.npy", json=long(900)), 413, "too-large", "more memory than")
        assert found.post("mel.npy", json=tone()).status_code == 200


def test_the_service_outlives_the_memory_limit():
    with contained(memory="640m", worker_memory_bytes=4 << 30, max_waiting=8) as found:
        found.warm()
        before = found.state
        with ThreadPoolExecutor(4) as threads:
            spoilers = [threads.submit(found.post, "mel.npy", json=long(900)) for _ in range(4)]
            others = [found.client.get("/livez").status_code for _ in range(50)]
        statuses = {spoiler.result().status_code for spoiler in spoilers}
        print("jobs beyond the limit:", statuses)
        assert statuses <= {413, 503}
        assert others == [200] * 50
        assert found.post("mel.npy", json=tone()).status_code == 200
        after = found.state
        assert (after["Running"], after["Pid"]) == (True, before["Pid"])
        assert "a worker died" in podman("logs", found.id).stdout


def test_what_is_in_work_is_finished_when_it_is_stopped():
    with contained(max_waiting=0) as found, ThreadPoolExecutor() as threads:
        found.ready()
        spec = heavy()
        spec["sound"]["of"] = spec["sound"]["of"][:40]
        answers = [threads.submit(found.post, "mel.npy", json=spec) for _ in range(2)]
        # Not by asking for more: who asks too early takes a worker from the two.
        busy = 'sonograph_workers_busy{lane="core"} 2'
        wait_for(lambda: busy in found.client.get("/metrics").text or None, "both at work")
        began = time.monotonic()
        podman("stop", "--time", "60", found.id)
        print(f"stopped after {time.monotonic() - began:.1f} s")
        assert [answer.result().status_code for answer in answers] == [200, 200]
        assert found.state["ExitCode"] == 0


def test_its_health_check_fails_until_it_is_ready_without_any_network():
    name = podman("run", "--detach", "--network", "none", *HARDENED, IMAGE).stdout.strip()
    try:

        def healthy():
            return podman("healthcheck", "run", name, check=False).returncode

        assert healthy() == 1
        wait_for(lambda: healthy() == 0 or None, "health")
    finally:
        podman("rm", "--force", "--volumes", "--time", "0", name)


def test_it_is_ready_soon_and_takes_little_when_idle():
    with contained() as found:
        found.ready()
        print(f"ready after {time.monotonic() - found.began:.1f} s")
        found.warm()
        print(f"long tail after {time.monotonic() - found.began:.1f} s")
        print(f"idle {idle_bytes(found) / MIB:.0f} MiB")
        assert idle_bytes(found) < 512 * MIB


def idle_bytes(container):
    """Memory of the container's group, as the kernel counts it, but for files that it may drop.

    Whoever reads a file first is charged for it: the image's own, some 300 MiB, after a cold start.
    """
    groups = Path(f"/proc/{container.state['Pid']}/cgroup").read_text().splitlines()
    paths = {line.split(":")[1]: line.split(":")[2] for line in groups}
    if "memory" in paths:
        group = Path(f"/sys/fs/cgroup/memory{paths['memory']}")
        usage, prefix = "memory.usage_in_bytes", "total_"
    else:
        group = Path(f"/sys/fs/cgroup{paths['']}")
        usage, prefix = "memory.current", ""
    counted = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
    files = sum(int(counted[f"{prefix}{kind}_file"]) for kind in ("active", "inactive"))
    return int((group / usage).read_text()) - files
