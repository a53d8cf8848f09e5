"""What tests share: running services, and sounds to send to them."""

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

import httpx2
import numpy as np
import pytest
import soundfile
from hypothesis import settings as hypothesis

# how long an example takes, a busy machine decides
hypothesis.register_profile("any machine", deadline=None)
hypothesis.load_profile("any machine")

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "openapi" / "examples"
SPEECH = EXAMPLES / "speech.flac"
RATE = 16_000

LONGEST_WAIT_S = 60.0
PROBLEM_MEMBERS = {"type", "title", "status", "detail", "instance", "errors"}
INSIDES = re.compile(r"Traceback|File \"| object at 0x|<class |/proc/|/tmp/|site-packages")


def wait_for(found, what):
    """Ask again and again, but not for ever, and give the first answer that is not None."""
    end = time.monotonic() + LONGEST_WAIT_S
    while time.monotonic() < end:
        if (answer := found()) is not None:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"waited {LONGEST_WAIT_S:g} s for {what}")


@dataclass(frozen=True)
class Service:
    """A service that runs, and a client for it."""

    url: str
    process: subprocess.Popen
    client: httpx2.Client
    at_first: httpx2.Response
    log: Path

    def post(self, operation, content=None, media_type=None, **more):
        headers = {"Content-Type": media_type} if media_type else {}
        headers |= more.pop("headers", {})
        address = f"/v1/features/{operation}"
        return self.client.post(address, content=content, headers=headers, **more)

    def tone(self, operation, spec=None):
        return self.post(operation, json=tone() if spec is None else spec)

    def address(self):
        host, port = self.url.removeprefix("http://").split(":")
        return host, int(port)


@contextmanager
def running(**settings):
    """Run the service with its own settings on a free port until the block ends."""
    with serving(**settings) as (process, url, log), client(url) as asking:
        at_first = asking.get("/readyz")
        wait_until_ready(asking)
        yield Service(url, process, asking, at_first, log)


@cache
def kernels_are_built():
    """Compile what librosa compiles before anybody waits for it; seconds at the first time."""
    subprocess.run(
        [sys.executable, "-m", "service.pool.kernels"], cwd=ROOT, check=True, timeout=300
    )


@contextmanager
def serving(program="service", port=0, **settings) -> Iterator[tuple[subprocess.Popen, str, Path]]:
    """Start the process, read its address, stop it at the end."""
    kernels_are_built()
    with NamedTemporaryFile("w+") as out, NamedTemporaryFile("w+") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", program, "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment(**settings),
            stdout=out,
            stderr=err,
        )
        try:
            yield process, wait_for(lambda: page(process, Path(err.name)), "the address"), out.name
        finally:
            process.terminate()
            process.wait(timeout=30)


def environment(**settings):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SONOGRAPH_")}
    return kept | {f"SONOGRAPH_{name.upper()}": str(value) for name, value in settings.items()}


def page(process, err):
    text = err.read_text()
    assert process.poll() is None, text
    found = re.match(r"page  (http://\S+)/\ndocs  http://\S+/docs\n", text)
    return found and found.group(1)


def client(url):
    return httpx2.Client(base_url=url, timeout=LONGEST_WAIT_S, trust_env=False)


def wait_until_ready(asking):
    wait_for(lambda: asking.get("/readyz").is_success or None, "the workers")


def wait_until_warm(asking):
    """Wait for the workers of the long tail too, of which one is enough here."""
    wait_for(lambda: asking.get("/readyz").json().get("long_tail_workers") or None, "librosa")


@pytest.fixture(scope="session")
def service():
    """Give a service as it is out of the box."""
    with running(workers=2) as service:
        wait_until_warm(service.client)
        yield service


@pytest.fixture(scope="session")
def small():
    """Give a service with small limits, behind a proxy, open to one web page."""
    with running(
        workers=1,
        max_upload_bytes=1_000_000,
        max_duration_s=5,
        max_samples=100_000,
        max_answer_bytes=1_000_000,
        root_path="/sonograph",
        cors_origins="https://example.org,https://example.com",
    ) as service:
        yield service


def refused(answer, status, kind, *parts):
    """Check that an answer is a problem document that says this, and give it."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text[:300]
    problem = answer.json()
    assert set(problem) == PROBLEM_MEMBERS
    expected = (status, status, kind)
    kind = problem["type"].removeprefix("urn:sonograph:problem:")
    assert (answer.status_code, problem["status"], kind) == expected, problem
    assert problem["title"]
    assert problem["instance"] == answer.headers["x-request-id"]
    for part in parts:
        assert part in problem["detail"]
    assert not INSIDES.search(answer.text)
    assert str(ROOT) not in answer.text
    return problem


def tone(frequency=1000, duration=1.0, **more):
    """Make a tone spec of one sine."""
    sine = {"type": "sine", "frequency": frequency, "duration": duration}
    return {"sample_rate": RATE, "sound": sine | more}


def samples(seconds=0.25, rate=RATE, channels=1):
    """Make samples whose channels differ: tones of 440 Hz, 880 Hz ..."""
    t = np.arange(round(seconds * rate)) / rate
    waves = [0.5 * np.sin(2 * np.pi * 440 * (k + 1) * t) for k in range(channels)]
    return np.array(waves, np.float32)


def sound(data=None, rate=RATE, container="WAV", codec=None):
    """Write samples of shape (channels, n) into a sound file."""
    data = samples() if data is None else np.atleast_2d(data)
    file = io.BytesIO()
    soundfile.write(file, data.T, rate, format=container, subtype=codec)
    return file.getvalue()


def wav(data=None, rate=RATE, codec="PCM_16"):
    """Write samples of shape (channels, n) into a WAV file."""
    return sound(data, rate, "WAV", codec)


def npy(array):
    """Write an array into an npy file."""
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def loaded(answer):
    """Load an npy or npz answer."""
    assert answer.status_code == 200, answer.text[:300]
    return np.load(io.BytesIO(answer.content), allow_pickle=False)
