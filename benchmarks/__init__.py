"""The yardsticks: this service beside librosa in process and beside a naive service.

Run ``make bench``, or ``make bench BENCH="--quick core call"`` for some parts only. Every process
that is started from here computes with one thread: libraries count threads when they are imported.
"""

import os

ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1"
)
os.environ.update(ONE_THREAD)
