"""What a request costs the event loop, counted in work and not in time.

Whatever computes, one event loop serves all workers: its share of a request bounds how many of
them are of use.
"""

import pytest

from tests.conftest import running, samples, wav

OPERATION = "mel.npy?n_fft=1024&hop_length=256&scale=db"
BODY = wav(samples(5))
TIMES = 20
MOST_CALLS = 690
"""Some thirty more than there are."""


@pytest.fixture(scope="module")
def counted():
    with running(program="tests.http.counting", workers=1) as service:
        yield service


def count(service):
    return service.client.get("/count").json()


def least(counts, name):
    """Give the count of a request that nothing came between."""
    return min(found[name] for found in counts)


def test_a_warm_request_costs_the_event_loop_few_calls_two_tasks_and_no_new_file(counted):
    alone, asked = [], []
    for _ in range(TIMES):
        count(counted)
        alone.append(count(counted))
        assert counted.post(OPERATION, BODY, "audio/wav").status_code == 200
        asked.append(count(counted))
    cost = {name: least(asked, name) - least(alone, name) for name in ("calls", "tasks", "opened")}
    assert cost["calls"] <= MOST_CALLS
    assert cost["tasks"] == 2  # it computes; it watches whether the caller is still there
    assert cost["opened"] == 0
