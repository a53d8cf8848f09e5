"""Worker processes: the one way from a job to its answer."""

from service.pool.pool import Pool

__all__ = ["Pool"]
