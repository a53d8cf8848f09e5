"""Worker processes: the one way from a job to its answer.

Start reading at `pool.Pool.run`. The service's side is `pool`, `cost`, `lane`, `queue`, `nursery`,
`warm`, `worker`, `answer` and `bytes`; `parent`, `serving` and `sandbox` run in the processes that
it starts; `wire` is what they say.
"""

from service.pool.answer import Answer
from service.pool.bytes import Held
from service.pool.cost import SEVERAL, Computation, Work, computations
from service.pool.pool import Pool

__all__ = ["SEVERAL", "Answer", "Computation", "Held", "Pool", "Work", "computations"]
