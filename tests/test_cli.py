"""The command line: the same numbers without HTTP, and clear sentences."""

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from service.cli import main
from tests.conftest import (
    EXAMPLES,
    RATE,
    ROOT,
    SPEECH,
    client,
    environment,
    npy,
    samples,
    serving,
    tone,
    wait_for,
    wav,
)


def run(*arguments, **settings):
    """Run the command as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "service", *map(str, arguments)],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_compute_writes_what_the_service_answers(service, tmp_path):
    output = tmp_path / "out.npy"
    done = run("compute", "mel", SPEECH, "-o", output, "--n_fft", "1024")
    assert (done.returncode, done.stderr) == (0, "")
    answer = service.post("mel.npy?n_fft=1024", SPEECH.read_bytes())
    assert output.read_bytes() == answer.content


@pytest.mark.parametrize("format", ["json", "npy", "npz", "png"])
@pytest.mark.parametrize(
    ("content", "query", "media_type"),
    [
        (wav(), {"duration": "0.1"}, "audio/wav"),
        (
            json.dumps(tone(1000, 0.25)).encode(),
            {"scale": "db", "top_db": "none"},
            "application/json",
        ),
        (npy(samples()), {"sample_rate": str(RATE), "fmin": "20.5"}, "application/x-npy"),
    ],
    ids=["sound file", "tone spec", "samples"],
)
def test_every_kind_of_input_gives_what_the_service_answers(
    service, tmp_path, format, content, query, media_type
):
    source, output = tmp_path / "input", tmp_path / f"out.{format}"
    source.write_bytes(content)
    words = [f"--{name}={value}" for name, value in query.items()]
    assert main(["compute", "mel", str(source), "-o", str(output), *words]) == 0
    answer = service.post(f"mel.{format}", content, media_type, params=query)
    assert answer.status_code == 200
    assert output.read_bytes() == answer.content


def test_a_value_may_be_negative(tmp_path):
    output = tmp_path / "out.png"
    words = ["--scale", "db", "--vmin", "-80", "--vmax", "-1e1"]
    assert main(["compute", "mel", str(SPEECH), "-o", str(output), *words]) == 0
    assert output.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["nothing", SPEECH, "-o", "out.npy"],
            "FEATURE='nothing': must be one of beat_track",
        ),
        (["mel", SPEECH, "-o", "out.bmp"], "OUTPUT='bmp': must be one of json, npy, npz, png"),
        (["mel", SPEECH, "-o", "out"], "OUTPUT='': must be one of json, npy, npz, png"),
        (["mel", SPEECH, "-o", "out.npy", "--n_ftt", "9"], "n_ftt='9': no such parameter here"),
        (["mel", SPEECH, "-o", "out.npy", "--n_fft", "0"], "n_fft='0': must be at least"),
        (["mel", SPEECH, "-o", "out.npy", "--n_fft"], "n_fft='': lacks its value"),
        (["mel", SPEECH, "-o", "out.npy", "1024"], "arguments='1024': must be a parameter"),
        (
            ["mel", SPEECH, "-o", "out.npy", "--n_fft", "512", "--n_fft=1024"],
            "n_fft='1024': is given more than once",
        ),
        (["mel", SPEECH, "-o", "out.npy", "--fmax", "9000"], "half the sample rate, 8000 Hz"),
        (["mel", "nothing.wav", "-o", "out.npy"], "nothing.wav: No such file or directory"),
        (["mel", EXAMPLES, "-o", "out.npy"], f"{EXAMPLES}: Is a directory"),
        (["mel", __file__, "-o", "out.npy"], "the body is text; this service reads WAV"),
        (["mel", SPEECH, "-o", "no/folder.npy"], "no/folder.npy: No such file or directory"),
    ],
    ids=range(13),
)
def test_a_refusal_is_one_sentence_and_status_2(arguments, sentence, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["compute", *map(str, arguments)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sonograph: ")
    assert sentence in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_leaves_no_trace():
    done = run("compute", "mel", "nothing.wav", "-o", "out.npy")
    expected = "sonograph: nothing.wav: No such file or directory\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", expected)


def test_a_limit_of_the_operator_holds(monkeypatch, capsys):
    monkeypatch.setenv("SONOGRAPH_MAX_DURATION_S", "2")
    assert main(["compute", "mel", str(SPEECH), "-o", "out.npy"]) == 2
    assert "longer than the limit of 2 s" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["serve", "--port", "0"], ["openapi"]])
def test_a_wrong_setting_is_told_by_its_name(command):
    done = run(*command, workers=0)
    sentence = "sonograph: SONOGRAPH_WORKERS='0': must be at least 1\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)


@pytest.mark.parametrize(
    "arguments",
    [[], ["nothing"], ["serve", "--nothing"], ["serve", "--port", "65536"], ["compute", "mel"]],
)
def test_a_wrong_command_shows_its_usage(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("usage: sonograph")


def test_help_names_the_commands():
    done = run("--help")
    assert done.returncode == 0
    for command in ("serve", "compute", "healthcheck", "openapi"):
        assert command in done.stdout


def test_openapi_prints_the_committed_document(capsys):
    assert main(["openapi"]) == 0
    committed = (ROOT / "openapi" / "openapi.json").read_text()
    assert capsys.readouterr().out == committed, "run `make openapi`"


def test_healthcheck_tells_that_the_service_is_ready(service, monkeypatch, capsys):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # not for one's own machine
    assert main(["healthcheck", "--url", service.url]) == 0
    assert capsys.readouterr().out == "ready\n"


def test_healthcheck_fails_when_nobody_listens(capsys):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
        assert main(["healthcheck", "--url", address]) == 1
    assert "sonograph: not ready: " in capsys.readouterr().err


@pytest.mark.parametrize("answer", [b"HTTP/1.1 200 OK\r\n\r\nhello", b"SSH-2.0-OpenSSH\r\n"])
def test_healthcheck_fails_when_somebody_else_listens(answer, capsys):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stranger = Thread(target=talk, args=(listener, answer))
        stranger.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        assert main(["healthcheck", "--url", address]) == 1
        stranger.join()
    assert "sonograph: not ready: " in capsys.readouterr().err


def talk(listener, answer):
    connection, _ = listener.accept()
    with connection:
        connection.recv(4096)
        connection.sendall(answer)


@pytest.mark.parametrize("url", ["nonsense", "gopher://x", "http://127.0.0.1:port"])
def test_healthcheck_fails_for_an_address_that_is_none(url, capsys):
    assert main(["healthcheck", "--url", url]) == 1
    assert "sonograph: not ready: " in capsys.readouterr().err


def test_serve_tells_its_addresses_and_leaves_when_asked():
    with serving(workers=1) as (process, url, _), client(url) as asking:
        assert asking.get("/livez").json() == {"status": "alive"}
        assert main(["healthcheck", "--url", url]) == 1  # the worker is not there yet
        children = wait_for(lambda: descendants(process.pid), "a worker")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        wait_for(lambda: not any(map(alive, children)) or None, "the workers' end")


def descendants(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid):
    return Path(f"/proc/{pid}/exe").exists()


def test_serve_tells_that_its_port_is_taken(service):
    _, port = service.address()
    done = run("serve", "--port", port)
    assert (done.returncode, done.stdout) == (2, "")
    assert "sonograph: " in done.stderr
    assert "Address already in use" in done.stderr
    assert "Traceback" not in done.stderr
