"""Tune: everything from the service's catalogue, derived values, no request too many."""

import re

import pytest
from playwright.sync_api import expect

from service.features import FEATURES

from .conftest import sine, state, tones

OWN = "mel?n_fft=1024&hop_length=256&scale=db&ref=max&_sound=speech"


@pytest.fixture(scope="module")
def catalogue(served):
    return served.client.get("/v1/features").json()


@pytest.mark.parametrize("feature", ["mel", "stft", "mfcc", "spectrum"])
def test_every_parameter_has_a_control_with_the_services_words(page, catalogue, feature):
    page.open(state(feature, **tones(sine(500))))
    entry = next(one for one in catalogue["features"] if one["name"] == feature)
    parameters = catalogue["source"] + entry["parameters"]
    for parameter in parameters:
        if parameter["name"] == "preset":
            continue
        control = page[f"#p-{parameter['name']}"]
        assert control.count() == 1, parameter["name"]
        help_id = control.get_attribute("aria-describedby").split()[0]
        assert page.text(f"#{help_id}") == parameter["description"].replace("`", "")
        enum = parameter["schema"].get("enum")
        if enum:
            assert control.evaluate("node => [...node.options].map((o) => o.value)") == enum
    folded = {p["name"] for p in parameters if "x-group" in p["schema"]} | {
        p["name"] for p in catalogue["source"]
    }
    shown = page.tab.evaluate("() => [...dozen.querySelectorAll('[id^=p-]')].map((n) => n.id)")
    names = {name.removeprefix("p-") for name in shown if re.fullmatch(r"p-\w+", name)}
    expected = {p["name"] for p in parameters} - folded - {"preset"}
    assert names == expected


def test_every_feature_is_offered(page):
    page.open()
    found = page.tab.evaluate("() => [...feature.options].map((option) => option.value)")
    assert found == list(FEATURES)


def test_a_slider_changes_the_parameter_and_the_picture(page):
    page.open(OWN)
    before = page.answer()["shape"]
    slider = page["#p-hop_length"].locator("xpath=../input[@type='range']")
    slider.focus()
    page.tab.keyboard.press("ArrowRight")
    page.wait()
    assert page["#p-hop_length"].input_value() == "320"
    assert "hop_length=320" in page.tab.url
    assert page.answer()["shape"] == [before[0], 1 + 70869 // 320]


def test_what_derives_from_a_parameter_stands_beside_it(page, served):
    page.open(OWN)
    page.set("n_fft", 850)
    query = {"n_fft": 850, "hop_length": 256, "scale": "db", "ref": "max"}
    sound = {"duration": 70869 / 16000, "sample_rate": 16000}
    plan = served.client.get("/v1/plan/mel", params={**sound, **query}).json()
    facts = page.tab.evaluate(
        "() => Object.fromEntries([...facts.children].map((d) => [...d.children].map((n) => n.textContent)))"
    )
    assert facts["shape"] == " × ".join(map(str, plan["shape"]))
    assert facts["window"] == "53.13 ms"
    assert facts["bins"] == "18.82 Hz apart"
    assert facts["hop"] == "16 ms"
    assert facts["frames"] == str(plan["frames"]["count"])
    beside = page["#p-n_fft"].locator("xpath=ancestor::*[contains(@class, 'control')]")
    expect(beside.locator(".derived")).to_have_text("18.82 Hz per bin")


def test_warnings_and_advice_of_the_plan_are_shown_and_taken(page):
    page.open(OWN)
    page.set("n_fft", 128)
    expect(page["#warnings"]).to_contain_text("mel filters are empty")
    advice = page["#warnings .advice button"]
    first = advice.first.text_content()
    name, value = first.split(" = ")
    advice.first.click()
    page.wait()
    assert f"{name}={value}" in page.tab.url


def test_colours_and_range_need_no_request(page):
    page.open(OWN)
    asked = len(page.posts)
    page["#cmap"].select_option("viridis")
    slider = page["#vmin"]
    slider.focus()
    for _ in range(5):
        page.tab.keyboard.press("ArrowRight")
    expect(page["#vmin-text"]).not_to_have_text("-80 dB")
    assert "_cmap=viridis" in page.tab.url
    assert len(page.posts) == asked
    page["#auto"].click()
    assert "_vmin" not in page.tab.url
    assert len(page.posts) == asked


def test_requests_are_debounced_and_superseded_ones_cancelled(page):
    page.open(OWN)
    cancelled = []

    def failed(request):
        cancelled.append(request)

    page.tab.on("requestfailed", failed)
    asked = len(page.asked_for("mel.npz"))
    page.tab.evaluate(
        """() => {
          const slider = document.querySelector("#p-n_fft").parentElement.querySelector("[type=range]");
          for (let k = 0; k < 12; k++) {
            slider.stepUp();
            slider.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }"""
    )
    page.wait()
    assert len(page.asked_for("mel.npz")) == asked + 1
    assert f"n_fft={2**13}" in page.posts[-1].url
    with page.tab.expect_event("requestfailed"):
        page["#p-hop_length"].fill("2")
        with page.tab.expect_request(lambda request: "hop_length=2" in request.url):
            page["#p-hop_length"].press("Enter")
        page["#p-hop_length"].fill("512")
        page["#p-hop_length"].press("Enter")
    page.wait()
    assert cancelled
    assert page.text("#trouble") == ""
    assert page.answer()["shape"][1] == 1 + 70869 // 512


def test_a_preset_lays_its_values_and_says_where_they_come_from(page):
    page.open(OWN)
    page["#preset"].select_option("whisper-80")
    page.wait()
    assert page["#p-n_fft"].input_value() == "400"
    assert page["#p-n_mels"].input_value() == "80"
    expect(page["#preset-about"]).to_contain_text("Proven against")
    assert page.answer()["shape"] == [80, 3000]
    page.set("n_mels", 64)
    assert page.answer()["shape"] == [64, 3000]
    assert "preset=whisper-80" in page.tab.url


def test_a_feature_takes_along_what_it_has(page):
    page.open(OWN)
    page["#feature"].select_option("spectrum")
    page.wait()
    assert page.text("#trouble") == ""
    assert "n_fft" not in page.tab.url
    assert "scale=db" in page.tab.url


def test_a_link_gives_the_same_view(page):
    page.open(OWN)
    page.set("n_mels", 64)
    page["#cmap"].select_option("cividis")
    page["#plot"].focus()
    page.tab.keyboard.press("+")
    page["#keep"].click()
    page.set("n_fft", 512)
    address = page.tab.url
    look = "() => plot.querySelector('canvas').toDataURL() + document.querySelector('#plot-a canvas').toDataURL()"
    shown = page.tab.evaluate(look)
    page.tab.goto("about:blank")
    page.tab.goto(address)
    page.wait()
    assert page.tab.url == address
    assert page.tab.evaluate(look) == shown
