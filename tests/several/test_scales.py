"""The common scale of the cells of a sheet."""

import numpy as np
import pytest

from service.domain import Axis, Steps
from service.dsp.mel import edges
from service.formats._picture.scales import of_cells
from service.several.sheet import Track, shared_scale


def track(axis):
    return Track.of(axis, of_cells(axis))


def bins(n_fft, rate=16_000):
    return track(Axis("frequency", "Hz", Steps(n_fft // 2 + 1, rate, over=n_fft)))


def bands(n_mels, high=8000.0):
    return track(Axis("frequency", "Hz", edges(n_mels, 0.0, high)[1:-1]))


def test_even_axes_reach_from_the_lowest_centre_to_the_highest_and_the_shortest_half_step():
    scale = shared_scale([bins(256), bins(1024), bins(512, 8000)])
    assert scale.even
    assert (scale.low, scale.high) == (-7.8125, 8007.8125)


def test_every_pixel_of_a_full_cell_is_seen_and_none_beyond_its_range():
    tracks = [bins(256), bins(1024), bins(512, 8000)]
    scale = shared_scale(tracks)
    shares = [(t.seen(scale, 400) >= 0).mean() for t in tracks]
    assert shares == pytest.approx([1, 1, 0.5], abs=0.01)


def test_bands_of_any_number_lie_where_their_frequencies_do():
    tracks = [bands(32), bands(64), bands(128)]
    scale = shared_scale(tracks)
    rows = 512
    middles = np.interp((np.arange(rows) + 0.5) / rows, scale.positions, scale.coordinates)
    for one, count in zip(tracks, (32, 64, 128), strict=True):
        cells = np.minimum(one.seen(scale, rows) * count, count - 1).astype(int)
        centres = edges(count, 0.0, 8000.0)[1:-1]
        assert cells.min() >= 0
        nearest = np.abs(centres[:, np.newaxis] - middles).argmin(axis=0)
        assert (
            np.abs(cells - nearest).max() <= 1
        )  # of two neighbours, the middle in Hz is not in mel


def test_the_finest_axis_that_reaches_far_enough_leads():
    scale = shared_scale([bands(128, 2000.0), bands(64)])
    halves = np.interp([1000.0, 4000.0], scale.coordinates, scale.positions)
    mel = [15.0, 15.0 + np.log(4) / (np.log(6.4) / 27)]  # Slaney's scale
    assert halves == pytest.approx(np.array(mel) / (15 + np.log(8) / (np.log(6.4) / 27)), abs=0.02)
