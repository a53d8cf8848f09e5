"""What holds for all that librosa computes: refusals, empty lists, receipts."""

import io
import json

import librosa
import numba
import numpy as np
import pytest
from PIL import Image

from service.errors import BadSound
from service.features import FEATURES
from service.features._librosa import LARGEST_SAMPLE, MOST_WORDS, Whole
from service.pipeline import Job
from service.settings import Limits
from service.sources import Body
from tests.features._engine import RATE
from tests.streams import answered, computed

LONG_TAIL = [name for name, feature in FEATURES.items() if feature.lane == "long_tail"]
LISTS = {"onset_detect": "onset", "beat_track": "beat"}


def job(feature, form, samples, folder, **parameters):
    np.save(folder / "sound.npy", samples)
    body = Body(str(folder / "sound.npy"), "npy")
    return Job(feature, form, {"sample_rate": RATE, **parameters}, body, Limits())


def test_what_librosa_refuses_and_nothing_foresaw_is_a_sentence():
    """Unforeseen, as no feature asks for filters that reach beyond half the sample rate."""

    def refuse(librosa, samples):
        return librosa.vqt(samples, sr=RATE, fmin=9000)

    silence = np.zeros(9, "f4")
    with pytest.raises(librosa.ParameterError) as theirs:
        refuse(librosa, silence)
    with pytest.raises(BadSound) as ours:
        Whole("vqt", RATE, refuse).values([silence])
    assert ours.value.status == 422
    start = "a vqt of 9 samples at 16000 Hz is not possible with these parameters; librosa says: "
    assert str(ours.value) == start + " ".join(str(theirs.value).split())[:MOST_WORDS]


def test_a_long_sentence_of_librosas_is_cut():
    def refuse(librosa, _samples):
        return librosa.note_to_hz("x\n" * 999)

    with pytest.raises(BadSound) as refused:
        Whole("yin", RATE, refuse).values([np.zeros(9, "f4")])
    assert len(str(refused.value)) < 400
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("feature", LONG_TAIL)
def test_samples_whose_energy_float32_cannot_hold_are_refused(feature):
    samples = np.full(4096, 0.1, "f4")
    samples[99] = -2 * LARGEST_SAMPLE
    with pytest.raises(BadSound, match=rf"magnitude 2e\+15; a {feature} takes at most 1e\+15"):
        computed(feature, samples, RATE)


@pytest.mark.parametrize("feature", LONG_TAIL)
def test_the_largest_samples_that_are_taken_give_finite_values(feature):
    samples = np.random.default_rng(0).choice([-1, 1], 4096).astype("f4")
    assert np.isfinite(computed(feature, samples * np.float32(0.99e15), RATE)).all()


@pytest.mark.parametrize(("feature", "event"), LISTS.items())
def test_an_empty_list_has_an_answer_in_every_format(feature, event, tmp_path):
    def answer(form):
        return answered(job(feature, form, np.zeros(RATE, "f4"), tmp_path))[0]

    plain = json.loads(answer("json"))
    (axis,) = plain["axes"]
    assert (plain["values"], plain["shape"]) == ([], [0])
    assert (axis["name"], axis["values"]) == (event, [])
    array = np.load(io.BytesIO(answer("npy")))
    assert (array.shape, array.dtype) == ((0,), np.dtype("<f4"))
    with np.load(io.BytesIO(answer("npz"))) as archive:
        assert archive["values"].shape == archive[event].shape == (0,)
    with Image.open(io.BytesIO(answer("png"))) as picture:
        picture.load()
        assert picture.size == (1000, 400)


@pytest.mark.parametrize("feature", LONG_TAIL)
def test_a_receipt_names_the_libraries_that_computed(feature, tmp_path):
    samples = np.random.default_rng(0).standard_normal(RATE).astype("f4")
    receipt = json.loads(answered(job(feature, "json", samples, tmp_path))[0])["receipt"]
    versions = receipt["versions"]
    assert (versions["librosa"], versions["numba"]) == (librosa.__version__, numba.__version__)
