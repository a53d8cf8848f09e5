"""What every parameter model is built from, and how its refusals read."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from itertools import groupby
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)
from pydantic.config import JsonDict
from pydantic_core import ErrorDetails

from service.errors import BadParameter, Fault

LONGEST_ECHO = 100

IDLE = ("has an effect only with", "has no effect with", "guards no divisor")
"""How a sentence begins that refuses a value because it would change nothing."""

WANTED = {
    "none_required": "'none'",
    "missing": "given",
    "union_tag_not_found": "given",
    "union_tag_invalid": "one of {expected_tags}",
    "model_attributes_type": "an object",
    "list_type": "a list",
    "model_type": "an object",
    "dict_type": "an object",
    "string_pattern_mismatch": "of the form {pattern}",
    "bool_parsing": "true or false",
    "int_parsing_size": "an integer with fewer digits",
    "too_short": "a list of at least {min_length}",
    "too_long": "a list of at most {max_length}",
    "greater_than": "greater than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
}
"""What a value must be, by pydantic's type of error, where its own message does not say so well."""


class Parameters(BaseModel):
    """Base of every part of a query: immutable, and strict about unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def refuse_idle(self, name: str, others: str) -> None:
        """Refuse a value that was changed, but has an effect only with others.

        Parameters
        ----------
        name : str
            Of the parameter.
        others : str
            What would have to be set, too.

        Raises
        ------
        Mismatch
            It is not the default.
        """
        value = getattr(self, name)
        if value != type(self).model_fields[name].default:
            raise Mismatch(name, value, f"has an effect only with {others}")


def _none(value: object) -> object:
    return None if value == "none" else value


NoneWord = Annotated[
    None, BeforeValidator(_none), WithJsonSchema({"type": "string", "const": "none"})
]
"""The word ``none``, which spells None in a query."""


Group = Literal["sound", "wave", "frames", "bank", "scale", "cepstrum", "finish", "augment"]
"""What parameters behind the first dozen belong to, in the order in which they take effect."""


def advanced(default: Any, group: Group, description: str, **bounds: Any) -> Any:  # noqa: ANN401  # as pydantic's Field
    """Declare a parameter that stands behind those that everybody needs.

    Parameters
    ----------
    default : object
        Its default.
    group : str
        What it belongs to, shown in the document as ``x-group``.
    description : str
        Its meaning and unit.
    **bounds
        As for `pydantic.Field`.

    Returns
    -------
    FieldInfo
        For the class body of a model.
    """
    extra: JsonDict = {"x-group": group}
    return Field(default, description=description, json_schema_extra=extra, **bounds)


Model = TypeVar("Model", bound=BaseModel)


def parse(model: type[Model], given: Mapping[str, Any]) -> Model:
    """Validate what a caller gave.

    Parameters
    ----------
    model : type
        The parameter model of the operation.
    given : mapping
        Values by name, as text or as JSON data.

    Returns
    -------
    Model
        The parameters with their defaults.

    Raises
    ------
    BadParameter
        A name is unknown, a value is out of its range, or two values do not go together.
    """
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise BadParameter(*faults(error.errors(), model.model_fields)) from error


def _name(error: ErrorDetails) -> str:
    return ".".join(map(str, error["loc"][:1]))


def faults(
    errors: Iterable[ErrorDetails],
    known: Iterable[str] = (),
    place: Callable[[ErrorDetails], str] = _name,
) -> tuple[Fault, ...]:
    """Put pydantic's errors into one sentence per parameter.

    Parameters
    ----------
    errors : iterable of dict
        As from ``ValidationError.errors()``; a `BadParameter` that a model validator raised keeps
        its own faults.
    known : iterable of str
        The names that exist, for a hint when a name is misspelt.
    place : callable
        Gives the parameter at fault; without it, the first part of the error's location, which in
        a flat query is the name.

    Returns
    -------
    tuple of Fault
        In the order of the errors.
    """
    real = [e for e in errors if e["type"] != "default_factory_not_called"]
    found: list[Fault] = []
    for parameter, group in groupby(real, key=place):
        members = list(group)
        raised = members[0].get("ctx", {}).get("error")
        if isinstance(raised, Mismatch):
            found.extend(raised.faults)
        elif members[0]["type"] == "extra_forbidden":
            name = str(members[0]["loc"][-1])
            found.append(Fault(parameter, _given(members[0]), _unknown(name, known)))
        else:
            found.append(Fault(parameter, _given(members[0]), _sentence(members)))
    return tuple(found)


class Mismatch(ValueError):
    """Parameters that do not go together; for model validators.

    Parameters
    ----------
    parameter : str
        The one to name.
    value : object
        Its value.
    detail : str
        A sentence that names the limit.
    """

    def __init__(self, parameter: str, value: object, detail: str) -> None:
        super().__init__(f"{parameter}={value!r}: {detail}")
        self.faults = (Fault(parameter, value, detail),)


def _unknown(name: str, known: Iterable[str]) -> str:
    return f"no such parameter here{hint(name, known)}"


def hint(name: str, known: Iterable[str]) -> str:
    """Guess what was meant by a misspelt name: the end of a sentence, or nothing."""
    close = [match for match in get_close_matches(name, known, 1) if match != name]
    return f"; did you mean {close[0]}?" if close else ""


def _sentence(errors: Iterable[ErrorDetails]) -> str:
    """Say what a value must be; the errors of a union's branches are joined."""
    return f"must be {' or '.join(dict.fromkeys(map(_limit, errors)))}"


def _limit(error: ErrorDetails) -> str:
    if error["type"] in WANTED:
        limits = error.get("ctx", {}).items()
        short = {name: f"{v:.12g}" if isinstance(v, float) else v for name, v in limits}
        return WANTED[error["type"]].format_map(short)
    return error["msg"].removeprefix("Input should be ").partition(", unable to parse")[0]


def _given(error: ErrorDetails) -> object:
    """Echo the value itself; pydantic shows what stands around a missing name or a wrong kind."""
    if error["type"] in {"missing", "union_tag_not_found"}:
        return None
    return _echo(error["ctx"]["tag"] if error["type"] == "union_tag_invalid" else error["input"])


def _echo(value: object) -> object:
    return value if len(str(value)) <= LONGEST_ECHO else f"{str(value)[:LONGEST_ECHO]}..."
