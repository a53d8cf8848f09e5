"""See at once: axes, cursor, colours; the same cells as the service's own picture."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from .conftest import DECODED, pixels, rgb, sine, state, tones

TONE = {"type": "sine", "frequency": 1000, "duration": 1.0, "amplitude": 0.5}

VISIBLE = """async ([rows, count]) => {
  const { page } = await import("/_static/playground/main.js");
  const { left, top, width, height } = page.plot.box;
  const { canvas } = page.plot;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const found = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < count; column++) {
      const x = Math.floor(left + ((column + 0.5) / count) * width);
      const y = Math.floor(top + (1 - (row + 0.5) / rows) * height);
      found.push(...data.subarray(4 * (y * canvas.width + x)).subarray(0, 3));
    }
  }
  return found;
}"""
"""The colours on the screen in the middle of every cell, from the bottom."""

LEVELS = """async () => {
  const { page } = await import("/_static/playground/main.js");
  const { rows, count } = page.plot.data;
  return { rows, count, level: Array.from(page.plot.levels), lut: Array.from(page.plot.lut) };
}"""


def test_the_first_picture_needs_no_click(page):
    page.open()
    expect(page["#title"]).to_have_text("Mel spectrogram")
    assert page.answer()["unit"] == "dB"
    assert page.text("#sound-facts") == "4.43 s · 16,000 Hz"


@pytest.mark.parametrize("cmap", ["magma", "viridis", "gray_r", "twilight"])
def test_every_visible_cell_has_the_colour_that_the_service_gives_it(page, direct, cmap):
    query = {"n_fft": 512, "hop_length": 512, "n_mels": 40, "scale": "db"}
    spec = {"sample_rate": 16000, "sound": TONE}
    page.open(state("mel", **query, **tones(TONE, _cmap=cmap)))
    expected = pixels(direct("features/mel.png", spec=spec, style="pixels", cmap=cmap, **query))
    shown = np.array(page.tab.evaluate(VISIBLE, list(expected.shape[:2])), np.uint8)
    assert np.array_equal(shown.reshape(expected.shape), expected)


@pytest.mark.parametrize(
    ("feature", "query"),
    [
        ("mel", {"n_fft": 1024, "hop_length": 256, "scale": "db", "ref": "max"}),
        ("stft", {"n_fft": 400, "hop_length": 160}),
        ("mfcc", {"n_mfcc": 13}),
        ("mel", {"preset": "kaldi-fbank"}),
        ("mel", {"preset": "whisper-80"}),
    ],
)
def test_cells_of_speech_equal_the_services_picture(page, direct, feature, query):
    page.open(state(feature, **query, _sound="speech"))
    expected = pixels(direct(f"features/{feature}.png", style="pixels", **query))
    found = page.tab.evaluate(LEVELS)
    table = np.array(found["lut"], np.uint32).view(np.uint8).reshape(256, 4)[:, :3]
    shown = table[np.array(found["level"]).reshape(found["rows"], found["count"])]
    assert np.array_equal(shown, expected)


def test_a_range_that_was_set_gives_the_same_cells_too(page, direct):
    query = {"n_fft": 1024, "hop_length": 256, "scale": "db", "ref": "max"}
    page.open(state("mel", **query, _sound="speech", _vmin=-60, _vmax=-10, _cmap="cividis"))
    limits = {"vmin": -60, "vmax": -10, "cmap": "cividis", "style": "pixels"}
    expected = pixels(direct("features/mel.png", **limits, **query))
    found = page.tab.evaluate(LEVELS)
    table = np.array(found["lut"], np.uint32).view(np.uint8).reshape(256, 4)[:, :3]
    shown = table[np.array(found["level"]).reshape(found["rows"], found["count"])]
    assert np.array_equal(shown, expected)


def test_the_tab_shows_the_services_own_picture_byte_for_byte(page, direct):
    query = {"n_fft": 1024, "hop_length": 256}
    page.open(state("mel", **query, _sound="speech"))
    with page.tab.expect_response(re.compile(r"mel\.png")) as waiting:
        page["#tab-png"].click()
    expected = direct("features/mel.png", **query)
    assert waiting.value.body() == expected
    expect(page["#png"]).to_be_visible()
    shown = page["#png"].evaluate(DECODED)
    assert np.array_equal(rgb(shown), pixels(expected)[::-1])


def read(page, time, share):
    """Point at a time and a share of the height; give what is read out."""
    box = page.tab.evaluate(
        """async () => {
          const { page } = await import("/_static/playground/main.js");
          const { left, top } = page.plot.host.getBoundingClientRect();
          const { box } = page.plot;
          return { ...box, x: left, y: top, full: [page.plot.timeAt(box.left), page.plot.timeAt(box.left + box.width)] };
        }"""
    )
    low, high = box["full"]
    x = box["x"] + box["left"] + (time - low) / (high - low) * box["width"]
    page.tab.mouse.move(x, box["y"] + box["top"] + (1 - share) * box["height"])
    return page.text("#readout").split("  ·  ")


def test_the_cursor_reads_time_frequency_note_and_value(page):
    """1000 Hz is 21 cents above B5, 987.77 Hz; a sine of 0.5 under Hann's window is 0.5 * 512 / 4."""
    page.open(state("stft", n_fft=512, hop_length=128, **tones(TONE)))
    time, frequency, note, value = read(page, 0.5, (32 + 0.5) / 257)
    assert abs(float(time.removesuffix(" s")) - 0.5) <= 128 / 16000
    assert frequency == "1000.0 Hz"
    assert note == "B5 +21¢"
    assert float(value) == pytest.approx(64, rel=1e-3)


def test_arrow_keys_read_the_picture(page):
    page.open(state("stft", n_fft=512, hop_length=160, **tones(TONE)))
    page["#plot"].focus()
    page.tab.keyboard.press("Home")
    assert page.text("#readout").startswith("0.000 s")
    page.tab.keyboard.press("ArrowRight")
    assert page.text("#readout").startswith("0.010 s")
    before = float(page.text("#readout").split("  ·  ")[1].removesuffix(" Hz"))
    page.tab.keyboard.press("ArrowUp")
    after = float(page.text("#readout").split("  ·  ")[1].removesuffix(" Hz"))
    assert after - before == pytest.approx(16000 / 512, abs=0.1)


def test_time_is_zoomed_without_a_request(page):
    page.open(state("mel", **tones(sine(500), sine(1000))))
    asked = len(page.posts)
    page["#plot"].focus()
    page.tab.keyboard.press("+")
    assert "_view=" in page.tab.url
    first = read(page, 1.0, 0.5)[0]
    assert abs(float(first.removesuffix(" s")) - 1.0) < 0.04
    page["#whole"].click()
    assert "_view=" not in page.tab.url
    assert len(page.posts) == asked


def test_dragging_selects_and_zooms_to_it(page):
    page.open(state("mel", **tones(sine(500), sine(1000))))
    area = page["#plot"].bounding_box()
    page.tab.mouse.move(area["x"] + 300, area["y"] + 100)
    page.tab.mouse.down()
    page.tab.mouse.move(area["x"] + 500, area["y"] + 120, steps=4)
    page.tab.mouse.up()
    found = re.fullmatch(r"([\d.]+) to ([\d.]+) s, ([\d.]+) s long", page.text("#chosen"))
    start, end = float(found[1]), float(found[2])
    page["#closer"].click()
    view = re.search(r"_view=([\d.]+)%3A([\d.]+)", page.tab.url)
    assert float(view[1]) == pytest.approx(start, abs=2e-3)
    assert float(view[2]) == pytest.approx(end, abs=2e-3)


@pytest.mark.parametrize("feature", ["waveform", "spectrum"])
def test_one_dimension_is_a_line(page, feature):
    page.open(state(feature, **tones(TONE)))
    assert len(page.answer()["shape"]) == 1
    page["#plot"].focus()
    page.tab.keyboard.press("End")
    assert page.text("#readout").startswith(
        {"waveform": "1.000 s", "spectrum": "8000.0 Hz"}[feature]
    )


def test_what_has_no_picture_says_why(page):
    page.open(state("stft", part="complex", **tones(TONE)))
    assert page.tab.evaluate(
        """async () => (await import("/_static/playground/main.js")).page.plot.why"""
    ).startswith("Complex values have no colours")
