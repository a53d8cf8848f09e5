"""Ten times the capacity, open loop: requests come when they come, whatever has been answered."""

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvloop

from tests.conftest import running, tone
from tests.pool.conftest import LONG, private, report

FACTOR = 10
TIMES_S = (5, 30) if LONG else (2, 5)
"""To measure the capacity, and to exceed it."""

DEADLINE_S, LONGEST_WAIT_S = 5.0, 1.0
LEAST_GOODPUT = 0.9
"""A share of the capacity: for the long form, as a speed that only a quiet machine can show."""

MOST_GROWTH = 16 << 20


def request():
    """Ask for some hundredths of a second of work in few bytes."""
    sine = tone(1000, 2)["sound"]
    sound = {"type": "mix", "of": [sine | {"frequency": 100 + k} for k in range(20)]}
    body = json.dumps({"sample_rate": 48_000, "sound": sound}).encode()
    return (
        b"POST /v1/features/mel.npy?hop_length=4096 HTTP/1.1\r\nHost: sonograph\r\n"
        b"Connection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
    ) % (len(body), body)


@dataclass
class Record:
    """What came back, and when."""

    statuses: Counter = field(default_factory=Counter)
    good: list = field(default_factory=list)
    latencies: list = field(default_factory=list)
    wrong: list = field(default_factory=list)


async def ask(address, sent, record):
    began = time.monotonic()
    reader, writer = await asyncio.open_connection(*address)
    try:
        writer.write(sent)
        answer = await asyncio.wait_for(reader.read(), 60)
    finally:
        writer.close()
    now = time.monotonic()
    head = answer.partition(b"\r\n\r\n")[0].lower()
    status = int(head[9:12])
    record.statuses[status] += 1
    if status == 200:
        record.good.append(now)
        record.latencies.append(now - began)
    elif not (status == 503 and b"\r\nretry-after: " in head):
        record.wrong.append(answer[:300])


async def closed_loop(address, sent, seconds):
    """Ask again as soon as there is an answer, twice at a time: what the service can do."""
    record, end = Record(), time.monotonic() + seconds

    async def caller():
        while time.monotonic() < end:
            await ask(address, sent, record)

    await asyncio.gather(caller(), caller(), caller())
    return record


async def open_loop(address, sent, rate, seconds):
    """Ask at a rate, on schedule."""
    record, began = Record(), time.monotonic()
    asked = []
    for k in range(round(rate * seconds)):
        await asyncio.sleep(max(0.0, began + k / rate - time.monotonic()))
        asked.append(asyncio.create_task(ask(address, sent, record)))
    await asyncio.gather(*asked)
    return record, began


@pytest.fixture(scope="module")
def crowded():
    with running(workers=1, deadline_s=DEADLINE_S, max_wait_s=LONGEST_WAIT_S) as service:
        yield service


def test_ten_times_the_capacity_costs_no_goodput_no_deadline_and_no_memory(crowded, capsys):
    address, sent = crowded.address(), request()
    uvloop.run(closed_loop(address, sent, 1))  # so that it has learnt what such a job takes
    calm = uvloop.run(closed_loop(address, sent, TIMES_S[0]))
    before = private(crowded.process.pid)
    rate = FACTOR * len(calm.good) / TIMES_S[0]
    record, began = uvloop.run(open_loop(address, sent, rate, TIMES_S[1]))
    calm_again = uvloop.run(closed_loop(address, sent, TIMES_S[0]))
    capacity = (len(calm.good) + len(calm_again.good)) / 2 / TIMES_S[0]
    goodput = sum(at < began + TIMES_S[1] for at in record.good) / TIMES_S[1]
    growth = private(crowded.process.pid) - before
    worst = sorted(record.latencies)[int(0.99 * len(record.latencies))]
    report(
        capsys,
        f"{rate:.0f}/s for {TIMES_S[1]} s: goodput {goodput / capacity:.0%} of the "
        f"capacity, {dict(record.statuses)}, accepted within {worst:.2f} s (99 %), "
        f"{growth / 2**20:.1f} MiB more",
    )
    assert record.wrong == []
    assert record.statuses[503] > record.statuses[200]
    assert max(record.latencies) < DEADLINE_S
    assert not LONG or goodput >= LEAST_GOODPUT * capacity
    assert growth < MOST_GROWTH
    assert Path(f"/proc/{crowded.process.pid}").exists()
    assert crowded.tone("mel.npy").status_code == 200
