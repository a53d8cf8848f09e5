"""What a body is, by its first bytes: never by its name or media type."""

import re

HEAD_BYTES = 1024

FOREIGN = (
    (rb"\xff[\xf0\xf1\xf8\xf9]|ADIF", "AAC without a container"),
    (rb"\xff[\xe4\xe5\xf4\xf5\xfc\xfd]", "MPEG audio of layer II"),
    (rb"#!AMR", "an AMR file"),
    (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a Windows Media file (wma, asf)"),
    (rb"caff", "a Core Audio file (caf)"),
    (rb"\.snd|dns\.", "an AU file"),
    (rb"riff\x2e\x91\xcf\x11", "a Wave64 file"),
    (rb"BW64", "a BW64 file"),
    (rb"RIFX", "a big-endian WAV file (RIFX)"),
    (rb"MThd|RIFF.{4}RMID", "a MIDI file: notes, not sound"),
    (rb"FORM.{4}8SVX", "an 8SVX file"),
    (rb"wvpk", "a WavPack file"),
    (rb"MAC ", "a Monkey's Audio file"),
    (rb"MPCK|MP\+", "a Musepack file"),
    (rb"TTA[12]", "a True Audio file"),
    (rb"DSD |FRM8", "a DSD file"),
    (rb"NIST_1A", "a NIST SPHERE file"),
    (rb"Creative Voice File", "a VOC file"),
    (rb"\x93NUMPY", "a numpy array; send it as application/x-npy"),
    (rb"\x89HDF", "an HDF5 file"),
    (rb"RIFF.{4}AVI ", "an AVI video"),
    (rb"RIFF.{4}WEBP", "a WebP picture"),
    (rb"\x89PNG", "a PNG picture"),
    (rb"\xff\xd8\xff", "a JPEG picture"),
    (rb"GIF8", "a GIF picture"),
    (rb"II\*\0|MM\0\*", "a TIFF picture"),
    (rb"%PDF", "a PDF document"),
    (rb"PK(\x03\x04|\x05\x06)", "a ZIP archive"),
    (rb"\x1f\x8b", "gzip data"),
    (rb"BZh", "bzip2 data"),
    (rb"\xfd7zXZ\0", "xz data"),
    (rb"\x28\xb5\x2f\xfd", "zstd data"),
    (rb"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (rb"Rar!", "a RAR archive"),
    (rb".{257}ustar", "a tar archive"),
    (rb"\x7fELF|MZ\x90", "a program"),
    (rb"(?i)(\xef\xbb\xbf)?\s*<(!doctype html|html)", "an HTML page"),
    (rb"(\xef\xbb\xbf)?\s*<(\?xml|svg)", "an XML document"),
    (rb"\xff\xfe|\xfe\xff", "text in UTF-16"),
)
"""Patterns of the first bytes, and what they are; the first that fits counts."""

PRINTABLE = re.compile(rb"[\t\n\f\r\x1b\x20-\x7e\x80-\xff]+")


def recognised(head: bytes) -> str:
    """Name what a body is when it is no container that the service reads.

    Parameters
    ----------
    head : bytes
        The first bytes, at most `HEAD_BYTES` of them count.

    Returns
    -------
    str
        For "the body is ...".

    Examples
    --------
    >>> recognised(b"%PDF-1.7")
    'a PDF document'
    >>> recognised(b"ID,name")
    'text'
    """
    head = head[:HEAD_BYTES]
    for pattern, name in FOREIGN:
        if re.match(pattern, head, re.DOTALL):
            return name
    if not _is_text(head):
        return f"of no kind that is known here (it begins with {head[:8].hex(' ')})"
    return "JSON; a tone spec is sent as application/json" if head.lstrip()[:1] in b"{[" else "text"


def _is_text(head: bytes) -> bool:
    """Whether the bytes are UTF-8 (which may be cut inside a character) without control codes."""
    text = head.decode("utf-8", "ignore").encode()
    return bool(PRINTABLE.fullmatch(head)) and len(head) - len(text) < 4  # noqa: PLR2004
