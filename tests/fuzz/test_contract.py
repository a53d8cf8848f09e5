"""schemathesis against the committed document, with all its checks (all phases: make fuzz)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LONG = os.environ.get("FUZZ") == "1"
"""Whether all phases run on all operations: `make fuzz-contract`."""

LONGEST_S = 6 * 3600 if LONG else 480
CONFIG = ROOT / "tests" / "fuzz" / "schemathesis.toml"

EVERY_BOUND = (
    "/v1/plan/rms",
    "/v1/sound.flac",
    "/v1/features/zero_crossing_rate.json",
    "/v1/features/pyin.npy",
    "/v1/bundle.json",
    "/v1/replay",
    "/v1/convert",
    "/v1/features",
    "/v1/formats",
    "/v1/presets",
    "/v1/presets/{id}",
    "/livez",
    "/readyz",
)
"""One operation of each kind: with the bounds of every parameter, hundreds of requests each."""


SHORT = [
    pytest.param(
        ("--phases", "examples,fuzzing", "--max-examples", "2"), id="every operation, a little"
    ),
    pytest.param(
        ("--phases", "coverage", *(f"--include-path={path}" for path in EVERY_BOUND)),
        id="every bound of one operation of each kind",
    ),
]
WHOLE = [pytest.param(("--max-examples", "50"), id="everything")]


def schemathesis(url, *options):
    """Run it; give what it prints, which tells how to send again what failed."""
    done = subprocess.run(
        [
            *(Path(sys.executable).with_name("schemathesis"), "--config-file", CONFIG),
            *("run", ROOT / "openapi" / "openapi.json", "--url", url),
            *("--checks", "all", "--continue-on-failure", "--no-color", "--seed", "0"),
            *("--workers", "1", *options),  # Python 3.11 parses in one thread or fails: gh-106905
        ],
        cwd=ROOT,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_S,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("options", WHOLE if LONG else SHORT)
def test_the_service_does_what_its_document_says(service, options):
    failed, told = schemathesis(service.url, *options)
    assert not failed, told
    assert service.client.get("/readyz").json()["workers"] == 2
