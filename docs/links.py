"""Links into the playground: the addresses at which the page shows what commands ask for."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from service.formats import ENCODERS

SOUNDS = Path(__file__).parent.parent / "service" / "web" / "sounds"
PICTURES = {*ENCODERS["png"].params.model_fields, "vary"}
LOOK = ("cmap", "vmin", "vmax")
"""What the page takes of a picture's parameters; it draws by itself."""

CURL = ArgumentParser("curl", exit_on_error=False)
CURL.add_argument("-s", "--create-dirs", action="store_true")
for option in ("--json", "-F", "-o", "-w"):
    CURL.add_argument(option)
CURL.add_argument("address")


def line(page: str, calls: list[list[str]], room: Path) -> str:
    """Give the links to what commands ask for, in a line of Markdown.

    Parameters
    ----------
    page : str
        Where the page is.
    calls : list of list of str
        The arguments of each curl.
    room : path
        Where the commands ran.

    Returns
    -------
    str
        The line, empty if there is nothing that the page can show.
    """
    states = [state for call in calls if (state := state_of(call, room))]
    if len(states) < 2:
        return "".join(f"[See it on the page]({page}#{state})" for state in states)
    links = [f"[{name}]({page}#{state})" for name, state in zip(names(states), states, strict=True)]
    return f"See it on the page: {', '.join(links)}"


def state_of(call: list[str], room: Path) -> str:
    """Give what `state.js` reads after the "#", empty if the page cannot show what is asked."""
    given = CURL.parse_args(call)
    address = urlsplit(given.address)
    kind, _, operation = address.path.removeprefix("/v1/").partition("/")
    query = parse_qsl(address.query)
    drawn = kind in {"features", "sweeps"} and ("part", "complex") not in query
    if not drawn or not (sound := sound_of(given, room)):
        return ""
    parameters = [(name, value) for name, value in query if name not in PICTURES]
    own = sound | (sweep(query) if kind == "sweeps" else {}) | look(query)
    state = [*parameters, *((f"_{name}", value) for name, value in own.items())]
    return f"{operation.partition('.')[0]}?{urlencode(state)}"


def sound_of(given: Namespace, room: Path) -> dict[str, str]:
    """Name the sound as the page does; nothing, if the page does not have it."""
    if given.json:
        own = given.json.startswith("@")
        spec = json.loads((room / given.json[1:]).read_text("utf-8") if own else given.json)
        return {"tones": json.dumps(spec, separators=(",", ":"))}
    if given.F:
        return example((room / given.F.removeprefix("file=@")).read_bytes())
    return {}


def example(content: bytes) -> dict[str, str]:
    """Name the example of the page that has this content."""
    offered = json.loads((SOUNDS / "examples.json").read_text("utf-8"))
    files = ((one["id"], SOUNDS / one["file"]) for one in offered if "file" in one)
    return next(({"sound": id_} for id_, file in files if file.read_bytes() == content), {})


def sweep(query: list[tuple[str, str]]) -> dict[str, str]:
    """Name what varies as the page does: columns first."""
    varied = [value for name, value in reversed(query) if name == "vary"]
    return {"tab": "sweep", "vary": ";".join(varied)}


def look(query: list[tuple[str, str]]) -> dict[str, str]:
    """Give the colours."""
    return {name: value for name, value in query if name in LOOK}


def names(states: list[str]) -> list[str]:
    """Name each state by what the others do not have."""
    parted = [[state.partition("?")[0], *parse_qsl(state.partition("?")[2])] for state in states]
    common = set.intersection(*map(set, parted))
    own = [[name(part) for part in parts if part not in common] for parts in parted]
    return [", ".join(parts) or "as it is" for parts in own]


def name(part: str | tuple[str, str]) -> str:
    """Name a part of a state."""
    if isinstance(part, str):
        return part
    key, value = part
    if key != "_tones":
        return f"{key}={value}"
    sound = json.loads(value)["sound"]
    return " ".join(str(fact) for fact in sound.values() if not isinstance(fact, list))
