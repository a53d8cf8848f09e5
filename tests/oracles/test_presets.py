import numpy as np
import pytest
import transformers as hf

from service.errors import BadParameter
from service.presets import FILE, PRESETS
from tests.oracles import agreement, goldens, sounds

COMPARED = [
    pytest.param(witness, name, id=f"{witness}-{name}")
    for witness in agreement.WITNESSES
    for name in witness.sounds
]


@pytest.mark.parametrize(("witness", "name"), COMPARED)
def test_a_preset_gives_what_its_original_gives(witness, name):
    assert equal(agreement.on(witness, name))


def equal(shares):
    return all(share <= 1 for share in shares)


HALF_MINUTE = [
    witness
    for witness in agreement.WITNESSES
    if witness.preset in {"whisper-80@1", "gemma3n@1"} and len(witness.sounds) > len(goldens.NAMES)
]


@pytest.mark.parametrize("witness", HALF_MINUTE, ids=str)
def test_what_is_cut_after_30_s_is_cut_there(witness):
    samples = np.tile(sounds.sound("long_noise", 16_000), 3)
    assert equal(agreement.shares(witness, samples, witness.facts.compute(samples)))


@pytest.mark.parametrize("n_mels", [80, 128])
def test_whisper_drops_its_last_frame_without_30_s_too(n_mels):
    (witness,) = (
        each
        for each in agreement.WITNESSES
        if (each.preset, each.facts.package) == (f"whisper-{n_mels}@1", "transformers")
    )
    samples = witness.samples("speech")
    extractor = hf.WhisperFeatureExtractor(feature_size=n_mels)
    said = extractor(samples, sampling_rate=16_000, padding=False)["input_features"][0]
    assert equal(agreement.shares(witness, samples, np.asarray(said), fit="none"))


def without_figures(measured):
    figures = {"share", "worst_sound"}
    return {
        preset: [{name: one[name] for name in one.keys() - figures} for one in entries]
        for preset, entries in measured.items()
    }


def test_what_is_written_was_compared():
    found, written = agreement.measured(), agreement.written(FILE)
    assert without_figures(found) == without_figures(written), "run `make agreement`"


@pytest.mark.skipif(
    agreement.written(agreement.MADE_WITH) != agreement.made_with(),
    reason="other libraries or another kind of processor round otherwise",
)
def test_what_is_written_was_measured():
    assert agreement.measured() == agreement.written(FILE), "run `make agreement`"


FLOORS = {"amin", "energy_floor", "normalize_eps", "magnitude_eps", "wave_norm_eps"}
OTHERS = {
    "norm": {None: "slaney", "slaney": None, "ortho": "htk", "htk": "ortho"},
    "mel_norm": {None: "slaney", "slaney": None},
    "triangles": {"hz": "mel", "mel": "hz", "left": "hz", "bins": "hz"},
    "pad_mode": {"constant": "reflect", "reflect": "constant", "symmetric": "reflect"},
    "window": {"hann": "hamming", "hamming": "hann", "povey": "hann", "boxcar": "hann"},
    "drop_last": {0: 480, 1: 0, 160: 0},
}
"""What another choice is; samples that make no frame count by the frame."""

EXCUSES = {
    "a waveform has no frequencies": ("sample_rate", lambda v: "n_fft" not in v),
    "a rectangle has no period": ("periodic", lambda v: v["window"] == "boxcar"),
    "no filter reaches the mean": ("remove_dc", lambda v: v["fmin"] >= 50),
    "no filter reaches the first bin": ("first_bin", lambda v: v["first_bin"] == 1),
    "a normalisation takes the gain back": ("gain", lambda v: v.get("normalize") == "standard"),
    "no deviation is as small": ("normalize_eps", lambda v: v["normalize"] == "standard"),
    "a floor that reaches c0 alone, which is replaced": ("amin", lambda v: v.get("energy")),
    "c0 is replaced": ("norm", lambda v: v.get("energy")),
    "patches are whole": ("fit_step", lambda v: v.get("patch_frames")),
    "patches are whole, too": ("drop_last", lambda v: v.get("patch_frames")),
    "some zeros fewer make no frame": ("fit_length", lambda v: v.get("fit_step")),
    "the sounds are shorter, but for a test of its own": ("duration", lambda v: v["duration"]),
}
"""Where the answer is the same or nearly so, whatever the value: why, which parameter, when."""


def lies(values):
    """Change each number by 1 % (floors to their double), and each choice to another one."""
    for name, value in values.items():
        if name in OTHERS:
            yield name, OTHERS[name][value]
        elif isinstance(value, bool):
            yield name, not value
        elif name in FLOORS and value:
            yield name, 2 * value
        elif isinstance(value, float) and value:
            yield name, 0.99 * value
        elif isinstance(value, int) and value:
            yield name, value - (value // 100 or 1)


def excused(values, name):
    return any(name == about and when(values) for about, when in EXCUSES.values())


LIES = [
    pytest.param(preset.id, name, lie, id=f"{preset.id}-{name}={lie}")
    for preset in PRESETS.values()
    if preset.id in {witness.preset for witness in agreement.WITNESSES}
    for name, lie in lies(preset.values)
    if not excused(preset.values, name)
]


def noticed(witness, sound, **lie):
    try:
        return not equal(agreement.on(witness, sound, **lie))
    except (BadParameter, NotImplementedError, ValueError):  # refused, unknown, or another shape
        return True


@pytest.mark.parametrize(("preset", "name", "lie"), LIES)
def test_a_preset_that_lies_is_noticed(preset, name, lie):
    witnesses = [witness for witness in agreement.WITNESSES if witness.preset == preset]
    assert any(
        noticed(witness, sound, **{name: lie}) for witness in witnesses for sound in witness.sounds
    )
