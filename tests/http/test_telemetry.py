"""With the extra and OpenTelemetry's own variables, a collector hears of every request."""

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.conftest import ROOT, running, tone, wait_for, wav
from tests.http.test_metrics import SPAN, STAGES, TRACE


class Collector(BaseHTTPRequestHandler):
    """What takes OTLP over HTTP, as the protocol's description has it."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/v1/traces":
            found = ExportTraceServiceRequest.FromString(body).resource_spans
            self.server.names |= {
                one.value.string_value
                for resource in found
                for one in resource.resource.attributes
                if one.key == "service.name"
            }
            self.server.spans += [
                span for resource in found for scope in resource.scope_spans for span in scope.spans
            ]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def collecting():
    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        server.spans, server.names = [], set()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def traced():
    with collecting() as collector, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{collector.server_port}")
        patch.setenv("OTEL_BSP_SCHEDULE_DELAY", "50")  # ms between two exports
        patch.setenv("NO_PROXY", "127.0.0.1")
        with running(workers=1) as service:
            yield service, collector


def span_of(collector, trace):
    def found():
        return next((span for span in collector.spans if span.trace_id.hex() == trace), None)

    return wait_for(found, "the span")


def attributes(span):
    kinds = {one.key: one.value for one in span.attributes}
    return {key: getattr(value, value.WhichOneof("value")) for key, value in kinds.items()}


def test_a_span_continues_the_callers_trace_and_has_the_time_of_each_stage(traced):
    service, collector = traced
    given = {"traceparent": f"00-{TRACE}-{SPAN}-01"}
    answer = service.post("mel.npy?n_mels=40", wav(), headers=given)
    assert answer.status_code == 200
    span = span_of(collector, TRACE)
    assert span.parent_span_id.hex() == SPAN
    assert collector.names == {"sonograph"}
    assert span.name == "POST /v1/features/{operation}"
    found = attributes(span)
    assert (found["http.request.method"], found["http.response.status_code"]) == ("POST", 200)
    told = {name: found[f"sonograph.{name}.duration"] for name in STAGES}
    length_s = (span.end_time_unix_nano - span.start_time_unix_nano) / 1e9
    assert 0 < told["compute"] < sum(told.values()) < length_s


def test_refusals_have_spans_and_probes_have_none(traced):
    service, collector = traced
    trace = TRACE[::-1]
    given = {"traceparent": f"00-{trace}-{SPAN}-01"}
    assert service.client.get("/livez", headers=given).status_code == 200
    assert service.post("mel.npy?n_mels=0", json=tone(), headers=given).status_code == 422
    assert attributes(span_of(collector, trace))["http.response.status_code"] == 422
    assert [span.trace_id.hex() for span in collector.spans].count(trace) == 1


WITHOUT = """
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "opentelemetry.sdk" else found(name)
from service.cli import main
sys.exit(main(["serve", "--port", "0"]))
"""


def test_without_the_extra_the_service_says_what_is_missing():
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        cwd=ROOT,
        env=os.environ | {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 2
    assert "needs the extra: pip install 'sonograph[opentelemetry]'" in run.stderr
    assert "Traceback" not in run.stderr
    assert "page  http" not in run.stderr
