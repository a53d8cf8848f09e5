"""The system calls that a worker may make, as a seccomp filter."""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator

_LIBC = ctypes.CDLL(None, use_errno=True)

PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2

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
    "preadv2": (327, 286),
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


Restricted = tuple[int, int, tuple[int, ...]]
Line = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def filter_calls() -> bool:
    """Allow this process a short list of system calls for good; give whether the kernel does."""
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
