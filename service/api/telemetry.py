"""Traces for an OpenTelemetry collector, with the extra ``opentelemetry``.

FastAPI makes the spans and OpenTelemetry's SDK sends them; its standard variables configure both.
"""

import os
from collections.abc import Iterable, MutableMapping
from importlib.util import find_spec
from typing import Any

from fastapi.telemetry import TelemetryConfig
from opentelemetry.trace import get_current_span

from service.errors import BadParameter

ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""Variables of OpenTelemetry's that name a collector."""

DEFAULTS = {"OTEL_SERVICE_NAME": "sonograph", "OTEL_EXPORTER_OTLP_TIMEOUT": "2"}
"""What holds where its other variables say nothing. The service's end waits so long, s, for a
collector that does not answer."""

QUIET = frozenset({"/livez", "/readyz", "/metrics"})
"""Paths that machines ask for every few seconds, and nobody traces."""

OFF: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""Nothing listens, and to find that out for each request costs as much as to route it."""


def telemetry() -> TelemetryConfig:
    """Configure FastAPI's own telemetry: on where the environment names a collector.

    Returns
    -------
    TelemetryConfig
        For the application.

    Raises
    ------
    BadParameter
        A collector is named and the extra is not installed.
    """
    named = [name for name in ENDPOINTS if os.environ.get(name)]
    if not named:
        return OFF
    if find_spec("opentelemetry.sdk") is None:
        detail = "needs the extra: pip install 'sonograph[opentelemetry]'"
        raise BadParameter.of(named[0], os.environ[named[0]], detail)
    os.environ.update(DEFAULTS | os.environ)
    return OFF | {
        "tracing": True,
        "auto_configure": True,
        "operation_spans": False,
        "exclude": _quiet,
    }


def _quiet(scope: MutableMapping[str, Any]) -> bool:
    return scope["path"] in QUIET


def note(stages: Iterable[tuple[str, float]]) -> None:
    """Note in the request's span, if there is one, where its time went, s."""
    span = get_current_span()
    if span.is_recording():
        span.set_attributes({f"sonograph.{stage}.duration": s for stage, s in stages})
