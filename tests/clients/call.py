"""What a caller does with the client that openapi-python-client generates: URL, sound, folder."""

import json
import sys
from io import BytesIO
from pathlib import Path

from generated import Client
from generated.api.mel import mel_json, mel_npy
from generated.api.replay import replay
from generated.models import (
    MelNpyFilesBody,
    MelNpyPreset,
    Noise,
    NoiseColor,
    ReplayBody,
    Sequence,
    Sine,
    ToneSpec,
)
from generated.types import File

TONES = ToneSpec(
    sample_rate=16000,
    sound=Sequence(
        type_="sequence",
        of=[
            Sine(type_="sine", frequency=500, duration=0.5),
            Noise(type_="noise", color=NoiseColor.PINK, seed=7),
        ],
    ),
)


def main(url, sound, folder):
    client = Client(base_url=url)

    def file():
        return File(BytesIO(Path(sound).read_bytes()), "sound.wav", "audio/wav")

    def write(name, data):
        (Path(folder) / name).write_bytes(data)

    mel = mel_npy.sync_detailed(client=client, body=file(), n_mels=40, fmax="none")
    write("file.npy", mel.parsed.payload.read())
    form = mel_npy.sync(client=client, body=MelNpyFilesBody(file()), n_mels=40)
    write("form.npy", form.payload.read())
    write("tones.npy", mel_npy.sync(client=client, body=TONES).payload.read())
    preset = mel_npy.sync(client=client, body=file(), preset=MelNpyPreset.WHISPER_80)
    write("preset.npy", preset.payload.read())
    answer = mel_json.sync(client=client, body=file())
    write("answer.json", json.dumps(answer.to_dict()).encode())
    form = ReplayBody(file(), mel.headers["Sonograph-Receipt"])
    write("replayed.npy", replay.sync(client=client, body=form).payload.read())
    refusal = mel_npy.sync(client=client, body=TONES, n_fft=0)
    write("refusal.json", json.dumps(refusal.to_dict()).encode())


main(*sys.argv[1:])
