"""The processes of the pool, as the service holds them."""

import asyncio
import contextlib
import os
import signal
import socket
from dataclasses import dataclass

KILLED = -signal.SIGKILL


@dataclass(slots=True, eq=False)
class Child:
    """A warm parent, or a process that one has forked.

    Attributes
    ----------
    pid : int
        Its id, for the log.
    descriptor : int
        Its pid descriptor, owned: kills this process and no later one of the same id.
    channel : socket
        To it, owned.
    status : Future
        How it ended: exit code, or minus a signal's number.
    spool : int
        Descriptor of the file that it may write one large answer to, owned; -1 for none.
    """

    pid: int
    descriptor: int
    channel: socket.socket
    status: asyncio.Future[int]
    spool: int = -1

    def kill(self) -> None:
        """End it at once and forget it."""
        if self.descriptor >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.descriptor, signal.SIGKILL)
            os.close(self.descriptor)
            self.descriptor = -1
            self.channel.close()
        if self.spool >= 0:
            os.close(self.spool)
            self.spool = -1

    def ended(self, status: int) -> None:
        """Note how it ended, unless that is known."""
        if not self.status.done():
            self.status.set_result(status)


def reap(group: int, tries: int = 30) -> None:
    """Reap for a while what is left of a group of processes.

    A warm parent's children fall to this process when it dies, also those it had no time to tell
    of; what can be told of them is their group.
    """
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-group, os.WNOHANG)[0]:
            pass
    if tries:
        asyncio.get_running_loop().call_later(0.1, reap, group, tries - 1)
