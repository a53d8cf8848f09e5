"""The compiled kernels of librosa: built once, kept in a directory, loaded by warm parents.

Run as ``python -m service.pool.kernels`` to build them ahead, as the container image does. Kernels
of one build never meet those of another, not even when a build is killed halfway: numba 0.68 calls
a null pointer where some are loaded and the one that librosa does not keep is compiled. numba also
insists on a directory that it can write; where the kept one is read-only, it is given a copy for as
long as it loads.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from importlib.metadata import distribution, version
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from service.features import FEATURES
from service.pool import parent, sandbox


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
        Where they are kept, each build in a directory of its own.
    build : callable
        Runs everything that needs a kernel; called in a process of its own, and only if there is no
        build for this purpose, so that the compiler's memory is not the caller's.
    """
    complete = kept / _purpose()
    writable = _is_writable(complete if complete.is_dir() else kept)
    if complete.is_dir() and writable:
        os.environ["NUMBA_CACHE_DIR"] = str(complete)
        yield
        return
    with TemporaryDirectory(prefix="sonograph-", dir=kept if writable else None) as room:
        folder = Path(room, "kernels")
        if complete.is_dir():
            shutil.copytree(complete, folder)
        elif _apart(build, folder) and writable:
            folder = _moved(folder, complete)
        os.environ["NUMBA_CACHE_DIR"] = str(folder)
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


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _moved(folder: Path, complete: Path) -> Path:
    """Keep a build, unless somebody else was first."""
    with suppress(OSError):
        folder.rename(complete)
    return complete


def _purpose() -> str:
    """Name what kernels depend on, features that use them included."""
    from llvmlite.binding import get_host_cpu_name  # noqa: PLC0415  # for the long tail alone

    processor = os.environ.get("NUMBA_CPU_NAME") or get_host_cpu_name()
    tail = [feature for feature in FEATURES.values() if feature.lane == "long_tail"]
    names = (f"{feature.name} {feature.rehearsals}" for feature in tail)
    versions = (f"{name} {version(name)}" for name in ("librosa", "numba", "llvmlite"))
    times = (f"{path.name} {path.stat().st_mtime_ns}" for path in _sources())
    more = "pitch_shift", "pitch_shift of each channel", "beats"
    facts = (sys.version, processor, *versions, *times, *names, *more)
    return sha256("\n".join(facts).encode()).hexdigest()


def _apart(build: Callable[[], None], folder: Path) -> bool:
    """Build into an empty directory; leave it empty if that fails."""
    folder.mkdir()
    me = os.getpid()
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if status:
            shutil.rmtree(folder)
            folder.mkdir()
        return not status
    failed = True
    try:
        sandbox.die_with_parent(me)
        os.environ["NUMBA_CACHE_DIR"] = str(folder)
        build()
        failed = False
    finally:
        os._exit(failed)  # whoever loads them will meet, and tell of, what went wrong


def _sources() -> list[Path]:
    """List librosa's sources: numba compares their times, and compiles what is older anew."""
    paths = (Path(str(file.locate())) for file in distribution("librosa").files or ())
    return sorted(path for path in paths if path.suffix == ".py" and path.exists())


def _whole_seconds() -> None:
    """Cut the sources' times to seconds, as an image does."""
    for path in _sources():
        seconds = int(path.stat().st_mtime)
        os.utime(path, (seconds, seconds))


if __name__ == "__main__":
    _whole_seconds()
    with built(directory(), warm_up):
        print(f"kernels in {directory()}")  # noqa: T201  # a command
