"""Our own readers of bytes under atheris, guided by coverage: ``make fuzz-parsers``.

Options are libFuzzer's: ``-max_total_time=40``, or a file that it left in ``.fuzz`` to run again.
"""

import logging
import os
import random
import sys
from contextlib import suppress
from hashlib import sha256

import atheris

with atheris.instrument_imports(include=["service"]):
    from service.api.multipart import Form
    from service.errors import ServiceError
    from service.pool import wire
    from service.settings import Limits
    from service.sources import Body, SourceParams, read
    from service.sources._tonejson import parse

from tests.conftest import ROOT
from tests.fuzz.mutations import BOUNDARY, WAYS, form, seeds, with_checksums

FOUND = ROOT / ".fuzz"
CORPUS = FOUND / "corpus"
LIMITS = Limits(max_samples=100_000, max_duration_s=5)
MESSAGES = (wire.Fork, wire.Warm, wire.Forked, wire.Died, wire.Ready, wire.Request, wire.Reply)
FILE = os.memfd_create("body")


def sound(data, kind):
    os.ftruncate(FILE, 0)
    os.pwrite(FILE, data, 0)
    params = SourceParams(sample_rate=8000) if kind == "npy" else SourceParams()
    for _ in read(Body(FILE, kind, rate=8000, channels=2), params, LIMITS).blocks:
        pass


def form_of(data):
    """Feed a form in two pieces, as it may arrive."""
    taking = Form(BOUNDARY, {"file": bytearray().extend})
    middle = len(data) // 2
    taking.feed(data[:middle])
    taking.feed(data[middle:])
    taking.finish()


def message(data):
    for kind in MESSAGES:
        with suppress(wire.BrokenPeerError):
            wire.read(kind, data)


TARGETS = {
    "audio": lambda data: sound(data, "file"),
    "npy": lambda data: sound(data, "npy"),
    "L16": lambda data: sound(data, "l16"),
    "tones": parse,
    "form": form_of,
    "wire": message,
}
"""The first byte of an input chooses one."""


def one(data):
    """Read one input; whatever else than a refusal is raised, ends the run."""
    if data:
        with suppress(ServiceError):
            list(TARGETS.values())[data[0] % len(TARGETS)](data[1:])


def changed(data, most, seed):
    """Change an input as libFuzzer does, or as one who knows sound files does."""
    rng = random.Random(seed)
    if rng.random() < 0.5:
        return atheris.Mutate(data, most)
    body = rng.choice(WAYS)(bytearray(data[1:]), rng)
    if body.startswith(b"OggS"):
        body = with_checksums(body)
    return (data[:1] + body)[:most]


def plant():
    """Write the seeds into the corpus."""
    CORPUS.mkdir(parents=True, exist_ok=True)
    first = list(TARGETS)
    kept = {"application/x-npy": "npy", "audio/L16": "L16", "application/json": "tones"}
    kept |= {"multipart/form-data": "form"}
    wires = [b'{"size":3,"on_tray":true,"rss":4}', b'{"forked":1,"pid":2}', b'{"role":"worker"}']
    inputs = [(kept.get(s.media_type.split(";")[0], "audio"), s.body) for s in seeds()]
    inputs += [("form", form(b"1").removesuffix(b"--" + BOUNDARY + b"--\r\n") + form(b"2"))]
    for target, body in [*inputs, *(("wire", body) for body in wires)]:
        data = bytes([first.index(target)]) + body
        (CORPUS / sha256(data).hexdigest()[:16]).write_bytes(data)


if __name__ == "__main__":
    logging.disable()  # python-multipart warns of every form that it refuses
    plant()
    again = [option for option in sys.argv[1:] if not option.startswith("-")]
    options = [f"-artifact_prefix={FOUND}/", "-max_len=20000", "-rss_limit_mb=4096", "-timeout=20"]
    corpus = [] if again else [str(CORPUS)]
    arguments = [sys.argv[0], *options, *sys.argv[1:], *corpus]
    atheris.Setup(arguments, one, custom_mutator=changed)
    atheris.Fuzz()
