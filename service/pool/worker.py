"""What runs in a worker process. Imports nothing that speaks HTTP."""

import signal
from multiprocessing.connection import Connection
from tempfile import NamedTemporaryFile

import numpy as np
import structlog

from service.domain import Encoded
from service.errors import ServiceError
from service.logs import configure
from service.pipeline import Job, run
from service.settings import Limits
from service.sources import Body

log = structlog.get_logger()

Outcome = Encoded | ServiceError


def serve(channel: Connection, limits: Limits) -> None:
    """Compute a warm-up job, then one job after another until the channel closes.

    Parameters
    ----------
    channel : Connection
        Receives jobs, sends outcomes; the first outcome is the warm-up's.
    limits : Limits
        For the warm-up.
    """
    configure()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        channel.send(_warm_up(limits))
        while True:
            channel.send(_outcome(channel.recv()))
    except (EOFError, BrokenPipeError):
        return


def _outcome(job: Job) -> Outcome:
    try:
        return run(job)
    except ServiceError as error:
        return error
    except Exception:
        log.exception("job failed", feature=job.feature, format=job.format)
        return ServiceError("the computation failed; the log has the details")


def _warm_up(limits: Limits) -> Outcome:
    """Compute a picture of a moment's noise, so that the first request finds everything loaded."""
    with NamedTemporaryFile(suffix=".npy") as file:
        np.save(file, np.random.RandomState(0).uniform(-1, 1, 16_000).astype(np.float32))
        file.flush()
        body = Body(file.name, "npy")
        return _outcome(Job("mfcc", "png", {"sample_rate": 16_000}, body, limits))
