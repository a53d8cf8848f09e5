"""The command ``sonograph``: serve, compute, healthcheck, openapi."""

import argparse
import json
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from http.client import HTTPException
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING
from urllib.request import ProxyHandler, build_opener

from service import __version__
from service.errors import BadParameter, ServiceError

if TYPE_CHECKING:
    from service.settings import Settings
    from service.sources import Kind

SUMMARY = "Audio features over HTTP, and without: equal to librosa's."
APP = "service.app:create_app"
USAGE_ERROR = 2
HIGHEST_PORT = 65_535
LONGEST_GOODBYE_S = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Default: the command line's.

    Returns
    -------
    int
        The exit status: 0, 1 for a failed health check, 2 for a refusal.
    """
    parser = _parser()
    known, rest = parser.parse_known_args(arguments)
    if rest and known.run is not _compute:
        parser.error(f"unrecognised arguments: {' '.join(rest)}")
    run: Callable[[argparse.Namespace, list[str]], int] = known.run
    try:
        return run(known, rest)
    except (ServiceError, OSError) as error:
        print(f"sonograph: {_sentence(error)}", file=sys.stderr)
        return USAGE_ERROR


def _sentence(error: Exception) -> str:
    named = isinstance(error, OSError) and error.filename
    return f"{error.filename}: {error.strerror}" if named else str(error)  # type: ignore[attr-defined]  # an OSError


def _settings() -> "Settings":
    """Read the environment; what is wrong there is told like a wrong parameter."""
    from pydantic import ValidationError

    from service.parameters import faults
    from service.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        found = faults(error.errors(), place=lambda e: f"SONOGRAPH_{e['loc'][0]}".upper())
        raise BadParameter(*found) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sonograph", description=SUMMARY, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="run the service", allow_abbrev=False)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    serve.add_argument("--port", type=_port, default=8000, help="0 for a free one (%(default)s)")
    serve.set_defaults(run=_serve)

    compute = commands.add_parser(
        "compute",
        help="compute a feature of a file, without HTTP",
        usage="%(prog)s FEATURE INPUT -o OUTPUT [--param value ...]",
        allow_abbrev=False,
    )
    compute.add_argument("feature", metavar="FEATURE", help="mel, stft ... or sound")
    compute.add_argument("input", metavar="INPUT", help="a sound file, samples.npy or tones.json")
    compute.add_argument("-o", "--output", required=True, type=Path, metavar="OUTPUT")
    compute.set_defaults(run=_compute)

    health = commands.add_parser("healthcheck", help="ask a running service", allow_abbrev=False)
    health.add_argument("--url", default="http://127.0.0.1:8000", help="its address (%(default)s)")
    health.set_defaults(run=_healthcheck)

    document = commands.add_parser("openapi", help="print the OpenAPI document", allow_abbrev=False)
    document.set_defaults(run=_openapi)
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} must be a number from 0 to {HIGHEST_PORT}")
    return int(text)


def _serve(known: argparse.Namespace, _rest: list[str]) -> int:
    if sys.platform != "linux":
        print("sonograph: the service runs on Linux only", file=sys.stderr)
        return USAGE_ERROR
    from service.api.server import Server, config
    from service.logs import configure

    configure()
    settings = _settings()
    server = Server(config(APP, settings), settings.shutdown_delay_s)
    _allow_descriptors()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    with _listen(known.host, known.port) as listener:
        host, port = listener.getsockname()[:2]
        host = f"[{host}]" if ":" in host else host
        server.config.load()  # what it objects to is told instead of an address
        print(f"page  http://{host}:{port}/\ndocs  http://{host}:{port}/docs", file=sys.stderr)
        server.run(sockets=[listener])
    return 0


def _leave(_number: int, _frame: object) -> None:
    """End without an error; uvicorn raises the signal again once it has shut down."""
    sys.exit(0)


def _allow_descriptors() -> None:
    """Let the limit on descriptors be the one that nobody may exceed: each connection takes one."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2048)


def _compute(known: argparse.Namespace, rest: list[str]) -> int:
    from service.features import FEATURES, SOUND
    from service.formats import FORMATS, SOUNDS
    from service.pipeline import Job, run
    from service.sources import Body

    format = known.output.suffix.removeprefix(".")
    formats = SOUNDS if known.feature == SOUND.name else FORMATS
    features = (*FEATURES, SOUND.name)
    for name, value, names in (("FEATURE", known.feature, features), ("OUTPUT", format, formats)):
        if value not in names:
            raise BadParameter.of(name, value, f"must be one of {', '.join(names)}")
    body = Body(known.input, _kind(Path(known.input)))
    limits = _settings().limits
    job = Job(known.feature, format, _parameters(rest), body, limits)
    with TemporaryFile() as made:
        run(job, made)
        made.seek(0)
        with known.output.open("wb") as file:
            copyfileobj(made, file)
    return 0


def _kind(path: Path) -> "Kind":
    from service.sources import HEAD_BYTES, kind_of

    with path.open("rb") as file:
        return kind_of(file.read(HEAD_BYTES))


def _parameters(rest: list[str]) -> dict[str, str]:
    """Read ``--name value`` and ``--name=value``."""
    words = [
        part for word in rest for part in (word.split("=", 1) if word.startswith("--") else [word])
    ]
    names, values = words[::2], words[1::2]
    for name in names:
        if not name.startswith("--"):
            raise BadParameter.of("arguments", name, "must be a parameter, as in --n_fft 1024")
    if len(names) != len(values):
        raise BadParameter.of(names[-1].removeprefix("--"), "", "lacks its value")
    given = {name.removeprefix("--"): value for name, value in zip(names, values, strict=True)}
    if len(given) < len(names):
        twice = next(name for name in names if names.count(name) > 1).removeprefix("--")
        raise BadParameter.of(twice, given[twice], "is given more than once")
    return given


def _healthcheck(known: argparse.Namespace, _rest: list[str]) -> int:
    try:
        with build_opener(ProxyHandler({})).open(f"{known.url}/readyz", timeout=5) as answer:
            print(json.load(answer)["status"])
    except (OSError, HTTPException, ValueError) as error:
        print(f"sonograph: not ready: {error}", file=sys.stderr)
        return 1
    return 0


def _openapi(_known: argparse.Namespace, _rest: list[str]) -> int:
    from uvicorn.importer import import_from_string

    app = import_from_string(APP)(_settings())
    print(json.dumps(app.openapi(), indent=1, ensure_ascii=False))
    return 0
