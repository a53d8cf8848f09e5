"""What a preset means, once more in float64, from its parameters alone: what the law asks for.

Whole arrays, one stage after the other, in the order that the parameters are documented in; nothing
of the service. Each stage also says how far a float32 answer may lie off, see `law`. What no preset
uses is refused, so that a preset which does cannot be called proven by accident.
"""

import numpy as np

from tests.oracles import law

UNUSED = {
    "channel": {"mean", "first"},  # of one channel
    "offset": {0.0},
    "dither": {0.0},
    "component": {"magnitude"},
    "deltas": {0},
    "dct_type": {2},
    "ref": {1.0},
}
GUARDS = {"max": "clamp", "add": "add", "zeros": "replace_zero"}
UNITS = {"db": "db", "log": "ln", "log10": "log10"}


def known(feature, values, samples):
    """Compute a feature of one channel of float32 samples at the preset's rate, in its axes.

    `values` are all parameters by name, None as None.
    """
    for name, understood in UNUSED.items():
        if values.get(name, next(iter(understood))) not in understood:
            raise NotImplementedError(f"{name}={values[name]} in float64")
    taken = samples.astype(np.float64) * values["input_scale"]
    if values["duration"] is not None:
        taken = taken[: int(values["duration"] * values["sample_rate"])]
    if feature == "waveform":
        return waveform(values, taken)
    if values["wave_norm"] is not None:
        raise NotImplementedError("wave_norm of what becomes frames, in float64")
    rows = {"mel": mel, "mfcc": mfcc}[feature](values, *spectrum(values, fitted(values, taken)))
    return shaped(values, finished(values, rows))


def waveform(values, samples):
    if values["wave_norm"] != "standard" or values["fit"] is not None:
        raise NotImplementedError("another waveform than a standardised one, in float64")
    return law.standardised(samples, values["wave_norm_eps"])


def fitted(values, wave):
    how, length, step = (values[name] for name in ("fit", "fit_length", "fit_step"))
    if how is None:
        return wave
    if step is not None:
        length = next(n for n in range(length, length + len(wave) + step, step) if n >= len(wave))
    times = {"repeat_zeros": length // len(wave), "repeat": -(-length // len(wave))}.get(how, 1)
    longer = np.tile(wave, max(1, times))[:length]
    return longer if how == "cut" else np.pad(longer, (0, length - len(longer)))


def spectrum(values, wave):
    """Spectrum (time, bins) raised to the power, E and E0, and the energy before the window."""
    raw = wave
    if values["preemphasis_on"] != "frame":
        kept = 1 if values["preemphasis_on"] == "wave_valid" else 0
        wave = np.concatenate([wave[:1], wave[1:] - values["preemphasis"] * wave[:-1]])[kept:]
        raw = raw[kept:]
    frames, cut = framed(values, wave), framed(values, raw)
    if values["remove_dc"]:
        frames = frames - frames.mean(axis=1, keepdims=True)
    energy = np.sum(frames**2, axis=1)
    if values["preemphasis_on"] == "frame":
        frames = frames - values["preemphasis"] * np.hstack([frames[:, :1], frames[:, :-1]])
    frames = frames * window(values)
    n_fft = values["n_fft"]
    bins = np.fft.rfft(frames, n_fft, norm=values["fft_norm"])
    power = np.abs(bins) ** 2 + values["magnitude_eps"]
    return power, law.energy(frames, n_fft), law.energy(cut, n_fft), energy


def framed(values, wave):
    size, hop = frame_length(values), values["hop_length"]
    mode = values["pad_mode"] if values["center"] or values["padding"] != "whole" else "constant"
    before, after = ends(values, len(wave))
    extended = np.pad(wave, (before, after), mode=mode) if before or after else wave
    extended = extended[: len(extended) - values["drop_last"]]
    return np.lib.stride_tricks.sliding_window_view(extended, size)[::hop]


def frame_length(values):
    return values["win_length" if values["window_place"] == "left" else "n_fft"]


def ends(values, length):
    """Count the samples added at both ends of a wave."""
    size, hop, n_fft = frame_length(values), values["hop_length"], values["n_fft"]
    if values["center"]:
        return n_fft // 2, n_fft // 2
    if values["padding"] == "hop":
        return (n_fft - hop) // 2, (n_fft - hop) // 2
    if values["padding"] == "none":
        return 0, 0
    if values["padding"] == "whole":
        frames = 1 + int(np.ceil(max(0, length - size) / hop))
        return 0, (frames - 1) * hop + size - length
    before, frames = size // 2 - hop // 2, (length + hop // 2) // hop
    return before, (frames - 1) * hop + size - before - length


def window(values):
    length, n_fft = values["win_length"], values["n_fft"]
    turns = np.arange(length) / (length if values["periodic"] else length - 1)
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * turns)
    shapes = {"hann": hann, "hamming": 0.08 + 0.92 * hann, "povey": hann**0.85}
    shape = shapes.get(values["window"], np.ones(length))
    if values["window"] not in {*shapes, "boxcar"}:
        raise NotImplementedError(f"window={values['window']} in float64")
    if values["window_place"] == "left":
        return shape
    before = (n_fft - length) // 2
    return np.pad(shape, (before, n_fft - length - before))


def filters(values, norm):
    """Weights, shape (bands, bins)."""
    n_fft, htk = values["n_fft"], values["htk"]
    rate = values["bank_rate"] or values["sample_rate"]
    ends_mel = hz_to_mel(np.array([values["fmin"], values["fmax"] or rate / 2]), htk)
    mels = np.linspace(*ends_mel, values["n_mels"] + 2)
    corners, bins = mel_to_hz(mels, htk), np.arange(n_fft // 2 + 1) * (rate / n_fft)
    weights = triangles(values, corners, mels, bins)
    if norm == "slaney":
        weights = weights * (2 / (corners[2:] - corners[:-2]))[:, np.newaxis]
    weights[:, : values["first_bin"]] = 0
    return weights


def triangles(values, corners, mels, bins):
    """Place bins and corners where filters are triangles; each has a left, middle, right corner."""
    kind, rate = values["triangles"], values["bank_rate"] or values["sample_rate"]
    edges, at = corners, bins
    if kind == "mel":
        edges, at = mels, hz_to_mel(bins, values["htk"])
    if kind == "bins":
        edges, at = np.floor((values["n_fft"] + 1) * corners / rate), np.arange(len(bins))
    left, middle, right = (edges[k : len(edges) - 2 + k, np.newaxis] for k in range(3))
    with np.errstate(divide="ignore", invalid="ignore"):  # whole bins may be one and the same
        rise, fall = (at - left) / (middle - left), (right - at) / (right - middle)
    if kind == "left":
        fall = 2 - rise
    if kind == "bins":  # the middle one belongs to the fall
        inside = [(left <= at) & (at < middle), (middle <= at) & (at < right)]
        return np.select(inside, [rise, fall], 0.0)
    return np.maximum(0, np.minimum(rise, fall))


def hz_to_mel(hz, htk):
    if htk:
        return 2595 * np.log10(1 + hz / 700)
    octaves = np.log(np.maximum(hz, 1000) / 1000) / np.log(6.4)
    return np.where(hz < 1000, hz * 3 / 200, 15 + 27 * octaves)


def mel_to_hz(mels, htk):
    if htk:
        return 700 * (10 ** (mels / 2595) - 1)
    return np.where(mels < 15, mels * 200 / 3, 1000 * 6.4 ** ((np.maximum(mels, 15) - 15) / 27))


def mel(values, power, windowed, cut, _energy):
    return scaled(values, bands(values, power, windowed, cut, values["norm"]), values["power"])


def bands(values, power, windowed, cut, norm):
    exponent = values["power"]
    weights = filters(values, norm)
    found = power ** (exponent / 2) @ weights.T
    return law.bands(found, windowed, cut, weights * unit(values) ** (exponent / 2), exponent)


def unit(values):
    """What the norm of the transform makes of a power of 1."""
    return {"backward": 1.0, "ortho": 1 / values["n_fft"], "forward": values["n_fft"] ** -2.0}[
        values["fft_norm"]
    ]


def scaled(values, found, exponent):
    kind = values["scale"]
    if kind == "linear":
        return found
    if kind == "db" and exponent != 2:
        raise NotImplementedError("decibels of anything but powers, in float64")
    amin = 10.0 ** (-5 * exponent) if values["amin"] is None else values["amin"]
    logs = law.logarithm(found, UNITS[kind], GUARDS[values["guard"]], amin)
    span = values["top_db" if kind == "db" else "log_range"]
    return logs if span is None else law.range_from_max(logs, span)


def mfcc(values, power, windowed, cut, energy):
    levels = scaled(values, bands(values, power, windowed, cut, values["mel_norm"]), 2)
    found = law.transform(levels, cosines(values))
    if values["energy"] is not None:
        own = log_energy(values, power, windowed, cut, energy)
        found.values[:, 0], found.error[:, 0] = own.values[:, 0], own.error[:, 0]
    return found


def cosines(values):
    """DCT and lifter in one matrix, shape (coefficients, bands)."""
    n_mels, order = values["n_mels"], np.arange(values["n_mfcc"])[:, np.newaxis]
    weights = np.sqrt(2 / n_mels) * np.cos(np.pi / n_mels * order * (np.arange(n_mels) + 0.5))
    if values["norm"] is None:
        raise NotImplementedError("norm=none of a transform, in float64")
    if values["norm"] == "ortho":
        weights[0] = np.sqrt(1 / n_mels)
    lifter = values["lifter"]
    if lifter:
        weights *= 1 + lifter / 2 * np.sin(np.pi * (order + values["lifter_from"]) / lifter)
    return weights


def log_energy(values, power, windowed, cut, energy):
    """ln of a frame's energy: a band with the one weight 1, over its samples or its spectrum."""
    if values["energy"] == "raw":
        sums, whole, before, weights = energy, energy, cut / values["n_fft"], np.ones((1, 1))
    else:
        sums, whole, before = power.sum(axis=1), windowed, cut
        weights = np.full((1, power.shape[1]), unit(values))
    found = law.bands(sums[:, np.newaxis], whole, before, weights)
    return law.logarithm(found, "ln", "clamp", values["energy_floor"])


def finished(values, rows):
    if values["frames_fit"] == "before":
        rows = cut_or_filled(rows, values["frames"])
    if values["bias"] != 0 or values["gain"] != 1:
        rows = law.affine(rows, values["bias"], values["gain"])
    valid = len(rows.values) - values["masked_frames"]
    if values["normalize"] == "mean":
        rows = law.per_bin(rows, place="mean_only", valid=valid)
    elif values["normalize"] == "standard":
        place = {"add": "add", "inside": "in_sqrt"}[values["eps_place"]]
        rows = law.per_bin(rows, values["ddof"], values["normalize_eps"], place, valid)
    elif values["masked_frames"]:
        raise NotImplementedError("masked_frames without normalize, in float64")
    return cut_or_filled(rows, values["frames"]) if values["frames_fit"] == "after" else rows


def cut_or_filled(rows, count):
    if count is None:
        return rows
    more = ((0, max(0, count - len(rows.values))), (0, 0))
    return law.Known(np.pad(rows.values[:count], more), np.pad(rows.error[:count], more))


def shaped(values, rows):
    return law.Known(in_shape(values, rows.values), in_shape(values, rows.error))


def in_shape(values, rows):
    stack, length = values["stack"], values["patch_frames"]
    rows = rows[: len(rows) // stack * stack].reshape(len(rows) // stack, -1)
    if length is not None:
        starts = range(0, len(rows) - length + 1, values["patch_hop"] or length)
        return np.stack([rows[start : start + length] for start in starts])
    return rows if values["time_axis"] == "first" else rows.T
