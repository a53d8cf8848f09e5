"""librosa as the oracle, and how far from it float32 may lead.

The law (DESIGN.md, section 3) is |difference of ln P| <= 128 eps sqrt(E / P) for a power P in a
frame of energy E. It follows from one property of a float32 FFT, which rounding the window shares:
the *whole* error vector is small against the whole spectrum, ||dX|| <= 64 eps ||X|| = delta, where
||X||^2 = E is the two-sided power of the windowed frame (Parseval: n_fft times the sum of its
squared samples). For a band M = sum w |X|^p, mean values and Cauchy-Schwarz then give

    p >= 1:  |dM| <= p delta sqrt(sum w^2 (|X| + delta)^(2 p - 2))
    p <= 1:  |dM| <= delta sqrt(sum w^2 |X|^(2 p - 2)) over bins above delta, w delta^p below it.

A bin is the band with the one weight 1. For p = 2 this is at most 128 eps sqrt(E max(w) / M) M: the
law, with its band power M / max(w). Nothing here was fitted to what the service computes.
"""

import inspect
import warnings
from contextlib import contextmanager
from dataclasses import dataclass

import librosa
import numpy as np
import scipy.fft

from tests.streams import computed, outlined

EPS = float(np.finfo(np.float32).eps)
TINY = float(np.finfo(np.float32).smallest_subnormal)
STABLE = 64 * EPS

# librosa 1.x takes ref and top_db per channel unless told; the service's are the whole array's
WHOLE = {"axes": None} if "axes" in inspect.signature(librosa.power_to_db).parameters else {}

FRAMES = {"n_fft": 2048, "hop_length": 512, "window": "hann", "center": True}
FRAMES |= {"win_length": None, "pad_mode": "constant"}
BANDS = {"n_mels": 128, "fmin": 0.0, "fmax": None, "htk": False}


@dataclass(frozen=True)
class Known:
    """What librosa says, and how far an answer may lie from it, cell by cell."""

    values: np.ndarray
    error: np.ndarray

    def share(self, answer):
        """Largest share of the permitted error that an answer uses; infinite if none was."""
        assert answer.shape == self.values.shape
        off = np.abs(answer.astype(np.result_type(answer, np.float64)) - self.values)
        with np.errstate(invalid="ignore", divide="ignore"):
            return float(np.max(np.where(off == 0, 0, off / self.error), initial=0))

    def assert_equals(self, answer):
        assert np.isfinite(answer).all()
        share = self.share(answer)
        assert share <= 1, share


def ours(feature, samples, rate, **parameters):
    """The service's answer to samples, with what its plan says."""
    outline = outlined(feature, samples.shape[-1], rate, **parameters)
    return computed(feature, samples, rate, **parameters), outline


def given(defaults, parameters):
    """Merge what was asked for with librosa's defaults; the word none is None."""
    chosen = {name: parameters.get(name, default) for name, default in defaults.items()}
    chosen = {name: None if value == "none" else value for name, value in chosen.items()}
    if chosen.get("window") == "povey":
        length = parameters.get("win_length") or parameters.get("n_fft", 2048)
        chosen["window"] = librosa.filters.get_window("hann", length) ** 0.85
    return chosen


@contextmanager
def quietly():
    """librosa warns of short clips and of empty filters; so does the service, in its answer."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "n_fft=.* is too large for input signal", UserWarning)
        warnings.filterwarnings("ignore", "Empty filters detected", UserWarning)
        yield


def cut_by_us(samples, frames):
    """Pad a mirrored sound before librosa does, where librosa mirrors too little of it.

    librosa pads the end of a long sound apart from its beginning. If its last frame is centred on
    the very end (an even n_fft, a hop that divides the length), that piece has n_fft / 2 samples,
    one less than their mirror image needs, and numpy repeats the piece: one wrong sample, in 0.11
    and in 1.0 (test_stft.py holds the example).
    """
    n_fft, hop, length = frames["n_fft"], frames["hop_length"], samples.shape[-1]
    mirrored = frames["center"] and frames["pad_mode"] == "reflect"
    first_with_padding = (length - n_fft // 2) // hop + 1
    if mirrored and n_fft % 2 == 0 and first_with_padding * hop == length:
        pad = [(0, 0)] * (samples.ndim - 1) + [(n_fft // 2, n_fft // 2)]
        return np.pad(samples, pad, mode="reflect"), {
            **frames,
            "center": False,
            "pad_mode": "constant",
        }
    return samples, frames


def transform(samples, parameters, dtype=np.float64):
    """librosa's complex spectrum."""
    samples, frames = cut_by_us(samples.astype(dtype), given(FRAMES, parameters))
    with quietly():
        return librosa.stft(samples, **frames)


def noise_level(spectrum, n_fft):
    """Delta: the norm that the error of a frame's spectrum may have, shape (..., 1, frames)."""
    power = np.abs(spectrum.astype(np.complex128)) ** 2
    mirrored = power[..., 1 : (n_fft + 1) // 2, :]
    energy = power.sum(axis=-2, keepdims=True) + mirrored.sum(axis=-2, keepdims=True)
    return STABLE * np.sqrt(energy)


def error_of_bins(bins, delta, exponent):
    """Error of |X|^p, for p of 1 or 2."""
    return exponent * delta * (bins + delta) ** (exponent - 1) + TINY


def error_of_bands(bins, delta, exponent, weights):
    """Error of sum w |X|^p; what float32 cannot hold at all is lost bin by bin."""
    lost = TINY * (1 + weights.sum(axis=-1, keepdims=True))
    if exponent >= 1:
        slopes = (bins + delta) ** (2 * exponent - 2)
        return exponent * delta * np.sqrt(weights**2 @ slopes) + lost
    above = bins >= np.maximum(delta, np.finfo(np.float64).tiny)
    slopes = np.where(above, bins, 1) ** (2 * exponent - 2) * above
    below = weights @ ((~above) * delta**exponent)
    return delta * np.sqrt(weights**2 @ slopes) + below + lost


def magnitudes(samples, parameters, exponent=1, dtype=np.float64):
    """|X|^p of librosa's spectrum."""
    spectrum = transform(samples, parameters, dtype)
    bins, delta = np.abs(spectrum), noise_level(spectrum, parameters.get("n_fft", 2048))
    return Known(bins**exponent, error_of_bins(bins.astype(np.float64), delta, exponent))


def mel(samples, rate, parameters, norm="slaney", dtype=np.float64):
    """librosa's mel spectrogram."""
    frames, bands = given(FRAMES, parameters), given(BANDS, parameters)
    exponent, norm = parameters.get("power", 2.0), None if norm == "none" else norm
    spectrum = transform(samples, parameters)
    padded, cut = cut_by_us(samples.astype(dtype), frames)
    with quietly():
        values = librosa.feature.melspectrogram(
            y=padded, sr=rate, power=exponent, norm=norm, **cut, **bands
        )
        weights = librosa.filters.mel(
            sr=rate, n_fft=frames["n_fft"], norm=norm, dtype=np.float64, **bands
        )
    bins, delta = np.abs(spectrum), noise_level(spectrum, frames["n_fft"])
    return Known(values, error_of_bands(bins, delta, exponent, weights))


def decibels(known, parameters, exponent):
    """librosa's decibels of what is known, and the interval that its error becomes.

    Every step (floor, logarithm, reference, clamp) is monotonic, so the ends of the interval are
    the decibels of the ends. float32 adds half an ulp for the floor, the logarithm, the scaling,
    the reference and the clamp: relative to what is added up, not to the result.
    """
    ref, amin = parameters.get("ref", 1.0), parameters.get("amin", "none")
    amin = 10 ** (-5 * exponent) if amin == "none" else amin
    top_db = parameters.get("top_db", 80.0)
    top_db = np.inf if top_db == "none" else top_db

    def level(values):
        return 20 / exponent * np.log10(np.maximum(amin, values))

    low, high = level(known.values - known.error), level(known.values + known.error)
    extreme = getattr(np, ref) if isinstance(ref, str) else lambda _: level(ref)
    ref_low, ref_high = extreme(low), extreme(high)
    low, high = (np.maximum(end, end.max() - top_db) for end in (low, high))
    values = decibels_of(known.values, exponent, ref, amin, None if top_db == np.inf else top_db)
    rounding = EPS * (4 * np.abs(low) + 4 * max(abs(ref_low), abs(ref_high)) + 20 / exponent)
    rounding += EPS * (top_db if top_db < np.inf else 0)
    error = np.maximum(high - ref_low - values, values - (low - ref_high)) + rounding
    return Known(values, error)


def decibels_of(values, exponent, ref, amin, top_db):
    """librosa.amplitude_to_db or power_to_db in float64; other powers by the latter, rescaled."""
    ref = getattr(np, ref) if isinstance(ref, str) else ref
    if exponent == 1:
        return librosa.amplitude_to_db(values, ref=ref, amin=amin, top_db=top_db, **WHOLE)
    top_db = None if top_db is None else top_db * exponent / 2
    in_db = librosa.power_to_db(values, ref=ref, amin=amin, top_db=top_db, **WHOLE)
    return in_db * (2 / exponent)


def mfcc(samples, rate, parameters):
    """librosa's MFCC of librosa's decibels of librosa's mel spectrogram.

    The error of the decibels passes through |basis|; the float32 transform adds 64 eps of the
    norm, as the FFT it is made of. The longest row or column is the norm of the basis for types 2
    and 3, whose rows or columns are orthogonal, and less than it for type 1.
    """
    chosen = given({"n_mfcc": 20, "dct_type": 2, "norm": "ortho", "lifter": 0}, parameters)
    bands = decibels(
        mel(samples, rate, parameters, parameters.get("mel_norm", "slaney")), parameters, 2
    )
    values = librosa.feature.mfcc(S=bands.values, **chosen)
    kind = {"type": chosen["dct_type"], "norm": chosen["norm"]}
    basis = scipy.fft.dct(np.eye(bands.values.shape[-2]), axis=0, **kind)
    size = np.linalg.norm(np.abs(bands.values) + bands.error, axis=-2, keepdims=True)
    longest = max(np.linalg.norm(basis, axis=axis).max() for axis in (0, 1))
    error = np.abs(basis) @ bands.error + STABLE * longest * size
    return Known(values, error[..., : chosen["n_mfcc"], :] * np.abs(lifter_of(chosen)))


def lifter_of(chosen):
    order, lifter = np.arange(1, 1 + chosen["n_mfcc"]), chosen["lifter"]
    weights = 1 + lifter / 2 * np.sin(np.pi * order / lifter) if lifter else np.ones(len(order))
    return weights[:, np.newaxis]


def bins_of(samples, parameters):
    """Magnitudes of librosa's spectrum, shape (..., bins, frames), and the norm of their error.

    The magnitudes' errors are at most the spectrum's: their norm is at most delta, too, and a sum
    over n bins with weights w is off by at most delta ||w||.
    """
    spectrum = transform(samples, parameters)
    delta = noise_level(spectrum, parameters.get("n_fft", 2048))
    return np.abs(spectrum), delta + TINY


def frequencies(rate, parameters):
    """Of the bins, Hz, shape (bins, 1)."""
    n_fft = parameters.get("n_fft", 2048)
    return librosa.fft_frequencies(sr=rate, n_fft=n_fft)[:, np.newaxis]


def spectral(function, bins, rate, parameters, **own):
    """What a function of librosa.feature makes of magnitudes, without the axis it leaves."""
    found = function(S=bins, sr=rate, n_fft=parameters.get("n_fft", 2048), **own)
    return found[..., 0, :]


def centroid(bins, delta, rate, parameters):
    """librosa's centroid. Its numerator less its value times the sum is linear in the error."""
    values = spectral(librosa.feature.spectral_centroid, bins, rate, parameters)
    hz = frequencies(rate, parameters)
    distance = np.linalg.norm(hz - values[..., np.newaxis, :], axis=-2)
    delta = delta[..., 0, :]
    least = bins.sum(axis=-2) - np.sqrt(len(hz)) * delta
    with np.errstate(invalid="ignore", divide="ignore"):
        return Known(values, delta * distance / np.maximum(least, 0) + EPS * values)
