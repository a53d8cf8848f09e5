"""Containers of the image, run by podman without an engine; `make image` builds what they run."""

import json
import os
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2
import pytest

from service import __version__
from tests.conftest import client, wait_for
from tests.proxy.conftest import free_port

IMAGE = os.environ.get("IMAGE", f"localhost/sonograph:{__version__}")
# Without systemd: no timers, no journal, groups through files.
PODMAN = ("podman", "--runtime", "runc", "--cgroup-manager", "cgroupfs", "--events-backend", "none")
HARDENED = (
    *("--pull", "never", "--read-only", "--read-only-tmpfs=false", "--volume", "/spool"),
    *("--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--pids-limit", "128"),
    *("--ulimit", "nofile=20000:20000", "--ulimit", "nproc=4096:4096"),
)


def podman(*words, check=True, timeout=120):
    # What watches a container leaves files where it was started.
    with TemporaryDirectory() as folder:
        return subprocess.run(
            [*PODMAN, *map(str, words)],
            cwd=folder,
            capture_output=True,
            text=True,
            check=check,
            timeout=timeout,
        )


def inspected(what):
    return json.loads(podman("inspect", what).stdout)[0]


@dataclass(frozen=True)
class Container:
    """A container that runs, and a client for what it serves."""

    id: str
    began: float
    client: httpx2.Client

    @property
    def state(self):
        return inspected(self.id)["State"]

    def ready(self):
        """Give what `/readyz` says, once it does."""
        return wait_for(self._readiness, "the container")

    def warm(self):
        """Give what `/readyz` says once the long tail is there."""
        return wait_for(lambda: self._readiness(long_tail=True), "librosa")

    def _readiness(self, *, long_tail=False):
        assert self.state["Running"], podman("logs", self.id).stdout
        try:
            answer = self.client.get("/readyz")
        except httpx2.ConnectError:
            return None
        found = answer.json()
        return found if answer.is_success and found["long_tail_workers"] >= long_tail else None

    def post(self, operation, **request):
        return self.client.post(f"/v1/features/{operation}", **request)

    def run(self, *command, check=True):
        return podman("exec", self.id, *command, check=check).stdout

    def status(self):
        """Give what the kernel knows of the service's own process."""
        lines = Path(f"/proc/{self.state['Pid']}/status").read_text().splitlines()
        return dict(line.split(":\t", 1) for line in lines)


@contextmanager
def contained(memory="1g", cpus=2, options=(), **settings):
    """Run a container until the block ends."""
    port = free_port()
    limits = ("--memory", memory, "--memory-swap", memory, "--cpus", cpus)
    given = [f"--env=SONOGRAPH_{name.upper()}={value}" for name, value in settings.items()]
    serve = ("serve", "--host", "127.0.0.1", "--port", port)
    began = time.monotonic()
    words = ("run", "--detach", "--network", "host", *HARDENED, *limits, *options, *given)
    name = podman(*words, IMAGE, *serve).stdout.strip()
    try:
        with client(f"http://127.0.0.1:{port}") as asking:
            yield Container(name, began, asking)
    finally:
        podman("rm", "--force", "--volumes", "--time", "0", name)


@pytest.fixture(scope="session")
def container():
    """Give a container with two processors and a gibibyte."""
    with contained() as found:
        found.ready()
        found.warm()
        yield found
