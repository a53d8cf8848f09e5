"""Honest about trouble: refusals beside what they name, waiting, progress, long files."""

import threading

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.conftest import running, tone, wav

from .conftest import sine, state, tones, watched

OWN = "mel?n_fft=1024&hop_length=256&scale=db&ref=max&_sound=speech"
LONG_S = 150


def test_a_refusal_stands_beside_the_parameter(page):
    page.may_be_refused = True
    page.open(OWN)
    page.set("win_length", 2000)
    trouble = page["#p-win_length-trouble"]
    expect(trouble).to_have_text("Must be at most n_fft=1024.")
    expect(page["#p-win_length"]).to_have_attribute("aria-invalid", "true")
    assert "p-win_length-trouble" in page["#p-win_length"].get_attribute("aria-describedby")
    expect(page["[role=alert]"]).to_contain_text("must be at most n_fft=1024")
    page.set("win_length", 1000)
    expect(trouble).to_be_hidden()
    expect(page["[role=alert]"]).to_be_empty()


def test_a_refusal_in_a_folded_group_opens_it(page):
    page.may_be_refused = True
    page.open(OWN + "&delta_width=5")
    expect(page["#p-delta_width-trouble"]).to_be_visible()


def test_a_name_that_does_not_exist_is_told(page):
    page.may_be_refused = True
    page.open(OWN + "&n_ftt=512")
    expect(page["[role=alert]"]).to_contain_text("did you mean n_fft")


def test_a_service_that_is_gone_is_told(context):
    with running(workers=1) as service:
        tab = watched(context, service)
        page = next(tab)
        page.open(OWN)
    page.set("n_mels", 40)
    expect(page["[role=alert]"]).to_contain_text("The service did not answer")


def test_a_busy_service_is_asked_again_when_it_says(context):
    """One worker and no queue: whoever comes while it computes is told to come again."""
    with running(workers=1, max_waiting=0) as service:
        tab = watched(context, service)
        page = next(tab)
        page.may_be_refused = True
        page.open(state("mel", **tones(sine(500))))
        stop = threading.Event()
        busy = threading.Thread(target=keep_busy, args=(service, stop))
        busy.start()
        try:
            page["#p-n_mels"].fill("40")
            page["#p-n_mels"].press("Enter")
            for k in range(200):
                if page["#busy"].is_visible():
                    break
                page["#p-n_mels"].fill(str(41 + k))
                page["#p-n_mels"].press("Enter")
                page.tab.wait_for_timeout(100)
            expect(page["#busy"]).to_contain_text("Trying again in")
        finally:
            stop.set()
            busy.join()
        page.wait()
        expect(page["#busy"]).to_be_hidden()
        assert page.text("[role=alert]") == ""
        assert str(page.answer()["shape"][0]) == page["#p-n_mels"].input_value()
        next(tab, None)


def keep_busy(service, stop):
    while not stop.is_set():
        service.tone("mel.npy?hop_length=16&n_fft=8192", tone(duration=60))


def test_sending_a_large_file_shows_its_progress(page):
    page.open()
    page.tab.evaluate(
        """() => {
          window.seen = [];
          new MutationObserver(() => seen.push(document.querySelector("#sending").value)).observe(
            document.querySelector("#sending"), { attributes: true });
        }"""
    )
    content = wav(rate=16000, data=[[0.1] * 16000 * 200], codec="FLOAT")
    page["#file"].set_input_files({"name": "large.wav", "mimeType": "", "buffer": content})
    page.wait()
    seen = page.tab.evaluate("() => seen")
    assert seen
    assert max(seen) == 1
    expect(page["#sending"]).to_be_hidden()


@pytest.fixture(scope="module")
def long():
    """Give a recording of minutes: a second of 500 Hz, silence, and at 100 s 2000 Hz."""
    data = np.zeros(16000 * LONG_S, np.float32)
    t = np.arange(16000) / 16000
    data[:16000] = 0.5 * np.sin(2 * np.pi * 500 * t)
    data[16000 * 100 : 16000 * 101] = 0.5 * np.sin(2 * np.pi * 2000 * t)
    return wav(data)


def test_a_long_file_is_seen_a_part_at_a_time(page, long):
    page.open(OWN)
    page["#file"].set_input_files({"name": "long.wav", "mimeType": "", "buffer": long})
    page.wait()
    expect(page["#part"]).to_have_text("0:00 to 1:00 of 2:30")
    expect(page["#earlier"]).to_be_disabled()
    assert page.answer()["shape"] == [128, 1 + 16000 * 60 // 256]
    page["#later"].click()
    page.wait()
    expect(page["#part"]).to_have_text("1:00 to 2:00 of 2:30")
    loudest = page.tab.evaluate(
        """async () => {
          const { page } = await import("/_static/playground/main.js");
          const { samples, rate } = page.wave;
          return samples.findIndex((x) => Math.abs(x) > 0.2) / rate;
        }"""
    )
    assert loudest == pytest.approx(40, abs=0.01)
    page["#later"].click()
    page.wait()
    expect(page["#part"]).to_have_text("2:00 to 2:30 of 2:30")
    expect(page["#later"]).to_be_disabled()


def test_what_would_fill_the_browsers_memory_is_not_asked_for(page, long):
    page.open(OWN)
    page["#file"].set_input_files({"name": "long.wav", "mimeType": "", "buffer": long})
    page.wait()
    asked = len(page.asked_for("mel.npz"))
    page.set("hop_length", 1)
    expect(page["[role=alert]"]).to_contain_text("use a part of the sound")
    assert len(page.asked_for("mel.npz")) == asked


def test_what_is_not_drawn_can_be_taken_away(page):
    page.may_be_refused = True
    page.open("mel?n_mels=40&silence=split&_sound=speech")
    expect(page["[role=alert]"]).to_contain_text("makes several sounds")
    assert "silence=split" in page.text("#code")
    with page.tab.expect_download() as download:
        page["#download-npz"].click()
    with np.load(download.value.path()) as arrays:
        assert len(arrays) > 1
