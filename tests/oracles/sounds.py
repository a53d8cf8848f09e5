"""The sounds that presets and their originals are compared on: made here, the same every time.

Every sound but `sweep` lies on the 16-bit grid, so that an original that goes through int16 hears
what the others hear. `speech` is the only recording: above 16 kHz it is resampled and its upper
bins are empty. The others are made at the rate itself and reach half of it.
"""

from functools import cache
from pathlib import Path

import numpy as np
import soundfile
import soxr

SPEECH = Path(__file__).parents[2] / "openapi" / "examples" / "speech.flac"
SECONDS = 2.03  # no whole number of frames for any hop in use
LONG_S = 11.3  # longer than AST's 1024 frames, CLVP's 6 s and CLAP's 10 s


def speech(rate):
    samples, own = soundfile.read(
        SPEECH, dtype="float64", frames=int(SECONDS * 16_000), start=4_000
    )
    return on_grid(soxr.resample(samples, own, rate, "VHQ") if rate != own else samples)


def music(rate):
    """Three decaying chords with partials up to half the rate, and a soft attack."""
    chords = (
        (110.0, 164.81, 220.0, 277.18),
        (98.0, 146.83, 246.94, 392.0),
        (65.41, 523.25, 659.26),
    )
    at = seconds(rate)
    sound = np.zeros_like(at)
    for start, chord in zip((0.0, 0.7, 1.4), chords, strict=True):
        since = at - start
        for note in chord:
            for partial in partials(note, rate):
                sound += pluck(since, note * partial, 3.0 + 0.4 * partial) / partial**1.3
    return on_grid(0.6 * sound / np.abs(sound).max())


def partials(note, rate):
    """The first eight, then ever fewer up to half the rate: a click-free attack with treble."""
    highest = int(rate / 2 / note)
    return sorted({*range(1, 9), *(int(1.25**k) for k in range(9, 40) if 1.25**k < highest)})


def pluck(since, frequency, decay):
    heard = since >= 0
    envelope = np.exp(-decay * since, where=heard, out=np.zeros_like(since))
    return (
        envelope * (1 - np.exp(-400 * np.maximum(since, 0))) * np.sin(2 * np.pi * frequency * since)
    )


def silence(rate):
    return np.zeros(len(seconds(rate)), np.float32)


def click(rate):
    samples = silence(rate)
    samples[len(samples) // 3] = 0.5
    return samples


def noise(rate):
    return on_grid(np.random.default_rng(5).normal(scale=0.1, size=len(seconds(rate))))


def sweep(rate):
    """A sine that rises from 20 Hz to half the rate: one bin is loud, the others nearly empty."""
    at = seconds(rate)
    octaves = np.log2(rate / 2 / 20)
    turns = 20 * (2 ** (octaves * at / SECONDS) - 1) * SECONDS / (octaves * np.log(2))
    return (0.7 * np.sin(2 * np.pi * turns)).astype(np.float32)


def quiet(rate):
    """Noise of one step of the 16-bit grid, then nothing: what floors and guards are for."""
    steps = np.random.default_rng(11).integers(-1, 2, size=len(seconds(rate)))
    steps[len(steps) // 2 :] = 0
    return on_grid(steps / 32768)


def long_noise(rate):
    """Noise of falling loudness, longer than what most presets cut their input to."""
    size = int(LONG_S * rate)
    swell = 0.2 * np.exp(-np.arange(size) / (3 * rate))
    return on_grid(swell * np.random.default_rng(7).normal(size=size).clip(-4, 4))


def medley(rate):
    """Speech, music, silence with a click, noise: 1 s, for the goldens; with `hush`."""
    return np.concatenate(
        [
            speech(rate)[int(0.3 * rate) :][: int(0.45 * rate)],
            music(rate)[: int(0.25 * rate)],
            click(rate)[int(0.6 * rate) :][: int(0.15 * rate)],
            noise(rate)[: int(0.153 * rate)],
        ]
    )


def hush(rate):
    """Half a second of `quiet`, of which 0.3 s is noise."""
    begin = len(seconds(rate)) // 2 - int(0.3 * rate)
    return quiet(rate)[begin : begin + int(0.5 * rate)]


EVERY = (speech, music, silence, click, noise, sweep, quiet, long_noise)
SOUNDS = {each.__name__: each for each in EVERY}


@cache
def sound(name, rate):
    """One of `SOUNDS` at a rate in Hz: float32, shape (n,), within [-1, 1]; read-only."""
    samples = SOUNDS[name](rate)
    samples.flags.writeable = False
    return samples


def seconds(rate):
    return np.arange(int(SECONDS * rate)) / rate


def on_grid(samples):
    return (np.round(samples * 32768).clip(-32768, 32767) / 32768).astype(np.float32)
