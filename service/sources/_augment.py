"""Other sounds made of prepared ones: moved in time, with noise, with gaps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from math import prod

import numpy as np

from service.blocks import Derived
from service.domain import Clip, Floats, samples_in
from service.dsp import lengths, noises
from service.errors import BadParameter, TooLarge
from service.sources._augmentations import MOST_COLOURED, Augmentations

SHIFT, CUT_OUT, NOISE = range(3)
"""What a chance is for: the last part of its seed."""


def augmented(clip: Clip, number: int, rate: int, params: Augmentations) -> Clip:
    """Shift a sound, add noise, cut gaps into it: in this order.

    Parameters
    ----------
    clip : Clip
        The sound.
    number : int
        Its place among several, from 0.
    rate : int
        Samples per second, Hz.
    params : Augmentations
        What is to be done, and the seed of its chances.

    Returns
    -------
    Clip
        Of the same length; it says what chance decided.

    Raises
    ------
    BadParameter
        `time_shift` would leave nothing of the sound, or `cut_out` is longer than it.
    TooLarge
        The sound is too long for noise that is not white.
    """
    seed = (params.augment_seed, number)
    if params.time_shift:
        clip = _shifted(clip, rate, params, seed)
    if params.noise is not None:
        clip = _noisy(clip, params, seed)
    if params.cut_out is not None:
        clip = _cut(clip, rate, params, seed)
    return clip


def _made(
    clip: Clip, step: Callable[[Iterable[Floats]], Iterator[Floats]], **drawn: object
) -> Clip:
    return replace(clip, blocks=Derived(clip.blocks, step), drawn={**clip.drawn, **drawn})


def _shifted(clip: Clip, rate: int, params: Augmentations, seed: tuple[int, int]) -> Clip:
    length, seconds = clip.length, params.time_shift
    if isinstance(seconds, str):
        drawn = int(np.random.RandomState((*seed, SHIFT)).randint(length))
        return _made(clip, lambda b: lengths.rolled(b, drawn, length), time_shift=drawn)
    by = samples_in(seconds, rate)
    if params.time_shift_with == "roll":
        return _made(clip, lambda b: lengths.rolled(b, by, length))
    if abs(by) >= length:
        limit = f"leaves nothing of the sound, which has {length / rate:g} s"
        raise BadParameter.of("time_shift", seconds, limit)
    return _made(clip, lambda b: lengths.pushed(b, by, length))


def _noisy(clip: Clip, params: Augmentations, seed: tuple[int, int]) -> Clip:
    assert params.noise is not None  # noqa: S101  # or nobody would have called
    channels = next(iter(clip.blocks)).shape[1:]
    noise = noises.Noise(params.noise, clip.length, channels, (*seed, NOISE))
    if noise.color != "white" and clip.length * prod(channels) > MOST_COLOURED:
        raise TooLarge(
            f"noise={noise.color} takes at most {MOST_COLOURED} samples over all channels"
        )
    return _made(clip, lambda b: noises.noisy(b, noise, params.noise_snr_db))


def _cut(clip: Clip, rate: int, params: Augmentations, seed: tuple[int, int]) -> Clip:
    assert params.cut_out is not None  # noqa: S101  # or nobody would have called
    length = max(1, samples_in(params.cut_out, rate))
    if length > clip.length:
        limit = f"is longer than the sound, which has {clip.length / rate:g} s"
        raise BadParameter.of("cut_out", params.cut_out, limit)
    chance = np.random.RandomState((*seed, CUT_OUT))
    starts = chance.randint(clip.length - length + 1, size=params.cut_outs).tolist()
    spans = [(start, start + length) for start in starts]
    return _made(clip, lambda b: lengths.filled(b, spans, 0), cut_out=spans)
