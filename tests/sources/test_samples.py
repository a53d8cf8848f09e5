"""Samples without a sound file around them: npy arrays and L16."""

import io
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import BadParameter, BadSound, CutShort, ServiceError, Unsupported
from service.settings import Limits
from service.sources._base import BLOCK_FRAMES, Body, SourceParams
from service.sources.prepare import prepare
from service.sources.samples import record_l16, record_npy
from tests.streams import samples_of


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("bodies") / "body"


@pytest.fixture(scope="module")
def npy(path):
    def open_(data, sample_rate=16_000):
        path.write_bytes(data if isinstance(data, bytes) else saved(data))
        params = SourceParams(sample_rate=sample_rate)
        return record_npy(Body(str(path), "npy"), params, Limits())

    return open_


@pytest.fixture(scope="module")
def l16(path):
    def open_(data, rate=16_000, channels=1):
        path.write_bytes(data)
        return record_l16(Body(str(path), "l16", rate, channels), SourceParams(), Limits())

    return open_


def saved(array, **options):
    out = io.BytesIO()
    np.save(out, array, **options)
    return out.getvalue()


def npy_bytes(header, samples=b"", version=1):
    head = header.encode().ljust(117) + b"\n"
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H", len(head)) + head + samples


def frames(recording, start=0, stop=None):
    return np.concatenate([*recording.blocks(start, stop)])


@pytest.mark.parametrize("fortran", [False, True])
@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("kind", ["f4", "f8"])
def test_floats_are_taken_as_they_are(npy, kind, order, fortran):
    values = np.random.default_rng(0).uniform(-1, 1, (3, 70_000)).astype(np.float32)
    stored = np.asarray(values, order + kind, order="F" if fortran else "C")
    recording = npy(stored)
    assert (recording.rate, recording.channels) == (16_000, 3)
    blocks = list(recording.blocks(0, None))
    assert all(len(block) <= BLOCK_FRAMES and block.dtype == np.float32 for block in blocks)
    np.testing.assert_array_equal(np.concatenate(blocks), values.T)
    np.testing.assert_array_equal(frames(recording, 65_000, 66_000), values.T[65_000:66_000])


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("bits", [16, 32])
def test_the_full_scale_of_integers_is_one(npy, bits, order):
    full = 2 ** (bits - 1)
    stored = np.array([-full, -full // 2, 0, full // 4], f"{order}i{bits // 8}")
    assert frames(npy(stored))[:, 0].tolist() == [-1.0, -0.5, 0.0, 0.25]


def test_one_dimension_is_one_channel(npy):
    recording = npy(np.zeros(10, np.float32))
    assert recording.channels == 1
    assert frames(recording).shape == (10, 1)


def test_a_header_of_version_2_is_read(npy):
    data = io.BytesIO()
    np.lib.format.write_array(data, np.ones(3, np.float32), version=(2, 0))
    assert frames(npy(data.getvalue()))[:, 0].tolist() == [1, 1, 1]


def test_it_is_not_resampled(npy):
    values = np.random.default_rng(0).uniform(-1, 1, 1000).astype(np.float32)
    signal = prepare(npy(values, 44_100), SourceParams(sample_rate=44_100), Limits())
    np.testing.assert_array_equal(samples_of(signal), values)
    assert signal.rate == 44_100


def test_npy_needs_a_sample_rate(npy):
    with pytest.raises(BadParameter, match=r"sample_rate=None: is required with application/x-npy"):
        npy(np.zeros(10, np.float32), None)


@pytest.mark.parametrize(
    ("array", "reason"),
    [
        (np.zeros(4, np.uint8), "type uint8; samples are int16, int32, float32 or float64"),
        (np.zeros(4, np.int8), "type int8"),
        (np.zeros(4, np.int64), "type int64"),
        (np.zeros(4, np.float16), "type float16"),
        (np.zeros(4, np.complex64), "type complex64"),
        (np.zeros(4, bool), "type bool"),
        (np.zeros(4, "U3"), "type str96"),
        (np.zeros(4, [("left", "<f4"), ("right", "<f4")]), "type void64"),
        (np.array([{}, None], object), "type object"),
        (np.float32(0), r"shape \(\)"),
        (np.zeros((1, 2, 3), np.float32), r"shape \(1, 2, 3\)"),
        (np.zeros((1000, 2), np.float32), r"shape \(1000, 2\); \(channels, n\) is expected"),
    ],
)
def test_other_types_and_shapes_are_refused(npy, array, reason):
    with pytest.raises(BadSound, match=reason) as refusal:
        npy(saved(np.asarray(array), allow_pickle=True))
    assert refusal.value.status == 422


@pytest.mark.parametrize(
    ("shape", "claimed"),
    [("(11,)", 44), ("(8, 2)", 64), ("(8, 1152921504606846976)", 2**65), (f"({2**80},)", 2**82)],
)
def test_npy_that_claims_more_is_cut_short(npy, shape, claimed):
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}"
    with pytest.raises(CutShort, match=f"claims {claimed} bytes of samples, but 40 follow"):
        npy(npy_bytes(header, bytes(40)))


def test_npy_that_holds_more_is_refused(npy):
    with pytest.raises(BadSound, match="says 40 bytes of samples, but 41 follow"):
        npy(saved(np.zeros(10, np.float32)) + b"\0")


@pytest.mark.parametrize(
    "data",
    [
        b"\x93NUMPY",
        b"\x93NUMPY\x01\x00\xff\xff{",
        b"\x93NUMPY\x02\x00\xff\xff\xff\xff{}",
        npy_bytes("{}"),
        npy_bytes("[" * 90),
        npy_bytes("__import__('os').abort()"),
        npy_bytes("{'descr': '<f4', 'fortran_order': False, 'shape': (1.5,), }"),
        npy_bytes("{'descr': 'nothing', 'fortran_order': False, 'shape': (1,), }"),
        npy_bytes("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", version=9),
    ],
)
def test_broken_npy_headers_are_refused(npy, data):
    with pytest.raises(BadSound, match="the npy header is broken") as refusal:
        npy(data)
    assert refusal.value.status == 422


def test_a_negative_length_is_refused(npy):
    header = "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, ), }"
    with pytest.raises(BadSound, match=r"shape \(-1,\)"):
        npy(npy_bytes(header))


def test_what_is_no_npy_is_named(npy):
    with pytest.raises(Unsupported, match="the body is text; application/x-npy") as refusal:
        npy(b"0.1, 0.2")
    assert refusal.value.status == 415
    with pytest.raises(BadSound, match="the body is empty"):
        npy(b"")


@pytest.mark.parametrize(
    ("array", "reason"),
    [
        (np.zeros(0, np.float32), "no samples"),
        (np.zeros((0, 5), np.float32), "0 channels"),
        (np.array([0, np.inf], np.float32), "sample 1 is not a finite number"),
        (np.array([1e300]), "sample 0 is not a finite number"),
    ],
)
def test_what_cannot_be_sound_is_refused_in_preparation(npy, array, reason):
    with pytest.raises(BadSound, match=reason):
        samples_of(prepare(npy(array), SourceParams(sample_rate=16_000), Limits()))


def outcome(open_, data):
    try:
        return 200, f"{len(frames(open_(data)))} frames"
    except ServiceError as refusal:
        return refusal.status, str(refusal)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 167), st.integers(0, 255)), max_size=4), st.integers(1, 168)
)
def test_mutated_npy_is_refused_or_read(npy, changes, size):
    data = bytearray(saved(np.zeros((2, 5), np.float32)))
    for at, byte in changes:
        data[at] = byte
    assert outcome(npy, bytes(data))[0] in {200, 415, 422}
    assert outcome(npy, bytes(data[:size]))[0] in {200, 415, 422}


def test_l16_is_big_endian(l16):
    recording = l16(b"\x40\x00\xc0\x00\x00\x01\x80\x00", 8000, 2)
    assert (recording.rate, recording.channels) == (8000, 2)
    assert frames(recording).tolist() == [[0.5, -0.5], [1 / 32768, -1.0]]
    assert frames(recording, 1, 2).tolist() == [[1 / 32768, -1.0]]


@pytest.mark.parametrize(("size", "channels"), [(3, 1), (6, 2), (14, 8)])
def test_l16_with_an_incomplete_frame_is_cut_short(l16, size, channels):
    with pytest.raises(CutShort, match=f"{size} bytes are no whole number of frames"):
        l16(bytes(size), channels=channels)


def test_l16_needs_a_rate(l16):
    with pytest.raises(BadSound, match="audio/L16;rate=16000"):
        l16(bytes(4), rate=0)


def test_an_empty_l16_is_said_to_be_empty(l16):
    with pytest.raises(BadSound, match="the body is empty"):
        l16(b"")


@pytest.mark.parametrize(
    ("rate", "channels", "reason"),
    [(16_000, 0, "0 channels"), (16_000, 9, "9"), (500, 1, "500 Hz")],
)
def test_extremes_of_l16_are_refused_in_preparation(l16, rate, channels, reason):
    with pytest.raises(BadSound, match=reason):
        samples_of(prepare(l16(bytes(18), rate, channels), SourceParams(), Limits()))
