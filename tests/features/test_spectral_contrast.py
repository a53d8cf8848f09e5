import librosa
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from service.errors import BadParameter
from tests.features import _oracle as oracle
from tests.features._draw import framed, loud_and_quiet, speech, thorough
from tests.features.test_parameters import refusal

RATE = 16_000
AMIN = 1e-10


def peaks_and_valleys(bins, rate, parameters, fmin=200.0, n_bands=6, quantile=0.02):
    """By the definition, with the bins that librosa chooses; how many of them each time."""
    hz = oracle.frequencies(rate, parameters)[:, 0]
    edges = np.concatenate([[0], fmin * 2.0 ** np.arange(n_bands + 1)])
    found = []
    for k in range(n_bands + 1):
        first = np.flatnonzero(hz >= edges[k])[0] - (k > 0)
        last = len(hz) if k == n_bands else np.flatnonzero(hz <= edges[k + 1])[-1] + 1
        count = max(1, int(np.rint(quantile * (last - first))))
        band = np.sort(bins[..., first : last if k == n_bands else last - 1, :], axis=-2)
        found.append((band[..., -count:, :].mean(-2), band[..., :count, :].mean(-2)))
    peaks, valleys = zip(*found, strict=True)
    return np.stack(peaks, axis=-2), np.stack(valleys, axis=-2)


def by_librosa(bins, rate, parameters, **own):
    n_fft = parameters.get("n_fft", 2048)
    return librosa.feature.spectral_contrast(S=bins, sr=rate, n_fft=n_fft, **own)


def known(samples, rate, parameters, top_db=80.0, **own):
    """Sorting does not move bins apart: a mean of some of them is off by delta at most."""
    bins, delta = oracle.bins_of(samples, parameters)
    ends = [
        oracle.decibels(oracle.Known(end, delta + 0 * end), {"amin": AMIN, "top_db": top_db}, 2)
        for end in peaks_and_valleys(bins, rate, parameters, **own)
    ]
    values = ends[0].values - ends[1].values
    if top_db == 80.0 and (not oracle.WHOLE or samples.ndim == 1):
        right = by_librosa(bins, rate, parameters, **own)
        np.testing.assert_allclose(values, right, rtol=1e-9, atol=1e-9)
    error = ends[0].error + ends[1].error + oracle.EPS * np.abs(values)
    return oracle.Known(values, error)


@st.composite
def cases(draw):
    """A framed sound with bands that have bins, as far as that can be told at once."""
    case = draw(framed())
    step = case.rate / case.parameters["n_fft"]
    fmin = draw(st.floats(1.01, 20)) * step
    most = int(np.ceil(np.log2(case.rate / 2 / fmin)))
    assume(most >= 1)
    own = {
        "fmin": fmin,
        "n_bands": draw(st.integers(1, min(most, 8))),
        "quantile": draw(st.floats(0.001, 0.9)),
    }
    # on which side of an edge a bin lies that is as good as on it, only rounding decides
    edges = fmin * 2.0 ** np.arange(own["n_bands"] + 1) / step
    assume(edges[-1] < case.parameters["n_fft"] // 2)
    assume(np.abs(edges - np.round(edges)).min() > 1e-6)
    return case, own


@thorough
@given(cases(), st.sampled_from([80.0, 20.0, "none"]))
def test_decibels_equal_librosa_within_the_law(drawn, top_db):
    case, own = drawn
    try:
        values, plan = oracle.ours(
            "spectral_contrast", *case[:2], top_db=top_db, **own, **case.parameters
        )
    except BadParameter as refused:
        assert "holds no bin" in str(refused)  # noqa: PT017  # librosa: nan, or no answer
        return
    known(*case, top_db, **own).assert_equals(values)
    assert plan.unit == "dB"
    assert len(plan.axes[0]) == own["n_bands"] + 1


@thorough
@given(cases())
def test_differences_equal_librosa_within_the_law(drawn):
    case, own = drawn
    try:
        values, plan = oracle.ours(
            "spectral_contrast", *case[:2], linear=True, **own, **case.parameters
        )
    except BadParameter as refused:
        assert "holds no bin" in str(refused)  # noqa: PT017
        return
    bins, delta = oracle.bins_of(case.samples, case.parameters)
    right = by_librosa(bins, case.rate, case.parameters, linear=True, **own)
    oracle.Known(right, 2 * delta + oracle.EPS * (np.abs(right) + bins.max())).assert_equals(values)
    assert plan.unit == "1"


def test_defaults_are_librosas():
    samples, rate = speech()
    values, plan = oracle.ours("spectral_contrast", samples, rate)
    known(samples, rate, {}).assert_equals(values)
    known(samples, rate, {}).assert_equals(librosa.feature.spectral_contrast(y=samples, sr=rate))
    assert list(plan.axes[0].values) == [0, 200, 400, 800, 1600, 3200, 6400]


def test_two_channels_have_one_range():
    samples, rate = loud_and_quiet()
    values, _ = oracle.ours("spectral_contrast", samples, rate, top_db=10)
    known(samples, rate, {}, 10).assert_equals(values)


@pytest.mark.parametrize("length", [1, 2, 5000])
def test_silence_has_no_contrast(length):
    assert (oracle.ours("spectral_contrast", np.zeros(length, "f4"), RATE)[0] == 0).all()


@pytest.mark.parametrize(
    ("parameter", "value", "others", "sentence"),
    [
        ("fmin", 250.0, {}, "begins at 8000 Hz; the limit is half the sample rate, 8000 Hz"),
        ("fmin", 200.0, {"n_bands": 7}, "n_bands=7 begins at 12800 Hz"),
        ("fmin", 200.0, {"n_fft": 64}, "the band from 0 Hz holds no bin of n_fft=64"),
        ("fmin", 0, {}, "at least 0.001"),
        ("n_bands", 0, {}, "at least 1"),
        ("quantile", 0, {}, "greater than 0"),
        ("quantile", 1, {}, "less than 1"),
        ("top_db", 20.0, {"linear": "true"}, "only with linear=false"),
    ],
)
def test_bands_that_cannot_be_are_refused(parameter, value, others, sentence):
    fault = refusal("spectral_contrast", {parameter: value} | others)
    assert (fault.parameter, fault.value) == (parameter, value)
    assert sentence in fault.detail
