"""Everything a caller can be told went wrong.

* ServiceError                500
  x BadSound                  422
    + CutShort                422
    + Unsupported             415
    + Crashed                 422
  x BadParameter              422
  x Unknown                   404
  x Differs                   409
  x TooLarge                  413
  x NotReady                  503
    + Busy                    503
    + Warming                 503
  x DeadlineExceeded          504
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong value of a request.

    Attributes
    ----------
    parameter : str
        Name of the parameter, or the path of a member of the tone spec.
    value : object
        What the caller gave; plain JSON data.
    detail : str
        A sentence that names the limit.
    """

    parameter: str
    value: Any
    detail: str


class ServiceError(Exception):
    """Base of every error with an HTTP meaning; its text is safe to show to the caller."""

    status: ClassVar[int] = 500
    kind: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong inside the service"

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The parameters at fault, if any."""
        return ()

    @property
    def headers(self) -> Mapping[str, str]:
        """What the answer's headers add."""
        return {}

    def plain(self) -> dict[str, Any]:
        """Give the error as JSON data."""
        faults = [asdict(fault) for fault in self.faults]
        return {"kind": self.kind, "detail": str(self), "faults": faults}


class BadSound(ServiceError):
    """The sound was recognised but cannot be used."""

    status = 422
    kind = "bad-sound"
    title = "The sound cannot be used"


class CutShort(BadSound):
    """The recording ends before its own header says it does."""

    kind = "cut-short"
    title = "The recording is cut short"


class Unsupported(BadSound):
    """The bytes are nothing that the service reads."""

    status = 415
    kind = "unsupported-sound"
    title = "Not a sound this service reads"


class BadParameter(ServiceError):
    """A parameter is wrong in itself, or does not fit the others or the sound.

    Parameters
    ----------
    *faults : Fault
        At least one.
    """

    status = 422
    kind = "bad-parameter"
    title = "A parameter is wrong"

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)

    @classmethod
    def of(cls, parameter: str, value: object, detail: str) -> "BadParameter":
        """Make the error for a single parameter."""
        return cls(Fault(parameter, value, detail))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The parameters at fault."""
        return self.args

    def __str__(self) -> str:
        """Join the sentences of all faults."""
        return "; ".join(f"{f.parameter}={f.value!r}: {f.detail}" for f in self.faults)


class Crashed(BadSound):
    """The input brought down the process that computed it, twice."""

    kind = "crashed"
    title = "The sound crashed the decoder"


class Unknown(ServiceError):
    """There is no such feature, format or preset."""

    status = 404
    kind = "unknown"
    title = "No such feature, format or preset"


class Differs(ServiceError):
    """A receipt cannot be followed: the sound or the software is not the one it speaks of."""

    status = 409
    kind = "differs"
    title = "Not what the receipt was made with"


class TooLarge(ServiceError):
    """A limit of size, duration or answer is exceeded."""

    status = 413
    kind = "too-large"
    title = "Larger than this service accepts"


class NotReady(ServiceError):
    """The workers are not there yet, or the service is shutting down."""

    status = 503
    kind = "not-ready"
    title = "The service is not ready"

    @property
    def headers(self) -> Mapping[str, str]:
        """When to try again, s."""
        return {"Retry-After": "1"}


class Busy(NotReady):
    """Every worker and every waiting place is taken."""

    kind = "busy"
    title = "The service is busy"


class Warming(NotReady):
    """The workers of this feature are not there yet; those of others may be."""

    kind = "warming"
    title = "The feature is warming up"

    @property
    def headers(self) -> Mapping[str, str]:
        """When to try again, s."""
        return {"Retry-After": "5"}


class DeadlineExceeded(ServiceError):
    """The computation took longer than the service allows."""

    status = 504
    kind = "deadline"
    title = "The computation took too long"


def kinds() -> dict[str, type[ServiceError]]:
    """Give every class of error by its kind."""
    found, rest = {}, [ServiceError]
    while rest:
        error = rest.pop()
        found[error.kind] = error
        rest.extend(error.__subclasses__())
    return found


def from_plain(data: Mapping[str, Any]) -> ServiceError:
    """Make an error from what `ServiceError.plain` gave, in whatever process.

    Parameters
    ----------
    data : mapping
        Plain data; of an unknown form, it becomes an internal error.

    Returns
    -------
    ServiceError
        Of the same class, with the same sentence.
    """
    error = kinds().get(data.get("kind", ""), ServiceError)
    if issubclass(error, BadParameter):
        return error(*(Fault(**fault) for fault in data.get("faults", ())))
    return error(str(data.get("detail", "")))
