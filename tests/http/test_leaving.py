"""SIGTERM: nothing in work is lost, and whoever asks hears of the end before it comes."""

import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.conftest import client, refused, running, tone, wait_for
from tests.http.test_admission import gauge
from tests.http.test_load import heavy

BUSY = 'workers_busy{lane="core"}'


def lesser():
    """Describe about a second's work in a few bytes."""
    spec = heavy()
    spec["sound"]["of"] = spec["sound"]["of"][:40]
    return spec


def test_what_is_in_work_is_finished():
    with running(workers=1, max_waiting=0) as service, ThreadPoolExecutor() as threads:
        answer = threads.submit(service.tone, "mel.npy", lesser())
        wait_for(lambda: gauge(service, BUSY) == 1 or None, "a busy worker")
        service.process.send_signal(signal.SIGTERM)
        assert answer.result().status_code == 200
        assert service.process.wait(timeout=30) == 0


def test_with_a_delay_readiness_ends_first_and_requests_are_served_until_the_end():
    with running(workers=1, shutdown_delay_s=2) as service:
        service.process.send_signal(signal.SIGTERM)
        wait_for(lambda: service.client.get("/readyz").status_code == 503 or None, "the notice")
        service.process.send_signal(signal.SIGTERM)
        refused(service.client.get("/readyz"), 503, "not-ready", "shutting down")
        with client(service.url) as other:
            assert other.get("/livez").status_code == 200
            assert other.post("/v1/features/mel.npy", json=tone()).status_code == 200
        assert service.process.wait(timeout=30) == 0
        assert '"event":"leaving"' in Path(service.log).read_text()
