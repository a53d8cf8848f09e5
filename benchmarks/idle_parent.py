"""A warm parent whose workers compute nothing: what is left of a request is the hand-over."""

from service.domain import Encoded
from service.pipeline import Job
from service.pool import parent, serving


def nothing(job: Job) -> Encoded:
    """Answer with as many bytes as the job says."""
    size = job.parameters["size"]
    return ANSWERS.setdefault(size, Encoded(bytes(size), "application/octet-stream", {}))


ANSWERS: dict[int, Encoded] = {}

if __name__ == "__main__":
    serving.run = nothing
    parent.main()
