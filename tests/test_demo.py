"""The demo: what a newcomer runs first."""

import json
import subprocess
import sys

import numpy as np
from PIL import Image

from tests.conftest import ROOT, environment

OUTPUT = ROOT / "demo-output"


def test_the_demo_leaves_a_picture_an_array_and_an_answer():
    for name in ("mel.png", "mel.npy", "tone.json"):
        (OUTPUT / name).unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "demo.py"],
        env=environment(workers=1),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "the two highest peaks: " in done.stdout
    assert "at 500 Hz and 1000 Hz" in done.stdout
    assert done.stdout.endswith("The service has stopped.\n")
    with Image.open(OUTPUT / "mel.png") as picture:
        assert picture.size == (1000, 400)
    assert np.load(OUTPUT / "mel.npy").shape == (128, 277)
    assert json.loads((OUTPUT / "tone.json").read_bytes())["shape"] == [16_001]


def test_what_the_demo_leaves_is_not_committed():
    assert "demo-output/" in (ROOT / ".gitignore").read_text().splitlines()
