"""What a worker may no longer do once it reads a caller's bytes.

Resource limits hold everywhere. No new privileges, Landlock (no file may be opened, no address
bound, no process outside signalled) and seccomp (a short list of system calls) hold where the
kernel has them; what holds is reported. Nothing here needs privileges or another library.
"""

import ctypes
import os
import resource
import signal
import struct
from contextlib import suppress
from dataclasses import dataclass

from service.pool.syscalls import filter_calls

_LIBC = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

CAPABILITY_VERSION = 0x20080522

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
KEPT_BYTES = 64 << 20

FIRST_TO_DIE = "1000"

LANDLOCK_CREATE_RULESET = 444
LANDLOCK_RESTRICT_SELF = 446
LANDLOCK_CREATE_RULESET_VERSION = 1
LANDLOCK_FS_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
LANDLOCK_FS_RIGHTS_NOW = 16
LANDLOCK_NET_SINCE, LANDLOCK_NET = 4, 0b11
LANDLOCK_SCOPE_SINCE, LANDLOCK_SCOPE = 6, 0b11


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the kernel enforces on a worker.

    Attributes
    ----------
    memory_bytes : int
        Address space beyond what the warm parent has already mapped.
    file_bytes : int
        Size of any file it writes.
    """

    memory_bytes: int
    file_bytes: int


def keep_freed_memory() -> None:
    """Have the C library keep memory that is freed, for the next job.

    Otherwise arrays of some hundred kilobytes go back to the kernel after each job, and are zeroed
    and mapped page by page in the next: up to a third of a short one's time. Where the C library
    has no such switch nothing changes.
    """
    for option, size in ((M_MMAP_THRESHOLD, KEPT_BYTES // 2), (M_TRIM_THRESHOLD, KEPT_BYTES)):
        getattr(_LIBC, "mallopt", lambda *_: 0)(option, size)


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when the parent dies, or end now if it has already."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Make this process the one that inherits, and so can reap, its descendants' orphans."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def enter(bounds: Bounds) -> dict[str, bool | int]:
    """Give up all that a worker does not need, for good.

    Parameters
    ----------
    bounds : Bounds
        Limits of resources.

    Returns
    -------
    dict
        What the kernel granted: ``no_new_privs``, ``landlock`` (its ABI, 0 for none), ``seccomp``.
    """
    _die_first()
    _limit_resources(bounds)
    _drop_capabilities()
    no_new_privs = _prctl(PR_SET_NO_NEW_PRIVS, 1)
    return {
        "no_new_privs": no_new_privs,
        "landlock": _restrict_files() if no_new_privs else 0,
        "seccomp": no_new_privs and filter_calls(),
    }


def limit_cpu(seconds: float) -> None:
    """Have the kernel end this process after so much more processor time, s."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def resident_bytes() -> int:
    """Memory that this process has had at its peak, bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _die_first() -> None:
    """Have the kernel end this process before any other when memory runs out."""
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123  # as above
        file.write(FIRST_TO_DIE)


def _limit_resources(bounds: Bounds) -> None:
    with open("/proc/self/statm") as file:  # noqa: PTH123  # needs no more than this
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    for what, most in (
        (resource.RLIMIT_AS, mapped + bounds.memory_bytes),
        (resource.RLIMIT_FSIZE, bounds.file_bytes),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def _drop_capabilities() -> None:
    """Make root as weak as anybody: limits stay as they are, other processes out of reach."""
    header = struct.pack("Ii", CAPABILITY_VERSION, 0)
    _LIBC.capset(header, bytes(24))


def _prctl(option: int, value: int) -> bool:
    return bool(_LIBC.prctl(option, ctypes.c_ulong(value), 0, 0, 0) == 0)


def _restrict_files() -> int:
    """Apply an empty Landlock rule set; give its ABI, or 0."""
    version: int = _LIBC.syscall(
        LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), LANDLOCK_CREATE_RULESET_VERSION
    )
    if version < 1:
        return 0
    rights = [(1 << LANDLOCK_FS_RIGHTS.get(version, LANDLOCK_FS_RIGHTS_NOW)) - 1]
    if version >= LANDLOCK_NET_SINCE:
        rights.append(LANDLOCK_NET)
    if version >= LANDLOCK_SCOPE_SINCE:
        rights.append(LANDLOCK_SCOPE)
    attributes = struct.pack(f"{len(rights)}Q", *rights)
    rules = _LIBC.syscall(LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if rules < 0:
        return 0
    refused = _LIBC.syscall(LANDLOCK_RESTRICT_SELF, rules, 0)
    os.close(rules)
    return 0 if refused else version
