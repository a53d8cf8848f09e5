"""Structured logs: one JSON object a line on standard output."""

import json
import logging
import sys
from collections.abc import Callable
from typing import Any

import orjson
import structlog


def configure() -> None:
    """Send the logs of the service and of its libraries to standard output as JSON lines."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    rendered: list[structlog.typing.Processor] = [
        structlog.processors.dict_tracebacks,
        structlog.processors.JSONRenderer(serializer=_json),
    ]
    structlog.configure(
        processors=[*shared, *rendered],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendered],
        )
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def _json(entry: dict[str, Any], default: Callable[[Any], Any]) -> str:
    """Write an entry; what orjson refuses, as a lone surrogate in a file's name, shall not fail."""
    try:
        return orjson.dumps(entry, default).decode()
    except TypeError:
        return json.dumps(entry, default=default)
