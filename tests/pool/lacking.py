"""Make the kernel lack what the sandbox would like, for this process and all it starts.

A filter of system calls answers as a kernel without the facility does.
"""

import ctypes
import errno
import struct

from service.pool import sandbox, syscalls

PRCTL, SECCOMP = 157, 317


def lack(facilities):
    if not facilities:
        return
    lines = [(syscalls.BPF_LOAD, 0, 0, syscalls.OFFSET_NUMBER)]
    if "landlock" in facilities:
        for number in (sandbox.LANDLOCK_CREATE_RULESET, sandbox.LANDLOCK_RESTRICT_SELF):
            lines += refuse_if(number, errno.ENOSYS)
    if "seccomp" in facilities:
        lines += refuse_if(SECCOMP, errno.ENOSYS)
        lines += [
            (syscalls.BPF_EQUAL, 0, 3, PRCTL),
            (syscalls.BPF_LOAD, 0, 0, syscalls.OFFSET_ARGUMENTS),
            *refuse_if(syscalls.PR_SET_SECCOMP, errno.EINVAL),
        ]
    lines.append((syscalls.BPF_RETURN, 0, 0, syscalls.RET_ALLOW))
    install(b"".join(struct.pack("HBBI", *line) for line in lines))


def refuse_if(value, number):
    return [
        (syscalls.BPF_EQUAL, 0, 1, value),
        (syscalls.BPF_RETURN, 0, 0, syscalls.RET_ERRNO | number),
    ]


def install(code):
    buffer = ctypes.create_string_buffer(code)
    program = syscalls._Program(len(code) // 8, ctypes.addressof(buffer))
    assert sandbox._prctl(sandbox.PR_SET_NO_NEW_PRIVS, 1)
    address = ctypes.c_ulong(ctypes.addressof(program))
    held = sandbox._LIBC.prctl(syscalls.PR_SET_SECCOMP, syscalls.SECCOMP_MODE_FILTER, address, 0, 0)
    assert held == 0
