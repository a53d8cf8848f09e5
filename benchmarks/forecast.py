"""The time that a plan predicts for a worker, against that of the request."""

import io
import time
from collections.abc import Iterator
from itertools import product

from benchmarks import clips
from benchmarks.bench import Bench
from benchmarks.report import Row, Side, at_most
from service import pipeline
from service.forecast import forecast
from service.pool.sandbox import keep_freed_memory
from service.settings import Limits
from service.sources import Body

FEATURES = ("mel", "stft")
FRAMES = ((256, 64), (1024, 256), (1009, 256), (2048, 128), (16_384, 512))
FORMATS = ("npy", "json", "png")
AT_MOST = at_most(2.0)
"""Whichever is longer, over the other."""


def run(bench: Bench) -> Iterator[Row]:
    keep_freed_memory()
    for clip, feature, (n_fft, hop) in product(
        (clips.CLIP, clips.Clip(30, 16_000)), FEATURES, FRAMES
    ):
        for format in FORMATS if n_fft == 1024 else FORMATS[:1]:
            query = {"n_fft": n_fft, "hop_length": hop}
            job = pipeline.Job(
                feature, format, query, Body(str(clip.file(bench)), "file"), Limits()
            )
            taken = Side("taken", [1000 * once(job) for _ in range(bench.pick(15, 5))], "ms")
            sound = {"duration": clip.seconds, "sample_rate": clip.rate}
            told = forecast(feature, query | sound, Limits())["formats"][format]["seconds"]
            predicted = Side("predicted", [1000 * told], "ms")
            sides = sorted([taken, predicted], key=lambda side: side.median)
            what = f"{feature}.{format}, n_fft {n_fft}, hop {hop}, {clip}"
            yield Row(what, sides[1], sides[0], AT_MOST)


def once(job: pipeline.Job) -> float:
    """Time a request in this process, s of processor."""
    began = time.process_time()
    pipeline.run(job, io.BytesIO())
    return time.process_time() - began
