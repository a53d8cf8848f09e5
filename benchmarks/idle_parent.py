"""A warm parent whose workers compute nothing: what is left of a request is the hand-over."""

from collections.abc import Mapping
from typing import BinaryIO

from service.blocks import Scratch
from service.pipeline import Job
from service.pool import parent, serving


def nothing(job: Job, out: BinaryIO, scratch: Scratch) -> Mapping[str, str]:  # noqa: ARG001  # as run
    """Answer with as many bytes as the job says."""
    size = job.parameters["size"]
    out.write(ANSWERS.setdefault(size, bytes(size)))
    return {}


ANSWERS: dict[int, bytes] = {}

if __name__ == "__main__":
    serving.run = nothing
    parent.main()
