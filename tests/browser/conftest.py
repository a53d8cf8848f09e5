"""A browser, a page of the running service, and what both may not do."""

import io
import json
import re
import shutil
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
import soundfile
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from tests.conftest import SPEECH, running

HERE = Path(__file__).parent
SHOTS = HERE / "shots"

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP plain.test 127.0.0.1",
)
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")

LONGEST_MS = 20_000
expect.set_options(timeout=LONGEST_MS)

REFUSED = re.compile(r"Failed to load resource: the server responded with a status of \d+")
"""What Chromium itself writes of an answer that is a problem document."""


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="session")
def spoken(tmp_path_factory):
    """Give the speech as a WAV file, which is all that the fake microphone reads."""
    path = tmp_path_factory.mktemp("microphone") / "speech.wav"
    soundfile.write(path, *soundfile.read(SPEECH))
    return path


@pytest.fixture(scope="session")
def chromium(playwright, spoken):
    program = shutil.which("chromium")
    assert program, "Debian's Chromium is needed: apt-get install chromium"
    heard = f"--use-file-for-fake-audio-capture={spoken}"
    browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, *MICROPHONE, heard])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def served():
    with running(workers=2) as service:
        yield service


class Page:
    """The page, with words for what people do on it."""

    def __init__(self, tab, service):
        self.tab, self.service = tab, service
        self.posts, self.errors, self.foreign = [], [], []
        self.may_be_refused = False
        tab.set_default_timeout(LONGEST_MS)
        tab.on("console", self._heard)
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("request", self._asked)

    def _heard(self, message):
        if message.type in {"error", "warning"}:
            refused = self.may_be_refused and REFUSED.match(message.text)
            if not refused:
                self.errors.append(message.text)

    def _asked(self, request):
        own = (self.service.url + "/", "blob:" + self.service.url, "data:")
        if not request.url.startswith(own):
            self.foreign.append(request.url)
        if request.method == "POST":
            self.posts.append(request)

    def open(self, state="", path="/"):
        self.tab.goto(self.service.url + path + (f"#{state}" if state else ""))
        return self.wait()

    def wait(self):
        """Wait until the picture is that of the controls."""
        self.tab.wait_for_selector("body.ready", state="attached")
        self.tab.evaluate(SETTLED)
        return self

    def __getitem__(self, selector):
        return self.tab.locator(selector)

    def set(self, name, value):
        """Type a value into a parameter's field."""
        field = self[f"#p-{name}"]
        if field.evaluate("node => node.localName") == "select":
            field.select_option(value)
        else:
            field.fill(str(value))
            field.press("Enter")
        return self.wait()

    def answer(self):
        """Give the shape and the values that the page holds."""
        return self.tab.evaluate(ANSWER)

    def text(self, selector):
        return self[selector].text_content()

    def asked_for(self, part):
        return [request for request in self.posts if part in request.url]

    def shot(self, name, **more):
        SHOTS.mkdir(exist_ok=True)
        self.tab.screenshot(path=SHOTS / f"{name}.png", **more)


SETTLED = """() => new Promise((done, late) => {
  let quiet = 0;
  setTimeout(() => late(new Error("the page did not settle")), 30_000);
  const look = () => {
    quiet = document.querySelector("#pictures").ariaBusy === "false" ? quiet + 1 : 0;
    quiet > 5 ? done() : setTimeout(look, 16);
  };
  look();
})"""
"""The debounce is 40 ms: nothing is under way when that long nothing was."""

ANSWER = """async () => {
  const { page } = await import("/_static/playground/main.js");
  return { shape: page.answer.shape, unit: page.answer.unit };
}"""


DECODED = """async (image) => {
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return { width, height, data: Array.from(new Uint32Array(data.buffer)) };
}"""
"""What an image on the page looks like."""


def rgb(decoded):
    """Give what `DECODED` gave as an array, top row first."""
    colours = np.array(decoded["data"], np.uint32).view(np.uint8)
    return colours.reshape(decoded["height"], decoded["width"], 4)[:, :, :3]


def pixels(png):
    """Decode a picture, bottom row first."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))[::-1]


@pytest.fixture
def context(chromium):
    with_rights = ["microphone", "clipboard-read", "clipboard-write"]
    made = chromium.new_context(
        viewport={"width": 1280, "height": 900}, permissions=with_rights, accept_downloads=True
    )
    yield made
    made.close()


@pytest.fixture
def page(context, served):
    yield from watched(context, served)


def watched(context, service):
    """Open a tab, and hold it to what every test of the page asks for."""
    page = Page(context.new_page(), service)
    yield page
    assert page.foreign == []
    assert page.errors == []


@pytest.fixture
def direct(served):
    """Call the service itself."""

    def call(operation, body=None, spec=None, **query):
        address = f"/v1/{operation}" + (f"?{urlencode(query)}" if query else "")
        if spec is not None:
            answer = served.client.post(address, json=spec)
        else:
            sent = SPEECH.read_bytes() if body is None else body
            kind = {"Content-Type": "application/octet-stream"}
            answer = served.client.post(address, content=sent, headers=kind)
        assert answer.status_code == 200, answer.text[:300]
        return answer.content

    return call


def tones(*parts, kind="sequence", **more):
    """Give the state of the page that has these tones."""
    sound = parts[0] if len(parts) == 1 else {"type": kind, "of": list(parts)}
    return {"_tones": json.dumps({"sample_rate": 16000, "sound": sound}), **more}


def state(feature, **values):
    return f"{feature}?{urlencode(values)}"


def sine(frequency, duration=1.0, amplitude=0.5):
    return {"type": "sine", "frequency": frequency, "duration": duration, "amplitude": amplitude}
