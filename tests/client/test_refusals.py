"""Refusals are exceptions with the problem document, and a busy service is asked again."""

import pickle
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest
from sonograph_client import (
    Busy,
    DeadlineExceeded,
    Fault,
    Problem,
    Refused,
    Sonograph,
    SonographError,
    TimedOut,
    TooLarge,
    Unreachable,
    UnsupportedSound,
)

from tests.conftest import SPEECH, running, serving, tone


@pytest.fixture(scope="module")
def sonograph(service):
    with Sonograph(service.url) as sonograph:
        yield sonograph


def test_a_wrong_parameter_is_named(sonograph):
    with pytest.raises(Refused, match="n_mels") as caught:
        sonograph.mel(SPEECH, n_mels=0)
    error = caught.value
    assert (error.status, error.type) == (422, "urn:sonograph:problem:bad-parameter")
    assert error.errors == (Fault("n_mels", "0", "must be at least 1"),)
    assert error.request_id == error.document["instance"] != ""
    assert error.detail in str(error)
    assert error.retry_after is None


def test_an_unknown_keyword_is_pythons_error(sonograph):
    with pytest.raises(TypeError, match="n_mel"):
        sonograph.mel(SPEECH, n_mel=64)


def test_what_is_no_sound(sonograph):
    with pytest.raises(UnsupportedSound):
        sonograph.mel(b"not a sound")


def test_what_is_too_large(small):
    with Sonograph(small.url) as sonograph, pytest.raises(TooLarge, match="1000000 bytes"):
        sonograph.mel(bytes(1_000_001))


def test_samples_without_their_rate(sonograph):
    with pytest.raises(Refused, match="sample_rate"):
        sonograph.mel(np.zeros(100, np.float32))


def test_an_address_that_does_not_exist(sonograph):
    with pytest.raises(Problem, match="404") as caught:
        sonograph.preset("nobody")
    assert caught.value.status == 404


def test_a_problem_survives_another_process(sonograph):
    with pytest.raises(Refused) as caught:
        sonograph.mel(SPEECH, n_mels=0)
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is Refused
    assert (again.errors, str(again)) == (caught.value.errors, str(caught.value))


def test_work_beyond_the_deadline():
    sine = tone(1000, 100)["sound"]
    minutes = {"type": "mix", "of": [sine | {"frequency": 100.5 + k} for k in range(300)]}
    with (
        running(workers=1, deadline_s=1) as slow,
        Sonograph(slow.url) as sonograph,
        pytest.raises(DeadlineExceeded, match="no answer within 1 s"),
    ):
        sonograph.mel({"sample_rate": 48_000, "sound": minutes})


@pytest.mark.parametrize(("feature", "rows"), [("mel", 128), ("cqt", 84)])
def test_a_service_that_starts_is_asked_until_it_is_there(feature, rows):
    # how long it starts, a busy machine decides
    with serving(workers=1) as (_, url, _), Sonograph(url, patience=300) as eager:
        with Sonograph(url, patience=0) as hasty, pytest.raises(Busy) as caught:
            hasty.feature(feature, SPEECH)
        assert caught.value.type == "urn:sonograph:problem:not-ready"
        assert caught.value.retry_after == 1
        assert eager.feature(feature, SPEECH).shape[0] == rows


def test_no_service():
    with Sonograph("http://127.0.0.1:9") as sonograph, pytest.raises(Unreachable):
        sonograph.mel(SPEECH)


class Once(BaseHTTPRequestHandler):
    """Refuses the first requests as it is told, then answers; notes when and what came."""

    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        server = self.server
        server.seen.append((time.monotonic(), content, dict(self.headers)))
        status, headers, text = next(server.answers, (200, {}, b"the sound"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


@contextmanager
def refusing(*answers):
    """Serve these answers, one after the other."""
    with HTTPServer(("127.0.0.1", 0), Once) as server:
        server.seen, server.answers = [], iter(answers)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server, f"http://127.0.0.1:{server.server_port}/behind/a/proxy"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("sound", [SPEECH, SPEECH.read_bytes()], ids=["path", "bytes"])
def test_the_same_request_comes_again_after_what_was_said(status, sound):
    mine = {"Authorization": "Bearer me"}
    refusal = (status, {"Retry-After": "1"}, b"")
    with refusing(refusal) as (server, url), Sonograph(url, headers=mine) as sonograph:
        assert sonograph.sound_wav(sound) == b"the sound"
    (first, *one), (second, *other) = server.seen
    assert second - first >= 1
    assert [one[0], other[0]] == 2 * [SPEECH.read_bytes()]
    assert one[1] == other[1]
    assert one[1]["Authorization"] == "Bearer me"


def test_it_may_be_said_as_a_date():
    said = {"Retry-After": formatdate(0, usegmt=True)}
    with refusing((503, said, b"")) as (_, url), Sonograph(url) as sonograph:
        assert sonograph.sound_wav(SPEECH) == b"the sound"


def test_a_wait_beyond_patience_is_not_begun():
    with (
        refusing((503, {"Retry-After": "3600"}, b"")) as (server, url),
        Sonograph(url, patience=60) as sonograph,
        pytest.raises(Busy) as caught,
    ):
        sonograph.sound_wav(SPEECH)
    assert caught.value.retry_after == 3600
    assert len(server.seen) == 1


def test_patience_ends():
    answers = [(503, {"Retry-After": "1"}, b"")] * 100
    with (
        refusing(*answers) as (server, url),
        Sonograph(url, patience=1.5) as sonograph,
        pytest.raises(Busy),
    ):
        sonograph.sound_wav(SPEECH)
    assert len(server.seen) == 2


@pytest.mark.parametrize("status", [500, 504, 422])
def test_nothing_else_is_asked_again(status):
    with (
        refusing((status, {"Retry-After": "0"}, b"")) as (server, url),
        Sonograph(url) as sonograph,
        pytest.raises(Problem) as caught,
    ):
        sonograph.sound_wav(SPEECH)
    assert caught.value.status == status
    assert len(server.seen) == 1


def test_a_page_of_a_proxy_is_told_in_short():
    page = b"<html>" + 1000 * b"Bad gateway\n" + b"</html>"
    with (
        refusing((502, {}, page)) as (_, url),
        Sonograph(url) as sonograph,
        pytest.raises(Problem, match="502 Bad Gateway") as caught,
    ):
        sonograph.sound_wav(SPEECH)
    assert caught.value.type == "about:blank"
    assert len(caught.value.detail) == 300


def test_a_service_that_says_nothing():
    with refusing() as (server, url):
        server.shutdown()
        with Sonograph(url, timeout=0.1) as sonograph, pytest.raises(TimedOut) as caught:
            sonograph.sound_wav(SPEECH)
    assert isinstance(caught.value, SonographError)


def test_threads_share_a_client(sonograph):
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda f: sonograph.spectrum(tone(f)), range(100, 2100, 100)))
    assert [int(f.axes["frequency"][np.argmax(f)]) for f in found] == list(range(100, 2100, 100))
