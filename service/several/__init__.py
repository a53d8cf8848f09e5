"""Several computations of one sound in one answer: sweeps and bundles.

Start reading at `job.Together`; `archive`, `document` and `sheet` write what is answered.
"""

from service.several.job import FORMS, Part, Together, job_of, part_params, run

__all__ = ["FORMS", "Part", "Together", "job_of", "part_params", "run"]
