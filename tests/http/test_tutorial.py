"""The tutorial that this service grew out of, row by row, over HTTP.

Numbers are those that librosa 0.11 gave for the tutorial's cells, or that the cells print; where
the tutorial was wrong, what is right stands here.
"""

import io

import librosa
import numpy as np
import pytest
import soundfile
from numpy.testing import assert_allclose, assert_array_equal
from PIL import Image

from tests.conftest import RATE, loaded, npy, refused, samples, tone, wav

SPEECH_SECONDS = 4.8
STEPS = [0, 0.01950903, 0.03826834, 0.05555702, 0.07071068]
PRINTED = [3529, 6636, 2441]
FIFTEEN = [1941, 6699, 6063, 3890, 2408, 1421, 6576, 1383]
FIFTEEN += [7003, 6140, 5352, 6046, 7505, 5535, 3965]
S1, S2 = [6737, 7356, 3312], [4437, 4660, 5884]
SIX, BINS = [1e-6, 1e-5, 1e-3, 0.1, 1, 10], [1000, 2000, 3000, 4000, 5000, 6000]


@pytest.fixture(scope="module")
def long():
    """Give as many samples as the tutorial's recording: 76800, 4.8 s."""
    return wav(samples(SPEECH_SECONDS))


def sine(frequency, **more):
    return {"type": "sine", "frequency": frequency, **more}


def spec(kind, *of):
    return {"sample_rate": RATE, "sound": {"type": kind, "of": list(of)}}


def mixed(*frequencies):
    return spec("mix", *map(sine, frequencies))


def then(*frequencies):
    return spec("sequence", *map(sine, frequencies))


def array(service, operation, sound):
    """Give the array of an answer for a tone spec or a WAV file."""
    if isinstance(sound, dict):
        return loaded(service.tone(operation, sound))
    return loaded(service.post(operation, sound, "audio/wav"))


def document(service, operation, sound):
    answer = service.post(operation, sound, "audio/wav")
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()


def six_tones():
    """Make a second of tones whose magnitudes in the spectrum are SIX."""
    t = np.arange(RATE) / RATE
    waves = [a / 8000 * np.sin(2 * np.pi * f * t) for f, a in zip(BINS, SIX, strict=True)]
    return npy(np.sum(waves, axis=0).astype(np.float32))


def peaks(spectrum, count):
    """Tell the bins of the largest values, in order of frequency."""
    return sorted(np.argsort(spectrum)[-count:])


class TestLoading:
    def test_rows_1_and_4_a_recording_at_its_own_rate(self, service, long):
        found = document(service, "waveform.json", long)
        assert found["shape"] == [76_800]
        assert found["receipt"]["parameters"]["sample_rate"] == RATE
        times = found["axes"][0]["values"]
        assert len(times) / RATE == SPEECH_SECONDS
        assert times[-1] == 76_799 / RATE

    def test_row_1_samples_of_pcm16_are_multiples_of_its_step(self, service):
        steps = np.array([[0, -8, 4095]], np.int16) / np.float32(2**15)
        assert array(service, "waveform.npy", wav(steps)).tolist() == [
            0,
            -2.44140625e-4,
            4095 / 2**15,
        ]

    @pytest.mark.parametrize(
        ("rate", "length"), [(22_050, 105_840), (32_000, 153_600), (8_000, 38_400)]
    )
    def test_rows_2_and_3_at_another_rate_it_lasts_as_long(self, service, long, rate, length):
        assert array(service, f"waveform.npy?sample_rate={rate}", long).shape == (length,)

    @pytest.mark.parametrize(("rate", "length"), [(22_050, 22_050), (88_200, 88_200)])
    def test_row_3_the_beep_at_twice_and_at_half_its_rate(self, service, rate, length):
        beep = tone(1000, sample_rate=None) | {"sample_rate": 44_100}
        del beep["sound"]["sample_rate"]
        assert array(service, f"waveform.npy?sample_rate={rate}", beep).shape == (length,)


class TestPlayback:
    def played(self, service, query, sound):
        answer = service.client.post(f"/v1/sound.wav?{query}", json=sound)
        assert answer.status_code == 200, answer.text[:300]
        return soundfile.read(io.BytesIO(answer.content), dtype="int16")

    def test_row_5_the_peak_becomes_full_scale(self, service):
        made = array(service, "waveform.npy", tone(500)).astype(float)
        heard, rate = self.played(service, "subtype=pcm16&level=peak", tone(500))
        assert (heard.max(), rate) == (32_767, RATE)
        # the tutorial's player counts 32767 steps, PCM 32768, and rounds
        assert np.abs(heard - made / made.max() * 32_767).max() <= 1.5

    @pytest.mark.parametrize(("rate", "seconds"), [(8000, 9.6), (32_000, 2.4)])
    def test_row_6_another_rate_is_only_that_of_the_header(self, service, rate, seconds):
        sound = tone(500, SPEECH_SECONDS)
        same, _ = self.played(service, "subtype=pcm16", sound)
        heard, told = self.played(service, f"subtype=pcm16&playback_rate={rate}", sound)
        assert_array_equal(heard, same)
        assert (told, len(heard) / told) == (rate, seconds)


class TestTones:
    def test_row_10_make_tone(self, service):
        made = array(service, "waveform.npy", tone(500))
        assert made.shape == (16_000,)
        assert_allclose(made[:5], STEPS, atol=5e-9)
        assert np.abs(made).max() == pytest.approx(0.1, rel=1e-6)
        assert np.sqrt(np.mean(made.astype(float) ** 2)) == pytest.approx(0.0707107, rel=1e-5)

    @pytest.mark.parametrize(("frequency", "period"), [(500, 32), (5000, 16)])
    def test_row_8_a_slice_shows_the_period(self, service, frequency, period):
        part = array(service, "waveform.npy?offset=0&duration=0.004", tone(frequency))
        assert part.shape == (64,)
        assert_allclose(part[period:], part[:-period], atol=1e-7)

    def test_row_11_a_then_b(self, service):
        assert array(service, "waveform.npy", then(500, 1000)).shape == (32_000,)

    def test_row_12_a_plus_b_is_the_sum_and_not_normalised(self, service):
        parts = [array(service, "waveform.npy", tone(f)) for f in PRINTED]
        found = array(service, "waveform.npy", mixed(*PRINTED))
        assert found.shape == (16_000,)
        assert_allclose(found, np.sum(parts, axis=0), atol=1e-7)
        assert np.abs(found).max() <= 0.3 * (1 + 1e-6)

    def test_row_12_a_mix_beyond_full_scale_is_said_to_be_one(self, service):
        loud = mixed(*PRINTED, *FIFTEEN)
        answer = service.tone("waveform.json", loud).json()
        assert max(map(abs, answer["values"])) > 1
        assert len(answer["warnings"]) == 1
        assert "full scale" in answer["warnings"][0]

    def test_row_13_three_random_tones_are_three_bins(self, service):
        random = {"sample_rate": RATE, "sound": {"type": "random_tones", "count": 3, "seed": 7}}
        values = array(service, "spectrum.npy", random)
        found = peaks(values, 3)
        assert all(500 <= frequency <= 7999 for frequency in found)
        assert_allclose(values[found], 800, rtol=1e-5)
        assert_array_equal(values, array(service, "spectrum.npy", random))  # the seed is said

    @pytest.mark.parametrize("frequency", [8000, 9000])
    def test_row_42_a_tone_that_would_alias_is_refused(self, service, frequency):
        answer = service.tone("waveform.npy", tone(frequency))
        refused(answer, 422, "bad-parameter", str(frequency), "8000")


class TestFourierTransform:
    def test_row_14_a_tone_is_one_bin_of_800(self, service):
        found = service.tone("spectrum.json", tone(500)).json()
        values, (frequency,) = np.array(found["values"]), found["axes"]
        assert values.shape == (8001,)
        assert np.argmax(values) == 500
        assert values[500] == pytest.approx(800.0, rel=1e-6)  # 0.1 * 16000 / 2
        assert frequency["values"][-1] == 8000
        assert_allclose(np.diff(frequency["values"]), 1)
        # the samples are float32: what they are rounded by is spread over all bins
        assert np.delete(values, 500).max() < 0.1 * 2**-24 * 16_000

    def test_row_14_three_tones_are_three_bins(self, service):
        values = array(service, "spectrum.npy", mixed(*PRINTED))
        assert peaks(values, 3) == sorted(PRINTED)
        assert_allclose(values[PRINTED], 800, rtol=1e-6)

    def test_row_14_eighteen_tones_are_eighteen_bins(self, service):
        values = array(service, "spectrum.npy", mixed(*PRINTED, *FIFTEEN))
        assert peaks(values, 18) == sorted(PRINTED + FIFTEEN)

    def test_row_15_plus_and_then_have_the_same_peaks_but_not_the_same_rest(self, service):
        tones = S1 + S2
        plus = array(service, "spectrum.npy", mixed(*tones))
        order = spec("sequence", *(mixed(*three)["sound"] for three in (S1, S2)))
        after = array(service, "spectrum.npy", order)
        assert (plus.shape, after.shape) == ((8001,), (16_001,))
        assert peaks(plus, 6) == sorted(tones)
        assert peaks(after, 6) == sorted(2 * np.array(tones))  # bins of half a Hz
        assert_allclose(np.sort(after)[-6:], 800, rtol=1e-5)
        assert np.sort(plus)[-7] < 0.01
        assert np.sort(after)[-7] == pytest.approx(510.7, abs=0.05)

    def test_row_16_a_recording(self, service, long):
        assert array(service, "spectrum.npy", long).shape == (38_401,)

    def test_mistake_15_the_last_bin_of_an_odd_length_lies_below_half_the_rate(self, service):
        found = service.post("spectrum.json", wav(samples(15_999 / RATE)), "audio/wav").json()
        assert found["axes"][0]["values"][-1] == pytest.approx(RATE * 7999 / 15_999)


class TestShortTimeFourierTransform:
    def test_row_17_its_shape_with_every_default(self, service, long):
        assert array(service, "stft.npy", long).shape == (1025, 151)
        first = wav(samples(52_480 / RATE))  # the clip of the tutorial's first version
        assert array(service, "stft.npy", first).shape == (1025, 103)

    def test_row_18_magnitude_and_phase_are_the_polar_form(self, service):
        sound = wav(samples(0.5))
        magnitude = array(service, "stft.npy", sound)
        phase, both = (array(service, f"stft.npy?part={p}", sound) for p in ("phase", "complex"))
        assert (magnitude.dtype, both.dtype) == (np.float32, np.complex64)
        assert_allclose(magnitude * np.exp(1j * phase), both, atol=1e-6 * magnitude.max())

    @pytest.mark.parametrize(("frequency", "row"), [(500, 16), (5000, 160)])
    def test_row_30_a_tone_is_one_row_of_12_8(self, service, frequency, row):
        found = array(service, "stft.npy?n_fft=512&hop_length=128", tone(frequency))
        assert found.shape == (257, 126)
        assert (found[:, 5:-5].argmax(axis=0) == row).all()
        assert_allclose(found[row, 60], 12.8, rtol=1e-5)  # 0.1 * 512 / 4

    def test_row_30_one_tone_after_the_other_switches_at_frame_125(self, service):
        found = array(service, "stft.npy?n_fft=512&hop_length=128", then(500, 1000))
        assert found.shape == (257, 251)
        rows = found.argmax(axis=0)
        assert (rows[5:125] == 16).all()
        assert (rows[126:-5] == 32).all()

    @pytest.mark.parametrize(("n_fft", "height"), [(100, 51), (600, 301), (1100, 551), (1600, 801)])
    def test_row_31_the_height_is_half_n_fft_plus_1(self, service, n_fft, height):
        found = array(service, f"stft.npy?n_fft={n_fft}&hop_length=128", then(500, 1000))
        assert found.shape == (height, 251)

    @pytest.mark.parametrize(
        ("n_fft", "height"), [(50, 26), (250, 126), (450, 226), (650, 326), (850, 426)]
    )
    def test_row_32_also_of_a_recording(self, service, long, n_fft, height):
        found = array(service, f"stft.npy?n_fft={n_fft}&hop_length=128", long)
        assert found.shape == (height, 601)

    def test_mistake_9_bins_lie_n_fft_th_parts_of_the_rate_apart(self, service, long):
        found = document(service, "stft.json?n_fft=100&hop_length=4800", long)
        frequencies = found["axes"][0]["values"]
        assert len(frequencies) == 51
        assert_allclose(np.diff(frequencies), 160)


class TestMelScale:
    def test_row_20_of_magnitudes(self, service, long):
        assert array(service, "mel.npy?power=1", long).shape == (128, 151)

    def test_row_21_a_tone_of_1000_hz_is_in_row_42(self, service):
        found = service.tone("mel.json?power=1", tone(1000)).json()
        assert found["shape"] == [128, 32]
        assert (np.argmax(found["values"], axis=0) == 42).all()
        assert found["axes"][0]["values"][42] == pytest.approx(1005.65, abs=0.005)

    def test_mistake_6_the_rate_is_that_of_the_samples(self, service):
        """Resampled to 22050 Hz and read as 16000 Hz, the tone would be in the row of 724.9 Hz."""
        found = service.tone("mel.json?sample_rate=22050&fmax=8000", tone(1000)).json()
        row = np.argmax(np.sum(found["values"], axis=1))
        assert abs(found["axes"][0]["values"][row] - 1000) < 15

    def test_row_22_the_mel_of_powers_is_not_the_square_of_the_mel_of_magnitudes(
        self, service, long
    ):
        power, magnitude = (array(service, f"mel.npy?power={p}", long) for p in (2, 1))
        assert_array_equal(power, array(service, "mel.npy", long))  # the default
        assert not np.allclose(power, magnitude**2, rtol=0.1)

    @pytest.mark.parametrize(
        ("query", "empty"),
        [
            ("n_fft=50&hop_length=128", 80),
            ("n_fft=250&hop_length=128", 14),
            ("n_fft=450&hop_length=128", 0),
            ("n_fft=1024&hop_length=256&n_mels=50", 0),
            ("n_fft=1024&hop_length=256&n_mels=300", 0),
            ("n_fft=1024&hop_length=256&n_mels=550", 64),
            ("n_fft=1024&hop_length=256&n_mels=800", 189),
            ("n_fft=8192&hop_length=256&n_mels=50", 0),
            ("n_fft=8192&hop_length=256&n_mels=300", 0),
            ("n_fft=8192&hop_length=256&n_mels=550", 0),
            ("n_fft=8192&hop_length=256&n_mels=800", 0),
        ],
    )
    def test_rows_33_and_36_to_38_empty_filters_are_counted(self, service, long, query, empty):
        found = document(service, f"mel.json?{query}", long)
        said = [w for w in found["warnings"] if "filters are empty" in w]
        assert [w.split()[0] for w in said] == ([str(empty)] if empty else [])
        assert (~np.any(found["values"], axis=1)).sum() == empty
        assert found["shape"][1] == 601 if "hop_length=128" in query else 301

    @pytest.mark.parametrize(
        ("hop_length", "width"),
        [
            *((50, 1537), (150, 513), (250, 308), (350, 220), (450, 171)),
            *((100, 769), (200, 385), (300, 257), (400, 193)),
        ],
    )
    def test_rows_34_and_35_the_width_is_length_over_hop_plus_1(
        self, service, long, hop_length, width
    ):
        query = f"n_fft=850&hop_length={hop_length}&scale=db&power=1"
        assert array(service, f"mel.npy?{query}", long).shape == (128, width)

    def test_row_35_of_the_first_version(self, service):
        first = wav(samples(52_480 / RATE))
        assert array(service, "mel.npy?n_fft=850&hop_length=100", first).shape == (128, 525)

    def test_row_27_each_channel_is_a_leading_axis(self, service, long):
        assert array(service, "mel.npy?channel=each", long).shape == (1, 128, 151)


class TestConversion:
    def converted(self, service, query):
        return service.client.get(f"/v1/convert?{query}").json()["results"]

    def test_row_39_the_mel_scales_are_formulas_and_not_the_table(self, service):
        table = "20,160,394,670,1000,1420,1900,2450,3120,4000,5100,6600,9000,14000"
        htk = [31.7, 232.0, 503.2, 756.8, 1000.0, 1248.8, 1478.8, 1695.1]
        htk += [1912.4, 2146.1, 2383.1, 2642.3, 2962.6, 3431.2]
        found = [one["mel"] for one in self.converted(service, f"hz={table}")]
        assert_allclose([mel["htk"] for mel in found], htk, atol=0.05)
        slaney = [one["mel"]["slaney"] for one in self.converted(service, "hz=1000,8000")]
        assert_allclose(slaney, [15.0, 45.25], atol=0.005)

    def test_row_40_ten_times_the_energy_is_10_db(self, service):
        ratios = [2, 10, 100, 10**2.5, 1000, 1e10]
        found = self.converted(service, f"ratio={','.join(map(repr, ratios))}")
        assert_allclose(
            [one["power_db"] for one in found], [3.0103, 10, 20, 25, 30, 100], rtol=1e-5
        )
        assert_allclose([one["amplitude_db"] for one in found][:3], [6.0206, 20, 40], rtol=1e-5)


class TestPlan:
    def planned(self, service, query):
        return service.client.get(f"/v1/plan/{query}").json()

    def test_row_35_the_formula_without_a_sound(self, service):
        widths = [
            self.planned(service, f"mel?duration=4.8&sample_rate=16000&n_fft=850&hop_length={hop}")[
                "shape"
            ][1]
            for hop in (100, 200, 300, 400)
        ]
        assert widths == [769, 385, 257, 193]

    def test_row_41_a_prime_is_slow_and_a_power_of_two_is_not(self, service):
        slow, fast = (
            self.planned(service, f"stft?duration=1&sample_rate=16000&n_fft={n_fft}")
            for n_fft in (1021, 1024)
        )
        assert "prime" in slow["warnings"][0]
        assert not fast["warnings"]

    def test_row_43_more_samples_are_finer_bins_and_longer_windows(self, service):
        found = [
            self.planned(service, f"stft?duration=1&sample_rate=16000&n_fft={n_fft}")["frames"]
            for n_fft in (256, 4096)
        ]
        assert [(one["bin_hz"], one["window_ms"]) for one in found] == [(62.5, 16), (3.90625, 256)]


class TestSweeps:
    @pytest.mark.parametrize(
        ("sweep", "shapes"),
        [
            ("stft.npz?vary=n_fft:50,250,450,650,850&hop_length=128", [26, 126, 226, 326, 426]),
            ("mel.npz?vary=n_mels:50,300,550,800&n_fft=1024&hop_length=256", [50, 300, 550, 800]),
        ],
    )
    def test_rows_32_and_36_all_at_once(self, service, long, sweep, shapes):
        headers = {"Content-Type": "audio/wav"}
        answer = service.client.post(f"/v1/sweeps/{sweep}", content=long, headers=headers)
        found = loaded(answer)
        heights = [found[name].shape[0] for name in found if name.endswith("/values")]
        assert heights == shapes


class TestDecibels:
    @pytest.mark.parametrize(
        ("query", "decibels"),
        [
            ("ref=1&top_db=80", [-60, -60, -60, -20, 0, 20]),
            ("ref=1&top_db=none", [-100, -100, -60, -20, 0, 20]),
            ("ref=max", [-80, -80, -80, -40, -20, 0]),
            ("ref=min", [40, 40, 40, 80, 100, 120]),
        ],
    )
    def test_row_23_six_amplitudes(self, service, query, decibels):
        operation = f"spectrum.npy?sample_rate={RATE}&scale=db&{query}"
        found = loaded(service.post(operation, six_tones(), "application/x-npy"))
        # samples below 2^-9 are rounded by up to 2^-34: in a bin 2^-34 sqrt(16000 / 3) = 4.2e-9 rms
        noise = 4 * 4.2e-9
        assert_allclose(found[BINS], decibels, atol=20 * np.log10(1 + noise / 1e-5))

    @pytest.mark.parametrize("ref", ["max", "min"])
    def test_row_23_silence_relative_to_itself_is_0_db(self, service, ref):
        silent = wav(np.zeros((1, RATE), np.float32))
        found = array(service, f"mel.npy?scale=db&ref={ref}", silent)
        assert (found == 0).all()

    def test_row_24_and_mistake_3_relative_to_the_quietest_the_floor_is_max_minus_top_db(
        self, service
    ):
        noise = {"sample_rate": RATE, "sound": {"type": "noise"}}
        loud = spec("mix", noise["sound"], sine(1000, amplitude=1.0))
        asked = "mel.npy?power=1&scale=db&ref=min&amin=1e-30&top_db="
        whole, clamped = (array(service, asked + depth, loud) for depth in ("none", "20"))
        assert whole.min() == 0
        assert clamped.max() == whole.max()
        assert clamped.min() == clamped.max() - np.float32(20)
        linear = array(service, "mel.npy?power=1", loud).astype(float)
        assert whole.max() == pytest.approx(20 * np.log10(linear.max() / linear.min()), abs=1e-4)

    def test_mistake_4_the_two_pairs_that_fit_and_are_not_the_same(self, service, long):
        power, magnitude = (array(service, f"mel.npy?power={p}&scale=db", long) for p in (2, 1))
        linear = [array(service, f"mel.npy?power={p}", long).astype(float) for p in (2, 1)]
        assert_allclose(power, librosa.power_to_db(linear[0]), atol=1e-4)
        assert_allclose(magnitude, librosa.amplitude_to_db(linear[1]), atol=1e-4)
        assert np.abs(power - magnitude).max() > 1


class TestPictures:
    @pytest.mark.parametrize("operation", ["waveform", "spectrum", "stft", "mel?scale=db"])
    def test_rows_7_19_and_25_a_labelled_figure(self, service, long, operation):
        name, _, query = operation.partition("?")
        answer = service.post(f"{name}.png?{query}", long, "audio/wav")
        assert Image.open(io.BytesIO(answer.content)).size == (1000, 400)

    def test_rows_28_and_30_pixels_are_the_cells_upright(self, service):
        query = "n_fft=512&hop_length=128&style=pixels"
        answer = service.tone(f"stft.png?{query}", tone(500))
        picture = Image.open(io.BytesIO(answer.content))
        assert picture.size == (126, 257)
        lightness = np.asarray(picture.convert("L"))
        assert np.argmax(lightness[:, 60]) == 256 - 16  # the lowest frequency is at the bottom

    def test_row_29_colour_maps_go_by_name(self, service, long):
        assert service.post("mel.png?cmap=viridis", long, "audio/wav").status_code == 200
        answer = service.post("mel.png?cmap=rainbow", long, "audio/wav")
        refused(answer, 422, "bad-parameter", "rainbow", "viridis", "magma")
