"""What can go wrong, as exceptions.

SonographError
├── Unreachable            no answer: no connection, or a broken one
│   └── TimedOut
└── Problem                an answer that is a problem document (RFC 9457)
    ├── Refused            422: a parameter or the content of the sound
    ├── UnsupportedSound   415
    ├── TooLarge           413
    ├── Otherwise          409: a replay would not be the same
    ├── Busy               429, 503, after all waiting
    └── DeadlineExceeded   504
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx

LONGEST_ECHO = 300


class SonographError(Exception):
    """Base of all errors of this package."""


class Unreachable(SonographError):
    """The service could not be asked."""


class TimedOut(Unreachable):
    """The service did not answer in time."""


@dataclass(frozen=True)
class Fault:
    """One parameter at fault."""

    parameter: str
    value: object
    detail: str


class Problem(SonographError):
    """The service answered with an error.

    Parameters
    ----------
    status : int
        The HTTP status.
    document : mapping
        The problem document.
    request_id : str
        Under which the log of the service has the request.
    retry_after : float, optional
        When to try again, s, if the service says so.

    Attributes
    ----------
    type, title, detail : str
        Stable name of the kind of problem, the kind in a few words, and a sentence.
    errors : tuple of Fault
        The parameters at fault.
    """

    def __init__(
        self,
        status: int,
        document: Mapping[str, Any],
        request_id: str = "",
        retry_after: float | None = None,
    ) -> None:
        self.status = status
        self.document = document
        self.request_id = request_id
        self.retry_after = retry_after
        self.type = str(document.get("type", "about:blank"))
        self.title = str(document.get("title", ""))
        self.detail = str(document.get("detail", ""))
        self.errors = tuple(_fault(one) for one in document.get("errors", ()))
        super().__init__(f"{status} {self.title}: {self.detail}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.status, self.document, self.request_id, self.retry_after)


class Refused(Problem):
    """A parameter or the content of the sound is wrong."""


class UnsupportedSound(Problem):
    """The bytes are no sound that the service reads."""


class TooLarge(Problem):
    """A limit of size, duration or answer is exceeded."""


class Otherwise(Problem):
    """A receipt that would not be computed to the same numbers."""


class Busy(Problem):
    """The service is busy, not ready, or this caller has used up its share."""


class DeadlineExceeded(Problem):
    """The computation took longer than the service allows."""


CLASSES: dict[int, type[Problem]] = {
    409: Otherwise,
    413: TooLarge,
    415: UnsupportedSound,
    422: Refused,
    429: Busy,
    503: Busy,
    504: DeadlineExceeded,
}


def problem(answer: httpx.Response, retry_after: float | None) -> Problem:
    """Make an exception of an answer that has been read.

    Parameters
    ----------
    answer : httpx.Response
        Whatever answered: a proxy's page of HTML gives a problem without a kind.
    retry_after : float, optional
        When to try again, s.

    Returns
    -------
    Problem
        Of the class for its status.
    """
    request_id = answer.headers.get("x-request-id", "")
    kind = CLASSES.get(answer.status_code, Problem)
    return kind(answer.status_code, _document(answer), request_id, retry_after)


def _document(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        found = None
    if isinstance(found, dict) and "detail" in found:
        return found
    phrases = {status.value: status.phrase for status in HTTPStatus}
    title = phrases.get(answer.status_code, "Unknown status")
    return {"title": title, "detail": " ".join(answer.text.split())[:LONGEST_ECHO]}


def _fault(one: Mapping[str, Any]) -> Fault:
    return Fault(one.get("parameter", ""), one.get("value"), one.get("detail", ""))
