"""The life of a worker: enter the sandbox, then compute one job after another."""

import errno
import os
import socket
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO, NoReturn, cast

from service.blocks import Scratch
from service.errors import ServiceError, TooLarge
from service.pool import sandbox, wire
from service.pool.answerfile import AnswerFile
from service.several import job_of, run
from service.stages import Stages

LONGEST_TRACE = 8 * 1024


@dataclass(frozen=True, slots=True)
class Files:
    """What a worker may write to, and the service reads or not.

    Attributes
    ----------
    tray : int
        A memory file for small answers, one after another.
    spool : int
        A file for one answer that is too large for memory; the service retires a worker that has
        used it.
    scratch : Scratch
        For blocks that are too many for memory.
    """

    tray: int
    spool: int
    scratch: Scratch


def serve(
    channel: socket.socket, spool: int, scratch: int, bounds: sandbox.Bounds, parent: int
) -> NoReturn:
    """Serve until the channel closes.

    Parameters
    ----------
    channel : socket
        To the service.
    spool, scratch : int
        Descriptors of files to write to, see `Files`.
    bounds : Bounds
        What the kernel shall enforce.
    parent : int
        Process id of the warm parent; the worker dies with it.
    """
    sandbox.die_with_parent(parent)
    held = sandbox.enter(bounds)
    try:
        wire.send(channel, wire.Ready(sandbox=held, rss=sandbox.resident_bytes()))
        _, (desk, tray) = wire.receive(channel)
        files = Files(tray, spool, Scratch(scratch))
        while True:
            data, descriptors = wire.receive(channel)
            request = wire.read(wire.Request, data)
            sandbox.limit_cpu(request.left_s)
            reply, made = _answer(request, descriptors[0] if descriptors else desk, files)
            wire.close(descriptors)
            wire.send(channel, reply, made)
            wire.close(made)
    except wire.BrokenPeerError:
        os._exit(0)
    finally:
        os._exit(1)  # whatever it was, nothing of the warm parent's may run here


def _answer(request: wire.Request, body: int, files: Files) -> tuple[wire.Reply, list[int]]:
    """Compute a job; give the header and the file that goes with it."""
    try:
        return _outcome(request, body, files)
    except MemoryError:
        pass  # what fills the memory is let go where this block ends
    return _refused(TooLarge("the computation needs more memory than a worker may use"))


def _outcome(request: wire.Request, body: int, files: Files) -> tuple[wire.Reply, list[int]]:
    try:
        with AnswerFile(files.spool, files.tray) as answer:
            stages, out = Stages(), cast("BinaryIO", answer)
            headers = run(job_of(request.job, body), out, files.scratch, stages)
            memory = answer.handed_over()
            stages.enter("other")
            return _told(answer, headers, stages), memory
    except ServiceError as error:
        return _refused(error)
    except MemoryError:
        raise
    except OSError as error:
        if error.errno == errno.EFBIG:
            return _refused(TooLarge("the computation needs a larger file than a worker may write"))
        return _failed()
    except Exception:  # noqa: BLE001  # a bug must cost its own request only
        return _failed()
    finally:
        files.scratch.clear()


def _refused(error: ServiceError, trace: str = "") -> tuple[wire.Reply, list[int]]:
    refusal = wire.Refusal.model_validate(error.plain())
    return wire.Reply(error=refusal, trace=trace, rss=sandbox.resident_bytes()), []


def _failed() -> tuple[wire.Reply, list[int]]:
    trace = traceback.format_exc()[-LONGEST_TRACE:]
    return _refused(ServiceError("the computation failed; the log has the details"), trace)


def _told(answer: AnswerFile, headers: Mapping[str, str], stages: Stages) -> wire.Reply:
    return wire.Reply(
        size=answer.size,
        on_tray=answer.on_tray,
        spooled=answer.spooled,
        receipt=headers.get("Sonograph-Receipt"),
        spent=stages.spent,
        rss=sandbox.resident_bytes(),
    )
