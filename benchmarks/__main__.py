"""Measure, and print what was found as Markdown tables; progress goes to standard error."""

import argparse
import os
import platform
import shutil
import signal
import sys
import tempfile
import time
import traceback
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from benchmarks import report
from benchmarks.bench import Bench
from benchmarks.noise import Noise

PARTS = ("core", "requests", "call", "echo", "first", "memory", "lengths", "handover", "forecast")
LIBRARIES = ("numpy", "scipy", "librosa", "uvicorn", "fastapi")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="fewer, shorter runs: for trying")
    known = parser.parse_args()
    if unknown := set(known.parts) - set(PARTS):
        parser.error(f"{', '.join(sorted(unknown))} is none of the parts: {', '.join(PARTS)}")
    if shutil.which("wrk") is None:
        parser.error("wrk is needed, from your distribution")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(known.quick, Path(folder), Noise())
        return measure([name for name in PARTS if name in (known.parts or PARTS)], bench)


def measure(parts: list[str], bench: Bench) -> int:
    bench.noise.listen()
    began, load = time.monotonic(), os.getloadavg()
    quick = ", quick: to try the harness, not to quote" if bench.quick else ""
    print(
        f"# Yardstick{quick}\n\nA figure is the ratio of two medians; sides are min / median / max."
    )
    failed = [name for name in parts if not measured(name, bench)]
    print(f"\n## The machine\n\n{bench.noise.told()}")
    print(f"{len(os.sched_getaffinity(0))} processors, {platform.machine()}, {platform.release()};")
    print(f"load average {load[0]:.2f} before, {os.getloadavg()[0]:.2f} after; ", end="")
    print(f"{time.monotonic() - began:.0f} s in all.")
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    print(f"Python {platform.python_version()}, {libraries}.")
    if failed:
        print(f"\n**Failed:** {', '.join(failed)}; see standard error.")
    return len(failed)


def measured(name: str, bench: Bench) -> bool:
    """Run one part, print its rows as they come, and say whether it came to its end."""
    part = import_module(f"benchmarks.{name}")
    print(f"\n## {name}: {part.__doc__.splitlines()[0]}\n\n{report.HEAD}", flush=True)
    try:
        for row in part.run(bench):
            print(report.line(row), flush=True)
            bench.noise.listen()
    except Exception:  # noqa: BLE001  # one part that fails shall not cost the others
        traceback.print_exc()
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
