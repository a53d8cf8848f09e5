"""``GET /metrics``: what the service has done and is doing, for Prometheus."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from starlette.types import Scope

from service.pool import Pool
from service.pool.tally import Times

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

router = APIRouter(include_in_schema=False)


class Metrics(Collector):
    """Counts that cost a look-up each, made into metrics only when somebody asks.

    Attributes
    ----------
    pool : Pool or None
        Once the application has started.
    refused : Counter
        Refusals by reason.
    """

    def __init__(self) -> None:
        self.pool: Pool | None = None
        self.refused: Counter[str] = Counter()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._times: defaultdict[str, Times] = defaultdict(Times)
        self._registry = CollectorRegistry()
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    def note(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        route = _route(scope)
        self._requests[route, status] += 1
        self._times[route].note(seconds)
        if "refused" in scope:
            self.refused[scope["refused"]] += 1

    def written(self) -> bytes:
        """Give all of them as text."""
        return generate_latest(self._registry)

    def describe(self) -> list[Metric]:
        """Name nothing ahead: the registry need not look before there is a pool."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Give the metrics of now."""
        made = CounterMetricFamily(
            "sonograph_requests", "Requests that were answered.", labels=["route", "status"]
        )
        for (route, status), count in self._requests.copy().items():
            made.add_metric([route, str(status)], count)
        yield made
        yield _times("sonograph_request_seconds", "Time to the answer.", "route", self._times)
        refused = CounterMetricFamily("sonograph_refusals", "Refusals.", labels=["reason"])
        for reason, count in self.refused.copy().items():
            refused.add_metric([reason], count)
        yield refused
        if self.pool:
            yield from _pool(self.pool)


def _pool(pool: Pool) -> Iterator[Metric]:
    yield _times("sonograph_stage_seconds", "Time by stage.", "stage", pool.tally.stages)
    deaths = CounterMetricFamily(
        "sonograph_worker_deaths", "Ends of workers.", labels=["lane", "cause"]
    )
    for lane, workers in pool.lanes.items():
        for cause, count in workers.deaths.copy().items():
            deaths.add_metric([lane, cause], count)
    yield deaths
    for name, text, values in (
        ("workers", "Workers there are.", {n: e.live for n, e in pool.lanes.items()}),
        ("workers_busy", "Workers at work.", {n: e.busy for n, e in pool.lanes.items()}),
        ("queue_depth", "Jobs that wait.", {n: e.queue.waiting for n, e in pool.lanes.items()}),
    ):
        gauge = GaugeMetricFamily(f"sonograph_{name}", text, labels=["lane"])
        for lane, value in values.items():
            gauge.add_metric([lane], value)
        yield gauge
    yield GaugeMetricFamily(
        "sonograph_bytes_in_flight", "Bytes of bodies and answers.", value=pool.held.bytes
    )
    yield GaugeMetricFamily("sonograph_ready", "Whether /readyz says so.", value=int(pool.ready))


def _times(name: str, text: str, label: str, times: dict[str, Times]) -> HistogramMetricFamily:
    made = HistogramMetricFamily(name, text, labels=[label])
    for value, found in times.copy().items():
        made.add_metric([value], found.buckets(), found.sum_s)
    return made


def _route(scope: Scope) -> str:
    """Give the template of the route, an operation of a feature by its name; few of them."""
    operation = scope.get("operation")
    if operation:
        return str(operation)
    return str(getattr(scope.get("route"), "path", None) or "other")


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Show what has been counted."""
    counted: Metrics = request.app.state.metrics
    return Response(counted.written(), media_type=MEDIA_TYPE)
