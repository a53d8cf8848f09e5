"""The originals that need no torch, by preset: `ORIGINALS` lists them all."""

from tests.oracles.originals import (  # noqa: F401 - each module registers what it knows
    faster_whisper,
    kaldi_native_fbank,
    librosa,
    onnx_asr,
    python_speech_features,
    torchvggish,
    transformers,
)
from tests.oracles.originals._base import ORIGINALS, Original

__all__ = ["ORIGINALS", "Original"]
