"""For everyone: keyboard, screen readers, both colour schemes, narrow screens, nothing from elsewhere."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from tests.conftest import ROOT

from .conftest import watched

OWN = "mel?n_fft=1024&hop_length=256&scale=db&ref=max&_sound=speech"
VIEWS = {
    "picture": OWN,
    "compared": OWN.replace("1024", "256")
    + "&_a=mel%3Fn_fft%3D2048%26hop_length%3D256%26scale%3Ddb%26ref%3Dmax",
    "png": OWN + "&_tab=png",
    "sweep": OWN + "&_tab=sweep&_vary=n_fft:256,512,1024;n_mels:32,64,128",
    "tones": "stft?n_fft=512&hop_length=128&scale=db&_tones=%7B%22sound%22%3A%7B%22type%22%3A%22chirp%22%2C%22fmin%22%3A100%2C%22fmax%22%3A6000%7D%7D",
    "preset": "mel?preset=whisper-80&_sound=speech",
    "refused": OWN + "&win_length=4000",
}
SCREENS = {"wide": (1280, 900), "narrow": (360, 740)}
SERIOUS = {"serious", "critical"}


@pytest.fixture(params=SCREENS)
def screen(request):
    return request.param


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture
def view(chromium, served, screen, scheme):
    width, height = SCREENS[screen]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, has_touch=width < 500
    )
    yield from watched(context, served)
    context.close()


def test_no_serious_finding_of_axe_and_nothing_overflows(view, screen, scheme):
    view.may_be_refused = True
    for name, address in VIEWS.items():
        view.tab.goto("about:blank")
        view.open(address)
        if name == "sweep":
            expect(view["#grid button.cell"]).to_have_count(9)
        if name == "png":
            expect(view["#png"]).to_have_attribute("src", re.compile("blob:"))
        for group in view["details"].all():
            group.evaluate("(node, open) => { node.open = open; }", name == "preset")
        view.shot(f"{name}-{screen}-{scheme}", full_page=screen == "narrow")
        found = Axe().run(view.tab).response["violations"]
        serious = {one["id"]: one["nodes"][0]["html"] for one in found if one["impact"] in SERIOUS}
        assert serious == {}, name
        width = view.tab.evaluate("() => document.documentElement.scrollWidth")
        assert width <= SCREENS[screen][0], name


def test_everything_is_reached_and_done_by_keyboard(page):
    page.open(OWN)
    reached = set()
    for _ in range(120):
        page.tab.keyboard.press("Tab")
        reached.add(
            page.tab.evaluate(
                "() => document.activeElement.id || document.activeElement.textContent"
            )
        )
    wanted = {
        "file",
        "record",
        "compose",
        "examples",
        "keep",
        "plot",
        "waveform",
        "play",
        "loop",
        "which",
    }
    wanted |= {
        "rate",
        "cmap",
        "vmin",
        "vmax",
        "feature",
        "preset",
        "p-n_fft",
        "p-hop_length",
        "copy",
    }
    assert wanted <= reached
    page["#tab-picture"].focus()
    page.tab.keyboard.press("ArrowRight")
    expect(page["#panel-png"]).to_be_visible()
    page.tab.keyboard.press("ArrowLeft")
    expect(page["#panel-picture"]).to_be_visible()
    page["#p-n_mels"].focus()
    page.tab.keyboard.press("Control+a")
    page.tab.keyboard.type("40")
    page.tab.keyboard.press("Enter")
    page.wait()
    assert page.answer()["shape"][0] == 40


def test_every_control_has_a_name(page):
    page.open(OWN)
    nameless = page.tab.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea, [role=application], [role=tab]")]
          .filter((node) => !(node.ariaLabel || node.textContent.trim() || node.labels?.[0]?.textContent.trim()))
          .map((node) => node.outerHTML.slice(0, 80))"""
    )
    assert nameless == []


def test_the_picture_stays_in_sight_while_it_is_tuned_on_a_phone(chromium, served):
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    for page in watched(context, served):
        page.open(OWN)
        page["#p-n_mels"].scroll_into_view_if_needed()
        page.tab.mouse.wheel(0, 300)
        box = page["#plot"].bounding_box()
        assert 0 <= box["y"] < 200
        page.shot("tuning-narrow-light")
    context.close()


def test_the_colours_can_be_chosen(page):
    page.open(OWN)
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light = page.tab.evaluate(ground)
    page["#theme"].click()
    page["#theme"].click()
    expect(page["#theme"]).to_have_text("Dark")
    assert page.tab.evaluate(ground) != light
    page.tab.reload()
    page.wait()
    expect(page["#theme"]).to_have_text("Dark")


def test_the_policy_is_strict(served):
    policy = served.client.get("/").headers["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_readmes_picture_is_drawn(chromium, served):
    """PICTURE=1 draws it anew; otherwise it must only be there, and small."""
    file = ROOT / "docs" / "playground.png"
    if os.environ.get("PICTURE"):
        context = chromium.new_context(viewport={"width": 1280, "height": 820})
        for page in watched(context, served):
            page.open(OWN)
            area = page["#plot"].bounding_box()
            page.tab.mouse.move(area["x"] + 420, area["y"] + 190)
            page.tab.screenshot(path=file)
        context.close()
        compressed(file)
    assert file.stat().st_size < 300_000
    assert "docs/playground.png" in (ROOT / "README.md").read_text(encoding="utf-8").split("##")[0]


def compressed(file):
    """Keep 256 colours: a third of the bytes."""
    Image.open(file).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        file, optimize=True
    )
