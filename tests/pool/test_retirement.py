"""A worker goes after enough jobs, after growth and after a large answer; none is lost."""

import errno
import hashlib
import os
from functools import partial
from io import BytesIO
from tempfile import TemporaryFile

import numpy as np

from service.pool import answerfile, wire
from service.pool.answerfile import AnswerFile
from tests.conftest import RATE, npy, samples, wait_for
from tests.pool.conftest import arena_of, descriptors, honest, hostile


def served_by(arena):
    return int(arena.values("nap")[0])


def test_a_worker_goes_after_its_last_job():
    with arena_of(lanes=partial(hostile, most_jobs=3), workers=1) as arena:
        pids = [served_by(arena) for _ in range(9)]
    assert [len(set(pids[at : at + 3])) for at in (0, 3, 6)] == [1, 1, 1]
    assert len(set(pids)) == 3


def test_a_worker_that_has_grown_goes(arena):
    with arena.nothing_left():
        for grown, size in ((False, 1 << 20), (True, 300 << 20)):
            _, worker = arena.values("fill", number=size)[:2]
            others = {int(worker)} - set(arena.workers())
            if grown:
                wait_for(lambda w=int(worker): w not in arena.workers() or None, "its end")
            else:
                assert others == set()


def test_a_large_answer_arrives_whole_and_its_worker_goes(arena):
    with arena.nothing_left():
        for size in ((8 << 20) - 4096, 9 << 20, 24 << 20):
            before = set(arena.workers())
            data = arena.run("large", number=size)
            values = np.arange(size // 4, dtype=np.float32)
            assert hashlib.sha256(data[-size:]).digest() == hashlib.sha256(values).digest()
            if size > 8 << 20:
                wait_for(lambda b=before: b - set(arena.workers()) or None, "the worker's end")
            arena.wait_until_whole()


def test_of_a_longer_answer_nothing_is_left_in_a_shorter_one():
    with arena_of(lanes=hostile, workers=1) as arena:
        for size in (1 << 20, 4096, 5 << 20, 1 << 20):
            data, values = arena.run("large", number=size), np.arange(size // 4, dtype=np.float32)
            assert np.load(BytesIO(data)).tobytes() == values.tobytes()
            assert len(data) == size + 128


def test_an_answer_moves_from_the_tray_to_memory_and_to_the_spool_as_it_grows():
    with TemporaryFile() as spool, TemporaryFile() as tray:
        tray.write(bytes(answerfile.IN_MEMORY))
        tray.flush()
        for size, place in (
            (answerfile.ON_TRAY, "tray"),
            (answerfile.ON_TRAY + 1, "memory"),
            (answerfile.IN_MEMORY + 1, "spool"),
        ):
            expected = os.urandom(size)
            with AnswerFile(spool.fileno(), tray.fileno()) as answer:
                answer.write(expected[:5])
                answer.write(expected[5:])
                given = answer.handed_over()
                assert (answer.on_tray, len(given), answer.spooled) == (
                    place == "tray",
                    place == "memory",
                    place == "spool",
                )
            (file,) = given or [(tray if place == "tray" else spool).fileno()]
            assert os.pread(file, size + 1, 0)[:size] == expected
            wire.close(given)


def test_an_array_without_elements_adds_nothing_to_an_answer():
    with TemporaryFile() as spool, AnswerFile(spool.fileno()) as answer:
        answer.write(b"head")
        for shape in ((0,), (0, 12), (12, 0)):
            assert answer.write(np.empty(shape).data) == 0
        assert answer.size == 4


def test_an_answer_that_the_kernel_cannot_seal_just_now_goes_through_the_spool(monkeypatch):
    def busy(*_):
        raise OSError(errno.EBUSY, "Device or resource busy")

    monkeypatch.setattr(answerfile.fcntl, "fcntl", busy)
    with TemporaryFile() as spool:
        spool.write(b"left by another job")
        spool.flush()
        open_before = descriptors()
        with AnswerFile(spool.fileno()) as answer:
            answer.write(b"answer")
            assert (answer.handed_over(), answer.size) == ([], 6)
        assert os.pread(spool.fileno(), 99, 0) == b"answer"
        assert descriptors() == open_before


def test_an_answer_may_go_back_and_move_in_the_middle():
    with TemporaryFile() as spool, AnswerFile(spool.fileno()) as answer:
        expected = BytesIO()
        for file in (answer, expected):
            file.write(b"head")
            file.write(bytes(answerfile.IN_MEMORY - 4))
            file.seek(-2, os.SEEK_END)
            assert file.tell() == answerfile.IN_MEMORY - 2
            file.write(b"tail")
            file.seek(1)
            file.write(b"EAD")
        assert answer.handed_over() == []
        assert os.pread(spool.fileno(), answer.size + 1, 0) == expected.getvalue()


def test_large_bodies_and_answers_at_once(arena):
    body = npy(samples(12))
    right = honest("waveform", body=body)
    with arena.nothing_left():
        work = [arena.submit("waveform", body=body, sample_rate=RATE) for _ in range(8)]
        assert all(job.result(60) == right for job in work)
