"""What schemathesis sends as sound: it knows JSON, but neither sound files nor arrays."""

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
