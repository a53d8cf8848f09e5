"""How fast the page is: reported, not judged."""

import json
import statistics

import numpy as np

from tests.conftest import wav

from .conftest import SHOTS, state

CHANGED = """(value) => new Promise((done) => {
  const field = document.querySelector("#p-n_mels");
  const drawn = new MutationObserver(() => {
    if (document.querySelector("#pictures").ariaBusy !== "false") return;
    drawn.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
  drawn.observe(document.querySelector("#pictures"), { attributes: true });
  const start = performance.now();
  field.value = value;
  field.dispatchEvent(new Event("change"));
})"""
"""From the change of a parameter to the frame that shows its picture, ms."""

INTERACTIVE = """() => new Promise((done) => {
  const look = () => document.body.classList.contains("ready")
    && document.querySelector("#pictures").ariaBusy === "false"
    ? done(performance.now()) : setTimeout(look, 4);
  look();
})"""


def test_speed_is_reported(page, capsys):
    page.open(state("mel", n_fft=1024, hop_length=256, scale="db"))
    opened = []
    for _ in range(5):
        page.tab.reload()
        opened.append(page.tab.evaluate(INTERACTIVE))
    noise = np.random.default_rng(0).normal(0, 0.1, 160_000).astype(np.float32)
    page["#file"].set_input_files({"name": "ten.wav", "mimeType": "", "buffer": wav(noise)})
    page.wait()
    changes = [page.tab.evaluate(CHANGED, str(64 + k)) for k in range(21)]
    assert page.answer()["shape"] == [84, 626]
    figures = {
        "first picture, ms": round(statistics.median(opened)),
        "parameter changed to picture shown, 10 s at 16 kHz, median, ms": round(
            statistics.median(changes)
        ),
        "slowest of 21, ms": round(max(changes)),
    }
    SHOTS.mkdir(exist_ok=True)
    (SHOTS / "speed.json").write_text(json.dumps(figures, indent=1))
    with capsys.disabled():
        print("\n", figures)  # noqa: T201  # the report
