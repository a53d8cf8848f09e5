"""Hear: playback whose cursor moves over the picture, a loop, other speeds, the prepared sound."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from .conftest import sine, state, tones

LONG = {"n_fft": 1024, "hop_length": 256, "scale": "db", "_sound": "speech"}

PLAYED = """([seconds]) => new Promise((done) => {
  const seen = [];
  const start = performance.now();
  const look = () => {
    const head = document.querySelector("#plot .head");
    const match = /translate\\(([\\d.]+)px/.exec(head.style.transform);
    const clock = parseFloat(document.querySelector("#clock").textContent);
    if (!head.hidden && match) seen.push([performance.now() - start, Number(match[1]), clock]);
    performance.now() - start < 1000 * seconds ? requestAnimationFrame(look) : done(seen);
  };
  look();
})"""


def played(page, seconds):
    """Watch for some time: real time in ms, where the cursor stands in pixels, the clock in s."""
    return page.tab.evaluate(PLAYED, [seconds])


def pace(seen):
    """Seconds of sound per second, over the second half of what was seen."""
    later = seen[len(seen) // 2 :]
    return 1000 * (later[-1][2] - later[0][2]) / (later[-1][0] - later[0][0])


@pytest.fixture
def speech(page):
    page.open(state("mel", **LONG))
    return page


@pytest.mark.parametrize("which", ["original", "prepared"])
def test_the_cursor_moves_with_what_is_heard(speech, which):
    speech["#which"].select_option(which)
    speech["#play"].click()
    expect(speech["#plot .head"]).to_be_visible()
    seen = played(speech, 1.2)
    places = [place for _, place, _ in seen]
    assert places == sorted(places)
    assert places[-1] > places[0] + 50
    assert pace(seen) == pytest.approx(1, abs=0.15)
    speech["#play"].click()
    expect(speech["#play"]).to_have_attribute("aria-label", "Play")


@pytest.mark.parametrize(("rate", "expected"), [("0.5", 0.5), ("2", 2)])
def test_half_and_double_speed(speech, rate, expected):
    speech["#rate"].select_option(rate)
    speech["#play"].click()
    expect(speech["#plot .head"]).to_be_visible()
    assert pace(played(speech, 1.0)) == pytest.approx(expected, rel=0.15)
    speech["#play"].click()


def test_a_selection_is_played_again_and_again(speech):
    area = speech["#waveform"].bounding_box()
    speech.tab.mouse.move(area["x"] + 200, area["y"] + 20)
    speech.tab.mouse.down()
    speech.tab.mouse.move(area["x"] + 270, area["y"] + 20, steps=3)
    speech.tab.mouse.up()
    start, end = map(float, re.findall(r"[\d.]+", speech.text("#chosen"))[:2])
    speech["#loop"].click()
    speech["#play"].click()
    expect(speech["#plot .head"]).to_be_visible()
    clocks = [clock for _, _, clock in played(speech, 3 * (end - start) + 0.5)]
    assert min(clocks) >= start - 0.05
    assert max(clocks) <= end + 0.1
    assert sum(later < one for one, later in pairwise(clocks)) >= 2
    speech["#play"].click()


def test_a_click_on_the_picture_plays_from_there(speech):
    area = speech["#plot"].bounding_box()
    speech.tab.mouse.click(area["x"] + area["width"] * 0.5, area["y"] + 100)
    expect(speech["#plot .head"]).to_be_visible()
    first = played(speech, 0.3)[0]
    assert 1.9 < first[2] < 2.8


def test_tones_are_heard_as_the_service_makes_them(page):
    page.open(state("mel", **tones(sine(500), sine(1000))))
    with page.tab.expect_response(re.compile(r"/v1/sound\.wav")) as waiting:
        page["#play"].click()
    assert waiting.value.status == 200
    assert waiting.value.body()[:4] == b"RIFF"
    assert pace(played(page, 0.8)) == pytest.approx(1, abs=0.2)


def test_the_space_bar_plays_and_stops(speech):
    speech["#plot"].focus()
    speech.tab.keyboard.press(" ")
    expect(speech["#play"]).to_have_attribute("aria-label", "Pause")
    speech.tab.keyboard.press(" ")
    expect(speech["#play"]).to_have_attribute("aria-label", "Play")
