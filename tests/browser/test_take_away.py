"""Take away: code that runs as it is pasted, files that equal direct calls, a link."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from tests.conftest import SPEECH

from .conftest import sine, state, tones

QUERY = {"n_fft": "1024", "hop_length": "256", "scale": "db", "ref": "max"}
SPEC = {"sample_rate": 16000, "sound": sine(500)}
BIN = Path(sys.executable).parent


@pytest.fixture
def copied(page):
    """Copy the code of a language, as the clipboard then has it."""

    def copy(language, format):
        page["#formats"].select_option(format)
        page[f"#language-{language}"].click()
        page["#copy"].click()
        expect(page["#copy"]).to_have_text("Copied")
        return page.tab.evaluate("() => navigator.clipboard.readText()")

    return copy


def run(folder, language, code):
    programs = {
        "curl": ["bash", "-ec", code.replace("curl ", "curl -sS ")],
        "sonograph": ["bash", "-ec", code.replace("curl ", "curl -sS ")],
        "Python": [sys.executable, "-c", code],
        "JavaScript": ["node", "--input-type=module", "-e", code],
    }
    path = f"{BIN}:/usr/local/bin:/usr/bin:/bin"
    done = subprocess.run(
        programs[language],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def expected(direct, format, of_tones):
    return direct(f"features/mel.{format}", spec=SPEC if of_tones else None, **QUERY)


@pytest.mark.parametrize("of_tones", [False, True], ids=["file", "tones"])
@pytest.mark.parametrize("language", ["curl", "sonograph"])
def test_a_command_gives_the_same_bytes(page, copied, direct, tmp_path, language, of_tones):
    sound = tones(sine(500)) if of_tones else {"_sound": "speech"}
    page.open(state("mel", **QUERY, **sound))
    run(tmp_path, language, copied(language, "npy"))
    assert (tmp_path / "mel.npy").read_bytes() == expected(direct, "npy", of_tones)


@pytest.mark.parametrize("of_tones", [False, True], ids=["file", "tones"])
def test_python_runs_as_it_is_pasted(page, copied, tmp_path, of_tones):
    sound = tones(sine(500)) if of_tones else {"_sound": "speech"}
    page.open(state("mel", **QUERY, **sound))
    shutil.copy(SPEECH, tmp_path / "speech.flac")
    shape = tuple(page.answer()["shape"])
    assert run(tmp_path, "Python", copied("Python", "npy")) == f"{shape} float32\n"
    assert run(tmp_path, "Python", copied("Python", "json")) == f"{list(shape)} dB\n"


@pytest.mark.parametrize("of_tones", [False, True], ids=["file", "tones"])
def test_javascript_runs_as_it_is_pasted(page, copied, direct, tmp_path, of_tones):
    sound = tones(sine(500)) if of_tones else {"_sound": "speech"}
    page.open(state("mel", **QUERY, **sound))
    shutil.copy(SPEECH, tmp_path / "speech.flac")
    size = len(expected(direct, "npy", of_tones))
    assert run(tmp_path, "JavaScript", copied("JavaScript", "npy")) == f"mel.npy {size}\n"
    assert " dB\n" in run(tmp_path, "JavaScript", copied("JavaScript", "json"))


def test_names_with_quotes_and_commas_survive_the_shell(page, copied, tmp_path, direct):
    name = 'it\'s a; "long", name.flac'
    page.open(state("mel", **QUERY))
    page["#file"].set_input_files(
        {"name": name, "mimeType": "audio/flac", "buffer": SPEECH.read_bytes()}
    )
    page.wait()
    shutil.copy(SPEECH, tmp_path / name)
    for language in ("curl", "sonograph"):
        run(tmp_path, language, copied(language, "npy"))
        assert (tmp_path / "mel.npy").read_bytes() == expected(direct, "npy", of_tones=False)


@pytest.mark.parametrize("format", ["json", "npy", "npz", "png"])
def test_a_download_equals_a_direct_call(page, direct, format):
    page.open(state("mel", **QUERY, _sound="speech", _cmap="viridis"))
    with page.tab.expect_download() as waiting:
        page[f"#download-{format}"].click()
    assert waiting.value.suggested_filename == f"mel.{format}"
    look = {"cmap": "viridis"} if format == "png" else {}
    content = direct(f"features/mel.{format}", **QUERY, **look)
    assert Path(waiting.value.path()).read_bytes() == content


@pytest.mark.parametrize("format", ["wav", "flac", "ogg"])
def test_the_prepared_sound_is_downloaded(page, direct, format):
    page.open(state("mel", **QUERY, sample_rate=8000, offset=1, _sound="speech"))
    with page.tab.expect_download() as waiting:
        page[f"#download-{format}"].click()
    assert waiting.value.suggested_filename == f"speech-prepared.{format}"
    content = direct(f"sound.{format}", sample_rate=8000, offset=1)
    assert Path(waiting.value.path()).read_bytes() == content


def test_the_link_is_the_address(page):
    page.open(state("mel", **QUERY, _sound="speech"))
    page.set("n_mels", 40)
    page["#link"].click()
    expect(page["#link"]).to_have_text("Copied")
    link = page.tab.evaluate("() => navigator.clipboard.readText()")
    assert link == page.tab.url
    query = dict(parse_qsl(urlsplit(link).fragment.partition("?")[2]))
    assert query == {**QUERY, "n_mels": "40", "_sound": "speech"}


def test_the_code_names_what_the_page_asked_for(page, copied):
    page.open(state("mel", **QUERY, **tones(sine(500))))
    code = copied("curl", "png")
    assert json.loads(re.search("--json '(.*?)'", code)[1]) == SPEC
    assert (
        f"'{page.service.url}/v1/features/mel.png?n_fft=1024&hop_length=256&scale=db&ref=max'"
        in code
    )
