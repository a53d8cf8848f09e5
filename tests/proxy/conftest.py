"""Two replicas on loopback, and HAProxy before them as `deploy/haproxy.cfg` has it."""

import csv
import os
import signal
import socket
import subprocess
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.conftest import ROOT, client, serving, wait_for, wait_until_ready

CONFIGURATION = ROOT / "deploy" / "haproxy.cfg"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Replica:
    """A service that comes back to its port, however it was ended."""

    def __init__(self, **settings):
        self.port = free_port()
        self._settings = {"workers": 1} | settings
        self._running = None

    def start(self):
        self._running = ExitStack()
        self.process, url, _ = self._running.enter_context(
            serving(port=self.port, **self._settings)
        )
        with client(url) as asking:
            wait_until_ready(asking)

    def end(self, number):
        """Send a signal, and give the exit status."""
        self.process.send_signal(number)
        status = self.process.wait(timeout=60)
        self.stop()
        return status

    def stop(self):
        self._running.close()


class Cluster:
    """Replicas and the proxy."""

    def __init__(self, replicas, url, control):
        self.replicas, self.url, self._control = replicas, url, control

    def servers(self):
        """Give what the proxy thinks of each replica: its columns by its name."""
        with socket.socket(socket.AF_UNIX) as asking:
            asking.connect(str(self._control))
            asking.sendall(b"show stat\n")
            with asking.makefile() as answer:
                rows = list(csv.DictReader(answer.read().removeprefix("# ").splitlines()))
        return {row["svname"]: row for row in rows if row["svname"].startswith("replica-")}

    def wait_until_all_are_up(self):
        def all_up():
            return {row["status"] for row in self.servers().values()} == {"UP"} or None

        wait_for(all_up, "the proxy to see all replicas")

    def answered(self):
        """Give the number of answers with status 2xx of each replica."""
        return {name: int(row["hrsp_2xx"]) for name, row in self.servers().items()}


@contextmanager
def cluster(**settings):
    """Run two replicas behind the proxy until the block ends."""
    with ExitStack() as stack:
        replicas = [Replica(**settings) for _ in range(2)]
        for replica in replicas:
            replica.start()
            stack.callback(replica.stop)
        folder = Path(stack.enter_context(TemporaryDirectory()))
        control = folder / "control"
        seen = folder / "seen.cfg"
        seen.write_text(f"global\n    stats socket {control} mode 600 level user\n")
        port = free_port()
        process = subprocess.Popen(
            ["haproxy", "-db", "-f", CONFIGURATION, "-f", seen],
            env=os.environ
            | {"SONOGRAPH_LISTEN": f"127.0.0.1:{port}"}
            | {f"SONOGRAPH_REPLICA_{k + 1}": f"127.0.0.1:{r.port}" for k, r in enumerate(replicas)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(process.wait, timeout=10)
        stack.callback(process.send_signal, signal.SIGKILL)
        wait_for(lambda: control.exists() or None, "the proxy")
        found = Cluster(replicas, f"http://127.0.0.1:{port}", control)
        found.wait_until_all_are_up()
        yield found


@pytest.fixture(scope="module")
def pair():
    """Give two replicas that announce their end."""
    with cluster(shutdown_delay_s=5) as found:
        yield found
