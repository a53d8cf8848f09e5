"""Run the commands of the tutorial; write into it what they answer, and where the page shows it."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from docs import links
from docs.demo import service

HERE = Path(__file__).parent
TUTORIAL = HERE / "tutorial.md"
PICTURES = HERE / "pictures" / "course"
CALL = re.compile(
    r"```sh\n(?P<command>.*?)```\n(?:\n```text\n(?P<answer>.*?)```\n)?"
    r"(?:\n\[?See it on the page.*?\n)?",
    re.DOTALL,
)
SETTING = re.compile(r"^export S=(?P<page>\S+/)v1 SPEECH=(?P<speech>\S+)$", re.MULTILINE)
ASKED = "asked"
LISTEN = f"curl() {{ printf '%s\\0' \"$@\" '' >> {ASKED}; command curl \"$@\"; }}\n"
"""Keeps the arguments of each curl, as the shell has them at last."""


def main() -> None:
    """Run all of it."""
    with service() as url, TemporaryDirectory() as room:
        text = renewed(TUTORIAL.read_text(encoding="utf-8"), url, Path(room))
        TUTORIAL.write_text(text, encoding="utf-8")
        shutil.rmtree(PICTURES, ignore_errors=True)
        PICTURES.mkdir(parents=True)
        for name in pictures(text):
            shutil.copy(Path(room) / "demo-output" / name, PICTURES / name)


def renewed(text: str, url: str, room: Path) -> str:
    """Give the text with the answers that a service gives now, and with links into its page.

    Parameters
    ----------
    text : str
        The tutorial.
    url : str
        Where the service is.
    room : path
        An empty directory; the commands run there and leave their files in it.

    Returns
    -------
    str
        The tutorial with every answer as it is now; the links lead to its reader's own service.

    Raises
    ------
    RuntimeError
        A command failed, or says something where the text has no place for it.
    """
    (room / "demo-output").mkdir()
    (room / "openapi").symlink_to(HERE.parent / "openapi")
    reader = SETTING.search(text)
    names = {"S": f"{url}/v1", "SPEECH": reader["speech"]}

    def renew(call: re.Match[str]) -> str:
        before = len(asked(room))
        said = run(call["command"], names, room)
        if (call["answer"] is None) != (not said):
            raise RuntimeError(f"there must be an answer if there is one:\n{call[0]}\n{said}")
        shown = f"\n```text\n{said}```\n" if said else ""
        seen = links.line(reader["page"], asked(room)[before:], room)
        return f"```sh\n{call['command']}```\n{shown}" + (f"\n{seen}\n" if seen else "")

    return CALL.sub(renew, text)


def asked(room: Path) -> list[list[str]]:
    """Give the arguments of every curl that the commands ran."""
    kept = room / ASKED
    calls = kept.read_text("utf-8").split("\0\0") if kept.exists() else [""]
    return [call.split("\0") for call in calls[:-1]]


def run(command: str, names: dict[str, str], room: Path) -> str:
    """Run one command of the tutorial and give what it prints."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", LISTEN + command],
        cwd=room,
        env=os.environ | names,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command}\nended with {done.returncode}: {done.stderr}{done.stdout}")
    return done.stdout


def pictures(text: str) -> list[str]:
    """List the pictures that the text shows."""
    return re.findall(r"\(pictures/course/(\S+\.png)\)", text)


if __name__ == "__main__":
    main()
