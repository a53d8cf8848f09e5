"""From several computations of one sound to one answer."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, replace
from typing import Any, BinaryIO

from service import pipeline
from service.blocks import Kept, Scratch
from service.domain import Signal
from service.errors import BadParameter, TooLarge
from service.parameters import parse
from service.pipeline import Job, Query, asked, computing, most_bytes, timed
from service.receipt import Witness
from service.settings import Limits
from service.several import archive, document, sheet
from service.several._base import Form, Member, Members
from service.sources import Body, SourceParams, read
from service.stages import Stages

FORMS: Mapping[str, Form[Any]] = {
    "png": sheet.FORM,
    "npz": archive.FORM,
    "json": document.FORM,
}
ANY_FORMAT = "npy"
"""A format without parameters: those of the form are apart."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the computations.

    Attributes
    ----------
    name : str
        What it is called in the answer.
    feature : str
        Name in the registry.
    own : mapping
        Its parameters besides the shared ones.
    """

    name: str
    feature: str
    own: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Together:
    """One request for several computations, as plain data.

    Attributes
    ----------
    form : str
        One of `FORMS`.
    look : mapping
        Parameters of the form.
    grid : tuple of tuple of str and int
        See `service.several._base.Members`.
    shared : mapping
        What the caller set for all of the parts.
    parts : tuple of Part
        In the order of the answer.
    body : Body
        Where the sound is.
    limits : Limits
        What the request may cost.
    """

    form: str
    look: Mapping[str, Any]
    grid: tuple[tuple[str, int], ...]
    shared: Mapping[str, Any]
    parts: tuple[Part, ...]
    body: Body
    limits: Limits

    def plain(self) -> dict[str, Any]:
        """Give the job as JSON data, without the body's path."""
        body = self.body
        return {
            "form": self.form,
            "look": self.look,
            "grid": self.grid,
            "shared": self.shared,
            "parts": [asdict(part) for part in self.parts],
            "body": {"kind": body.kind, "rate": body.rate, "channels": body.channels},
            "limits": self.limits.model_dump(),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any], path: str | int) -> "Together":
        """Make a job from what `plain` gave and the body's path or descriptor."""
        changed = {
            "grid": tuple((name, count) for name, count in plain["grid"]),
            "parts": tuple(Part(**part) for part in plain["parts"]),
            "body": Body(path, **plain["body"]),
            "limits": Limits(**plain["limits"]),
        }
        return cls(**{**plain, **changed})


def job_of(plain: Mapping[str, Any], path: str | int) -> Job | Together:
    """Make the job that was told as plain data."""
    return Together.of(plain, path) if "parts" in plain else Job.of(plain, path)


def run(
    job: Job | Together,
    out: BinaryIO,
    scratch: Scratch | None = None,
    stages: Stages | None = None,
) -> Mapping[str, str]:
    """Read the sound, compute one feature or several, encode the answer.

    Parameters
    ----------
    job : Job or Together
        The request.
    out : BinaryIO
        See `service.pipeline.run`.
    scratch : Scratch, optional
        For what is too long for memory. Default: a temporary file.
    stages : Stages, optional
        Takes note of where the time goes.

    Returns
    -------
    mapping
        Headers that belong to the answer.

    Raises
    ------
    ServiceError
        Whatever the caller can be told went wrong; if it is about a part, it names that.
    """
    if isinstance(job, Job):
        return pipeline.run(job, out, scratch, stages)
    form, clock = FORMS[job.form], stages or Stages()
    with scratch or Scratch() as room:
        members = Members(job.grid, _members(job, form, room, clock))
        clock.enter("encode")
        form.encode(members, parse(form.params, job.look), out)
    return {}


def part_params(shared: Mapping[str, Any], part: Part) -> Query:
    """Validate the parameters of a part.

    Raises
    ------
    BadParameter
        As `service.pipeline.asked`, naming the part.
    """
    with _named(part.name):
        return asked(part.feature, ANY_FORMAT, {**shared, **part.own})


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Let a refusal say which of the parts it is about."""
    try:
        yield
    except BadParameter as error:
        faults = (replace(f, detail=f"{f.detail} (this is about {name})") for f in error.faults)
        raise BadParameter(*faults) from error
    except TooLarge as error:
        raise TooLarge(f"{error} (this is about {name})") from error


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A sound that can be gone through once for each part."""

    params: dict[str, Any]
    signal: Signal
    witness: Witness

    @classmethod
    def of(cls, job: Together, params: Query, scratch: Scratch) -> "_Prepared":
        signal = read(job.body, params, job.limits, scratch)
        kept = Kept(signal.blocks, scratch)
        return cls(_source(params), replace(signal, blocks=kept), Witness(kept))


def _prepares(part: Part) -> bool:
    """Tell whether a part has a say in how the sound is prepared."""
    return not SourceParams.model_fields.keys().isdisjoint(part.own)


def _source(params: Query) -> dict[str, Any]:
    return {name: getattr(params, name) for name in SourceParams.model_fields}


def _members(job: Together, form: Form[Any], scratch: Scratch, clock: Stages) -> Iterator[Member]:
    """Compute one part after the other; the sound is read again only if a part prepares it anew."""
    sound: _Prepared | None = None
    used = 0
    for part in job.parts:
        params = part_params(job.shared, part)
        before = clock.enter("decode")
        if sound is None or sound.params != _source(params):
            scratch.clear()
            with _named(part.name) if _prepares(part) else nullcontext():
                sound = _Prepared.of(job, params, scratch)
        clock.enter("compute")
        with scratch.lent(), _named(part.name), computing(part.feature, params):
            one = Job(part.feature, form.format, {}, job.body, job.limits)
            features = pipeline.compute(one, params, sound.signal, scratch, sound.witness)
            used += most_bytes(form.format, features.shape, features.dtype) * form.adds_up
            _refuse_much(used, job)
            clock.enter(before)
            yield Member(part.name, part.own, timed(features, clock))


def _refuse_much(used: int, job: Together) -> None:
    if used > job.limits.max_answer_bytes:
        raise TooLarge(
            f"the answer would take at least {used} bytes as {job.form}; the limit is "
            f"{job.limits.max_answer_bytes} bytes"
        )
