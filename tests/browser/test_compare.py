"""Compare: A and B with the same scales; a sweep whose cells can be taken."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from .conftest import sine, state, tones

LIMITS = """async () => {
  const { pictured } = await import("/_static/playground/compare.js");
  const { page } = await import("/_static/playground/main.js");
  const of = ({ limits }) => [limits.low, limits.high];
  return { a: of(pictured().plot), b: of(page.plot), own: page.plot.extent };
}"""


def test_a_and_b_stand_side_by_side_with_locked_scales(page):
    page.open(state("mel", scale="db", **tones(sine(500), sine(1000))))
    page["#keep"].click()
    page.wait()
    page.set("power", 1)
    limits = page.tab.evaluate(LIMITS)
    assert limits["a"] == limits["b"]
    a, b = (page[name].bounding_box() for name in ("#plot-a", "#plot"))
    assert a["y"] == b["y"]
    assert a["x"] + a["width"] <= b["x"]
    assert page.text("#caption-b") == "power 1"
    page["#locked"].uncheck()
    limits = page.tab.evaluate(LIMITS)
    assert limits["b"] == [limits["own"]["low"], limits["own"]["high"]]
    assert limits["a"] != limits["b"]


def test_a_is_drawn_though_the_next_change_came_before_its_answer(page):
    """The change gives up what is under way: that of A, too, which nothing else asks for."""
    page.open(state("mel", **tones(sine(500))))
    asked = []

    def hold_the_second(route):  # B's comes first, as always
        asked.append(route)
        if len(asked) != 2:
            route.continue_()

    page.tab.route("**/v1/features/*.npz*", hold_the_second)
    page["#keep"].click()
    for _ in range(1000):  # handlers are called while the page is asked something
        if len(asked) < 2:
            page.tab.evaluate("() => new Promise(requestAnimationFrame)")
    page.set("n_fft", 512)
    assert len(asked) == 4
    assert page.tab.evaluate(LIMITS)["a"] is not None


def test_a_and_b_share_the_time(page):
    page.open(state("mel", **tones(sine(500), sine(1000))))
    page["#keep"].click()
    page.wait()
    page["#plot-a"].focus()
    page.tab.keyboard.press("+")
    shown = page.tab.evaluate(
        """async () => {
          const { pictured } = await import("/_static/playground/compare.js");
          const { page } = await import("/_static/playground/main.js");
          return [pictured().plot.span, page.plot.span];
        }"""
    )
    assert shown[0] == shown[1] == pytest.approx([0.25, 0.75], abs=0.01)


def test_a_and_b_change_places_and_a_is_closed(page):
    page.open(state("mel", n_mels=40, **tones(sine(500))))
    page["#keep"].click()
    page.wait()
    page.set("n_mels", 64)
    page["#swap"].click()
    page.wait()
    assert page.answer()["shape"][0] == 40
    page["#single"].click()
    page.wait()
    expect(page["#plot-a"]).to_be_hidden()


def test_a_sweep_is_a_grid_whose_cells_can_be_taken(page):
    page.open(state("mel", scale="db", **tones(sine(500), sine(1000))))
    page["#tab-sweep"].click()
    page["#vary-0"].select_option("n_fft")
    page["#values-0"].fill("512, 1024, 2048")
    page["#vary-1"].select_option("n_mels")
    page["#values-1"].fill("32, 64")
    page["#sweep-form button.primary"].click()
    cells = page["#grid button.cell"]
    expect(cells).to_have_count(6)
    labels = [text.split(" × ")[0] for text in cells.all_text_contents()]
    assert labels[0].startswith("n_fft = 512, n_mels = 32")
    assert labels[5].startswith("n_fft = 2048, n_mels = 64")
    bottoms = cells.evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert len(set(np.round(bottoms))) == 2
    cells.nth(4).click()
    page.wait()
    assert "n_fft=1024" in page.tab.url
    assert "n_mels=64" in page.tab.url
    assert page.answer()["shape"][0] == 64


def test_a_value_that_is_refused_is_told_with_its_cell(page):
    page.may_be_refused = True
    page.open(state("mel", win_length=512, n_fft=512, **tones(sine(500))))
    page["#tab-sweep"].click()
    page["#values-0"].fill("256, 512")
    page["#sweep-form button.primary"].click()
    expect(page["[role=alert]"]).to_contain_text("must be at most n_fft=256")


@pytest.mark.parametrize("form", ["npz", "png"])
def test_a_sweep_is_downloaded_as_the_service_makes_it(page, direct, form):
    vary = ["n_mels:32,64", "n_fft:512,1024"]
    page.open(
        state("mel", scale="db", _sound="speech", _tab="sweep", _vary="n_fft:512,1024;n_mels:32,64")
    )
    expect(page["#grid button.cell"]).to_have_count(4)
    with page.tab.expect_download() as waiting:
        page[f"#sweep-{form}"].click()
    query = "&".join(["scale=db", *(f"vary={one}" for one in vary)])
    assert Path(waiting.value.path()).read_bytes() == direct(f"sweeps/mel.{form}?{query}")
