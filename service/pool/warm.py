"""A warm parent, as the service sees it."""

import asyncio
import os
import socket
from itertools import count

import structlog

from service.pool import wire
from service.pool.children import KILLED, Child, reap
from service.pool.wire import BrokenPeerError

log = structlog.get_logger()

LONGEST_FORK_S = 5.0


class Parent:
    """One warm parent and the channel to it.

    Parameters
    ----------
    process : Child
        Itself, owned.
    group : int
        The group of processes that it and all it forks belong to.
    """

    def __init__(self, process: Child, group: int) -> None:
        self._process, self.pid, self.group = process, process.pid, group
        self._channel = process.channel
        self._numbers = count()
        self._forks: dict[int, tuple[asyncio.Future[Child], socket.socket]] = {}
        self._children: dict[int, Child] = {}
        loop = asyncio.get_running_loop()
        self.warm: asyncio.Future[wire.Warm] = loop.create_future()
        self.gone: asyncio.Future[None] = loop.create_future()
        self._channel.setblocking(False)  # noqa: FBT003  # the library's form
        loop.add_reader(self._channel, self._readable)

    @property
    def children(self) -> int:
        """Number of processes that it has forked, or shall fork."""
        return len(self._children) + len(self._forks)

    async def fork(self, role: str, descriptors: list[int]) -> Child:
        """Fork a process.

        Raises
        ------
        BrokenPeerError
            The parent is gone, or did not answer in time.
        """
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        number = next(self._numbers)
        forked: asyncio.Future[Child] = asyncio.get_running_loop().create_future()
        self._forks[number] = (forked, ours)
        try:
            with theirs:
                request = wire.Fork.model_validate({"role": role, "number": number})
                wire.send(self._channel, request, [theirs.fileno(), *descriptors])
            async with asyncio.timeout(LONGEST_FORK_S):
                return await forked
        except (BrokenPeerError, TimeoutError) as error:
            ours.close()
            self.end()
            raise BrokenPeerError("a warm parent is gone") from error
        except asyncio.CancelledError:
            if not forked.done() or forked.cancelled():
                ours.close()
            elif not forked.exception():
                forked.result().kill()
            raise
        finally:
            self._forks.pop(number, None)

    def end(self) -> None:
        """Let it go, and with it all workers that it has forked."""
        if self.gone.done():
            return
        self.gone.set_result(None)
        asyncio.get_running_loop().remove_reader(self._channel)
        self._process.kill()
        gone = BrokenPeerError("a warm parent is gone")
        for forked, _ in self._forks.values():
            if not forked.done():
                forked.set_exception(gone)
        if not self.warm.done():
            self.warm.set_exception(gone)
            self.warm.exception()
        for child in self._children.values():
            child.ended(KILLED)
        reap(self.group)

    def _readable(self) -> None:
        try:
            data, descriptors = wire.receive(self._channel)
        except BlockingIOError:
            return
        except BrokenPeerError:
            self.end()
            return
        try:
            self._take(data, descriptors)
        except BrokenPeerError:
            log.warning("a warm parent misbehaved", header=repr(data[:100]))
            wire.close(descriptors)
            self.end()

    def _take(self, data: bytes, descriptors: list[int]) -> None:
        if data.startswith(b'{"died"'):
            died = wire.read(wire.Died, data)
            child = self._children.pop(died.died, None)
            if child:
                child.ended(died.status)
        elif data.startswith(b'{"forked"') and descriptors:
            self._born(wire.read(wire.Forked, data), descriptors[0])
        elif not self.warm.done():
            self.warm.set_result(wire.read(wire.Warm, data))

    def _born(self, message: wire.Forked, descriptor: int) -> None:
        waiting = self._forks.get(message.forked)
        if waiting is None or waiting[0].done():
            os.close(descriptor)
            return
        forked, channel = waiting
        status: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        child = self._children[message.pid] = Child(message.pid, descriptor, channel, status)
        forked.set_result(child)
