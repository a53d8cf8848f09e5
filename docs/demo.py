"""Start the service, send it a clip and a tone spec, show what it answers."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import numpy as np

HERE = Path(__file__).parent
CLIP = HERE.parent / "openapi" / "examples" / "speech.flac"
OUTPUT = HERE.parent / "demo-output"
LONGEST_START_S = 60

TONES = {
    "sample_rate": 16000,
    "sound": {
        "type": "sequence",
        "of": [{"type": "sine", "frequency": 500}, {"type": "sine", "frequency": 1000}],
    },
}


def main() -> None:
    """Run the demo."""
    OUTPUT.mkdir(exist_ok=True)
    speech = CLIP.read_bytes()
    tones = json.dumps(TONES).encode()
    mel = "mel.{}?n_fft=1024&hop_length=256&scale=db&ref=max"
    with service() as url:
        print(f"Sonograph answers at {url}\n")
        ask(url, mel.format("png"), speech, "audio/flac", "mel.png")
        ask(url, mel.format("npy"), speech, "audio/flac", "mel.npy")
        ask(url, "spectrum.json", tones, "application/json", "tone.json")
    print("\nThe service has stopped.")


@contextmanager
def service() -> Iterator[str]:
    """Run the service on a free port until the block ends, and give its address."""
    command = [sys.executable, "-m", "service", "serve", "--port", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        url = process.stderr.readline().split()[1].rstrip("/")
        wait_until_ready(url)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_until_ready(url: str) -> None:
    """Ask until the workers are there."""
    began = time.monotonic()
    while time.monotonic() - began < LONGEST_START_S:
        try:
            urlopen(f"{url}/readyz").close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the service did not become ready")


def ask(url: str, operation: str, body: bytes, media_type: str, name: str) -> None:
    """Post a sound, save the answer, and print what it is."""
    request = Request(f"{url}/v1/features/{operation}", body, {"Content-Type": media_type})
    began = time.perf_counter()
    with urlopen(request) as answer:
        content = answer.read()
    ms = 1000 * (time.perf_counter() - began)
    path = OUTPUT / name
    path.write_bytes(content)
    print(f"POST /v1/features/{operation}")
    print(f"  {ms:.1f} ms, {len(content)} bytes, saved as {path.relative_to(HERE.parent)}")
    for line in DESCRIBERS[path.suffix](path):
        print(f"  {line}")


def describe_picture(path: Path) -> Iterator[str]:
    """Read the size from the picture's header."""
    header = path.read_bytes()[16:24]
    yield f"picture of {int.from_bytes(header[:4])} x {int.from_bytes(header[4:])} pixels"


def describe_array(path: Path) -> Iterator[str]:
    """Load the array."""
    values = np.load(path)
    yield f"array {values.shape} {values.dtype}, from {values.min():.2f} to {values.max():.2f}"


def describe_json(path: Path) -> Iterator[str]:
    """Read the answer."""
    answer = json.loads(path.read_bytes())
    yield f"{answer['feature']} {answer['shape']} {answer['dtype']}"
    for axis in answer["axes"]:
        first, last = axis["values"][0], axis["values"][-1]
        yield f"axis {axis['name']}: {first:g} to {last:g} {axis['unit']}"
    values = np.array(answer["values"])
    peaks = np.sort(np.argsort(values)[-2:])
    at = [f"{answer['axes'][0]['values'][k]:g} Hz" for k in peaks]
    yield f"the two highest peaks: {values[peaks].round(1).tolist()} at {' and '.join(at)}"


DESCRIBERS = {".png": describe_picture, ".npy": describe_array, ".json": describe_json}

if __name__ == "__main__":
    main()
