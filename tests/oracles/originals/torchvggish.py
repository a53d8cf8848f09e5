"""torchvggish: the numpy front-end of VGGish, as published with it; YAMNet's is the same bank."""

import numpy as np

from tests.oracles.originals._base import module_of, original

NAME = "torchvggish/mel_features.py"
BANK = {
    "audio_sample_rate": 16_000,
    "window_length_secs": 0.025,
    "hop_length_secs": 0.010,
    "num_mel_bins": 64,
    "lower_edge_hertz": 125,
    "upper_edge_hertz": 7_500,
}
mel_features = module_of("torchvggish", NAME)


@original("vggish", "torchvggish", f"{NAME}: log_mel_spectrogram, frame", 16_000, "patch time mel")
def vggish(samples):
    logs = mel_features.log_mel_spectrogram(samples, log_offset=0.01, **BANK)
    return mel_features.frame(logs, window_length=96, hop_length=96)


@original("yamnet", "torchvggish", f"{NAME}: log_mel_spectrogram, frame", 16_000, "patch time mel")
def yamnet(samples):
    """YAMNet's published settings: an offset of 0.001, patches every 48 frames, zeros at the end.

    The sound is padded to one patch, then to whole patch hops of 0.48 s.
    """
    patch, hop = 96 * 160 + 400 - 160, 48 * 160
    hops = max(0, int(np.ceil((len(samples) - patch) / hop)))
    padded = np.pad(samples, (0, patch + hops * hop - len(samples)))
    logs = mel_features.log_mel_spectrogram(padded, log_offset=0.001, **BANK)
    return mel_features.frame(logs, window_length=96, hop_length=48)
