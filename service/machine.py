"""What this process may use of the machine: processors and memory.

In a container the machine's own numbers mislead. Its control groups say what holds: ``cpu.max``
and ``memory.max``, or in version 1 ``cpu.cfs_quota_us`` and ``memory.limit_in_bytes``, of the group
that the process is in and of all above it, as far as they can be seen.
"""

import math
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path("/")
GROUPS = "sys/fs/cgroup"


def processors(root: Path = ROOT) -> int:
    """Number of processors that this process may keep busy, at least 1.

    Parameters
    ----------
    root : Path
        Where ``proc`` and ``sys`` are.

    Returns
    -------
    int
        Those it may run on, but no more than its groups' share of time, rounded up.
    """
    shares = [math.ceil(share) for group in _groups("cpu", root) for share in _share(group)]
    return max(1, min([len(os.sched_getaffinity(0)), *shares]))


def memory_bytes(root: Path = ROOT) -> int:
    """Memory that this process and all it starts may take together, bytes.

    Parameters
    ----------
    root : Path
        Where ``proc`` and ``sys`` are.

    Returns
    -------
    int
        The machine's, but no more than its groups'.
    """
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min([machine, *(most for group in _groups("memory", root) for most in _most(group))])


def _groups(controller: str, root: Path) -> Iterator[Path]:
    """Folders of the groups that this process is in; a container may see the uppermost alone."""
    for line in _read(root / "proc/self/cgroup").splitlines():
        _, controllers, path = line.split(":", 2)
        if controllers and controller not in controllers.split(","):
            continue
        top = root / GROUPS / (controller if controllers else "")
        inside = top.joinpath(*Path(path).parts[1:])
        yield from (folder for folder in (inside, *inside.parents) if folder.is_relative_to(top))


def _share(group: Path) -> Iterator[float]:
    """Processors that a group's quota of time comes to."""
    version_1 = _read(group / "cpu.cfs_quota_us") + _read(group / "cpu.cfs_period_us")
    for found in (_read(group / "cpu.max"), version_1):
        match found.split():
            case ["max" | "-1", *_]:
                pass
            case [time, period]:
                yield int(time) / int(period)


def _most(group: Path) -> Iterator[int]:
    for name in ("memory.max", "memory.limit_in_bytes"):
        yield from (int(word) for word in _read(group / name).split() if word != "max")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return ""
