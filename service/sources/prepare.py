"""From a recording to the signal that features see: part, channels, rate."""

import math

import numpy as np
import soxr

from service.domain import Floats, Signal, samples_in
from service.errors import BadParameter, BadSound, TooLarge
from service.settings import Limits
from service.sources._base import MAX_CHANNELS, MAX_RATE, MIN_RATE, Recording, SourceParams


def prepare(recording: Recording, params: SourceParams, limits: Limits) -> Signal:
    """Take the part, mix the channels, resample.

    Parameters
    ----------
    recording : Recording
        The source.
    params : SourceParams
        What to take of it.
    limits : Limits
        Bounds what is decoded, by what comes out of the decoder: headers are not believed.

    Returns
    -------
    Signal
        float32; the length after resampling is ceil(n * (sample_rate / rate)), as in
        `librosa.resample`.

    Raises
    ------
    BadSound
        Channels or rate are outside what the service takes, there is no sample, or one is not
        finite.
    BadParameter
        `channel` or `offset` lies outside the recording.
    TooLarge
        The part, or what it becomes at the new rate, is longer than the limit.
    """
    _refuse_extremes(recording)
    samples = _decode(recording, params, limits)
    signal = Signal(samples, recording.rate, recording.warnings)
    if params.sample_rate in {None, recording.rate}:
        return signal
    return resampled(signal, params.sample_rate)


def resampled(signal: Signal, rate: int) -> Signal:
    """Change the sample rate, keeping duration and pitch.

    Parameters
    ----------
    signal : Signal
        The sound.
    rate : int
        New rate, Hz.

    Returns
    -------
    Signal
        Resampled by soxr's high-quality filter, librosa's ``soxr_hq``.
    """
    length = math.ceil(signal.length * (rate / signal.rate))
    out = soxr.resample(signal.samples.T, signal.rate, rate, quality="HQ").T
    missing = max(0, length - out.shape[-1])
    out = np.pad(out, [(0, 0)] * (out.ndim - 1) + [(0, missing)])[..., :length]
    return Signal(np.ascontiguousarray(out, dtype=np.float32), rate, signal.warnings)


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


def _decode(recording: Recording, params: SourceParams, limits: Limits) -> Floats:
    """Decode the part that is wanted, one block at a time, within the limit."""
    rate = recording.rate
    start = samples_in(params.offset, rate)
    stop = None if params.duration is None else start + max(1, samples_in(params.duration, rate))
    growth = max(1.0, (params.sample_rate or 0) / rate)
    width = recording.channels if params.channel == "each" else 1
    kept: list[Floats] = []
    count = 0
    for block in recording.blocks(start, stop):
        count += len(block)
        _refuse_excess(count / rate, count * width * growth, limits)
        _refuse_non_finite(block, start + count - len(block))
        kept.append(_channels(block, params.channel))
    if not count:
        raise _nothing_there(params)
    return np.concatenate(kept, axis=-1)


def _refuse_excess(seconds: float, samples: float, limits: Limits) -> None:
    if seconds > limits.max_duration_s:
        raise TooLarge(f"the sound is longer than the limit of {limits.max_duration_s:g} s")
    if samples > limits.max_samples:
        raise TooLarge(
            f"the sound has more than {limits.max_samples} samples over all its channels at the "
            "rate asked for"
        )


def _refuse_non_finite(block: Floats, first: int) -> None:
    finite = np.isfinite(block).all(axis=-1)
    if not finite.all():
        raise BadSound(f"sample {first + int(np.argmin(finite))} is not a finite number")


def _channels(block: Floats, channel: str | int) -> Floats:
    """Reduce frames of shape (n, channels) to (n,), or turn them to (channels, n)."""
    if channel == "each":
        return np.ascontiguousarray(block.T)
    if channel == "mean":
        return block[:, 0] if block.shape[1] == 1 else block.mean(axis=1, dtype=np.float32)
    number = 0 if channel == "first" else int(channel)
    if number >= block.shape[1]:
        raise BadParameter.of(
            "channel", channel, f"the sound's channels are numbered 0 to {block.shape[1] - 1}"
        )
    return np.ascontiguousarray(block[:, number])


def _nothing_there(params: SourceParams) -> Exception:
    if params.offset:
        return BadParameter.of("offset", params.offset, "lies at or beyond the end of the sound")
    return BadSound("the sound has no samples")
