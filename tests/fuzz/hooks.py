"""What schemathesis sends as sound: it knows JSON, but neither sound files nor arrays.

And a deadline that can be met: who asks for an answer within 5e-324 s is told 504, as the document
says, but here that counts as a failure (`tests/http/test_admission.py` has such deadlines).
"""

import schemathesis
from hypothesis import strategies as st

from tests.fuzz.mutations import mutated, seeds


def sounds(media_type: str) -> st.SearchStrategy[bytes]:
    """Give sounds of a media type, whole ones and damaged ones."""
    whole = [seed.body for seed in seeds() if seed.media_type.split(";")[0] == media_type]
    damaged = st.integers(0, 10_000).map(lambda number: mutated(0, number).body)
    return st.sampled_from(whole) | st.sampled_from(whole) | damaged


for name in ("audio/*", "audio/L16", "application/x-npy"):
    schemathesis.openapi.media_type(name, sounds(name))
schemathesis.openapi.media_type("application/octet-stream", sounds("audio/*"))

DEADLINE = "Sonograph-Deadline"
LEAST_S = 60


@schemathesis.hook
def before_call(_context, case, **_):
    """Give the service a minute at least, where the deadline is a number of seconds above 0."""
    given = (case.headers or {}).get(DEADLINE)
    try:
        seconds = float(given)
    except (TypeError, ValueError):
        return
    if 0 < seconds < LEAST_S:
        case.headers[DEADLINE] = str(seconds + LEAST_S)
