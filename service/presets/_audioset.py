"""The front-end of VGGish and YAMNet: log magnitudes in 64 bands, cut into patches."""

from service.presets._neutral import BANDS, FINISH, FRAMES, LOG, SOURCE, WAVE

VGGISH = {
    **SOURCE,
    **WAVE,
    "sample_rate": 16_000,
    "n_fft": 512,
    "win_length": 400,
    "hop_length": 160,
    **FRAMES,
    "window_place": "left",
    "center": False,
    "padding": "none",
    **BANDS,
    "power": 1.0,
    "n_mels": 64,
    "fmin": 125.0,
    "fmax": 7_500.0,
    "htk": True,
    "triangles": "mel",
    "norm": None,
    "first_bin": 1,
    "scale": "log",
    "amin": 0.01,
    **LOG,
    "guard": "add",
    **FINISH,
    "patch_frames": 96,
    "patch_hop": 96,
    "time_axis": "first",
}
