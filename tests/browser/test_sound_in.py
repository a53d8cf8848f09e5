"""Sound in: a file picked or dropped, the microphone, tones, an example, what only the browser decodes."""

import io
import json
import re

import numpy as np
import pytest
import soundfile
import soxr
from playwright.sync_api import expect

from tests.conftest import SPEECH, running, samples, sound, wav

from .conftest import sine, state, tones, watched

SAMPLES = """async () => {
  const { page } = await import("/_static/playground/main.js");
  return { samples: Array.from(page.wave.samples), rate: page.wave.rate };
}"""

BODY = """async () => {
  const { page } = await import("/_static/playground/main.js");
  return [...new Uint8Array(await page.sound.body.arrayBuffer())];
}"""
"""What is posted."""

MADE_IN_THE_BROWSER = """async () => {
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio, { frequency: 1000 });
  const out = new MediaStreamAudioDestinationNode(audio);
  tone.connect(out);
  tone.start();
  const recorder = new MediaRecorder(out.stream, { mimeType: "audio/webm;codecs=opus" });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((done) => (recorder.onstop = done));
  recorder.start(100);
  await new Promise((done) => recorder.addEventListener("dataavailable", () => parts.length >= 12 && done()));
  recorder.stop();
  await stopped;
  await audio.close();
  return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
}"""


def heard(page):
    found = page.tab.evaluate(SAMPLES)
    return np.array(found["samples"], np.float32), found["rate"]


def pick(page, name, content):
    page["#file"].set_input_files({"name": name, "mimeType": "", "buffer": content})
    expect(page["#sound-name"]).to_have_text(re.compile(re.escape(name.rpartition(".")[0])))
    return page.wait()


def drop(page, name, content):
    page.tab.evaluate(
        """([name, bytes]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
          for (const kind of ["dragover", "drop"]) {
            document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
          }
        }""",
        [name, list(content)],
    )
    expect(page["#sound-name"]).to_have_text(name)
    return page.wait()


@pytest.mark.parametrize("way", [pick, drop], ids=["picked", "dropped"])
def test_a_file_is_seen(page, way):
    page.open()
    data = np.linspace(-0.5, 0.5, 11025).astype(np.float32)
    way(page, "ramp.wav", wav(data, 22050, "FLOAT"))
    samples, rate = heard(page)
    assert rate == 22050
    assert np.array_equal(samples, data)
    assert page.text("#sound-facts") == "0.50 s · 22,050 Hz"
    assert "_file=ramp.wav" in page.tab.url


@pytest.mark.parametrize(("container", "codec"), [("AIFF", "PCM_16"), ("OGG", "VORBIS")])
def test_what_the_service_decodes_is_sent_as_it_is(page, container, codec):
    page.open()
    content = sound(container=container, codec=codec)
    pick(page, f"tone.{container.lower()}", content)
    assert bytes(page.tab.evaluate(BODY)) == content
    assert page.text("#note") == ""


@pytest.fixture
def bare(context, tmp_path, monkeypatch):
    """Open the page of a service that was installed without its extra for WebM."""
    (tmp_path / "av.py").write_text("raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with running(workers=1) as service:
        yield from watched(context, service)


def test_what_only_the_browser_decodes_is_converted_and_said(bare):
    page = bare
    page.may_be_refused = True
    page.open()
    webm = bytes(page.tab.evaluate(MADE_IN_THE_BROWSER))
    pick(page, "memo.webm", webm)
    expect(page["#note"]).to_have_text(
        "The service does not read memo.webm: this browser decoded it, and the page sends it as a "
        "WAV of 48 kHz."
    )
    page.wait()
    samples, rate = heard(page)
    assert rate == 48000
    spectrum = np.abs(np.fft.rfft(samples[4800:52800]))
    assert np.argmax(spectrum) * rate / 48000 == pytest.approx(1000, abs=2)
    assert page.text("#trouble") == ""


def test_of_several_channels_the_title_says_which_is_drawn(page):
    page.open(state("mel", channel="each"))
    assert page.text("#title") == "Mel spectrogram"
    pick(page, "stereo.wav", wav(samples(0.5, channels=2)))
    assert page.answer()["shape"][0] == 2
    assert page.text("#title") == "Mel spectrogram, channel 1 of 2"


def test_what_nobody_decodes_is_refused_in_words(page):
    page.may_be_refused = True
    page.open()
    pick(page, "notes.txt", b"no sound at all, only text" * 20)
    expect(page["#trouble"]).not_to_be_empty()


def test_the_microphone_is_recorded_without_loss(page):
    """The fake microphone plays the speech in a loop: the recording is found in it, sample for sample."""
    page.open()
    page["#record"].click()
    expect(page["#recorded"]).to_have_text(re.compile(r"^[1-9]\.\d s$"))
    assert float(page["#meter"].evaluate("meter => meter.value")) > 0
    page["#record"].click()
    expect(page["#sound-name"]).to_have_text("recording.wav")
    page.wait()
    samples, rate = heard(page)
    assert len(samples) / rate >= 1
    content = bytes(page.tab.evaluate(BODY))
    recorded, written = soundfile.read(io.BytesIO(content), dtype="float32")
    assert soundfile.info(io.BytesIO(content)).subtype == "FLOAT"
    assert written == rate
    assert np.array_equal(recorded, samples)
    assert likeness(samples, rate) > 0.9


def likeness(samples, rate):
    """Give the largest correlation of the loudest half second with the speech, played twice."""
    speech, own = soundfile.read(SPEECH, dtype="float32")
    slow = soxr.resample(samples, rate, own)
    half = own // 2
    energy = np.convolve(slow**2, np.ones(half), "valid")
    part = slow[np.argmax(energy) :][:half]
    both = np.concatenate([speech, speech])
    size = 1 << (len(both) + half).bit_length()
    product = np.fft.irfft(np.fft.rfft(both, size) * np.conj(np.fft.rfft(part, size)), size)
    product = product[: len(both) - half]
    norms = np.sqrt(np.convolve(both**2, np.ones(half), "valid")[: len(product)])
    return float(np.max(product / np.maximum(norms, 1e-3)) / np.linalg.norm(part))


def test_a_browser_that_forbids_the_microphone_is_explained(page):
    """Any address but https and localhost is not secure; this one leads to the same service."""
    page.service = Elsewhere(page.service.url.replace("127.0.0.1", "plain.test"))
    page.open()
    page["#record"].click()
    expect(page["#hint"]).to_have_text(
        "Browsers give the microphone to pages on https or localhost only: open this page there."
    )


class Elsewhere:
    def __init__(self, url):
        self.url = url


@pytest.mark.parametrize("example", ["speech", "piano", "then", "chirp"])
def test_an_example_is_one_choice(page, example):
    page.open(state("mel", **tones(sine(440))))
    page["#examples"].select_option(example)
    page.wait()
    assert f"_sound={example}" in page.tab.url
    assert page.text("#trouble") == ""
    assert heard(page)[0].std() > 0.01


def test_tones_are_composed_in_the_editor(page, direct):
    page.open()
    page["#compose"].click()
    page.wait()
    page["[data-path='sound.of.1.frequency']"].fill("3000")
    page["[data-path='sound.of.1.frequency']"].press("Tab")
    page["#tones-add"].click()
    page["select[aria-label='Kind of part 3']"].select_option("noise")
    page["[data-path='sound.of.2.color']"].select_option("pink")
    page["label:has-text('at the same time')"].click()
    page.wait()
    spec = json.loads(page["#tones-json"].input_value())
    assert spec["sound"]["type"] == "mix"
    assert [part["type"] for part in spec["sound"]["of"]] == ["sine", "sine", "noise"]
    expected = np.load(io.BytesIO(direct("features/waveform.npy", spec=spec)))
    assert np.array_equal(heard(page)[0], expected)


def test_a_wrong_tone_is_marked_where_it_stands(page):
    page.may_be_refused = True
    page.open(state("mel", **tones(sine(500), sine(1000))))
    page["[data-path='sound.of.1.frequency']"].fill("9000")
    page["[data-path='sound.of.1.frequency']"].press("Tab")
    wrong = page["[data-path='sound.of.1.frequency']"]
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(page["[data-path='sound.of.1.frequency'] + .trouble"]).to_contain_text("8000 Hz")
