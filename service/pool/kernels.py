"""The compiled kernels of librosa: built once, kept in a directory, loaded by warm parents.

Run as ``python -m service.pool.kernels`` to build them ahead, as the container image does. numba
insists on a directory that it can write; where the kept one is read-only, it is given a copy for as
long as it loads.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distribution, version
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from service.features import FEATURES
from service.pool import parent, sandbox

STAMP = "built-for"


def directory() -> Path:
    """Where kernels are kept: as numba's variable says, or with the installation."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    return Path(named) if named else Path(sys.prefix, "var", "sonograph", "kernels")


@contextmanager
def built(kept: Path, build: Callable[[], None]) -> Iterator[None]:
    """Have numba find all kernels in a directory, for as long as they are being loaded.

    Parameters
    ----------
    kept : Path
        Where they are kept.
    build : callable
        Runs everything that needs a kernel; called in a process of its own, and only if something
        may be missing, so that the compiler's memory is not the caller's.
    """
    with _writable(kept) as folder:
        os.environ["NUMBA_CACHE_DIR"] = str(folder)
        stamp = folder / STAMP
        if not stamp.exists() or stamp.read_text() != _purpose():
            _apart(build)
            stamp.write_text(_purpose())
        yield


def warm_up() -> None:
    """Compute with everything of the long tail, so that all kernels are compiled or loaded."""
    with _none_left_out():
        parent.warm_up("long_tail")


@contextmanager
def _none_left_out() -> Iterator[None]:
    """Have numba keep the one kernel, too, that librosa has each process compile anew, for 6 s."""
    import numba  # noqa: PLC0415  # for the long tail alone

    compiling: Any = numba.guvectorize

    def kept(*given: Any, **chosen: Any) -> Any:  # noqa: ANN401  # numba's
        return compiling(*given, **chosen | {"cache": True})

    numba.guvectorize = kept
    try:
        yield
    finally:
        numba.guvectorize = compiling


@contextmanager
def _writable(kept: Path) -> Iterator[Path]:
    try:
        kept.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=kept):
            pass
    except OSError:
        with TemporaryDirectory(prefix="sonograph-") as copy:
            if kept.is_dir():
                shutil.copytree(kept, copy, dirs_exist_ok=True)
            yield Path(copy)
    else:
        yield kept


def _purpose() -> str:
    """Name what kernels depend on, features that use them included."""
    from llvmlite.binding import get_host_cpu_name  # noqa: PLC0415  # for the long tail alone

    processor = os.environ.get("NUMBA_CPU_NAME") or get_host_cpu_name()
    tail = [feature for feature in FEATURES.values() if feature.lane == "long_tail"]
    names = (f"{feature.name} {feature.rehearsals}" for feature in tail)
    versions = (f"{name} {version(name)}" for name in ("librosa", "numba", "llvmlite"))
    return "\n".join((sys.version, processor, *versions, *names, "pitch_shift", "beats"))


def _apart(build: Callable[[], None]) -> None:
    me = os.getpid()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        sandbox.die_with_parent(me)
        build()
    finally:
        os._exit(0)  # whoever loads them will meet, and tell of, what went wrong


def _whole_seconds() -> None:
    """Cut the sources' times to seconds, as an image does: numba compares them."""
    for file in distribution("librosa").files or ():
        path = Path(str(file.locate()))
        if path.suffix == ".py" and path.exists():
            seconds = int(path.stat().st_mtime)
            os.utime(path, (seconds, seconds))


if __name__ == "__main__":
    _whole_seconds()
    with built(directory(), warm_up):
        print(f"kernels in {directory()}")  # noqa: T201  # a command
