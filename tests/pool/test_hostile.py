"""A job may do what it likes: it costs itself an error, and nobody else anything."""

import hashlib
from collections import Counter

import pytest

from service.errors import Crashed, DeadlineExceeded, ServiceError, TooLarge
from service.pool.nursery import file_bytes
from tests.conftest import wait_for
from tests.pool.conftest import BODY

ROUNDS = 50
CRASHED = "this input crashed the decoder"
FORGED = [
    "",
    " ",
    "null",
    "[]",
    "{}",
    "noise",
    "\x00\x01",
    '{"rss": 1',
    '{"rss": 1, "size": "8"}',
    '{"rss": 1, "size": 8.0}',
    '{"rss": 1, "size": -2}',
    '{"rss": 1, "size": 1e400}',
    '{"rss": 1, "size": ' + "9" * 4000 + "}",
    '{"rss": -1, "size": 8}',
    '{"rss": 1, "size": 8, "surprise": 1}',
    '{"rss": 1, "size": 8, "receipt": "a\\r\\nSet-Cookie: b"}',
    '{"rss": 1, "size": 8, "receipt": "' + "x" * 5000 + '"}',
    '{"rss": 1, "size": 4194305, "on_tray": true}',
    '{"rss": 1, "size": 1000000000000, "on_tray": true}',
    '{"rss": 1, "on_tray": true}',
    '{"rss": 1, "error": "text"}',
    '{"rss": 1, "error": {}}',
    '{"rss": 1, "error": {"kind": [], "detail": "", "faults": []}}',
    '{"rss": 1, "error": {"kind": "bad-parameter", "detail": "", "faults": 7}}',
    '{"rss": 1, "error": {"kind": "bad-parameter", "detail": "", "faults": [{"value": 1}]}}',
    '{"ready": true, "sandbox": {}, "rss": 1}',
    "[" * 30_000,
]


def check_crash(arena, feature, **parameters):
    with arena.nobody_disturbed() as logs, pytest.raises(Crashed, match=CRASHED) as caught:
        arena.run(feature, **parameters)
    assert caught.value.status == 422
    events = [entry["event"] for entry in logs]
    assert events.count("a worker died") == 2
    (crash,) = (entry for entry in logs if entry["event"] == "an input crashed the decoder")
    assert crash["body_sha256"] == hashlib.sha256(BODY).hexdigest()


@pytest.mark.parametrize(
    "feature",
    [
        "segfault",
        "abort",
        "stack_overflow",
        "system_exit",
        "interrupt",
        "hang_up",
        "deface",
        "too_long",
        "without_file",
        "not_spooled",
        "short",
        "unsealed",
        "half_sealed",
        "not_a_file",
        "many_files",
        "endless_talk",
    ],
)
def test_what_crashes_its_worker_twice_is_refused_and_its_digest_logged(arena, feature):
    check_crash(arena, feature)


def test_leaving_is_a_crash_whatever_the_exit_code(arena):
    with arena.nobody_disturbed():
        for code in (0, 1, 137):
            with pytest.raises(Crashed, match=CRASHED):
                arena.run("leave", number=code)


def test_a_header_that_is_none_is_a_crash(arena):
    with arena.nobody_disturbed():
        for text in FORGED:
            with pytest.raises(Crashed, match=CRASHED):
                arena.run("header", text=text)


def test_a_worker_cannot_change_the_length_of_its_tray(arena):
    with arena.nobody_disturbed():
        assert arena.values("resize")[0] == 3


@pytest.mark.parametrize("feature", ["unasked", "answer_and_die"])
def test_who_speaks_or_dies_after_the_answer_is_replaced(arena, feature):
    with arena.nobody_disturbed():
        workers = arena.workers()
        assert arena.run(feature) == b"12345678"
        wait_for(lambda: set(workers) - set(arena.workers()) or None, "the end of the worker")


@pytest.mark.parametrize("feature", ["hog", "small_hog"])
def test_a_memory_hog_is_refused(arena, feature):
    sentence = "needs more memory than a worker may use"
    with arena.nobody_disturbed() as logs, pytest.raises(TooLarge, match=sentence) as caught:
        arena.run(feature)
    assert caught.value.status == 413
    assert "a worker died" not in {entry["event"] for entry in logs}


def test_an_answer_beyond_the_limit_of_files_is_refused(arena):
    with arena.nobody_disturbed(), pytest.raises(TooLarge, match="a larger file than"):
        arena.run("too_large", number=file_bytes(arena.settings) + 1)


@pytest.mark.parametrize("feature", ["python_error", "deep_recursion"])
def test_a_bug_is_told_to_the_log_and_not_to_the_caller(arena, feature):
    with arena.nobody_disturbed() as logs, pytest.raises(ServiceError) as caught:
        arena.run(feature)
    assert (caught.value.status, caught.value.kind) == (500, "internal")
    assert str(caught.value) == "the computation failed; the log has the details"
    (failure,) = (entry for entry in logs if entry["event"] == "a job failed")
    assert "hostile.py" in failure["trace"]
    assert "a worker died" not in {entry["event"] for entry in logs}


@pytest.mark.parametrize("feature", ["endless_c", "endless_numpy", "endless_print", "stop"])
def test_what_does_not_end_is_killed_at_the_deadline(hasty, feature):
    with hasty.nobody_disturbed() as logs, pytest.raises(DeadlineExceeded, match="1 s") as caught:
        hasty.run(feature)
    assert caught.value.status == 504
    assert [entry["event"] for entry in logs].count("a worker is given up") == 1


def test_a_deadline_is_never_taken_for_a_caller_that_left(hasty):
    before = Counter(hasty.core.deaths)
    for _ in range(ROUNDS):  # the loop's clock counts whole ms: some deadlines come a little early
        hasty.wait_until_whole()
        with pytest.raises(DeadlineExceeded):
            hasty.run("endless_c", left_s=0.03)
    assert Counter(hasty.core.deaths) - before == {"deadline": ROUNDS}


def test_a_deadline_that_has_passed_is_no_wait_that_would_be_too_long(hasty):
    with hasty.nothing_left():
        at_work = [hasty.submit("nap", number=0.5) for _ in range(hasty.pool.size)]
        wait_for(lambda: hasty.idle() == 0 or None, "their start")
        with pytest.raises(DeadlineExceeded, match="no answer within 1e-09 s"):
            hasty.run("mel", left_s=1e-9)
        for nap in at_work:
            nap.result(30)
