"""The course in docs/tutorial.md: every command is run, and answers what stands there."""

import shutil

import numpy as np
import pytest
from PIL import Image

from docs import course

missing = [program for program in ("bash", "curl", "jq") if not shutil.which(program)]
pytestmark = pytest.mark.skipif(bool(missing), reason=f"the course's commands need {missing}")


@pytest.fixture(scope="module")
def written():
    return course.TUTORIAL.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    return tmp_path_factory.mktemp("course")


@pytest.fixture(scope="module")
def told_again(service, written, room):
    """Give the course as the service tells it now."""
    return course.renewed(written, service.url, room)


def test_every_command_answers_what_stands_there(written, told_again):
    assert told_again == written


@pytest.mark.usefixtures("told_again")
def test_every_picture_is_what_its_command_draws(written, room):
    shown = course.pictures(written)
    kept = {path.name for path in course.PICTURES.iterdir()}
    assert kept == set(shown)
    for name in shown:
        drawn, stored = (
            np.asarray(Image.open(folder / name).convert("RGB"), np.int16)
            for folder in (room / "demo-output", course.PICTURES)
        )
        assert drawn.shape == stored.shape
        # another processor may round a value to the next of 256 colours, never further
        assert np.abs(drawn - stored).max() <= 8, name
