"""What a caller may give as a sound, as the body of a request."""

import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import numpy as np
from numpy.typing import NDArray

Sound: TypeAlias = "str | os.PathLike[str] | bytes | BinaryIO | NDArray[Any] | Mapping[str, Any]"
"""A path, the bytes or the open file of a recording; samples of shape (n,) or (channels, n), whose
rate is the parameter `sample_rate`; or a tone spec."""


@dataclass(frozen=True)
class Body:
    """A body that can be sent more than once.

    Parameters
    ----------
    media_type : str
        Of the content.
    content : callable
        Opens it.
    fields : mapping of str to str, optional
        What a form has beside it.
    """

    media_type: str
    content: Callable[[], AbstractContextManager[bytes | BinaryIO]]
    fields: Mapping[str, str] | None = None

    def beside(self, fields: Mapping[str, str]) -> "Body":
        """Make it a form that has further fields."""
        return replace(self, fields=fields)

    @contextmanager
    def opened(self) -> Iterator[dict[str, Any]]:
        """Give what httpx sends, until the context ends."""
        with self.content() as content:
            if not self.media_type:
                yield {}
            elif self.fields:
                texts = {name: (None, text) for name, text in self.fields.items()}
                yield {"files": {"file": ("sound", content), **texts}}
            else:
                yield {"content": content, "headers": {"Content-Type": self.media_type}}


NOTHING = Body("", lambda: nullcontext(b""))
"""What a request without a body sends."""


def body(sound: Sound) -> Body:
    """Make the body of a request.

    Parameters
    ----------
    sound : Sound
        A path is read while it is sent, and again for each attempt; an open file is read at once.

    Returns
    -------
    Body
        With its media type.
    """
    if isinstance(sound, str | os.PathLike):
        path = Path(sound)
        return Body("application/octet-stream", lambda: path.open("rb"))
    if isinstance(sound, np.ndarray):
        return _constant("application/x-npy", _npy(sound))
    if isinstance(sound, Mapping):
        return _constant("application/json", json.dumps(sound, allow_nan=False).encode())
    content = sound if isinstance(sound, bytes | bytearray | memoryview) else sound.read()
    return _constant("application/octet-stream", bytes(content))


def _constant(media_type: str, content: bytes) -> Body:
    return Body(media_type, lambda: nullcontext(content))


def _npy(samples: NDArray[Any]) -> bytes:
    file = io.BytesIO()
    np.save(file, samples, allow_pickle=False)
    return file.getvalue()
