"""What /proc tells of a process and of all that it has started."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MB = 1e6
TICKS = os.sysconf("SC_CLK_TCK")
GONE = (FileNotFoundError, ProcessLookupError)


def tree(root: int, without: str | None = None) -> Iterator[int]:
    """Ids of a process and of its descendants, but for those whose command has a word."""
    with suppress(*GONE):
        if without and without in Path(f"/proc/{root}/cmdline").read_text(encoding="utf-8"):
            return
    yield root
    with suppress(*GONE):
        for thread in Path(f"/proc/{root}/task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from tree(int(child), without)


def cpu_s(root: int) -> dict[int, float]:
    """Processor time by process, s; that of children that have ended counts to who reaped them."""
    found = {}
    for pid in tree(root):
        with suppress(*GONE):
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
            found[pid] = sum(map(int, fields.split()[11:15])) / TICKS
    return found


def peak_mb(pid: int) -> float:
    """Largest resident set that a process has had, MB: VmHWM."""
    return _field(Path(f"/proc/{pid}/status"), "VmHWM")


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory of a process and its descendants at one moment, MB.

    A page that several of them map counts once. `shared` is memory files: those that are mapped,
    or all that are open, mapped or not, whichever is more. Files on disk count as far as they are
    mapped; the rest of the page cache does not, since the kernel takes it back.
    """

    own: float
    mapped: float
    shared: float

    @property
    def total(self) -> float:
        return self.own + self.mapped + self.shared

    def __str__(self) -> str:
        return f"own {self.own:.0f}, mapped files {self.mapped:.0f}, memory files {self.shared:.0f}"


def memory(root: int, without: str | None = None) -> Memory:
    sums, files = [0.0, 0.0, 0.0], {}
    on_tmpfs = _tmpfs()
    for pid in tree(root, without):
        with suppress(*GONE):
            rollup = Path(f"/proc/{pid}/smaps_rollup")
            kinds = [_field(rollup, f"Pss_{kind}") for kind in ("Anon", "File", "Shmem")]
            sums = [total + kind for total, kind in zip(sums, kinds, strict=True)]
            files.update(_memory_files(pid, on_tmpfs))
    return Memory(sums[0], sums[1], max(sums[2], sum(files.values())))


def _memory_files(pid: int, on_tmpfs: set[int]) -> Iterator[tuple[tuple[int, int], float]]:
    """Identity and size in memory, MB, of the memory files that a process has open."""
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(*GONE):
            found = link.stat()
            in_memory = found.st_dev in on_tmpfs or str(link.readlink()).startswith("/memfd:")
            if stat.S_ISREG(found.st_mode) and in_memory:
                yield (found.st_dev, found.st_ino), 512 * found.st_blocks / MB


def _tmpfs() -> set[int]:
    """Devices whose files are memory."""
    mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    found = re.findall(r"^\d+ \d+ (\d+):(\d+) .* - tmpfs ", mounts, re.MULTILINE)
    return {os.makedev(int(major), int(minor)) for major, minor in found}


def _field(file: Path, name: str) -> float:
    """One field of a file that counts in KiB, MB; 0 for a process that has just ended."""
    found = re.search(rf"^{name}:\s+(\d+) kB", file.read_text(encoding="utf-8"), re.MULTILINE)
    return int(found[1]) * 1024 / MB if found else 0.0
