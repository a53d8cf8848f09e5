"""Clients that others' generators make of the document, without a hand's help, make real calls."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, running, samples, wav

HERE = Path(__file__).parent
DOCUMENT = ROOT / "openapi" / "openapi.json"
PYTHON = ROOT / ".venv-clients" / "bin"
LONGEST_S = 400

OPERATIONS = {
    operation["operationId"]: operation["tags"][0]
    for operations in json.loads(DOCUMENT.read_text())["paths"].values()
    for operation in operations.values()
}
TONES = {
    "sample_rate": 16000,
    "sound": {
        "type": "sequence",
        "of": [
            {"type": "sine", "frequency": 500, "duration": 0.5},
            {"type": "noise", "color": "pink", "seed": 7},
        ],
    },
}
SOUND = wav(samples(channels=2))


def run(*command, cwd, **environment):
    """Run a program, and give what it says."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_S,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def service():
    with running(workers=1) as service:
        yield service


@pytest.fixture(scope="module")
def direct(service):
    """Give the answers of the same calls without a client."""

    def mel(operation):
        return service.post(operation, SOUND, "audio/wav")

    narrow = mel("mel.npy?n_mels=40").content
    return {
        "file.npy": narrow,
        "form.npy": narrow,
        "replayed.npy": narrow,
        "tones.npy": service.tone("mel.npy", TONES).content,
        "preset.npy": mel("mel.npy?preset=whisper-80").content,
        "answer.json": mel("mel.json").json(),
        "refusal.json": service.tone("mel.npy?n_fft=0", TONES).json(),
    }


def told(path):
    """Give what a program wrote of an answer; every request has an id of its own."""
    if path.suffix == ".npy":
        return path.read_bytes()
    return {n: v for n, v in json.loads(path.read_text()).items() if n != "instance"}


def compare(folder, direct, names):
    assert {path.name for path in folder.iterdir()} == set(names)
    for name in names:
        expected = direct[name]
        if isinstance(expected, dict):
            expected = {n: v for n, v in expected.items() if n != "instance"}
        assert told(folder / name) == expected, name


@pytest.fixture
def call(service, tmp_path):
    """Run a program that makes the calls, and give the folder of what it was answered."""
    sound, folder = tmp_path / "sound.wav", tmp_path / "answers"
    sound.write_bytes(SOUND)
    folder.mkdir()

    def make(*program, **environment):
        run(*program, service.url, sound, folder, cwd=tmp_path, **environment)
        return folder

    return make


def test_python(call, direct, tmp_path):
    """No warning means: no operation, no body and no answer is left out."""
    run(
        *(PYTHON / "openapi-python-client", "generate", "--path", DOCUMENT, "--meta", "none"),
        *("--config", HERE / "openapi-python-client.yaml", "--fail-on-warning"),
        *("--output-path", tmp_path / "generated"),
        cwd=tmp_path,
        PATH=f"{PYTHON}:{os.environ['PATH']}",
    )
    made = {path.stem: path.parent.name for path in tmp_path.glob("generated/api/*/[!_]*.py")}
    assert made == OPERATIONS
    folder = call(PYTHON / "python", HERE / "call.py", PYTHONPATH=str(tmp_path))
    compare(folder, direct, direct.keys())


def test_typescript(call, direct, tmp_path):
    for name in ("call.ts", "tsconfig.json"):
        shutil.copy(HERE / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(HERE / "node_modules")
    programs = tmp_path / "node_modules" / ".bin"
    run(programs / "openapi-ts", "-i", DOCUMENT, "-o", "generated", cwd=tmp_path)
    text = (tmp_path / "generated" / "sdk.gen.ts").read_text()
    assert set(re.findall(r"^export const (\w+) = ", text, re.MULTILINE)) == {
        re.sub(r"_+(\w)", lambda letter: letter[1].upper(), name) for name in OPERATIONS
    }
    run(programs / "tsc", cwd=tmp_path)
    compare(call("node", "js/call.js"), direct, direct.keys() - {"form.npy"})
