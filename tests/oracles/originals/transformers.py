"""Hugging Face transformers: its numpy extractors, which it leaves for others where torch is."""

import warnings

import numpy as np
import transformers as hf
from transformers import audio_utils

from tests.oracles.originals._base import original

hf.logging.set_verbosity_error()  # each call would advise to pass sampling_rate
MODELS = "transformers/models"


def whisper(n_mels):
    extractor = hf.WhisperFeatureExtractor(feature_size=n_mels)
    return lambda samples: extractor(samples, sampling_rate=16_000)["input_features"][0]


for n_mels in (80, 128):
    original(
        f"whisper-{n_mels}",
        "transformers",
        f"{MODELS}/whisper/feature_extraction_whisper.py: WhisperFeatureExtractor",
        16_000,
        "mel time",
    )(whisper(n_mels))


@original(
    "wav2vec2",
    "transformers",
    f"{MODELS}/wav2vec2/feature_extraction_wav2vec2.py: Wav2Vec2FeatureExtractor",
    16_000,
    "time",
)
def wav2vec2(samples):
    return hf.Wav2Vec2FeatureExtractor()(samples, sampling_rate=16_000)["input_values"][0]


@original(
    "w2v-bert",
    "transformers",
    f"{MODELS}/seamless_m4t/feature_extraction_seamless_m4t.py: SeamlessM4TFeatureExtractor",
    16_000,
    "time mel",
)
def w2v_bert(samples):
    extractor = hf.SeamlessM4TFeatureExtractor()
    return extractor(samples, sampling_rate=16_000, padding=False)["input_features"][0]


S2T = f"{MODELS}/speech_to_text/feature_extraction_speech_to_text.py: Speech2TextFeatureExtractor"


@original("speech2text", "transformers", S2T, 16_000, "time mel", undefined=("silence",))
def speech2text(samples):
    with np.errstate(invalid="ignore", divide="ignore"):
        return hf.Speech2TextFeatureExtractor()(samples, sampling_rate=16_000)["input_features"][0]


@original(
    "kaldi-fbank-80", "transformers", f"{S2T}(do_ceptral_normalize=False)", 16_000, "time mel"
)
def kaldi_fbank(samples):
    extractor = hf.Speech2TextFeatureExtractor(do_ceptral_normalize=False)
    return extractor(samples, sampling_rate=16_000)["input_features"][0]


@original(
    "speecht5",
    "transformers",
    f"{MODELS}/speecht5/feature_extraction_speecht5.py: SpeechT5FeatureExtractor",
    16_000,
    "time mel",
)
def speecht5(samples):
    extractor = hf.SpeechT5FeatureExtractor()
    return extractor(audio_target=samples, sampling_rate=16_000)["input_values"][0]


@original(
    "univnet",
    "transformers",
    f"{MODELS}/univnet/feature_extraction_univnet.py: UnivNetFeatureExtractor",
    24_000,
    "time mel",
)
def univnet(samples):
    extractor = hf.UnivNetFeatureExtractor()
    return extractor(samples, sampling_rate=24_000, return_noise=False)["input_features"][0]


@original(
    "clvp",
    "transformers",
    f"{MODELS}/clvp/feature_extraction_clvp.py: ClvpFeatureExtractor",
    22_050,
    "mel time",
)
def clvp(samples):
    return hf.ClvpFeatureExtractor()(samples, sampling_rate=22_050)["input_features"][0]


@original(
    "gemma3n",
    "transformers",
    f"{MODELS}/gemma3n/feature_extraction_gemma3n.py: Gemma3nAudioFeatureExtractor",
    16_000,
    "time mel",
)
def gemma3n(samples):
    return hf.Gemma3nAudioFeatureExtractor()(samples)["input_features"][0]


@original(
    "ast",
    "transformers",
    "transformers/audio_utils.py: spectrogram, as ASTFeatureExtractor calls it without torchaudio",
    16_000,
    "time mel",
)
def ast(samples):
    """The extractor itself cannot be made without torch; what it computes can."""
    mean, deviation, frames = -4.2677393, 4.5689974, 1024  # its defaults
    logs = audio_utils.spectrogram(
        samples,
        audio_utils.window_function(400, "hann", periodic=False),
        frame_length=400,
        hop_length=160,
        fft_length=512,
        power=2.0,
        center=False,
        preemphasis=0.97,
        mel_filters=kaldi_filters(128),
        log_mel="log",
        mel_floor=1.192092955078125e-07,
        remove_dc_offset=True,
    ).T[:frames]
    fitted = np.pad(logs, ((0, frames - len(logs)), (0, 0)))
    return (fitted - mean) / (deviation * 2)


def kaldi_filters(n_mels, highest=8_000):
    """Shape (bins, n_mels). Of 128, the fourth is empty: it falls between two bins."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "At least one mel filter has all zero values")
        return audio_utils.mel_filter_bank(
            num_frequency_bins=257,
            num_mel_filters=n_mels,
            min_frequency=20,
            max_frequency=highest,
            sampling_rate=16_000,
            norm=None,
            mel_scale="kaldi",
            triangularize_in_mel_space=True,
        )
