"""What a container leaves of the machine: its control groups' files, in both versions."""

import os

import pytest

from service import machine
from service.settings import Settings

MIB = 1 << 20
HERE = len(os.sched_getaffinity(0))
ALL = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture
def root(tmp_path):
    """Write files below a root of their own, as the kernel shows them."""

    def write(groups, **files):
        for path, text in {"proc/self/cgroup": groups, **files}.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return tmp_path

    return write


@pytest.fixture
def eight(monkeypatch):
    """Pretend nothing but what the kernel allows: eight processors."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))


V2 = "0::/\n"
V1 = "4:memory:/docker/abc\n2:cpuacct,cpu:/docker/abc\n0::/\n"


def test_without_control_groups_the_machine_is_all_there_is(tmp_path):
    assert (machine.processors(tmp_path), machine.memory_bytes(tmp_path)) == (HERE, ALL)


@pytest.mark.parametrize(
    ("quota", "processors"),
    [
        ("max 100000\n", 8),
        ("50000 100000\n", 1),
        ("100000 100000\n", 1),
        ("150000 100000\n", 2),
        ("20000 10000\n", 2),
        ("6400000 100000\n", 8),
    ],
)
@pytest.mark.usefixtures("eight")
def test_a_quota_of_time_counts_as_processors_rounded_up(root, quota, processors):
    assert machine.processors(root(V2, **{"sys/fs/cgroup/cpu.max": quota})) == processors


@pytest.mark.parametrize(("quota", "processors"), [("-1\n", 8), ("250000\n", 3)])
@pytest.mark.usefixtures("eight")
def test_version_1_has_quota_and_period_apart(root, quota, processors):
    found = {
        "sys/fs/cgroup/cpu/cpu.cfs_quota_us": quota,
        "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
    }
    assert machine.processors(root(V1, **found)) == processors


@pytest.mark.parametrize(("limit", "most"), [("max\n", ALL), (f"{768 * MIB}\n", 768 * MIB)])
def test_memory_is_the_groups_or_the_machines(root, limit, most):
    assert machine.memory_bytes(root(V2, **{"sys/fs/cgroup/memory.max": limit})) == most


@pytest.mark.parametrize(
    ("limit", "most"), [("9223372036854771712\n", ALL), (f"{768 * MIB}\n", 768 * MIB)]
)
def test_version_1_writes_no_limit_as_a_huge_one(root, limit, most):
    found = {"sys/fs/cgroup/memory/memory.limit_in_bytes": limit}
    assert machine.memory_bytes(root(V1, **found)) == most


@pytest.mark.usefixtures("eight")
def test_the_tightest_of_a_group_and_those_above_it_holds(root):
    pod = "sys/fs/cgroup/kubepods/pod1"
    found = root(
        "0::/kubepods/pod1/main\n",
        **{
            f"{pod}/main/cpu.max": "400000 100000\n",
            f"{pod}/cpu.max": "300000 100000\n",
            f"{pod}/main/memory.max": "max\n",
            f"{pod}/memory.max": f"{640 * MIB}\n",
            "sys/fs/cgroup/kubepods/memory.max": f"{1 << 40}\n",
            "sys/fs/cgroup/kubepods/pod2/memory.max": f"{MIB}\n",
        },
    )
    assert (machine.processors(found), machine.memory_bytes(found)) == (3, 640 * MIB)


@pytest.mark.parametrize(
    ("memory", "processors", "workers", "long_tail", "each"),
    [
        (256 * MIB, 4, 1, 1, 256 * MIB),
        (512 * MIB, 4, 1, 1, 256 * MIB),
        (1024 * MIB, 4, 2, 1, 512 * MIB),
        (2048 * MIB, 4, 4, 2, 1536 * MIB),
        (2048 * MIB, 16, 6, 3, 1536 * MIB),
        (64 << 30, 16, 16, 8, 2048 * MIB),
    ],
)
def test_workers_fit_the_processors_and_the_memory(
    monkeypatch, memory, processors, workers, long_tail, each
):
    monkeypatch.setattr(machine, "memory_bytes", lambda: memory)
    monkeypatch.setattr(machine, "processors", lambda: processors)
    found = Settings()
    assert (found.workers, found.long_tail_workers) == (workers, long_tail)
    assert found.worker_memory_bytes == each
