"""Silence, level and length: what needs all of a sound before it can give the first sample."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np

from service.blocks import Derived, Kept, Scratch
from service.domain import Clip, Floats, samples_in
from service.dsp import lengths, silence
from service.dsp.noises import power
from service.errors import BadParameter, BadSound, TooLarge
from service.settings import Limits
from service.sources._preparations import Preparations

MOST_PARTS = 1_000
MOST_REPEATED = 1 << 24
"""Samples over all channels of a sound that is in memory to be repeated."""

USUAL_LEVEL = {"peak": 0.0, "rms": -20.0}
"""dB from full scale."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of what was kept, with zeros behind it."""

    kept: Kept[Floats]
    start: int
    stop: int
    zeros: int = 0

    def __iter__(self) -> Iterator[Floats]:
        """Give its blocks."""
        found = self.kept.between(self.start, self.stop)
        return lengths.with_zeros(found, 0, self.zeros) if self.zeros else found


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts of what was kept, one after the other."""

    windows: Sequence[Window]

    def __iter__(self) -> Iterator[Floats]:
        """Give their blocks."""
        return chain.from_iterable(self.windows)


def amplified(blocks: Iterable[Floats], decibels: float) -> Iterator[Floats]:
    """Multiply all samples by the factor that so many dB are."""
    factor = np.float32(10 ** (decibels / 20))
    return (block * factor for block in blocks)


def shaped(
    blocks: Iterable[Floats], rate: int, params: Preparations, limits: Limits, scratch: Scratch
) -> list[Clip]:
    """Leave out silence, set the level, pad, crop, cut into segments: in this order.

    Parameters
    ----------
    blocks : iterable of ndarray of float32, shape (n,) or (n, channels)
        The sound, with at least one sample.
    rate : int
        Samples per second, Hz.
    params : Preparations
        What is to be done.
    limits : Limits
        Bounds the length of what is padded.
    scratch : Scratch
        For what is too long for memory.

    Returns
    -------
    list of Clip
        One, unless the sound is to be split or cut into segments.

    Raises
    ------
    BadParameter
        All is silent, the sound is shorter than what is to be taken of it, or it would be too many.
    TooLarge
        It would be longer than the limit, or is too long to be repeated.
    """
    kept = Kept(blocks, scratch)
    clips = _sounding(kept, rate, params)
    if params.level is not None or params.gain_db:
        clips = _levelled(clips, params)
    # the legacy stream is frozen (NEP 19)
    chance = np.random.RandomState(params.random_seed)
    if params.pad_to is not None:
        clips = [_padded(clip, rate, params, limits, chance) for clip in clips]
    if params.crop is not None:
        clips = [_cropped(clip, rate, params.crop, chance) for clip in clips]
    if params.segment is not None:
        clips = _segments(clips[0], rate, params.segment, scratch)
    return clips


def _sounding(kept: Kept[Floats], rate: int, params: Preparations) -> list[Clip]:
    """Leave out silence."""
    length = len(kept)
    if params.silence is None:
        return [Clip(kept, length, (0, length))]
    hop = params.silence_hop_length
    measured = silence.loudness(kept, hop)
    loud = silence.spans(measured, params.silence_top_db, params.silence_ref, hop, length)
    if not loud:
        raise BadParameter.of("silence", params.silence, _nothing_loud(measured, params))
    if params.silence == "trim":
        loud = [(loud[0][0], loud[-1][1])]
    padding = samples_in(params.silence_padding / 1000, rate)
    found = list(silence.padded(loud, padding, length))
    windows = [Window(kept, *span) for span in found]
    if params.silence == "all":
        return [Clip(Joined(windows), sum(stop - start for start, stop in found))]
    _refuse_many("silence", params.silence, len(found))
    return [
        Clip(window, stop - start, (start, stop))
        for window, (start, stop) in zip(windows, found, strict=True)
    ]


def _nothing_loud(measured: Floats, params: Preparations) -> str:
    loudest = 20 * np.log10(max(silence.AMIN, float(measured.max())))
    floor = 20 * np.log10(silence.AMIN)
    if params.silence_ref != "max":
        floor = max(floor, 20 * np.log10(params.silence_ref) - params.silence_top_db)
    return (
        f"the sound is silent throughout: its loudest frame has {loudest:.1f} dB from full scale, "
        f"the limit is {floor:.1f} dB"
    )


def _levelled(clips: Sequence[Clip], params: Preparations) -> list[Clip]:
    decibels = params.gain_db
    if params.level is not None:
        wanted = USUAL_LEVEL[params.level] if params.level_db is None else params.level_db
        measured = _peak(clips) if params.level == "peak" else np.sqrt(power(_blocks(clips)))
        decibels += wanted - 20 * np.log10(measured) if measured else 0.0
    if not np.isfinite(np.float32(10 ** (decibels / 20))):
        raise BadSound("the sound is so quiet that the factor to its level exceeds float32")
    return [
        Clip(Derived(clip.blocks, lambda b: amplified(b, decibels)), clip.length, clip.span)
        for clip in clips
    ]


def _blocks(clips: Iterable[Clip]) -> Iterator[Floats]:
    return chain.from_iterable(clip.blocks for clip in clips)


def _peak(clips: Iterable[Clip]) -> float:
    return max(float(np.abs(block).max()) for block in _blocks(clips))


def _padded(
    clip: Clip, rate: int, params: Preparations, limits: Limits, chance: np.random.RandomState
) -> Clip:
    """Make a clip as long as it must be."""
    assert params.pad_to is not None  # noqa: S101  # or nobody would have called
    length = max(1, samples_in(params.pad_to, rate))
    missing = length - clip.length
    if missing <= 0:
        return clip
    channels = next(iter(clip.blocks))[0].size
    _refuse_long(params.pad_to, length * channels, limits)
    before = {
        "after": 0,
        "before": missing,
        "both": missing // 2,
        "random": int(chance.randint(missing + 1)),
    }[params.pad_at]
    kind = params.pad_with
    if kind == "zeros":
        step = Derived(clip.blocks, lambda b: lengths.with_zeros(b, before, missing - before))
        return Clip(step, length, clip.span)
    if clip.length * channels > MOST_REPEATED:
        raise TooLarge(
            f"pad_with={kind} takes a sound of at most {MOST_REPEATED} samples over all channels"
        )
    step = Derived(
        clip.blocks, lambda b: lengths.periodic(np.concatenate(list(b)), kind, before, length)
    )
    return Clip(step, length, clip.span)


def _refuse_long(seconds: float, samples: int, limits: Limits) -> None:
    if seconds > limits.max_duration_s:
        raise TooLarge(
            f"pad_to={seconds:g} s is longer than the limit of {limits.max_duration_s:g} s"
        )
    if samples > limits.max_samples:
        raise TooLarge(
            f"with pad_to={seconds:g} s the sound would have {samples} samples over all its "
            f"channels; the limit is {limits.max_samples}"
        )


def _cropped(clip: Clip, rate: int, seconds: float, chance: np.random.RandomState) -> Clip:
    """Take a part from anywhere."""
    length = max(1, samples_in(seconds, rate))
    _refuse_short(clip, rate, "crop", seconds, length)
    start = int(chance.randint(clip.length - length + 1))
    taken = Derived(clip.blocks, lambda b: lengths.between(b, start, start + length))
    return Clip(taken, length, _inside(clip, start, length))


def _inside(clip: Clip, start: int, length: int) -> tuple[int, int] | None:
    """Say where a part of a clip lies, unless the clip is no part of the sound itself."""
    if clip.span is None or clip.span[1] - clip.span[0] != clip.length:
        return None
    first = clip.span[0] + start
    return first, min(first + length, clip.span[1])


def _segments(clip: Clip, rate: int, seconds: float, scratch: Scratch) -> list[Clip]:
    """Cut into equal parts."""
    length = max(1, samples_in(seconds, rate))
    _refuse_short(clip, rate, "segment", seconds, length)
    count = -(-clip.length // length)
    _refuse_many("segment", seconds, count)
    kept = clip.blocks if isinstance(clip.blocks, Kept) else Kept(clip.blocks, scratch)
    ends = [*range(0, clip.length, length), clip.length]
    return [
        Clip(
            Window(kept, start, stop, length - (stop - start)),
            length,
            _inside(clip, start, stop - start),
        )
        for start, stop in pairwise(ends)
    ]


def _refuse_short(clip: Clip, rate: int, name: str, seconds: float, length: int) -> None:
    if length > clip.length:
        has = f"{clip.length / rate:g} s" if clip.span else f"{clip.length / rate:g} s left"
        raise BadParameter.of(
            name, seconds, f"is longer than the sound, which has {has}; pad_to can lengthen it"
        )


def _refuse_many(name: str, value: object, count: int) -> None:
    if count > MOST_PARTS:
        raise BadParameter.of(
            name, value, f"would give {count} sounds; the limit is {MOST_PARTS} in one answer"
        )
