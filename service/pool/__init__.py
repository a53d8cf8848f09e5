"""Worker processes: the one way from a job to its answer.

Start reading at `pool.Pool.run`. The service's side is `pool`, `nursery`, `warm`, `worker` and
`answer`; `parent`, `serving` and `sandbox` run in the processes that it starts; `wire` is what they
say.
"""

from service.pool.answer import Answer
from service.pool.pool import Pool

__all__ = ["Answer", "Pool"]
