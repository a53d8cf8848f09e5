"""This service beside librosa in process and a naive service, as ratios in one run."""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from clips import wav

HERE = Path(__file__).parent
RUNS = 5
RUN_S = 3
WARM_UP_S = 6
LONGEST_START_S = 120
QUERY = "?n_fft=1024&hop_length=256&scale=db"
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")

OURS = [sys.executable, "-m", "service", "serve", "--port"]
NAIVE = [sys.executable, "-m", "uvicorn", "naive:app", "--workers", "2", "--no-access-log"]

SCRIPT = """
local file = io.open("{path}", "rb")
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "audio/wav"
file:close()
done = function(summary)
  io.write(string.format("errors %d\\n", summary.errors.status + summary.errors.connect
    + summary.errors.read + summary.errors.timeout))
end
"""


def main() -> None:
    subprocess.run([sys.executable, HERE / "core.py"], check=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = stack.enter_context(running([*OURS, "8471"], 8471))
        naive = stack.enter_context(running([*NAIVE, "--port", "8472"], 8472))
        script = write_script(folder, 5, 16_000)
        throughput({"ours": 8471, "naive": 8472}, script)
        print("\n## Memory after it, MiB of proportional set size\n")
        print(f"ours {memory(ours):.0f}, naive {memory(naive):.0f}")


def throughput(ports: dict[str, int], script: Path) -> None:
    print(f"\n## Requests per second, 5 s clip at 16 kHz: min / median / max of {RUNS} runs\n")
    print("| format | clients | ours | naive | ratio |")
    print("|---|---|---|---|---|")
    for form in ("npy", "json", "png"):
        for clients in (1, 8):
            row(form, clients, ports, script)


def row(form: str, clients: int, ports: dict[str, int], script: Path) -> None:
    urls = {
        name: f"http://127.0.0.1:{port}/v1/features/mel.{form}{QUERY}"
        for name, port in ports.items()
    }
    rates: dict[str, list[float]] = {name: [] for name in urls}
    for url in urls.values():
        wrk(url, clients, WARM_UP_S, script)
    for _ in range(RUNS):
        for name, url in urls.items():
            rates[name].append(wrk(url, clients, RUN_S, script))
    middle = {name: statistics.median(found) for name, found in rates.items()}
    cells = [
        f"{min(found):.1f} / {middle[name]:.1f} / {max(found):.1f}" for name, found in rates.items()
    ]
    ratio = middle["ours"] / middle["naive"]
    print(f"| {form} | {clients} | {' | '.join(cells)} | {ratio:.1f} |", flush=True)


def wrk(url: str, clients: int, seconds: int, script: Path) -> float:
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "20s", "-s"]
    done = subprocess.run(
        [*command, script, url], check=True, capture_output=True, text=True, timeout=120
    )
    errors = int(re.search(r"errors (\d+)", done.stdout)[1])
    if errors:
        raise SystemExit(f"{errors} failed requests at {url}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])


def write_script(folder: Path, seconds: int, rate: int) -> Path:
    clip = folder / f"{seconds}s-{rate}.wav"
    clip.write_bytes(wav(seconds, rate))
    script = folder / f"{seconds}s-{rate}.lua"
    script.write_text(SCRIPT.format(path=clip))
    return script


@contextmanager
def running(command: list[str], port: int) -> Iterator[int]:
    environment = {**os.environ, **ONE_THREAD}
    process = subprocess.Popen(
        command, cwd=HERE, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_ready(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_until_ready(port: int) -> None:
    began = time.monotonic()
    while time.monotonic() - began < LONGEST_START_S:
        try:
            urlopen(f"http://127.0.0.1:{port}/readyz").close()
        except (URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing became ready at port {port}")


def memory(root: int) -> float:
    """Proportional set size of a process and its descendants, MiB."""
    total = 0
    for pid in descendants(root):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])
    return total / 1024


def descendants(root: int) -> Iterator[int]:
    yield root
    for thread in Path(f"/proc/{root}/task").iterdir():
        for child in (thread / "children").read_text(encoding="ascii").split():
            yield from descendants(int(child))


if __name__ == "__main__":
    main()
