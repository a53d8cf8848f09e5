"""From a recording to the signal: equal to librosa, within the limits, and never silently wrong."""

import librosa
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import BadParameter, BadSound, TooLarge
from service.settings import Limits
from service.sources import upload
from service.sources._base import BLOCK_FRAMES, Body, Recording, SourceParams
from service.sources.prepare import prepare, resampled
from tests.streams import cut, samples_of, together

pytestmark = pytest.mark.filterwarnings(
    "ignore:.*slated for removal in Python 3.13:DeprecationWarning"  # librosa.load, its audioread
)

RATE = 16_000


def noise(frames, channels=1, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (frames, channels)).astype(np.float32)


def recording(samples, rate=RATE, warnings=()):
    def blocks(start, stop):
        end = len(samples) if stop is None else min(stop, len(samples))
        for first in range(start, end, BLOCK_FRAMES):
            yield samples[first : min(first + BLOCK_FRAMES, end)]

    return Recording(rate, samples.shape[1], blocks, warnings)


def prepared(samples, rate=RATE, limits=None, **params):
    return samples_of(prepare(recording(samples, rate), SourceParams(**params), limits or Limits()))


@pytest.fixture
def stereo(tmp_path):
    path = str(tmp_path / "stereo.wav")
    soundfile.write(path, noise(30_000, 2), 44_100, subtype="PCM_16")
    return path


@pytest.fixture(scope="module")
def stereo_second(tmp_path_factory):
    """One second of two channels at several rates, as samples and as a file."""
    folder, made = tmp_path_factory.mktemp("seconds"), {}
    for rate in (8000, 11_025, 44_100):
        made[rate] = noise(rate, 2), str(folder / f"{rate}.wav")
        soundfile.write(made[rate][1], made[rate][0], rate, subtype="FLOAT")
    return made


@pytest.mark.parametrize("params", [{}, {"offset": 0.1}, {"duration": 0.25}])
@pytest.mark.parametrize("rate", [None, 8000, 16_000, 22_050, 48_000])
def test_mean_equals_librosa_load(stereo, rate, params):
    expected, expected_rate = librosa.load(stereo, sr=rate, **params)
    asked = SourceParams(sample_rate=rate, **params)
    signal = prepare(upload.record(Body(stereo, "file"), asked, Limits()), asked, Limits())
    assert signal.rate == expected_rate
    samples = samples_of(signal)
    assert samples.dtype == np.float32
    np.testing.assert_allclose(samples, expected, atol=1e-7)


def test_each_equals_librosa_load_without_mono(stereo):
    expected, _ = librosa.load(stereo, sr=16_000, mono=False)
    asked = SourceParams(sample_rate=16_000, channel="each")
    signal = prepare(upload.record(Body(stereo, "file"), asked, Limits()), asked, Limits())
    assert signal.channels == 2
    np.testing.assert_array_equal(samples_of(signal), expected)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1000, 384_000),
    st.integers(1000, 384_000),
    st.integers(1, 3000),
    st.sampled_from([(), (1,), (2,)]),
    st.lists(st.integers(1, 1000), min_size=1, max_size=4),
)
def test_resampling_equals_librosa_however_the_sound_is_cut(old, new, length, channels, pieces):
    samples = np.random.default_rng(length).uniform(-1, 1, (*channels, length)).astype(np.float32)
    found = together(resampled(cut(samples, pieces), old, new))
    expected = librosa.resample(samples, orig_sr=old, target_sr=new)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("new", [8000, 22_050, 48_000])
def test_a_tone_keeps_frequency_and_level_when_resampled(new):
    tone = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)
    out = together(resampled([tone.astype(np.float32)], RATE, new))
    expected = 0.5 * np.sin(2 * np.pi * 1000 * np.arange(new) / new)
    inner = slice(new // 10, -new // 10)
    np.testing.assert_allclose(out[inner], expected[inner], atol=1e-4)


def test_channels_are_chosen():
    samples = np.array([[0.5, -0.25, 0.125], [1, 0.5, 0]], np.float32)
    assert prepared(samples).tolist() == pytest.approx([0.125, 0.5])
    assert prepared(samples, channel="first").tolist() == [0.5, 1]
    assert prepared(samples, channel=2).tolist() == [0.125, 0]
    assert prepared(samples, channel="each").tolist() == samples.T.tolist()
    assert prepared(samples[:, :1], channel="each").shape == (1, 2)


def test_a_channel_that_is_not_there_is_refused():
    with pytest.raises(BadParameter, match=r"channel=2: the sound's channels are numbered 0 to 1"):
        prepared(noise(10, 2), channel=2)


@pytest.mark.parametrize(
    ("params", "part"),
    [
        ({"offset": 0.25, "duration": 0.01}, slice(25_000, 26_000)),
        ({"offset": 0.1}, slice(10_000, None)),
        ({"duration": 0.25}, slice(0, 25_000)),
        ({"offset": 0.99, "duration": 100.0}, slice(99_000, None)),
        ({"duration": 1e-6}, slice(0, 1)),
    ],
)
def test_offset_and_duration_take_whole_samples(params, part):
    samples = noise(100_000)
    expected = samples[part, 0]
    np.testing.assert_array_equal(prepared(samples, 100_000, **params), expected)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 400), st.integers(1, 400), st.sampled_from([8000, 11_025, 44_100]))
def test_offset_and_duration_in_milliseconds_are_librosas(stereo_second, offset, duration, rate):
    samples, path = stereo_second[rate]
    params = {"offset": offset / 1000, "duration": duration / 1000}
    expected, _ = librosa.load(path, sr=None, mono=False, **params)
    found = prepared(samples, rate, channel="each", **params)
    np.testing.assert_array_equal(found, expected)


def test_blocks_are_joined_without_a_seam():
    samples = noise(2 * BLOCK_FRAMES + 7)
    np.testing.assert_array_equal(prepared(samples), samples[:, 0])


@pytest.mark.parametrize("offset", [1.0, 1.5, 1e6])
def test_an_offset_beyond_the_end_is_refused(offset):
    with pytest.raises(BadParameter, match="lies at or beyond the end of the sound"):
        prepared(noise(RATE), offset=offset)


def test_no_samples_are_refused():
    with pytest.raises(BadSound, match="the sound has no samples"):
        prepared(noise(0))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("channel", ["mean", "each", "first"])
def test_a_sample_that_is_no_number_is_refused(value, channel):
    samples = noise(BLOCK_FRAMES + 10, 2)
    samples[BLOCK_FRAMES + 3, 1] = value
    with pytest.raises(BadSound, match=f"sample {BLOCK_FRAMES + 3} is not a finite number"):
        prepared(samples, channel=channel)


@pytest.mark.parametrize("channels", [0, 9, 1024, 65_535])
def test_channels_outside_the_limits_are_refused(channels):
    with pytest.raises(BadSound, match=f"{channels} channels; this service takes 1 to 8"):
        prepared(np.zeros((1, channels), np.float32))


@pytest.mark.parametrize("rate", [0, 1, 999, 384_001, 2**32 - 1])
def test_rates_outside_the_limits_are_refused(rate):
    with pytest.raises(BadSound, match=f"{rate} Hz; this service takes 1000 to 384000 Hz"):
        prepared(noise(10), rate)


def test_extremes_come_before_duration():
    with pytest.raises(BadSound, match="rate of 1 Hz"):
        prepared(noise(10), 1, Limits(max_duration_s=1))


def test_a_sound_longer_than_the_limit_is_refused():
    limits = Limits(max_duration_s=1)
    assert prepared(noise(RATE), limits=limits).size == RATE
    with pytest.raises(TooLarge, match="longer than the limit of 1 s"):
        prepared(noise(RATE + 1), limits=limits)
    assert prepared(noise(3 * RATE), limits=limits, offset=1.5, duration=1.0).size == RATE


@pytest.mark.parametrize(
    ("most", "params"),
    [
        (1000, {}),
        (2000, {"channel": "each"}),
        (2000, {"sample_rate": 2 * RATE}),
        (1000, {"sample_rate": RATE // 2}),
    ],
)
def test_samples_are_counted_over_channels_and_at_the_new_rate(most, params):
    prepared(noise(1000, 2), limits=Limits(max_samples=most), **params)
    with pytest.raises(TooLarge, match=f"more than {most - 1} samples"):
        prepared(noise(1000, 2), limits=Limits(max_samples=most - 1), **params)


@pytest.mark.parametrize("rate", [None, 8000])
def test_warnings_are_handed_on(rate):
    source = recording(noise(100), warnings=("odd",))
    assert prepare(source, SourceParams(sample_rate=rate), Limits()).warnings == ("odd",)
