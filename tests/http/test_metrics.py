"""What ``/metrics``, ``Server-Timing`` and the log say agrees with what was done."""

import json
import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.conftest import refused, running, samples, tone, wait_for, wav
from tests.http.test_load import heavy
from tests.http.test_slow import ASKED, OVERSIZED, check, connected
from tests.pool.conftest import family

STAGES = {"read", "queue", "decode", "compute", "encode", "other"}
TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


@pytest.fixture(scope="module")
def counted():
    with running(workers=1, deadline_s=3) as service:
        yield service


def measured(service):
    """Give every sample: name and sorted labels to value."""
    text = service.client.get("/metrics").text
    return {
        (sample.name, *(f"{k}={v}" for k, v in sorted(sample.labels.items()))): sample.value
        for metric in text_string_to_metric_families(text)
        for sample in metric.samples
    }


def growth(service, act):
    """Give what an act changes."""
    before = measured(service)
    act()
    after = measured(service)
    return {key: value - before.get(key, 0) for key, value in after.items()}


def requests(route, status):
    return ("sonograph_requests_total", f"route={route}", f"status={status}")


def test_requests_are_counted_by_route_and_status(counted):
    def act():
        for _ in range(3):
            assert counted.post("mel.npy?n_mels=40", wav()).status_code == 200
        counted.post("mel.npy?n_mels=x", wav())
        counted.client.get("/v1/presets/whisper-80")
        for name in ("a", "b"):
            counted.client.get(f"/{name}")
            counted.post(f"{name}.npy")

    found = growth(counted, act)
    assert found[requests("/v1/features/mel.npy", 200)] == 3
    assert found[requests("/v1/features/mel.npy", 422)] == 1
    assert found[requests("/v1/presets/{id}", 200)] == 1
    assert found[requests("other", 404)] == 4
    assert found["sonograph_refusals_total", "reason=bad-parameter"] == 1
    assert found["sonograph_refusals_total", "reason=unknown"] == 2
    assert found["sonograph_request_seconds_count", "route=/v1/features/mel.npy"] == 4
    for stage in STAGES:
        assert found["sonograph_stage_seconds_count", f"stage={stage}"] == 3


def test_what_is_refused_before_it_is_a_request_is_counted_too(counted):
    def act():
        with connected(counted) as connection:
            connection.sendall(ASKED.removesuffix(b"\r\n") + OVERSIZED["64 KiB"])
            check(connection, 431, "head-too-large")

    assert growth(counted, act)["sonograph_refusals_total", "reason=head-too-large"] == 1


def test_deaths_of_workers_are_counted_by_cause(counted):
    def act():
        refused(counted.tone("mel.npy", heavy()), 504, "deadline")

    found = growth(counted, act)
    assert found["sonograph_worker_deaths_total", "cause=deadline", "lane=core"] == 1
    wait_for(lambda: measured(counted)["sonograph_workers", "lane=core"] == 1 or None, "a worker")
    assert family(counted)


def test_gauges_come_back_to_rest(counted):
    assert counted.post("mel.npy", wav(samples(30))).status_code == 200
    found = measured(counted)
    assert found["sonograph_bytes_in_flight",] == 0
    assert found["sonograph_queue_depth", "lane=core"] == 0
    assert found["sonograph_workers_busy", "lane=core"] == 0
    assert found["sonograph_ready",] == 1
    assert found["process_open_fds",] > 10


def test_an_answer_says_where_its_time_went(counted):
    seconds = 60
    answer = counted.post("mel.png", wav(samples(seconds)))
    parts = re.findall(r"(\w+);dur=(\d+\.\d)(?:, |$)", answer.headers["server-timing"])
    spent = {name: float(ms) / 1000 for name, ms in parts}
    assert spent.keys() == STAGES
    assert spent["compute"] > spent["queue"]
    assert sum(spent.values()) < answer.elapsed.total_seconds() + 0.1
    assert min(spent[name] for name in ("decode", "compute", "encode")) > 0


@pytest.mark.parametrize(
    ("given", "trace"),
    [
        (f"00-{TRACE}-{SPAN}-01", TRACE),
        (f"cc-{TRACE}-{SPAN}-00", TRACE),
        (f"ff-{TRACE}-{SPAN}-01", None),
        (f"00-{'0' * 32}-{SPAN}-01", None),
        (f"00-{TRACE}-{'0' * 16}-01", None),
        (f"00-{TRACE.upper()}-{SPAN}-01", None),
        ("nonsense", None),
    ],
)
def test_the_log_has_the_callers_trace(counted, given, trace):
    headers = {"traceparent": given}
    answer = counted.post("mel.npy", json=tone(), headers=headers)
    request_id = answer.headers["x-request-id"]

    def line():
        lines = map(json.loads, Path(counted.log).read_text().splitlines())
        return next((found for found in lines if found.get("request_id") == request_id), None)

    found = wait_for(line, "the line")
    assert found.get("trace_id") == trace
    assert found.get("span_id") == (SPAN if trace else None)
