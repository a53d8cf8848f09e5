"""When to try again."""

import random
import time
from collections.abc import Iterator
from email.utils import mktime_tz, parsedate_tz

import httpx

AGAIN = frozenset({429, 503})
FIRST_S, LONGEST_S = 1.0, 30.0
JITTER = 0.25


def retry_after(answer: httpx.Response) -> float | None:
    """When an answer says to try again.

    Parameters
    ----------
    answer : httpx.Response
        With or without ``Retry-After``, which is a number of seconds or a date.

    Returns
    -------
    float or None
        s from now on, at least 0; None if it does not say.
    """
    text = answer.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text)
    date = parsedate_tz(text)
    return None if date is None else max(0.0, mktime_tz(date) - time.time())


def steps() -> Iterator[float]:
    """Seconds to wait where nothing is said: 1, 2, 4 ... 30."""
    step = FIRST_S
    while True:
        yield step
        step = min(2 * step, LONGEST_S)


def jittered(seconds: float) -> float:
    """Make it up to a quarter longer: who was refused together does not return together."""
    return seconds * random.uniform(1, 1 + JITTER)  # noqa: S311  # no secret
