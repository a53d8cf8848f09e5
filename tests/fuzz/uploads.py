"""Damaged uploads, sent to a service that runs: ``python -m tests.fuzz.uploads 1000000``."""

import argparse
import http.client
import io
import json
import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Self

import numpy as np

from tests.conftest import INSIDES, ROOT, Service, running
from tests.fuzz.mutations import RATE, Upload, mutated

FOUND = ROOT / ".fuzz"
"""Where uploads go that were not answered as they must be."""

STATED = {413, 415, 422}
TOO_SLOW = 408
PATIENCE_S = 5.0
"""How long the service waits for a head or a body: 408 is right for who took longer."""

SENDERS = 4
PROGRESS_S = 10.0
OPERATIONS = (
    "features/mel.npy?n_fft=256&n_mels=20",
    "features/waveform.npy?",
    "features/rms.npy?channel=each",
    "features/mfcc.npy?n_fft=512&offset=0.01",
)

Answer = tuple[int, str, bytes]


@dataclass
class Tally:
    """What came of the uploads so far."""

    answers: Counter = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Tell the number of each answer."""
        answers = ", ".join(f"{n} x {status}" for status, n in sorted(self.answers.items()))
        return f"{answers}; {len(self.failures)} failures"


class Sender:
    """One connection, which is kept until the block ends.

    Parameters
    ----------
    connection : HTTPConnection
        To whom; it need not be open.
    """

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self._connection = connection

    @classmethod
    def to(cls, service: Service) -> Self:
        """Make a sender to a service."""
        return cls(http.client.HTTPConnection(*service.address(), timeout=60))

    def __enter__(self) -> Self:
        """Give the sender itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self._connection.close()

    def send(self, path: str, upload: Upload) -> Answer:
        """Send an upload; give the status, the media type and the body of its answer."""
        try:
            answer, sending_s = self.sent(path, upload)
            while answer[0] == TOO_SLOW and sending_s >= PATIENCE_S:
                answer, sending_s = self.sent(path, upload)
        except (ConnectionError, http.client.HTTPException) as error:
            self._connection.close()
            return 0, "no answer", repr(error).encode()
        return answer

    def sent(self, path: str, upload: Upload) -> tuple[Answer, float]:
        """Send an upload once; give its answer, and how long the sending took, s."""
        headers = {"Content-Type": upload.media_type}
        began = time.monotonic()
        # Who is kept from sending for seconds (its threads wait for a processor) finds that the
        # service has answered and closed. What it wrote may be lost, but the answer lies here.
        with suppress(BrokenPipeError, ConnectionResetError):
            self._connection.request("POST", path, upload.body, headers)
        sending_s = time.monotonic() - began
        answer = self._connection.getresponse()
        content = answer.read()
        return (answer.status, answer.headers["content-type"], content), sending_s


def path_of(number: int, upload: Upload) -> str:
    """Choose what upload number `number` is sent to."""
    rate = f"&sample_rate={RATE}" if "npy" in upload.name else ""
    return f"/v1/{OPERATIONS[number % len(OPERATIONS)]}{rate}"


def wrong(status: int, media_type: str, content: bytes) -> str | None:
    """Tell what is wrong with an answer."""
    if status == 200:
        finite = np.isfinite(np.load(io.BytesIO(content), allow_pickle=False)).all()
        return None if finite else "values that are not finite"
    if status not in STATED:
        return f"{status} {content[:300]!r}"
    if media_type != "application/problem+json" or not json.loads(content)["detail"]:
        return f"no problem document: {media_type} {content[:300]!r}"
    inside = INSIDES.search(content.decode())
    return inside and f"shows its insides: {inside[0]}"


def attack(service: Service, seed: int, numbers: Iterator[int]) -> Iterator[Tally]:
    """Send uploads from several connections; give the tally after each thousand."""
    tally = Tally()

    def work(part: Sequence[int]) -> None:
        with Sender.to(service) as sender:
            for number in part:
                upload = mutated(seed, number)
                path = path_of(number, upload)
                answer = sender.send(path, upload)
                tally.answers[answer[0]] += 1
                if reason := wrong(*answer):
                    tally.failures.append(kept(seed, number, path, upload, reason))

    with ThreadPoolExecutor(SENDERS) as threads:
        while part := list(islice(numbers, 1000)):
            parts = [part[k::SENDERS] for k in range(SENDERS)]
            list(threads.map(work, parts))
            assert service.process.poll() is None, "the service has died"
            yield tally


def kept(seed: int, number: int, path: str, upload: Upload, reason: str) -> str:
    """Write an upload down; give a line that says what is wrong and how to send it again."""
    FOUND.mkdir(exist_ok=True)
    file = FOUND / f"{seed}-{number}.body"
    file.write_bytes(upload.body)
    line = (
        f"seed {seed}, number {number}, from {upload.name}: {reason}\n"
        f"  curl -H 'Content-Type: {upload.media_type}' "
        f"--data-binary @{file.relative_to(ROOT)} 'http://127.0.0.1:8000{path}'"
    )
    with (FOUND / "failures.txt").open("a") as failures:
        failures.write(line + "\n")
    return line


def main() -> None:
    """Attack a service of its own, and say how it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, help="how many uploads")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**31))
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    asked = parser.parse_args()
    print(f"{asked.number} damaged uploads, seed {asked.seed}", flush=True)
    with running(workers=os.cpu_count() or 2) as service:
        began = told = time.monotonic()
        tally = Tally()
        numbers = islice(count(asked.first), asked.number)
        for tally in attack(service, asked.seed, numbers):
            if (now := time.monotonic()) > told + PROGRESS_S:
                told = now
                print(f"{now - began:6.0f} s  {tally}", flush=True)
    print(f"{time.monotonic() - began:6.0f} s  {tally}")
    sys.exit("\n".join(tally.failures[:20]) or None)


if __name__ == "__main__":
    main()
