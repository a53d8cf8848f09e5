"""Deadline, full house, and the event loop that stays free."""

from concurrent.futures import ThreadPoolExecutor, as_completed

import pytest

from tests.conftest import refused, running, tone, wait_until_ready


@pytest.fixture(scope="module")
def busy():
    """Give a service with one worker, no waiting places and a short deadline."""
    with running(workers=1, max_waiting=0, deadline_s=3) as service:
        yield service


def heavy():
    """Describe a minute's work in a few bytes: 300 tones of 100 s at once."""
    sine = tone(1000, 100)["sound"]
    parts = [sine | {"frequency": 100.5 + k} for k in range(300)]
    return {"sample_rate": 48_000, "sound": {"type": "mix", "of": parts}}


def test_readyz_is_a_problem_until_the_workers_are_there(service):
    problem = refused(service.at_first, 503, "not-ready", "of 2 workers are ready")
    assert problem["title"] == "The service is not ready"
    assert int(service.at_first.headers["retry-after"]) > 0
    answer = service.client.get("/readyz")
    found = answer.json()
    assert (answer.status_code, found["status"], found["workers"]) == (200, "ready", 2)
    assert set(found["sandbox"]) == {"no_new_privs", "landlock", "seccomp"}


def test_work_beyond_the_deadline_is_given_up_and_the_next_request_works(busy):
    refused(busy.tone("mel.npy", heavy()), 504, "deadline", "no answer within 3 s")
    wait_until_ready(busy.client)
    assert busy.tone("mel.npy").status_code == 200


def test_a_full_service_refuses_the_surplus_at_once_and_its_event_loop_stays_free(busy):
    wait_until_ready(busy.client)
    with ThreadPoolExecutor(3) as threads:
        requests = [threads.submit(busy.tone, "mel.npy", heavy()) for _ in range(3)]
        done = as_completed(requests)
        surplus = [next(done).result() for _ in range(2)]
        free = [busy.client.get(path).status_code for path in ("/livez", "/v1/features") * 10]
        at_work = [request for request in requests if not request.done()]
        admitted = next(done).result()
    for answer in surplus:
        refused(answer, 503, "busy", "waiting")
        assert int(answer.headers["retry-after"]) > 0
    assert free == [200] * 20
    assert len(at_work) == 1  # until after all of these answers
    refused(admitted, 504, "deadline")
    wait_until_ready(busy.client)


def test_many_requests_at_once_are_all_answered(service):
    with ThreadPoolExecutor(16) as threads:
        specs = [tone(200 + 10 * k, 0.1) for k in range(48)]
        answers = list(threads.map(lambda spec: service.tone("spectrum.json", spec), specs))
    assert [answer.status_code for answer in answers] == [200] * 48
    for k, answer in enumerate(answers):
        values = answer.json()["values"]
        assert values.index(max(values)) * 10 == 200 + 10 * k  # 0.1 s: bins of 10 Hz
