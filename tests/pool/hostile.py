"""A warm parent whose workers can also be asked for every bad turn that a decoder may take.

Run as the pool runs `service.pool.parent`; see `hostile` in conftest.py.
"""

import ctypes
import errno
import fcntl
import os
import resource
import signal
import socket
import stat
import sys
import time
from functools import cache
from types import MappingProxyType

import numpy as np

from service import pipeline
from service.domain import Axis, Steps
from service.features import FEATURES, Feature, Plan
from service.parameters import Parameters
from service.pool import answerfile, parent, wire

LIBC = ctypes.CDLL(None, use_errno=True)
PTRACE_ATTACH = 16
F_SETOWN, F_SETSIG = 8, 10
BAD_TURNS = {}
COUNT = 64
"""Values that a bad turn gives, if it comes to that; -1 stands for no more."""


class HostileParams(Parameters):
    """One number and one word for whoever needs them."""

    number: float = 0
    text: str = ""


def bad_turn(function):
    """Register a function as a feature; what it returns are the values."""

    def plan(params, rate):  # noqa: ARG001  # every plan has this form
        count = max(COUNT, int(params.number) // 4 if name == "large" else 0)

        def compute(samples, keep):
            assert sum(map(len, samples))
            found = np.asarray(function(params), np.float32)
            return keep([np.pad(found, (0, count - len(found)), constant_values=-1)])

        return Plan("1", lambda _length: (Axis("value", "1", Steps(count)),), compute)

    name = function.__name__
    BAD_TURNS[name] = Feature(name, name, HostileParams, plan)
    return function


def open_descriptors(is_kind=lambda mode: True):  # noqa: ARG005  # any kind
    """Find descriptors as intruding code would: by trying all."""
    for descriptor in range(64):
        try:
            mode = os.fstat(descriptor).st_mode
        except OSError:
            continue
        if is_kind(mode):
            yield descriptor


@cache
def channel():
    """Give the socket to the service; it must not be collected, which would close it."""
    (descriptor,) = open_descriptors(stat.S_ISSOCK)
    return socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET, 0, descriptor)


def regular_files():
    """Find the body, the spool file and the scratch file."""
    return open_descriptors(stat.S_ISREG)


def memory_file(data, *, seals=0):
    file = os.memfd_create("forged", os.MFD_ALLOW_SEALING)
    os.write(file, data)
    fcntl.fcntl(file, fcntl.F_ADD_SEALS, seals)
    return file


def forge(header, *files):
    socket.send_fds(channel(), [header], files)
    rest()


def rest():
    while True:
        time.sleep(60)


# --- honest work


@bad_turn
def nap(params):
    """Take a while; tell which process it was."""
    time.sleep(params.number)
    return [os.getpid()]


@bad_turn
def descriptors(params):  # noqa: ARG001
    return list(open_descriptors())


@bad_turn
def fill(params):
    """Touch so many bytes, and give so few."""
    return [len(np.ones(int(params.number), np.uint8)), os.getpid()]


@bad_turn
def large(params):
    """Give so many bytes."""
    return np.arange(int(params.number) // 4, dtype=np.float32)


@bad_turn
def resize(params):  # noqa: ARG001
    """Try to make the tray longer or shorter, and count what is refused."""
    tray = next(f for f in regular_files() if seals(f) & fcntl.F_SEAL_GROW)
    size, refused = os.fstat(tray).st_size, 0
    for change in (
        lambda: os.ftruncate(tray, size - 1),
        lambda: os.ftruncate(tray, size + 1),
        lambda: os.pwrite(tray, b"end", size),
    ):
        try:
            change()
        except PermissionError:
            refused += 1
    return [refused]


def seals(file):
    try:
        return fcntl.fcntl(file, fcntl.F_GET_SEALS)
    except OSError:
        return 0


@bad_turn
def imported(params):
    """Tell which of some modules are there."""
    return [name in sys.modules for name in params.text.split()]


# --- crashes


@bad_turn
def segfault(params):  # noqa: ARG001
    ctypes.string_at(0)


@bad_turn
def abort(params):  # noqa: ARG001
    LIBC.abort()


@bad_turn
def stack_overflow(params):  # noqa: ARG001
    """Recurse in C alone: the C library's parser of regular expressions, once per bracket."""
    LIBC.regcomp(ctypes.create_string_buffer(1024), b"(" * 1_000_000, 1)


@bad_turn
def leave(params):
    os._exit(int(params.number))


@bad_turn
def system_exit(params):  # noqa: ARG001
    raise SystemExit(0)


@bad_turn
def interrupt(params):  # noqa: ARG001
    raise KeyboardInterrupt


@bad_turn
def hang_up(params):  # noqa: ARG001
    """Close the channel and go on."""
    channel().close()
    rest()


@bad_turn
def deface(params):  # noqa: ARG001
    """Change what can be changed of the input, then crash."""
    for file in regular_files():
        for change in (lambda f: os.pwrite(f, b"changed", 0), lambda f: os.ftruncate(f, 3)):
            try:
                change(file)
            except OSError:
                continue
    ctypes.string_at(0)


# --- forged answers


def reply(**members):
    return wire.Reply(rss=1, **members).model_dump_json().encode()


@bad_turn
def header(params):
    """Send any header, with or without a file that is as the header says."""
    forge(params.text.encode(), memory_file(b"12345678", seals=answerfile.SEALS))


@bad_turn
def too_long(params):  # noqa: ARG001
    forge(b" " * (wire.LONGEST + 1))


@bad_turn
def without_file(params):  # noqa: ARG001
    forge(reply(size=8))


@bad_turn
def not_spooled(params):  # noqa: ARG001
    forge(reply(size=8, spooled=True))


@bad_turn
def short(params):  # noqa: ARG001
    forge(reply(size=100), memory_file(b"12345678", seals=answerfile.SEALS))


@bad_turn
def unsealed(params):  # noqa: ARG001
    forge(reply(size=8), memory_file(b"12345678"))


@bad_turn
def half_sealed(params):  # noqa: ARG001
    forge(reply(size=8), memory_file(b"12345678", seals=fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW))


@bad_turn
def not_a_file(params):  # noqa: ARG001
    forge(reply(size=0), 0)


@bad_turn
def many_files(params):  # noqa: ARG001
    forge(reply(size=8), *[memory_file(b"12345678", seals=answerfile.SEALS) for _ in range(9)])


@bad_turn
def unasked(params):  # noqa: ARG001
    """Answer as told, and once more when nobody has asked."""
    forge_one = reply(size=8), [memory_file(b"12345678", seals=answerfile.SEALS)]
    speaker = channel()
    socket.send_fds(speaker, [forge_one[0]], forge_one[1])
    socket.send_fds(speaker, [forge_one[0]], forge_one[1])
    rest()


@bad_turn
def answer_and_die(params):  # noqa: ARG001
    socket.send_fds(channel(), [reply(size=8)], [memory_file(b"12345678", seals=answerfile.SEALS)])
    os._exit(1)


# --- too much


@bad_turn
def hog(params):  # noqa: ARG001
    """Touch memory without end, in one piece after another."""
    kept = []
    while True:
        kept.append(np.ones(8 << 20, np.uint8))


@bad_turn
def small_hog(params):  # noqa: ARG001
    """Fill memory to the last byte with small objects."""
    kept = []
    while True:
        kept.append(str(len(kept)))


@bad_turn
def too_large(params):
    """Write more bytes than any file may have into all files that there are."""
    for file in list(regular_files()):
        try:
            os.pwrite(file, b"end", int(params.number))
        except OSError as error:
            if error.errno not in {errno.EBADF, errno.EFBIG}:
                raise AssertionError from error
    rest = memoryview(bytes(int(params.number)))
    file = memory_file(b"")
    while rest:
        rest = rest[os.write(file, rest) :]


# --- without end


@bad_turn
def endless_c(params):  # noqa: ARG001
    """Stay inside one call of the C library, all signals blocked."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    buffer = ctypes.create_string_buffer(1 << 24)
    while True:
        LIBC.memset(buffer, 1, ctypes.c_size_t(1 << 24))


@bad_turn
def endless_numpy(params):  # noqa: ARG001
    matrix = np.ones((4000, 4000))
    while True:
        matrix @ matrix


@bad_turn
def endless_print(params):  # noqa: ARG001
    while True:
        os.write(1, b"noise " * 1000)
        os.write(2, b"noise " * 1000)


@bad_turn
def endless_talk(params):  # noqa: ARG001
    speaker = channel()
    while True:
        socket.send_fds(speaker, [b"noise " * 1000], [])


@bad_turn
def stop(params):  # noqa: ARG001
    """Stop itself; where that is forbidden, wait for ever all the same."""
    try:
        os.kill(os.getpid(), signal.SIGSTOP)
    finally:
        rest()


# --- exceptions


@bad_turn
def python_error(params):  # noqa: ARG001
    raise ZeroDivisionError("a secret of the house")


@bad_turn
def deep_recursion(params):
    return deep_recursion(params)


# --- ways out of the sandbox: each gives the error number that it met, 0 if it succeeded


def number_of(attempt):
    try:
        attempt()
    except OSError as error:
        return error.errno
    except ValueError:  # what Python makes of a limit that may not be raised
        return errno.EPERM
    return 0


def syscall(number, *arguments):
    if LIBC.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def attempts(victim):
    """Everything that a worker must not be able to do; the victim's id says to whom."""
    return {
        "open": lambda: os.open("/etc/passwd", os.O_RDONLY),
        "open_own": lambda: os.open("/proc/self/mem", os.O_RDWR),
        "reopen": lambda: os.open(f"/proc/self/fd/{next(regular_files())}", os.O_RDWR),
        "create": lambda: os.open("/tmp/sonograph-was-here", os.O_CREAT | os.O_WRONLY),
        "listdir": lambda: os.listdir("/"),  # noqa: PTH208  # the call itself
        "socket": socket.socket,
        "unix_socket": lambda: socket.socket(socket.AF_UNIX),
        "fork": lambda: os.fork() or os._exit(0),
        "execve": lambda: os.execv("/bin/true", ["true"]),
        "kill": lambda: os.kill(victim, signal.SIGKILL),
        "tgkill": lambda: syscall(234, victim, victim, signal.SIGKILL),
        "pidfd_open": lambda: os.pidfd_open(victim),
        "ptrace": lambda: syscall(101, PTRACE_ATTACH, victim, 0, 0),
        "process_vm_readv": lambda: syscall(310, victim, 0, 0, 0, 0, 0),
        "prlimit": lambda: resource.prlimit(victim, resource.RLIMIT_CPU, (1, 1)),
        "own_signal": lambda: fcntl.fcntl(channel(), F_SETSIG, signal.SIGKILL),
        "own_victim": lambda: fcntl.fcntl(channel(), F_SETOWN, victim),
        "more_files": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)),
        "unshare": lambda: syscall(272, 0x10000000),
        "io_uring": lambda: syscall(425, 8, 0),
        "bpf": lambda: syscall(321, 0, 0, 0),
        "setuid": lambda: os.setuid(12345),
        "write_body": lambda: os.pwrite(next(memory_files()), b"changed", 0),
    }


def memory_files():
    return (file for file in regular_files() if is_memory(file))


def is_memory(file):
    try:
        fcntl.fcntl(file, fcntl.F_GET_SEALS)
    except OSError:
        return False
    return True


@bad_turn
def open_file(params):  # noqa: ARG001
    return [number_of(lambda: os.open("/etc/passwd", os.O_RDONLY)) == 0]


@bad_turn
def escape(params):
    return [number_of(attempt) for attempt in attempts(int(params.number)).values()]


def main():
    """Let the pipeline know the bad turns, and be a warm parent; its warm-up leaves them out."""
    pipeline.FEATURES = MappingProxyType({**FEATURES, **BAD_TURNS})
    parent.main()


if __name__ == "__main__":
    main()
