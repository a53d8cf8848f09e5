import warnings

import librosa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from service.dsp import mel

EPS = float(np.finfo(np.float32).eps)
RATE = 16_000
quick = settings(deadline=None, max_examples=50, print_blob=True)

# Hz of the tutorial's table, and what HTK's formula gives: reference/tutorial-facts.md, row 39
HERTZ = [20, 160, 394, 670, 1000, 1420, 1900, 2450, 3120, 4000, 5100, 6600, 9000, 14000]
HTK_MEL = [31.7, 232.0, 503.2, 756.8, 1000.0, 1248.8, 1478.8]
HTK_MEL += [1695.1, 1912.4, 2146.1, 2383.1, 2642.3, 2962.6, 3431.2]


def bank_of(rate, n_fft, *bands, **more):
    return mel.bank(rate, n_fft, mel.Bands(*bands, **more))


def librosas_bank(**parameters):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Empty filters detected", UserWarning)
        return librosa.filters.mel(**parameters, dtype=np.float64)


def test_htk_scale_has_its_published_values():
    assert_allclose(mel.hz_to_mel(np.array(HERTZ), htk=True), HTK_MEL, atol=0.05)


@pytest.mark.parametrize(
    ("hertz", "mels"), [(0, 0), (200, 3), (500, 7.5), (1000, 15), (6400, 42), (8000, 45.25)]
)
def test_slaney_scale_has_its_published_values(hertz, mels):
    assert mel.hz_to_mel(hertz) == pytest.approx(mels, abs=0.005)


@quick
@given(st.lists(st.floats(0, 192_000), min_size=1), st.booleans())
def test_scales_are_librosas_and_have_an_inverse(hertz, htk):
    mels = mel.hz_to_mel(np.array(hertz), htk=htk)
    assert_allclose(mels, librosa.hz_to_mel(np.array(hertz), htk=htk), rtol=1e-13, atol=1e-13)
    back = mel.mel_to_hz(mels, htk=htk)
    assert_allclose(back, hertz, rtol=1e-12, atol=1e-9)
    assert_allclose(back, librosa.mel_to_hz(mels, htk=htk), rtol=1e-12, atol=1e-9)


@pytest.mark.parametrize("htk", [False, True])
def test_a_single_number_is_converted_too(htk):
    assert mel.mel_to_hz(mel.hz_to_mel(440.0, htk=htk), htk=htk) == pytest.approx(440)


@quick
@given(
    rate=st.integers(1000, 384_000),
    n_fft=st.integers(2, 4096),
    n_mels=st.integers(1, 300),
    htk=st.booleans(),
    norm=st.sampled_from(["slaney", None]),
    low=st.just(0.0) | st.floats(0, 0.9),
    width=st.just(1.0) | st.floats(0.01, 1),
)
def test_weights_are_librosas(rate, n_fft, n_mels, htk, norm, low, width):
    fmin = low * rate / 2
    fmax = fmin + width * (rate / 2 - fmin)
    chosen = {"n_fft": n_fft, "n_mels": n_mels, "fmin": fmin, "fmax": fmax, "htk": htk}
    ours = bank_of(rate, **chosen, norm=norm)
    librosas = librosas_bank(sr=rate, **chosen, norm=norm)
    assert ours.dtype == np.float32
    assert ours.shape == librosas.shape == (n_mels, n_fft // 2 + 1)
    # half an ulp each for the triangle, for its scale and for their product; corners are known to
    # some 1e-15 of the highest, which the narrowest of n_mels triangles magnifies
    narrowest = np.diff(mel.edges(n_mels, fmin, fmax, htk=htk)).min()
    largest = librosas.max(initial=0)
    atol = 1e-14 * rate / narrowest * max(largest, 1)
    assert_allclose(ours.toarray(), librosas, rtol=1.5 * EPS, atol=atol)
    assert (ours.data >= 0).all()
    assert np.diff(ours.tocsc().indptr).max() <= 2


@pytest.mark.parametrize(
    ("n_fft", "n_mels", "rows"),
    [
        (50, 128, 80),
        (250, 128, 14),
        (450, 128, 0),
        (1024, 50, 0),
        (1024, 300, 0),
        (1024, 550, 64),
        (1024, 800, 189),
        *((8192, n_mels, 0) for n_mels in (50, 300, 550, 800)),
    ],
)
def test_empty_filters_are_the_rows_of_zeros(n_fft, n_mels, rows):
    # counts of reference/tutorial-facts.md, rows 33, 36 and 37
    chosen = {"n_fft": n_fft, "n_mels": n_mels, "fmin": 0.0, "fmax": 8000.0, "htk": False}
    empty = mel.empty(bank_of(RATE, **chosen, norm="slaney"))
    librosas = librosas_bank(sr=RATE, **chosen, norm="slaney")
    assert len(empty) == rows
    assert list(empty) == list(np.flatnonzero(librosas.max(axis=1) == 0))


def test_slaneys_triangles_have_the_area_one():
    bank = bank_of(RATE, 65_536, 40, 0.0, 8000.0, htk=False, norm="slaney")
    assert_allclose(bank.sum(axis=1) * RATE / 65_536, 1, rtol=1e-4)


def test_plain_triangles_reach_one():
    bank = bank_of(RATE, 65_536, 40, 0.0, 8000.0, htk=True, norm=None)
    assert_allclose(bank.max(axis=1).toarray(), 1, atol=0.01)


def test_edges_are_librosas_and_end_where_asked():
    edges = mel.edges(40, 20.0, 7600.0, htk=True)
    assert_allclose(edges, librosa.mel_frequencies(42, fmin=20, fmax=7600, htk=True), rtol=1e-13)
    assert_allclose(edges[[0, -1]], [20, 7600], rtol=1e-13)
