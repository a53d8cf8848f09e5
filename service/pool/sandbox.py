"""What a worker may no longer do once it reads a caller's bytes.

Resource limits hold everywhere. No new privileges, Landlock (no file may be opened, no address
bound, no process outside signalled) and seccomp (a short list of system calls) hold where the
kernel has them; what holds is reported. Nothing here needs privileges or another library.
"""

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_LIBC = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2

LANDLOCK_CREATE_RULESET = 444
LANDLOCK_RESTRICT_SELF = 446
LANDLOCK_CREATE_RULESET_VERSION = 1
LANDLOCK_FS_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
LANDLOCK_FS_RIGHTS_NOW = 16
LANDLOCK_NET_SINCE, LANDLOCK_NET = 4, 0b11
LANDLOCK_SCOPE_SINCE, LANDLOCK_SCOPE = 6, 0b11

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# Name: number on x86_64, number on aarch64.
ALLOWED = {
    "brk": (12, 214),
    "clock_getres": (229, 114),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
    "close": (3, 57),
    "dup": (32, 23),
    "exit": (60, 93),
    "exit_group": (231, 94),
    "fallocate": (285, 47),
    "fstat": (5, 80),
    "ftruncate": (77, 46),
    "futex": (202, 98),
    "getpid": (39, 172),
    "getrandom": (318, 278),
    "getrusage": (98, 165),
    "gettid": (186, 178),
    "gettimeofday": (96, 169),
    "lseek": (8, 62),
    "madvise": (28, 233),
    "memfd_create": (319, 279),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "mremap": (25, 216),
    "munmap": (11, 215),
    "newfstatat": (262, 79),
    "pread64": (17, 67),
    "pwrite64": (18, 68),
    "read": (0, 63),
    "recvmsg": (47, 212),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sched_getaffinity": (204, 123),
    "sched_yield": (24, 124),
    "sendmsg": (46, 211),
    "sigaltstack": (131, 132),
    "write": (1, 64),
    "writev": (20, 66),
}
RESTRICTED = {
    "prlimit64": ((302, 261), 0, (0,)),
    "fcntl": ((72, 25), 1, (0, 1, 2, 3, 1030, 1033, 1034)),
}
"""Calls with the only values of one argument, by its place: limits are the worker's own, and
descriptors may be duplicated, asked about and sealed, but nobody signalled through them."""

CLONE3 = 435
"""Refused as unknown rather than forbidden: libraries then fall back instead of failing."""

BPF_LOAD, BPF_EQUAL, BPF_RETURN = 0x20, 0x15, 0x06
OFFSET_NUMBER, OFFSET_ARCH, OFFSET_ARGUMENTS = 0, 4, 16
RET_KILL, RET_ERRNO, RET_ALLOW = 0x80000000, 0x00050000, 0x7FFF0000


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
    _limit_resources(bounds)
    no_new_privs = _prctl(PR_SET_NO_NEW_PRIVS, 1)
    return {
        "no_new_privs": no_new_privs,
        "landlock": _restrict_files() if no_new_privs else 0,
        "seccomp": no_new_privs and _filter_calls(),
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


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _filter_calls() -> bool:
    """Load the seccomp filter; give whether it holds."""
    machine = platform.machine()
    if machine not in AUDIT_ARCH:
        return False
    column = list(AUDIT_ARCH).index(machine)
    restricted = [
        (numbers[column], place, values) for numbers, place, values in RESTRICTED.values()
    ]
    code = _filter(
        AUDIT_ARCH[machine], [numbers[column] for numbers in ALLOWED.values()], restricted
    )
    buffer = ctypes.create_string_buffer(code)
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    address = ctypes.c_ulong(ctypes.addressof(program))
    return bool(_LIBC.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, address, 0, 0) == 0)


Restricted = tuple[int, int, tuple[int, ...]]
Line = tuple[int, int, int, int]


def _filter(arch: int, allowed: list[int], restricted: list[Restricted]) -> bytes:
    """Write the filter in the kernel's classic BPF: (code, jump if true, jump if false, value)."""
    program = [
        (BPF_LOAD, 0, 0, OFFSET_ARCH),
        (BPF_EQUAL, 1, 0, arch),
        (BPF_RETURN, 0, 0, RET_KILL),
        (BPF_LOAD, 0, 0, OFFSET_NUMBER),
        (BPF_EQUAL, 0, 1, CLONE3),
        (BPF_RETURN, 0, 0, RET_ERRNO | errno.ENOSYS),
        *(line for one in restricted for line in _restriction(*one)),
        *((BPF_EQUAL, len(allowed) - at, 0, number) for at, number in enumerate(allowed)),
        (BPF_RETURN, 0, 0, RET_ERRNO | errno.EPERM),
        (BPF_RETURN, 0, 0, RET_ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *line) for line in program)


def _restriction(number: int, place: int, values: tuple[int, ...]) -> Iterator[Line]:
    """Write the part of the filter that allows a call with some values of an argument only."""
    count = len(values)
    yield (BPF_EQUAL, 0, count + 3, number)
    yield (BPF_LOAD, 0, 0, OFFSET_ARGUMENTS + 8 * place)
    yield from ((BPF_EQUAL, count - at, 0, value) for at, value in enumerate(values))
    yield (BPF_RETURN, 0, 0, RET_ERRNO | errno.EPERM)
    yield (BPF_RETURN, 0, 0, RET_ALLOW)
