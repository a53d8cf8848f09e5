"""`POST /v1/sweeps/{feature}.{png,npz}`: the tutorial's sweeps, and what no sweep may do."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from service.several.sheet import Layout, SheetParams
from tests.conftest import RATE, SPEECH, loaded, refused, samples, sound, tone, wav

SPEECH_S = 4.8  # of the tutorial's sentence: 76800 samples
WHITE = 255


def swept(service, operation, vary, body=None, media_type="audio/wav", **query):
    content = wav(samples(0.25)) if body is None else body
    headers = {"Content-Type": media_type}
    params = {"vary": vary} | query
    return service.client.post(
        f"/v1/sweeps/{operation}", params=params, content=content, headers=headers
    )


@pytest.fixture(scope="module")
def sentence():
    return wav(samples(SPEECH_S))


@pytest.mark.parametrize(
    ("feature", "vary", "query", "shapes"),
    [
        (
            "mel",
            "hop_length:100,200,300,400",
            {"n_fft": 850},
            [(128, w) for w in (769, 385, 257, 193)],
        ),
        (
            "stft",
            "n_fft:50,250,450,650,850",
            {"hop_length": 128},
            [(h, 601) for h in (26, 126, 226, 326, 426)],
        ),
        (
            "mel",
            "n_mels:50,300,550,800",
            {"n_fft": 1024, "hop_length": 256},
            [(n, 301) for n in (50, 300, 550, 800)],
        ),
    ],
    ids=["hop", "n_fft", "n_mels"],
)
def test_shapes_are_the_tutorials(service, sentence, feature, vary, query, shapes):
    arrays = loaded(swept(service, f"{feature}.npz", vary, sentence, **query))
    name, _, values = vary.partition(":")
    names = [f"{name}={value}" for value in values.split(",")]
    assert [arrays[f"{cell}/values"].shape for cell in names] == shapes
    receipt = json.loads(str(arrays["receipt"]))
    assert [part["name"] for part in receipt["parts"]] == names
    assert [tuple(part["shape"]) for part in receipt["parts"]] == shapes


@pytest.mark.parametrize(
    ("vary", "query", "empty"),
    [
        ("n_fft:50,250,450", {"hop_length": 20}, [80, 14, 0]),
        ("n_mels:50,300,550,800", {"n_fft": 1024}, [0, 0, 64, 189]),
        ("n_mels:50,300,550,800", {"n_fft": 8192}, [0, 0, 0, 0]),
    ],
)
def test_dead_filters_are_the_tutorials_and_are_told(service, vary, query, empty):
    noise = np.random.default_rng(0).uniform(-1, 1, (1, RATE))
    arrays = loaded(swept(service, "mel.npz", vary, wav(noise), **query))
    parts = json.loads(str(arrays["receipt"]))["parts"]
    dead = [(~arrays[f"{part['name']}/values"].any(axis=1)).sum() for part in parts]
    assert dead == empty
    told = [w.partition(" ")[0] for p in parts for w in p["receipt"]["warnings"] if "empty" in w]
    assert told == [str(count) for count in empty if count]


def test_a_cell_is_what_its_own_request_gives_and_can_be_replayed(service):
    speech = SPEECH.read_bytes()
    query = {"scale": "db", "hop_length": 256, "preset": "librosa", "duration": 2}
    vary = ["window:hann,hamming", "n_mels:32,64"]
    arrays = loaded(swept(service, "mel.npz", vary, speech, "audio/flac", **query))
    parts = json.loads(str(arrays["receipt"]))["parts"]
    names = [f"window={w},n_mels={m}" for w in ("hann", "hamming") for m in (32, 64)]
    assert [part["name"] for part in parts] == names
    for part in parts:
        alone = service.client.post(
            "/v1/features/mel.npz",
            params=query | part["values"],
            content=speech,
            headers={"Content-Type": "audio/flac"},
        )
        single = loaded(alone)
        for entry in ("values", "frequency", "time", "unit"):
            assert (arrays[f"{part['name']}/{entry}"] == single[entry]).all()
        assert part["receipt"] == json.loads(str(single["receipt"]))
    files = {"file": speech, "receipt": json.dumps(parts[2]["receipt"]).encode()}
    again = service.client.post("/v1/replay", files=files)
    assert (loaded(again) == arrays[f"{names[2]}/values"]).all()


def test_a_long_sound_whose_cells_exceed_memory_gives_the_same(service):
    noise = np.random.default_rng(0).uniform(-1, 1, (1, 160 * RATE)).astype(np.float32)
    query = {"scale": "db", "ref": "max", "hop_length": 256}
    body = wav(noise)
    arrays = loaded(swept(service, "stft.npz", "n_fft:512,480", body, **query))
    for n_fft in (512, 480):
        operation = f"stft.npy?n_fft={n_fft}&scale=db&ref=max&hop_length=256"
        alone = loaded(service.post(operation, body, "audio/wav"))
        assert alone.nbytes > 8 << 20  # what stays in memory
        assert (arrays[f"n_fft={n_fft}/values"] == alone).all()


def test_a_parameter_of_the_source_may_vary(service):
    body = sound(samples(0.5, 44_100, 3), 44_100)
    arrays = loaded(swept(service, "waveform.npz", ["channel:0,2", "sample_rate:8000,44100"], body))
    for channel in (0, 2):
        assert arrays[f"channel={channel},sample_rate=8000/values"].shape == (4000,)
        alone = loaded(service.post(f"waveform.npy?channel={channel}", body, "audio/wav"))
        assert (arrays[f"channel={channel},sample_rate=44100/values"] == alone).all()


def test_presets_may_vary(service):
    arrays = loaded(swept(service, "mel.npz", "preset:whisper-80,nemo-80", wav(samples(1))))
    assert arrays["preset=whisper-80/values"].shape == (80, 3000)
    parts = json.loads(str(arrays["receipt"]))["parts"]
    assert [part["receipt"]["preset"].partition("@")[0] for part in parts] == [
        "whisper-80",
        "nemo-80",
    ]


def test_the_long_tail_can_be_swept(service):
    body = wav(samples(1))
    arrays = loaded(swept(service, "cqt.npz", "n_bins:24,48", body))
    alone = loaded(service.post("cqt.npy?n_bins=48", body, "audio/wav"))
    assert (arrays["n_bins=48/values"] == alone).all()


def picture(answer):
    assert answer.status_code == 200, answer.text
    image = Image.open(io.BytesIO(answer.content))
    return image, np.asarray(image)


def boxes(grid, **look):
    layout = Layout.of(grid, SheetParams(**look))
    return [layout.place(k) for k in range(int(np.prod([count for _, count in grid])))]


def data(pixels, box):
    return pixels[box.top : box.bottom, box.left : box.right]


def test_the_cells_of_a_sheet_share_their_axes(service):
    """A tone of 2000 Hz lies at a quarter of each cell, whatever its number of bins."""
    body = json.dumps(tone(2000)).encode()
    answer = swept(
        service, "stft.png", "n_fft:256,512,1024", body, "application/json", hop_length=64
    )
    image, pixels = picture(answer)
    assert image.size[0] == 1400
    for box in boxes([("n_fft", 3)]):
        cell = data(pixels, box)
        brightest = np.flatnonzero(cell[:, box.width // 2] == cell[:, box.width // 2].max())
        height = (box.height - 1 - brightest.mean()) / box.height
        assert height == pytest.approx(0.25, abs=0.01)


def test_the_cells_of_a_sheet_share_their_colours(service):
    """A magnitude grows with the length of the transform: A n / 4 for a Hann window."""
    body = json.dumps(tone(2000)).encode()
    query = {"hop_length": 128, "vmin": 0}
    _, pixels = picture(
        swept(service, "stft.png", "n_fft:256,512,1024", body, "application/json", **query)
    )
    top = [data(pixels, box).max() for box in boxes([("n_fft", 3)])]
    assert top == pytest.approx([239 / 4, 239 / 2, 239], abs=1)


def test_a_cell_without_high_frequencies_leaves_them_white(service):
    vary = "sample_rate:8000,16000"
    _, pixels = picture(swept(service, "stft.png", vary, hop_length=64, n_fft=512))
    low, high = (data(pixels, box) for box in boxes([("sample_rate", 2)]))
    assert (high != WHITE).all()
    white = (low == WHITE).all(axis=1)
    assert white.mean() == pytest.approx(0.5, abs=0.02)
    assert white[: white.sum()].all()


def test_a_sheet_has_the_receipts_of_all_cells(service):
    vary = ["n_fft:256,512", "n_mels:8,16"]
    image, _ = picture(swept(service, "mel.png", vary, width=800, row_height=150))
    assert image.size[0] == 800
    receipt = json.loads(image.text["Sonograph-Receipt"])
    assert [part["values"] for part in receipt["parts"]] == [
        {"n_fft": n, "n_mels": m} for n in (256, 512) for m in (8, 16)
    ]
    assert all(len(part["receipt"]["spec"]) == 64 for part in receipt["parts"])


def test_lines_are_drawn_too(service):
    _, pixels = picture(swept(service, "waveform.png", "duration:0.1,0.2"))
    short, long = (data(pixels, box) for box in boxes([("duration", 2)]))
    ink = [(cell < 240).any(axis=0) & (cell != WHITE).any(axis=0) for cell in (short, long)]
    assert ink[0].mean() == pytest.approx(0.5, abs=0.02)
    assert ink[1].all()


def test_the_same_sweep_gives_the_same_bytes(service):
    for operation in ("mel.png", "mel.npz"):
        first, second = (swept(service, operation, "n_mels:8,16").content for _ in range(2))
        assert first == second


@pytest.mark.parametrize(
    ("vary", "query", "parts"),
    [
        ([], {}, ("vary", "is needed")),
        ("n_fft", {}, ("n_fft has no values",)),
        ("n_fft:", {}, ("n_fft has no values",)),
        ("n_fft:512,", {}, ("n_fft=''", "(this is about n_fft=)")),
        ("n_ftt:512", {}, ("n_ftt is no parameter of mel", "did you mean n_fft?")),
        ("cmap:magma,jet", {}, ("cmap is no parameter of mel",)),
        (["n_fft:512", "n_fft:1024"], {}, ("n_fft is varied twice",)),
        ("n_fft:512,512", {}, ("is the same cell as n_fft=512",)),
        ("fmax:8000,8e3", {}, ("is the same cell as fmax=8000",)),
        ("n_fft:512", {"n_fft": 256}, ("n_fft stands beside it",)),
        ("n_fft:512,0", {}, ("n_fft='0'", "at least 2", "(this is about n_fft=0)")),
        ("n_fft:512,2048", {"win_length": 1024}, ("win_length", "(this is about n_fft=512)")),
        ("fmax:8000,9000", {}, ("fmax=9000", "8000 Hz", "(this is about fmax=9000)")),
        ("cut_out:0.1,9", {}, ("cut_out=9", "(this is about cut_out=9)")),
        (
            "time_shift:0.01,-9",
            {"time_shift_with": "zeros"},
            ("time_shift=-9", "(this is about time_shift=-9)"),
        ),
        ("channel:0,3", {}, ("channel=3", "(this is about channel=3)")),
        (
            [f"n_mels:{','.join(map(str, range(1, 14)))}", "n_fft:256,512,1024,2048,4096"],
            {},
            ("13 x 5", "65 cells", "64"),
        ),
        (["n_fft:512", "n_mels:8", "power:1", "fmin:0"], {}, ("at most 3 parameters may vary",)),
        ("n_fft:512,1024", {"n_mel": 3}, ("did you mean n_mels?",)),
    ],
)
@pytest.mark.parametrize("format", ["png", "npz"])
def test_a_wrong_sweep_is_refused_by_name(service, format, vary, query, parts):
    refused(swept(service, f"mel.{format}", vary, **query), 422, "bad-parameter", *parts)


@pytest.mark.parametrize(
    ("operation", "vary", "query", "parts"),
    [
        ("mel.png", "scale:db,linear", {}, ("scale linear", "share axes and colours")),
        ("stft.png", "part:magnitude,phase", {}, ("share axes and colours",)),
        ("stft.png", "part:complex", {}, ("cannot be drawn",)),
        ("mel.png", "channel:each", {}, ("channel",)),
        (
            "mel.png",
            ["n_fft:512", f"n_mels:{','.join(map(str, range(1, 33)))}"],
            {},
            ("width", "32 cells side by side", "48 are needed"),
        ),
        (
            "mel.png",
            "n_mels:8,16",
            {"row_height": 100, "width": 4000},
            ("row_height", "40 are needed"),
        ),
        (
            "mel.png",
            [f"n_mels:{','.join(map(str, range(1, 17)))}", "n_fft:512"],
            {"row_height": 2000},
            ("row_height", "33554432"),
        ),
        ("mel.png", "n_mels:8", {"vmin": 3, "vmax": 2}, ("vmin", "less than vmax")),
        ("mel.png", "n_mels:8", {"style": "pixels"}, ("style", "no such parameter")),
    ],
)
def test_what_makes_no_sheet_is_refused(service, operation, vary, query, parts):
    refused(swept(service, operation, vary, **query), 422, "bad-parameter", *parts)


def test_the_answer_is_bounded_over_all_cells(small):
    """A cell has 200 x 513 values, 410 kB: two fit into a million bytes, three do not."""
    query = {"hop_length": 80, "n_fft": 1024}
    body = wav(samples(1))
    assert swept(small, "stft.npz", "window:hann,hamming", body, **query).status_code == 200
    answer = swept(small, "stft.npz", "window:hann,hamming,blackman", body, **query)
    refused(answer, 413, "too-large", "1000000 bytes", "window=blackman")
    assert (
        swept(small, "stft.png", "window:hann,hamming,blackman", body, **query).status_code == 200
    )


def test_there_is_no_sweep_of_what_is_unknown(service):
    refused(swept(service, "mell.png", "n_fft:512"), 404, "unknown", "did you mean mel.png?")
    refused(swept(service, "mel.npy", "n_fft:512"), 404, "unknown", "mel.np")


def test_a_sound_that_cannot_be_used_is_refused_as_everywhere(service):
    refused(swept(service, "mel.png", "n_fft:512", b"text"), 415, "unsupported-sound")
    refused(swept(service, "mel.png", "n_fft:512", b"", "text/plain"), 415, "unsupported-sound")
