"""``POST /v1/sweeps/{feature}.{png,npz}``: one sound under a grid of parameter values."""

import math
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from service.api.admission import admit
from service.api.answers import respond, unless_left
from service.api.body import received
from service.api.features import once, pairs_of
from service.errors import BadParameter, Unknown
from service.features import FEATURES
from service.parameters import LONGEST_ECHO, hint, parse
from service.pipeline import Query, query_model
from service.pool import SEVERAL, Pool, computations
from service.settings import Settings
from service.several import FORMS, Part, Together, part_params

PATH = "/v1/sweeps/"
VARY = "vary"
FORMATS = ("png", "npz")
OPERATIONS = {f"{name}.{form}": (name, form) for name, form in product(FEATURES, FORMATS)}

MOST_CELLS = 64
MOST_VARIED = 3

router = APIRouter()


class Sweep(NamedTuple):
    """What a query asks for: see `service.several.Together`."""

    look: Mapping[str, object]
    grid: tuple[tuple[str, int], ...]
    shared: Mapping[str, object]
    parts: tuple[Part, ...]


@router.post(PATH + "{operation:path}", include_in_schema=False)
async def sweep(request: Request) -> Response:
    """Answer with all cells of a sweep.

    Raises
    ------
    Unknown
        There is no such operation.
    """
    operation: str = request.path_params["operation"]
    if operation not in OPERATIONS:
        shown = operation[:LONGEST_ECHO]
        raise Unknown(f"there is no sweep {shown!r}{hint(shown, OPERATIONS)}")
    request.scope["operation"] = PATH + operation
    feature, form = OPERATIONS[operation]
    settings: Settings = request.app.state.settings
    pool: Pool = request.app.state.pool
    asked = asked_for(feature, form, request.scope["query_string"])
    left_s = admit(request, SEVERAL, form, *computations(asked.shared, asked.parts))
    async with received(request, settings) as body:
        job = Together(form, *asked, body, settings.limits)
        answer = await unless_left(request, pool.run(job, left_s))
    name = f"{feature}-sweep.{form}"
    return respond(answer, FORMS[form].media_type, name, request.scope["read_s"])


@lru_cache(maxsize=64)
def asked_for(feature: str, form: str, query: bytes) -> Sweep:
    """Validate a query, and every cell of it.

    Parameters
    ----------
    feature, form : str
        Of the operation.
    query : bytes
        As in the address.

    Returns
    -------
    Sweep
        Its cells.

    Raises
    ------
    BadParameter
        Something in it is wrong, or there are too many cells.
    """
    pairs = pairs_of(query.decode("latin-1"))
    given = once([(name, value) for name, value in pairs if name != VARY])
    own_look = FORMS[form].params.model_fields
    look = parse(FORMS[form].params, {n: v for n, v in given.items() if n in own_look})
    shared = {name: value for name, value in given.items() if name not in own_look}
    varied = _varied(feature, [value for name, value in pairs if name == VARY], shared)
    cells = [dict(zip(varied, values, strict=True)) for values in product(*varied.values())]
    parts = [Part(_name(cell), feature, cell) for cell in cells]
    params = [part_params(shared, part) for part in parts]
    _refuse_same(parts, params)
    return Sweep(
        look.model_dump(exclude_unset=True),
        tuple((name, len(values)) for name, values in varied.items()),
        _typed(params[0], shared),
        tuple(
            Part(part.name, feature, _typed(one, part.own))
            for part, one in zip(parts, params, strict=True)
        ),
    )


def _name(cell: Mapping[str, str]) -> str:
    return ",".join(f"{name}={value}" for name, value in cell.items())


def _typed(params: Query, names: Mapping[str, object]) -> dict[str, object]:
    values = params.model_dump(include=set(names))
    return {name: values[name] for name in names}


def _varied(feature: str, texts: list[str], shared: Mapping[str, str]) -> dict[str, list[str]]:
    """Read what varies: values by the parameter's name, in the order of the query."""
    if not texts:
        detail = "is needed: a parameter, a colon, and its values with commas between them"
        raise BadParameter.of(VARY, None, detail)
    if len(texts) > MOST_VARIED:
        raise BadParameter.of(VARY, len(texts), f"at most {MOST_VARIED} parameters may vary")
    found: dict[str, list[str]] = {}
    for text in texts:
        name, _, values = text.partition(":")
        detail = "is varied twice" if name in found else _wrong(feature, name, values, shared)
        if detail:
            raise BadParameter.of(VARY, text[:LONGEST_ECHO], f"{name[:LONGEST_ECHO]} {detail}")
        found[name] = values.split(",")
    count = math.prod(map(len, found.values()))
    if count > MOST_CELLS:
        sizes = " x ".join(str(len(values)) for values in found.values())
        raise BadParameter.of(VARY, sizes, f"makes {count} cells; the limit is {MOST_CELLS}")
    return found


def _wrong(feature: str, name: str, values: str, shared: Mapping[str, str]) -> str:
    """Say what is wrong about a parameter that shall vary, or nothing."""
    known = query_model(feature, "npy").model_fields
    if name not in known:
        return f"is no parameter of {feature}{hint(name, known)}"
    if name in shared:
        return "stands beside it: give it once"
    return "" if values else "has no values: write them behind a colon, such as n_fft:512,1024"


def _refuse_same(parts: list[Part], params: list[Query]) -> None:
    """Refuse two cells that are one, however their values are written."""
    seen: dict[str, str] = {}
    for part, one in zip(parts, params, strict=True):
        values = repr(_typed(one, part.own))
        if values in seen:
            raise BadParameter.of(VARY, part.name, f"is the same cell as {seen[values]}")
        seen[values] = part.name
