"""MP3: every frame is counted before the decoder sees the first.

The decoder takes the length of a recording from a header in the first frame, or else guesses it
from the size of the file and the first frame, and stops there. So it is shown a true header, or a
file so long that no guess is too small.
"""

import re
from functools import cache
from typing import BinaryIO, NamedTuple

from service.errors import BadSound, CutShort, Unsupported
from service.sources import _stream
from service.sources._base import Recording
from service.sources._bytes import exactly, size_of
from service.sources._tags import APE, ID3_AFTER, ID3_BEFORE, after_tags

KBIT = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Bit rates of MPEG-1 and of MPEG-2 and 2.5, by index; 0 is free format."""

RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""Sample rates by version (3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5) and index."""

MPEG_1, LAYER_III, MONO = 3, 1, 3
LONGEST_PADDING = 1 << 16
LONGEST_FRAME = 1441


class Frame(NamedTuple):
    """What the second and third byte of a frame say: MPEG version, rate in Hz, length in bytes."""

    version: int
    rate: int
    length: int

    @property
    def samples(self) -> int:
        """Samples per channel."""
        return 1152 if self.version == MPEG_1 else 576


class Claim(NamedTuple):
    """What a header in the first frame says of all others: frames and bytes, if it does.

    They stand `at` bytes into the frame; 0 if the decoder would not find the number of frames.
    """

    frames: int | None
    size: int | None
    at: int = 0


def mp3(path: str | int, file: BinaryIO) -> Recording:
    """Count the frames of an MP3 file.

    A recording that was cut between two frames is noticed only if the first frame says how many
    there should be (Xing, Info, VBRI: most encoders).

    Parameters
    ----------
    path : str or int
        The file, to be opened again when blocks are asked for.
    file : BinaryIO
        The same file, standing at the first frame.

    Returns
    -------
    Recording
        Without the encoder's delay and padding where the first frame tells them.

    Raises
    ------
    CutShort
        The last frame is incomplete, or there are fewer frames or bytes than the first one says.
    Unsupported
        The frames are free-format, or there is no second one.
    BadSound
        There is something else between the frames, or there are more than the first one says.
    """
    start = file.tell()
    header = exactly(file, 4, "its first frame")
    first = _frame(header[1:3])
    if first is None:
        raise Unsupported("the body begins like MP3, but with a frame this service does not read")
    count, end = _walk(file, start, first)
    _check_tail(file, count, end)
    file.seek(start)
    raw = exactly(file, first.length, "its first frame")
    claim = _claim(raw)
    if claim:
        count, start = count - 1, start + len(raw)
        _compare(claim, count, end - start + len(raw))
    known = claim is not None and claim.at > 0
    stream = _stream.Stream(
        name="MP3",
        path=path,
        start=start,
        stop=end,
        rate=first.rate,
        channels=1 if header[3] >> 6 == MONO else 2,
        head=_corrected(raw, claim, count, end - start + len(raw)) if claim and known else b"",
        zeros=0 if known else (count + 2) * LONGEST_FRAME,
        frames=None if known else count * first.samples,
    )
    return _stream.recording(stream)


@cache
def _frame(code: bytes) -> Frame | None:
    """Decode the second and third byte of a frame."""
    version, layer, index = code[0] >> 3 & 3, code[0] >> 1 & 3, code[1] >> 2 & 3
    kbit = KBIT[3 if version == MPEG_1 else 2]
    known = code[0] >= 0xE0 and layer == LAYER_III and version in RATES and index < len(RATES[3])  # noqa: PLR2004
    if not known or not 0 < code[1] >> 4 < len(kbit):
        return None
    rate = RATES[version][index]
    slots = 144_000 if version == MPEG_1 else 72_000
    return Frame(version, rate, slots * kbit[code[1] >> 4] // rate + (code[1] >> 1 & 1))


def _walk(file: BinaryIO, position: int, first: Frame) -> tuple[int, int]:
    """Count the frames that follow one another, and tell where the last ends."""
    count = 0
    while True:
        file.seek(position)
        header = file.read(4)
        frame = _frame(header[1:3]) if len(header) == 4 and header[0] == 0xFF else None  # noqa: PLR2004
        if frame is None or frame[:2] != first[:2]:
            return count, position
        count, position = count + 1, position + frame.length


def _check_tail(file: BinaryIO, count: int, end: int) -> None:
    """Make sure that nothing follows the last frame but tags and zeros."""
    size = size_of(file)
    if end > size:
        raise CutShort("the MP3 file ends inside its last frame")
    file.seek(end)
    position = after_tags(file, (*ID3_BEFORE, ID3_AFTER, APE))
    rest = file.read(LONGEST_PADDING)
    if position + len(rest) >= size and not rest.strip(b"\0"):
        return
    if rest[0] == 0xFF and len(rest) < 4:  # noqa: PLR2004  # what is left of a frame's header
        raise CutShort("the MP3 file ends inside its last frame")
    if count == 1:
        raise Unsupported("the body begins like MP3, but no second frame follows the first")
    raise BadSound(f"the MP3 file has no frame at byte {position}, where one should begin")


def _side_info(raw: bytes) -> int:
    """Bytes between the header of a frame and its sound."""
    mono = raw[3] >> 6 == MONO
    if raw[1] >> 3 & 3 == MPEG_1:
        return 17 if mono else 32
    return 9 if mono else 17


def _claim(raw: bytes) -> Claim | None:
    """Find the header in the first frame."""
    found = re.match(rb".{%d}(?:..)?(?:Xing|Info)" % (4 + _side_info(raw)), raw, re.DOTALL)
    if found:
        return _xing_claim(raw, found.end())
    if raw[36:40] == b"VBRI":
        return Claim(int.from_bytes(raw[50:54], "big"), int.from_bytes(raw[46:50], "big"))
    return None


def _xing_claim(raw: bytes, at: int) -> Claim:
    words = [int.from_bytes(raw[i : i + 4], "big") for i in range(at, at + 12, 4)]
    has_frames, has_size = words[0] & 1, words[0] & 2
    size = words[1 + has_frames] if has_size else None
    return Claim(words[1], size, at + 4) if has_frames else Claim(None, size)


def _compare(claim: Claim, frames: int, size: int) -> None:
    """Hold what the first frame says against what is there; it may or may not count itself."""
    if claim.frames is not None and claim.frames > frames + 1:
        raise CutShort(f"the MP3 header claims {claim.frames} frames, but {frames} are there")
    if claim.size is not None and claim.size > size:
        raise CutShort(f"the MP3 header claims {claim.size} bytes, but {size} are there")
    if claim.frames is not None and claim.frames < frames:
        raise BadSound(f"the MP3 header says {claim.frames} frames, but {frames} are there")


def _corrected(raw: bytes, claim: Claim, frames: int, size: int) -> bytes:
    """Make the header say what is there."""
    words = [frames] if claim.size is None else [frames, size]
    true = b"".join(word.to_bytes(4, "big") for word in words)
    return raw[: claim.at] + true + raw[claim.at + len(true) :]
