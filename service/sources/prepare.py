"""From a recording to the signal that features see.

In this order: the part (`offset`, `duration`), the channels, the rate and the speed, the pitch;
then silence, level, length and segments, see `service.sources._shape`; then what
`service.sources._augment` does to each sound. What is asked of the whole sound is done on kept
blocks, all else goes block by block.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, cast

import numpy as np
import soxr

from service.blocks import Scratch, with_last
from service.domain import MAX_RATE, MIN_RATE, Clip, Floats, Signal, samples_in
from service.errors import BadParameter, BadSound, TooLarge
from service.settings import Limits
from service.sources._augment import augmented
from service.sources._base import MAX_CHANNELS, Recording, SourceParams
from service.sources._pitch import shifted
from service.sources._shape import amplified, shaped


def prepare(
    recording: Recording, params: SourceParams, limits: Limits, scratch: Scratch | None = None
) -> Signal:
    """Take the part, mix the channels, resample, and do what else is asked for.

    Parameters
    ----------
    recording : Recording
        The source.
    params : SourceParams
        What to take of it.
    limits : Limits
        Bounds what is decoded, by what comes out of the decoder: headers are not believed.
    scratch : Scratch, optional
        For what must be gone through twice. Default: a temporary file.

    Returns
    -------
    Signal
        float32; the length after resampling is ceil(n * (sample_rate / rate)), as in
        `librosa.resample`. Its blocks raise `BadSound` if there is no sample or one is not finite,
        `BadParameter` if `offset` lies beyond the end, and `TooLarge` where the part, or what it
        becomes at the new rate, exceeds the limit.

    Raises
    ------
    BadSound
        Channels or rate are outside what the service takes.
    BadParameter
        `channel` lies outside the recording, or as `service.sources._shape.shaped` and
        `service.sources._augment.augmented`.
    """
    _refuse_extremes(recording)
    _refuse_channel(recording, params)
    blocks = _decoded(recording, params, limits)
    played, rate = recording.rate * params.speed, params.sample_rate or recording.rate
    if played != rate:
        blocks = resampled(blocks, played, rate)
    channels = recording.channels if params.channel == "each" else None
    if params.pitch_shift:
        blocks = shifted(blocks, rate, params.pitch_shift)
    whole = params.reshaped or params.remade
    if params.gain_db and not whole:
        blocks = amplified(blocks, params.gain_db)
    source = _facts(recording, params, rate)
    signal = Signal(rate, blocks, channels, recording.warnings, source)
    if not whole:
        return signal
    clips = shaped(blocks, rate, params, limits, scratch or Scratch())
    if params.remade:
        clips = [augmented(clip, i, rate, params) for i, clip in enumerate(clips)]
    return _made_of(clips, signal, several=params.several is not None)


def _made_of(clips: Sequence[Clip], signal: Signal, *, several: bool) -> Signal:
    """Put prepared clips into a signal, and say where they lie in the sound and what was drawn."""
    source = {**signal.source}
    spans, drawn = [clip.span for clip in clips], [clip.drawn for clip in clips]
    if None not in spans:
        source["spans"] = spans
    if any(drawn):
        source["drawn"] = drawn
    blocks = chain.from_iterable(clip.blocks for clip in clips)
    return replace(signal, blocks=blocks, source=source, parts=tuple(clips) if several else ())


def _facts(recording: Recording, params: SourceParams, rate: int) -> dict[str, Any]:
    """Say what stands between the recording and the samples."""
    return {
        "sample_rate": recording.rate,
        "channels": recording.channels,
        "resampled": rate != recording.rate,
        "mixed": params.channel == "mean" and recording.channels > 1,
        "lossy": recording.lossy or "none",
    }


def resampled(blocks: Iterable[Floats], old: float, new: float) -> Iterator[Floats]:
    """Change the sample rate, keeping duration and pitch.

    Parameters
    ----------
    blocks : iterable of ndarray of float32, shape (n,) or (n, channels)
        The sound.
    old, new : float
        Rates, Hz.

    Yields
    ------
    ndarray of float32
        Resampled by soxr's high-quality filter, librosa's ``soxr_hq``; the same samples, however
        the sound is cut into blocks.
    """
    stream: soxr.ResampleStream | None = None
    given = made = 0
    for block, last in with_last(blocks):
        width = block.shape[1] if block.ndim > 1 else 1
        stream = stream or soxr.ResampleStream(old, new, width, dtype="float32", quality="HQ")
        given += len(block)
        out = stream.resample_chunk(np.ascontiguousarray(block), last=last)
        if last:
            out = _of_length(out, math.ceil(given * (new / old)) - made)
        made += len(out)
        if len(out):
            yield out


def _of_length(samples: Floats, length: int) -> Floats:
    missing = max(0, length - len(samples))
    return np.pad(samples, [(0, missing)] + [(0, 0)] * (samples.ndim - 1))[:length]


def _refuse_extremes(recording: Recording) -> None:
    if not 1 <= recording.channels <= MAX_CHANNELS:
        raise BadSound(
            f"the sound has {recording.channels} channels; this service takes 1 to {MAX_CHANNELS}"
        )
    if not MIN_RATE <= recording.rate <= MAX_RATE:
        raise BadSound(
            f"the sound has a sample rate of {recording.rate} Hz; "
            f"this service takes {MIN_RATE} to {MAX_RATE} Hz"
        )


def _refuse_channel(recording: Recording, params: SourceParams) -> None:
    channel, last = params.channel, recording.channels - 1
    if isinstance(channel, int) and channel > last:
        raise BadParameter.of("channel", channel, f"the sound's channels are numbered 0 to {last}")


def _decoded(recording: Recording, params: SourceParams, limits: Limits) -> Iterator[Floats]:
    """Decode the part that is wanted, within the limit."""
    rate = recording.rate
    start = samples_in(params.offset, rate)
    stop = None if params.duration is None else start + max(1, samples_in(params.duration, rate))
    slowed = max(1.0, 1 / params.speed)
    growth = max(1.0, (params.sample_rate or rate) / (rate * params.speed))
    width = recording.channels if params.channel == "each" else 1
    count = 0
    for block in recording.blocks(start, stop):
        count += len(block)
        _refuse_excess(count / rate, slowed, count * width * growth, limits)
        _refuse_non_finite(block, start + count - len(block))
        yield _channels(block, params.channel)
    if not count:
        raise _nothing_there(params)


def _refuse_excess(seconds: float, slowed: float, samples: float, limits: Limits) -> None:
    if seconds * slowed > limits.max_duration_s:
        at = f", at speed={1 / slowed:g}," if slowed > 1 else ""
        raise TooLarge(f"the sound{at} is longer than the limit of {limits.max_duration_s:g} s")
    if samples > limits.max_samples:
        raise TooLarge(
            f"the sound has more than {limits.max_samples} samples over all its channels at the "
            "rate asked for"
        )


def _refuse_non_finite(block: Floats, first: int) -> None:
    finite = np.isfinite(block)
    if not finite.all():
        number = first + int(np.argmin(finite.all(axis=-1)))
        raise BadSound(f"sample {number} is not a finite number")


def _channels(block: Floats, channel: str | int) -> Floats:
    """Reduce frames of shape (n, channels) to (n,), unless each channel is wanted."""
    if channel == "each":
        return block
    if channel == "mean" and block.shape[1] > 1:
        return cast("Floats", block.mean(axis=1, dtype=np.float32))
    return np.ascontiguousarray(block[:, 0 if isinstance(channel, str) else channel])


def _nothing_there(params: SourceParams) -> Exception:
    if params.offset:
        return BadParameter.of("offset", params.offset, "lies at or beyond the end of the sound")
    return BadSound("the sound has no samples")
