"""onnx-asr: the front-ends of speech recognisers in numpy, and again as ONNX graphs.

Four of its graphs are not used: the transform of 400 points in Whisper's and GigaAM's is so much
less exact than a float32 FFT that it uses up the law (98 % of it on a sweep), and Kaldi's graph is
another function than its numpy class (up to 7 apart, in ln).
"""

from importlib.resources import files

import numpy as np
import onnxruntime
from onnx_asr import preprocessors
from onnx_asr.preprocessors import numpy_preprocessor as in_numpy

from tests.oracles.originals._base import original

NUMPY = {
    "whisper-80": (in_numpy.WhisperPreprocessorNumpy, "whisper80", "mel time"),
    "whisper-128": (in_numpy.WhisperPreprocessorNumpy, "whisper128", "mel time"),
    "lhotse": (in_numpy.KaldiPreprocessorNumpy, "kaldi", "time mel"),
    "wespeaker": (in_numpy.KaldiPreprocessorNumpy, "wespeaker", "time mel"),
    "nemo-80": (in_numpy.NemoPreprocessorNumpy, "nemo80", "mel time"),
    "nemo-128": (in_numpy.NemoPreprocessorNumpy, "nemo128", "mel time"),
    "gigaam-v2": (in_numpy.GigaamPreprocessorNumpy, "gigaam_v2", "mel time"),
}
GRAPHS = {
    "wespeaker": ("wespeaker", "time mel"),
    "nemo-80": ("nemo80", "mel time"),
    "nemo-128": ("nemo128", "mel time"),
}
# WeSpeaker's features are those of 16-bit samples; onnx-asr leaves the scale to its caller.
SCALES = {"wespeaker": np.float32(32768)}


def numpy_class(kind, name, scale):
    preprocessor = kind(name)

    def compute(samples):
        return preprocessor(samples[np.newaxis] * scale, np.array([len(samples)]))[0][0]

    return compute


def graph(name, scale):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    content = (files(preprocessors) / "data" / f"{name}.onnx").read_bytes()
    session = onnxruntime.InferenceSession(content, options)

    def compute(samples):
        given = {"waveforms": samples[np.newaxis] * scale}
        given["waveforms_lens"] = np.array([len(samples)], np.int64)
        return session.run(["features"], given)[0][0]

    return compute


for preset, (kind, name, axes) in NUMPY.items():
    original(
        preset,
        "onnx-asr",
        f"onnx_asr/preprocessors/numpy_preprocessor.py: {kind.__name__}({name!r})",
        16_000,
        axes,
    )(numpy_class(kind, name, SCALES.get(preset, 1)))

for preset, (name, axes) in GRAPHS.items():
    original(preset, "onnx-asr", f"onnx_asr/preprocessors/data/{name}.onnx", 16_000, axes)(
        graph(name, SCALES.get(preset, 1))
    )
