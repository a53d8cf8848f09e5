"""Sound synthesised from a tone spec in JSON."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from service.domain import Floats
from service.errors import TooLarge
from service.settings import Limits
from service.sources._base import BLOCK_FRAMES, Body, Recording, SourceParams
from service.sources._bytes import opened
from service.sources._tonejson import MAX_BYTES, parse
from service.sources._tonespec import ToneSpec

__all__ = ["ToneSpec", "parse", "record", "synthesise"]

MAX_TONES = 1_000
MAX_OVERLAP = 16
"""Samples of all tones together, in terms of the most samples a sound may have."""


def record(body: Body, params: SourceParams, limits: Limits) -> Recording:  # noqa: ARG001  # as all sources
    """Synthesise what a tone spec describes.

    Parameters
    ----------
    body : Body
        A file with the JSON text, at most 1 MiB.
    params : SourceParams
        Not looked at.
    limits : Limits
        Bounds the length and, times 16, the samples of all tones together.

    Returns
    -------
    Recording
        One channel, float32; a warning if it goes beyond full scale.

    Raises
    ------
    BadSound
        The text is not a JSON object.
    BadParameter
        A member of the spec is wrong; one fault per place, named by its path, the first 20.
    TooLarge
        The text, the sound or the work is larger than the limit. Nothing is synthesised before
        all of this is decided.
    """
    with opened(body.path) as file:
        spec = parse(file.read(MAX_BYTES + 1))
    _refuse_excess(spec, limits)
    samples = synthesise(spec)
    return Recording(spec.sample_rate, 1, partial(_blocks, samples), _warnings(samples))


def synthesise(spec: ToneSpec) -> Floats:
    """Compute the samples of a tone spec.

    Parameters
    ----------
    spec : ToneSpec
        Valid as a whole: frequencies are below half the sample rate.

    Returns
    -------
    Floats, shape (n,)
        Computed in float64 in one buffer, to which every tone is added in its place.
    """
    out = np.zeros(spec.sound.length(spec.sample_rate))
    spec.sound.add_to(out, spec.sample_rate)
    return out.astype(np.float32)


def _refuse_excess(spec: ToneSpec, limits: Limits) -> None:
    rate, length = spec.sample_rate, spec.sound.length(spec.sample_rate)
    if length / rate > limits.max_duration_s:
        raise TooLarge(
            f"the sound would last {length / rate:.10g} s; the limit is {limits.max_duration_s:g} s"
        )
    if length > limits.max_samples:
        raise TooLarge(f"the sound would have {length} samples; the limit is {limits.max_samples}")
    _refuse_work(spec, MAX_OVERLAP * limits.max_samples)


def _refuse_work(spec: ToneSpec, most: int) -> None:
    tones = list(spec.sound.tones("sound"))
    lengths = [tone.length(spec.sample_rate) for _, tone in tones]
    if len(tones) > MAX_TONES:
        raise TooLarge(f"the tone spec has {len(tones)} tones; the limit is {MAX_TONES}")
    work = sum(tone.work(spec.sample_rate) for _, tone in tones)
    if work > most:
        raise TooLarge(f"the tones have {work} samples in all; the limit is {most}")
    for (path, tone), length in zip(tones, lengths, strict=True):
        if length > tone.max_length:
            raise TooLarge(
                f"{path} has {length} samples; the limit for this {tone.type} is {tone.max_length}"
            )


def _warnings(samples: Floats) -> tuple[str, ...]:
    peak = max(samples.max(), -samples.min())
    if peak <= 1:
        return ()
    return (
        f"the sound reaches {peak:.3g}, beyond full scale [-1, 1]: players and PCM files clip it",
    )


def _blocks(samples: Floats, start: int, stop: int | None) -> Iterator[Floats]:
    part = samples[start:stop]
    for first in range(0, len(part), BLOCK_FRAMES):
        yield part[first : first + BLOCK_FRAMES, np.newaxis]
