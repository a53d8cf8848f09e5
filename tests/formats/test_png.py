import hashlib
import json
import math
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from service import __version__
from service.domain import Axis, Features, Steps
from service.errors import BadParameter, TooLarge
from service.formats import _picture
from service.formats._picture import cells
from service.formats._picture.canvas import Canvas
from service.formats._picture.colormaps import TABLES, Name
from service.formats._picture.raster import enlarge
from service.formats._picture.scales import between
from service.formats._picture.ticks import Ruler, ticks
from service.formats.as_png import FORMAT, PngParams, png
from service.parameters import parse
from tests.streams import cut

HZ_OCTAVES = 2.0 ** np.arange(6, 14)
DATA_LEVELS, EDGE, ZERO = 240, 248, 251
FINITE = st.floats(width=32, allow_nan=False, allow_infinity=False)


def blocks(values):
    """Cut values into blocks along their last axis that end anywhere."""
    return list(cut(values, (7, 1, 300)))


def grid(values, *, frequency=None, unit="1", receipt=None):
    values = np.asarray(values, np.float32)
    rows, frames = values.shape
    frequency = Steps(rows, 1000) if frequency is None else frequency
    axes = Axis("frequency", "Hz", frequency), Axis("time", "s", Steps(frames, over=10))
    return Features("mel", "Mel spectrogram", blocks(values), axes, unit, receipt=receipt or {})


def line(values, unit="1"):
    values = np.asarray(values, np.float32)
    axes = (Axis("time", "s", Steps(len(values), over=1000)),)
    return Features("waveform", "Waveform", blocks(values), axes, unit)


def drawn(features, params=PngParams()):  # noqa: B008  # nobody can change it
    body = BytesIO()
    png(features, params, body)
    return body.getvalue()


def picture(features, **params):
    with Image.open(BytesIO(drawn(features, parse(PngParams, params)))) as image:
        image.load()
        return image


def entries(features, **params):
    return np.asarray(picture(features, **params))


def box_of(drawn):
    """Top, bottom, left and right of the data, without the colour bar."""
    data = drawn < DATA_LEVELS
    rows = np.flatnonzero(data.any(axis=1))
    columns = np.flatnonzero(data.all(axis=0, where=data.any(axis=1)[:, np.newaxis]))
    gap = np.flatnonzero(np.diff(columns) > 1)[0]
    return rows[0], rows[-1] + 1, columns[0], columns[gap] + 1


def ticks_left(drawn):
    """Rows of the ticks, from the bottom, as pixels above the lowest row of the data."""
    _, bottom, left, _ = box_of(drawn)
    return bottom - 1 - np.flatnonzero(drawn[:, left - 4] == EDGE)[::-1]


def ticks_below(drawn):
    _, bottom, left, _ = box_of(drawn)
    return np.flatnonzero(drawn[bottom + 3] == EDGE) - left


def refused(features=None, **params):
    with pytest.raises(BadParameter) as caught:
        png(features or grid(np.eye(3)), parse(PngParams, params), BytesIO())
    return {fault.parameter: fault.detail for fault in caught.value.faults}


FIGURE = grid(np.outer(range(8), range(1, 6)), receipt={"parameters": {"n_fft": 512}})


def test_a_figure_does_not_depend_on_those_drawn_before():
    frequency, time = FIGURE.axes
    changes = [
        {},
        {"title": "Another"},
        {"receipt": {"parameters": {"n_fft": 1024}}},
        {"unit": "dB"},
        {"axes": (Axis("frequency", "Hz", Steps(8, 500)), time)},
        {"axes": (Axis("frequency", "Hz", HZ_OCTAVES), time)},
        {"axes": (Axis("frequency", "Hz", 2 * HZ_OCTAVES), time)},
        {"axes": (Axis("chroma", "1", frequency.coordinates), time)},
        {"axes": (frequency, Axis("time", "s", Steps(5, over=20)))},
        {"blocks_first": True, "axes": FIGURE.axes[::-1]},
        {"blocks": [block * 1e6 for block in FIGURE.blocks]},
    ]
    figures, alone = [replace(FIGURE, **change) for change in changes], []
    for figure in figures:
        cells.remembered.cache_clear()
        cells.left_axis.cache_clear()
        alone.append(drawn(figure))
    assert [drawn(figure) for figure in 2 * figures] == 2 * alone
    assert len(set(alone)) == len(figures)


# Published values: matplotlib's colour maps, by plt.get_cmap(name)(k, bytes=True).
@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("viridis", (68, 1, 84), (253, 231, 36)),
        ("magma", (0, 0, 3), (251, 252, 191)),
        ("jet", (0, 0, 127), (127, 0, 0)),
        ("gray_r", (255, 255, 255), (0, 0, 0)),
        ("twilight", (225, 216, 226), (225, 216, 225)),
    ],
)
def test_colour_maps_are_matplotlibs(name, first, last):
    assert tuple(TABLES[name][0]) == first
    assert tuple(TABLES[name][255]) == last


def test_jet_between_the_ends_is_matplotlibs():
    assert tuple(TABLES["jet"][128]) == (124, 255, 121)


def test_every_colour_map_can_be_asked_for():
    assert set(get_args(Name)) == set(TABLES)


def test_colour_maps_have_their_checksum():
    folder = Path(_picture.__file__).parent
    digest, name = (folder / "COLORMAPS.sha256").read_text().split()
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_pixels_are_cells_with_the_first_row_at_the_bottom():
    image = picture(grid([[0, 1, 2], [3, 4, 5]]), style="pixels", cmap="gray")
    assert image.size == (3, 2)
    assert np.asarray(image.convert("RGB"))[:, :, 0].tolist() == [[153, 204, 255], [0, 51, 102]]


@given(
    values=arrays(np.float32, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=FINITE),
    ends=st.none()
    | st.tuples(st.floats(-100, 100), st.floats(-100, 100)).filter(lambda e: e[0] < e[1]),
    name=st.sampled_from(sorted(TABLES)),
)
def test_a_pixel_is_the_colour_that_the_text_chunk_tells(values, ends, name):
    limits = dict(zip(("vmin", "vmax"), ends or (), strict=False))
    image = picture(grid(values), style="pixels", cmap=name, **limits)
    scale = json.loads(image.text["Sonograph-Scale"])
    low, high = scale["vmin"], scale["vmax"]
    assert (low, high) == (ends or (low, high))
    seen = np.asarray(image.convert("RGB"))[::-1]
    for cell, value in np.ndenumerate(values):
        exact = min(max((float(value) - low) / (high - low) * 255 + 0.5, 0), 255)
        assert tuple(seen[cell]) == tuple(TABLES[name][math.floor(exact)])


def test_pixels_of_many_rows_are_exact():
    values = np.arange(700 * 900).reshape(700, 900) % 256
    assert np.array_equal(entries(grid(values), style="pixels")[::-1], values)


def test_pixels_do_not_depend_on_the_order_in_memory():
    values = np.random.default_rng(0).normal(size=(20, 30)).astype(np.float32)
    for style in ("figure", "pixels"):
        params = PngParams(style=style)
        turned = replace(grid(values), blocks=[np.asfortranarray(values.T)])
        assert drawn(grid(values), params) == drawn(turned, params)


def test_default_limits_are_the_smallest_and_the_largest_value():
    scale = json.loads(picture(grid([[-3.5, 7.25]]), style="pixels").text["Sonograph-Scale"])
    assert scale == {
        "vmin": -3.5,
        "vmax": 7.25,
        "unit": "1",
        "levels": 256,
        "formula": "level = floor((value - vmin) / (vmax - vmin) * 255 + 0.5), clipped to 0..255",
        "arithmetic": "float64",
    }


@pytest.mark.parametrize("width", [200, 433, 1000])
def test_a_click_of_one_frame_survives(width):
    values = np.zeros((64, 5000))
    values[:, 1234] = 1
    drawn = entries(grid(values), width=width)
    top, bottom, left, right = box_of(drawn)
    assert right - left < 5000
    (column,) = np.flatnonzero((drawn[top:bottom, left:right] == DATA_LEVELS - 1).all(axis=0))
    assert column == int(1234.5 / 5000 * (right - left))


def test_a_tone_of_one_bin_survives():
    values = np.zeros((4097, 10))
    values[1000] = 1
    drawn = entries(grid(values))
    top, bottom, left, right = box_of(drawn)
    (row,) = np.flatnonzero((drawn[top:bottom, left:right] == DATA_LEVELS - 1).all(axis=1))
    assert bottom - top - 1 - row == int(1000.5 / 4097 * (bottom - top))


def test_of_angles_no_value_is_preferred():
    values = np.tile([-3.0, 3.0], (8, 5001))[:, :-1]
    drawn = entries(grid(values, unit="rad"))
    top, bottom, left, right = box_of(drawn)
    assert 80 < drawn[top:bottom, left:right].mean() < 160


@pytest.mark.parametrize("row", range(8))
@pytest.mark.parametrize("height", [400, 1000])
def test_octaves_have_their_tick_where_they_are_drawn(row, height):
    values = np.zeros((8, 5))
    values[row] = 1
    drawn = entries(grid(values, frequency=HZ_OCTAVES), height=height)
    top, bottom, left, _ = box_of(drawn)
    bright = bottom - 1 - np.flatnonzero(drawn[top:bottom, left] == DATA_LEVELS - 1) - top
    lower_edge, *ticked = ticks_left(drawn)
    assert lower_edge == 0  # 32 Hz, half a step below the first row
    assert len(ticked) == 8
    assert abs(ticked[row] - bright.mean()) <= 1


@pytest.mark.parametrize("row", [0, 2, 4, 6, 8])
def test_even_rows_have_their_tick_where_they_are_drawn(row):
    values = np.zeros((9, 5))
    values[row] = 1
    drawn = entries(grid(values))
    top, bottom, left, _ = box_of(drawn)
    bright = bottom - 1 - np.flatnonzero(drawn[top:bottom, left] == DATA_LEVELS - 1) - top
    ticked = ticks_left(drawn)
    assert len(ticked) == 5
    assert abs(ticked[row // 2] - bright.mean()) <= 1


@pytest.mark.parametrize("frame", [0, 10, 50])
def test_seconds_have_their_tick_where_they_are_drawn(frame):
    values = np.zeros((4, 60))
    values[:, frame] = 1
    drawn = entries(grid(values))
    top, _, left, right = box_of(drawn)
    bright = np.flatnonzero(drawn[top, left:right] == DATA_LEVELS - 1)
    nearest = min(ticks_below(drawn), key=lambda tick: abs(tick - bright.mean()))
    assert abs(nearest - bright.mean()) <= 1


@given(
    low=st.floats(-1e9, 1e9),
    span=st.floats(1e-3, 1e9),
    length=st.integers(40, 4000),
    kind=st.sampled_from(["", "time", "count"]),
)
def test_ticks_never_overlap_and_tell_their_place(low, span, length, kind):
    ruler = Ruler(between(low, low + span), length, 40, lambda text: 8 * len(text), kind)
    chosen = ticks(ruler)
    for one, other in pairwise(chosen):
        assert other.pixel - one.pixel >= 4 * (len(one.label) + len(other.label))
        assert one.label != other.label
    assert all(0 <= tick.pixel < length for tick in chosen)
    if not ruler.clock:
        slack = span * 1e-6
        assert all(low - slack <= float(tick.label) <= low + span + slack for tick in chosen)


def test_ticks_are_round():
    ruler = Ruler(between(0, 7.1), 800, 70, lambda _: 30, "time")
    assert [tick.label for tick in ticks(ruler)] == ["0", "1", "2", "3", "4", "5", "6", "7"]
    hour = Ruler(between(0, 3600), 800, 100, lambda _: 60, "time")
    assert [tick.label for tick in ticks(hour)][:3] == ["0:00:00", "0:10:00", "0:20:00"]


def test_time_runs_to_the_right_whichever_axis_it_is():
    values = np.random.default_rng(0).random((30, 40), np.float32)
    upright = grid(values)
    turned = replace(upright, axes=upright.axes[::-1], blocks_first=True)
    top, bottom, left, right = box_of(entries(upright))
    seen = slice(top, bottom), slice(left, right)
    assert np.array_equal(entries(upright)[seen], entries(turned)[seen])
    cells = entries(turned, style="pixels")
    assert np.array_equal(entries(upright, style="pixels"), cells)
    assert cells.shape == (30, 40)


@pytest.mark.parametrize("style", ["figure", "pixels"])
def test_patches_are_refused(style):
    axes = tuple(Axis(name, "s", Steps(2)) for name in ("patch", "time", "frequency"))
    patches = Features("mel", "Mel", [np.zeros((2, 2, 2), np.float32)], axes, "1")
    told = refused(replace(patches, blocks_first=True), style=style)
    assert "patches cannot be drawn" in told["patch_frames"]


@given(
    width=st.integers(200, 1500),
    height=st.integers(150, 1500),
    shape=st.tuples(st.integers(1, 2000)) | st.tuples(st.integers(1, 50), st.integers(1, 300)),
)
def test_a_figure_has_the_size_asked_for(width, height, shape):
    values = np.random.default_rng(0).normal(size=shape)
    features = grid(values) if len(shape) == 2 else line(values)
    assert picture(features, width=width, height=height).size == (width, height)


@pytest.mark.parametrize("size", [(200, 150), (4000, 150), (200, 4000), (4000, 4000)])
def test_the_extreme_sizes_are_drawn(size):
    for features in (grid(np.eye(5)), line(np.sin(np.arange(99)))):
        assert picture(features, width=size[0], height=size[1]).size == size


@pytest.mark.parametrize("style", ["figure", "pixels"])
@pytest.mark.parametrize(
    ("value", "limits"),
    [
        (0.0, {}),
        (-100.0, {}),
        (3e38, {}),
        (-3e38, {}),
        (1e-45, {}),
        (5.0, {"vmin": 5}),
        (5.0, {"vmin": 90}),
        (5.0, {"vmax": 5}),
        (5.0, {"vmax": -90}),
        (5.0, {"vmin": -1e38, "vmax": 1e38}),
        (5.0, {"vmin": 0, "vmax": 5e-324}),
    ],
)
def test_no_range_is_still_a_picture(style, value, limits):
    drawn = entries(grid(np.full((3, 4), value)), style=style, **limits)
    assert drawn.shape == ((3, 4) if style == "pixels" else (400, 1000))
    assert drawn.min() < DATA_LEVELS or style == "pixels"


@given(values=arrays(np.float32, st.integers(1, 2000), elements=FINITE))
def test_any_line_is_drawn(values):
    assert entries(line(values)).min() < DATA_LEVELS


@given(values=arrays(np.float32, st.tuples(st.integers(1, 4), st.integers(1, 9)), elements=FINITE))
def test_any_cells_are_drawn(values):
    assert entries(grid(values)).shape == (400, 1000)


def inside(drawn):
    """The rows and columns of a line's pixels."""
    return np.nonzero(drawn < DATA_LEVELS)


def test_a_click_of_one_sample_survives():
    samples = np.zeros(100_000)
    samples[25_000] = 1
    rows, columns = inside(entries(line(samples), vmin=-1, vmax=2))
    (column,) = np.unique(columns[rows < rows.max() - 60])
    span = columns.max() + 1 - columns.min()
    assert column - columns.min() == pytest.approx(0.25 * span, abs=1)


def test_a_line_passes_through_its_values():
    rows, columns = inside(entries(line(np.linspace(-1, 1, 11)), vmin=-1, vmax=1))
    for share in (0.1, 0.35, 0.5, 0.77):
        column = round(columns.min() + share * (columns.max() - columns.min()))
        height = rows.max() - rows[columns == column].mean()
        assert height / (rows.max() - rows.min()) == pytest.approx(share, abs=0.01)


def test_silence_is_a_line_at_zero_in_the_middle():
    rows, columns = inside(entries(line(np.zeros(5000)), vmin=-1, vmax=1))
    assert len(np.unique(columns)) > 800
    assert rows.max() - rows.min() <= 2


def test_an_amplitude_has_its_zero_line_in_the_middle():
    drawn = entries(line([0.0, -0.2, 1.0]))
    (zero,) = np.flatnonzero((drawn == ZERO).sum(axis=1) > 500)
    top, bottom = np.flatnonzero((drawn == EDGE).sum(axis=1) > 500)
    assert zero == pytest.approx((top + bottom) / 2, abs=1)


@pytest.mark.parametrize("value", [0.0, 0.3, -100.0])
def test_a_constant_is_a_line_in_the_middle(value):
    drawn = entries(line(np.full(5000, value)))
    rows, _ = inside(drawn)
    top, bottom = np.flatnonzero((drawn == EDGE).sum(axis=1) > 500)
    assert rows.mean() == pytest.approx((top + bottom) / 2, abs=1)


def test_decibels_have_no_zero_line():
    assert not ((entries(line([-80.0, 3.0], unit="dB")) == ZERO).sum(axis=1) > 500).any()


def test_the_colour_of_a_line_stands_out_from_white():
    for name in TABLES:
        palette = np.reshape(picture(line([0.0, 1.0]), cmap=name).getpalette(), (-1, 3))
        assert palette[0].tolist() == [255, 255, 255]
        assert palette[DATA_LEVELS - 1].mean() < 150


def test_the_greys_of_text_go_from_black_to_white():
    palette = np.reshape(picture(grid(np.eye(2))).getpalette(), (-1, 3))
    assert palette[DATA_LEVELS].tolist() == [0, 0, 0]
    assert palette[255].tolist() == [255, 255, 255]


@pytest.mark.parametrize("style", ["figure", "pixels"])
def test_text_chunks(style):
    receipt = {"parameters": {"sample_rate": 16000}, "warnings": ["caf\u00e9 \u2212 \u96ea"]}
    text = picture(grid(np.eye(3), receipt=receipt), style=style).text
    assert text["Software"] == f"Sonograph {__version__}"
    assert json.loads(text["Sonograph-Receipt"]) == receipt
    assert ("Sonograph-Scale" in text) == (style == "pixels")


def test_the_facts_in_the_title_come_from_the_receipt():
    plain, told = (
        entries(grid(np.eye(3), receipt=receipt))
        for receipt in ({}, {"parameters": {"n_fft": 1024, "preset": None}})
    )
    rows, columns = np.nonzero(plain != told)
    assert rows.max() < 33
    assert columns.min() > 500


def test_facts_without_room_are_left_out():
    plain, told = (
        entries(grid(np.eye(3), receipt=receipt), width=300)
        for receipt in ({}, {"parameters": {"part": "magnitude", "n_fft": 1024}})
    )
    assert np.array_equal(plain, told)


def test_text_is_moved_into_the_picture():
    sheets = [Canvas.blank(60, 20) for _ in range(2)]
    sheets[0].text("-80 dB", 13, 0, (-20, -5), "start")
    sheets[1].text("-80 dB", 13, 0, (0, 9), "start")
    assert np.array_equal(sheets[0].entries, sheets[1].entries)
    assert sheets[0].entries.min() < 250


def test_a_pixel_shows_the_cell_under_its_centre():
    assert enlarge(np.array([[1, 2, 3]]), 2, 5).tolist() == [[1, 1, 2, 3, 3]] * 2


@pytest.mark.parametrize("features", [grid(np.eye(9)), line(np.sin(np.arange(5000)))])
def test_the_same_features_give_the_same_bytes(features):
    assert drawn(features) == drawn(features)


def test_a_figure_is_of_few_bytes():
    noise = np.random.default_rng(0).random((128, 444))
    assert len(drawn(grid(noise))) < 1000 * 400


def test_media_type():
    assert FORMAT.media_type == "image/png"
    assert drawn(grid(np.eye(2))).startswith(b"\x89PNG")


def test_complex_values_are_refused():
    axes = Axis("frequency", "Hz", Steps(2)), Axis("time", "s", Steps(2))
    features = Features("stft", "STFT", [np.eye(2, dtype=np.complex64)], axes, "1", np.complex64)
    assert refused(features) == {"part": "cannot be drawn; choose magnitude, power or phase"}


@pytest.mark.parametrize("shape", [(2, 3), (2, 3, 4)])
def test_several_channels_are_refused(shape):
    names = ("channel", "frequency", "time")[: len(shape)]
    axes = tuple(Axis(name, "1", Steps(n)) for name, n in zip(names, shape, strict=True))
    features = Features("mel", "Mel", [np.zeros(shape, np.float32).T], axes, "1")
    assert refused(features) == {
        "channel": "a picture shows one channel; choose mean, first or a number"
    }


def test_a_line_is_refused_as_pixels():
    faults = refused(line([1, 2, 3]), style="pixels")
    assert faults == {"style": "waveform is a line, not a grid of cells; choose figure"}


@pytest.mark.parametrize("name", ["width", "height"])
def test_a_size_is_refused_for_pixels(name):
    assert refused(style="pixels", **{name: 300}) == {name: "has an effect only with style=figure"}


@pytest.mark.parametrize("limits", [{"vmin": 1, "vmax": 1}, {"vmin": 2, "vmax": 1}])
def test_limits_without_a_range_are_refused(limits):
    assert refused(**limits) == {"vmin": "must be less than vmax=1.0"}


@pytest.mark.parametrize(
    ("name", "value", "limit"),
    [
        ("width", 199, "200"),
        ("width", 4001, "4000"),
        ("height", 149, "150"),
        ("cmap", "x", "magma"),
    ],
)
def test_values_out_of_range_are_refused(name, value, limit):
    assert limit in refused(**{name: value})[name]


def test_none_spells_the_default_limits():
    assert parse(PngParams, {"vmin": "none", "vmax": "none"}) == PngParams()


def test_a_side_that_no_reader_opens_is_refused():
    with pytest.raises(TooLarge, match="65501 x 1"):
        drawn(grid(np.zeros((1, 65_501))), PngParams(style="pixels"))
    assert picture(grid(np.zeros((1, 65_500))), style="pixels").size == (65_500, 1)
