"""Everything a caller can be told went wrong.

* ServiceError                500
  x BadRequest                400
    + HeadTooLarge            431
  x NoKey                     401
  x SlowClient                408
  x OverQuota                 429
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

import math
import random
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
    """A bug, most likely; the base of every error with an HTTP meaning.

    Tell the operator the request id: the log has the details under it. The text of every error
    is safe to show to the caller.

    Examples
    --------
    the log has the details, under this request id
    """

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

    @property
    def reason(self) -> str:
        """Why, in a word, for whoever counts."""
        return self.kind

    def plain(self) -> dict[str, Any]:
        """Give the error as JSON data."""
        faults = [asdict(fault) for fault in self.faults]
        return {"kind": self.kind, "detail": str(self), "faults": faults}


class BadRequest(ServiceError):
    """What came is not HTTP.

    Have a library or curl write the request.

    Examples
    --------
    the request is no HTTP/1.1 that can be read: Invalid HTTP request received.
    """

    status = 400
    kind = "bad-request"
    title = "Not an HTTP request"


class HeadTooLarge(BadRequest):
    """The address and the header fields of a request are too many bytes, or too many fields.

    Send fewer cookies and fields; parameters have room for all that there are.

    Examples
    --------
    the head of the request exceeds the limit of 32768 bytes in 100 fields
    """

    status = 431
    kind = "head-too-large"
    title = "The head of the request is too large"


class NoKey(ServiceError):
    """The operator asks for an API key, and there is none, or an unknown one.

    Send `Authorization: Bearer` and the key that the operator gave you.

    Examples
    --------
    this key is none that the service knows
    """

    status = 401
    kind = "no-key"
    title = "An API key is needed"

    @property
    def headers(self) -> Mapping[str, str]:
        """How to send one."""
        return {"WWW-Authenticate": "Bearer"}


class OverQuota(ServiceError):
    """The caller has used what its key allows.

    Wait for `Retry-After`, or ask the operator for more.

    Parameters
    ----------
    detail : str
        The sentence.
    wait_s : int
        When the next request is allowed, s.

    Examples
    --------
    the key lab has used its 60 requests a minute
    """

    status = 429
    kind = "over-quota"
    title = "The quota is used up"

    def __init__(self, detail: str, wait_s: int = 1) -> None:
        super().__init__(detail)
        self._wait_s = wait_s

    @property
    def headers(self) -> Mapping[str, str]:
        """When to try again, s."""
        return {"Retry-After": str(self._wait_s)}


class SlowClient(ServiceError):
    """The request does not arrive in time.

    Send it faster, or compress the sound.

    Examples
    --------
    the body came at less than 1024 bytes/s for 5 s
    """

    status = 408
    kind = "slow-client"
    title = "The request came too slowly"


class BadSound(ServiceError):
    """The sound was recognised, but cannot be used.

    The sentence says why: send a whole recording with finite samples, 1 to 8 channels and 1 to
    384 kHz, or convert it to WAV or FLAC.

    Examples
    --------
    sample 812 is not a finite number
    """

    status = 422
    kind = "bad-sound"
    title = "The sound cannot be used"


class CutShort(BadSound):
    """The recording ends before its own header says it does.

    Send the whole file: the transfer or the recorder stopped early.

    Examples
    --------
    the WAV header claims 32000 bytes of sound, but 20000 follow
    """

    kind = "cut-short"
    title = "The recording is cut short"


class Unsupported(BadSound):
    """The bytes, or their content type, are nothing that the service reads.

    Send one of the kinds of sound that the README lists, under its content type; the sentence
    may have the right curl command.

    Examples
    --------
    the body is text; this service reads WAV, FLAC, Ogg Vorbis, Ogg Opus, MP3, AIFF, and with the
    extra 'ffmpeg' m4a and WebM
    """

    status = 415
    kind = "unsupported-sound"
    title = "Not a sound this service reads"


class BadParameter(ServiceError):
    """A parameter is wrong in itself, or does not fit the others or the sound.

    Change what `errors` names; the sentence has the limit, and a name that was nearly right is
    suggested. `GET /v1/plan/{feature}` refuses the same without sound.

    Parameters
    ----------
    *faults : Fault
        At least one.

    Examples
    --------
    n_mels='0': must be at least 1
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
    """The input brought down the process that computed it, twice.

    Convert the recording to WAV, or compute less at once. The log has the digest of the input.

    Examples
    --------
    this input crashed the decoder
    """

    kind = "crashed"
    title = "The sound crashed the decoder"


class Unknown(ServiceError):
    """There is no such feature, format or preset.

    `GET /v1/features`, `/v1/formats` and `/v1/presets` list what there is; the sentence may say
    what was meant.

    Examples
    --------
    there is no preset 'wisper-80'; did you mean whisper-80?
    """

    status = 404
    kind = "unknown"
    title = "No such feature, format or preset"


class Differs(ServiceError):
    """A receipt cannot be followed: the sound or the software is not the one it speaks of.

    Send the sound that the receipt was made of to a service with the versions that it names.

    Examples
    --------
    the receipt was made with librosa 0.10.2, here it is 0.11.0
    """

    status = 409
    kind = "differs"
    title = "Not what the receipt was made with"


class TooLarge(ServiceError):
    """A limit of size, duration or answer is exceeded.

    Send less: `offset` and `duration` cut the sound, a longer `hop_length` the answer; or ask
    the operator to raise the limit.

    Examples
    --------
    the sound would last 1000 s; the limit is 900 s
    """

    status = 413
    kind = "too-large"
    title = "Larger than this service accepts"


class NotReady(ServiceError):
    """The workers are not there yet, or the service is shutting down.

    Try again after `Retry-After`.

    Examples
    --------
    the service is shutting down
    """

    status = 503
    kind = "not-ready"
    title = "The service is not ready"

    @property
    def headers(self) -> Mapping[str, str]:
        """When to try again, s."""
        return {"Retry-After": "1"}


class Busy(NotReady):
    """There is more to do than the service can do soon.

    Try again after `Retry-After`, later each time.

    Parameters
    ----------
    detail : str
        The sentence.
    wait_s : float
        How long the wait would be, s.
    reason : str
        What ran out, in a word, for whoever counts.

    Examples
    --------
    64 requests are waiting already
    """

    kind = "busy"
    title = "The service is busy"

    def __init__(self, detail: str, wait_s: float = 1.0, reason: str = "busy") -> None:
        super().__init__(detail)
        self._wait_s, self._reason = wait_s, reason

    @property
    def reason(self) -> str:
        """What ran out."""
        return self._reason

    @property
    def headers(self) -> Mapping[str, str]:
        """When to try again, s: not all at the same time."""
        wait_s = self._wait_s * random.uniform(1.0, 1.5)  # noqa: S311  # no secret
        return {"Retry-After": str(max(1, math.ceil(wait_s)))}


class Warming(NotReady):
    """The workers of this feature are not there yet; those of others may be.

    Try again after `Retry-After`: they need some seconds after the start.

    Examples
    --------
    the workers that compute cqt are still warming up; try again
    """

    kind = "warming"
    title = "The feature is warming up"

    @property
    def headers(self) -> Mapping[str, str]:
        """When to try again, s."""
        return {"Retry-After": "5"}


class DeadlineExceeded(ServiceError):
    """The computation took longer than the service allows.

    Compute less at once, by `duration` or a longer `hop_length`; `GET /v1/plan/{feature}`
    predicts the time.

    Examples
    --------
    no answer within 30 s
    """

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
