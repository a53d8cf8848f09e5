"""Log lines are JSON, whatever is in them."""

import json
import logging
import subprocess
import sys

from tests.conftest import ROOT

PROGRAM = r"""
import logging, structlog
from service.logs import configure
configure()
structlog.contextvars.bind_contextvars(request_id="abc")
structlog.get_logger().info("ours", value=1.5)
structlog.get_logger().info("odd", path="\udcff.wav", kind=int, large=2**70)
logging.getLogger("library").warning("of a %s", "library")
try:
    raise ValueError("why")
except ValueError:
    structlog.get_logger().exception("failed")
"""


def test_every_line_is_an_object_with_its_level_time_and_request():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    ours, odd, library, failed = map(json.loads, done.stdout.splitlines())
    for line in (ours, odd, library, failed):
        assert line["request_id"] == "abc"
        assert line["level"].upper() in logging.getLevelNamesMapping()
        assert line["timestamp"].endswith("Z")
    assert (ours["event"], ours["value"]) == ("ours", 1.5)
    assert (odd["path"], odd["kind"], odd["large"]) == ("\udcff.wav", "<class 'int'>", 2**70)
    assert library["event"] == "of a library"
    assert failed["exception"][0]["exc_value"] == "why"
