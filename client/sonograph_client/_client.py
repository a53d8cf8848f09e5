"""The client: one method per operation."""

import io
import json
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import httpx
import numpy as np
from numpy.typing import NDArray

from sonograph_client import _waiting
from sonograph_client._calls import query, spelt
from sonograph_client._operations import FeatureName, Operations
from sonograph_client._problems import TimedOut, Unreachable, problem
from sonograph_client._results import Features, Sheet, one, parts, several
from sonograph_client._sounds import NOTHING, Body, Sound, body

Query = Sequence[tuple[str, str]]


class Sonograph(Operations):
    """A Sonograph service.

    One client may be used by several threads at once, and keeps its connections.

    Parameters
    ----------
    url : str
        Address of the service, with the path that it is served under.
    timeout : float
        Longest wait for the next bytes of an answer, s.
    patience : float
        Longest wait in all, s, for a service that is busy or starting (429, 503) before `Busy` is
        raised; 0 to raise it at once. Each wait is as long as ``Retry-After`` says and up to a
        quarter longer.
    headers : mapping, optional
        Sent with every request, such as ``{"Authorization": "Bearer ..."}``.

    Examples
    --------
    >>> with Sonograph("http://127.0.0.1:8000") as service:  # doctest: +SKIP
    ...     mel = service.mel("speech.wav", n_fft=1024, scale="db")
    """

    def __init__(
        self,
        url: str,
        *,
        timeout: float = 120.0,
        patience: float = 60.0,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._http = httpx.Client(base_url=url, timeout=timeout, headers=headers)
        self._patience = patience

    def __enter__(self) -> Self:
        """Give the client itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def feature(self, name: str, sound: Sound, /, **params: Any) -> Features:
        """Any feature by its name, also one that is newer than this client.

        Parameters
        ----------
        name : str
            Name of the feature.
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        **params
            Its parameters.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """
        content, asked = body(sound), query(params)
        path = f"v1/features/{name}"

        def draw(**look: Any) -> bytes:
            return self._post(f"{path}.png", content, [*asked, *query(look)]).content

        return one(name, self._post(f"{path}.npz", content, asked).content, draw)

    def parts(self, name: FeatureName, sound: Sound, /, **params: Any) -> list[Features]:
        """A feature of each of the sounds that `segment` or ``silence="split"`` makes of one.

        Parameters
        ----------
        name : str
            Name of the feature.
        sound : Sound
            As for a feature.
        **params
            Its parameters.

        Returns
        -------
        list of Features
            In the order of the sound; all have the one receipt.
        """
        return parts(
            name, self._post(f"v1/features/{name}.npz", body(sound), query(params)).content
        )

    def bundle(
        self,
        sound: Sound,
        features: Sequence[FeatureName] | Mapping[FeatureName, Mapping[str, Any]],
        /,
        **shared: Any,
    ) -> dict[str, Features]:
        """Several features of one decoding.

        Parameters
        ----------
        sound : Sound
            As for a feature.
        features : sequence of str, or mapping of str to mapping
            Their names, or the own parameters of each by its name.
        **shared
            Parameters of all features that have them.

        Returns
        -------
        dict of str to Features
            By the name of the feature.
        """
        asked = [("features", ",".join(features)), *query(shared)]
        if isinstance(features, Mapping):
            own = ((name, query(params)) for name, params in features.items())
            asked += [(f"{name}.{p}", value) for name, given in own for p, value in given]
        return several(self._post("v1/bundle.npz", body(sound), asked).content)

    def sweep(
        self,
        name: FeatureName,
        sound: Sound,
        /,
        vary: Mapping[str, Sequence[Any]],
        **params: Any,
    ) -> Sheet:
        """A feature under every combination of some values.

        Parameters
        ----------
        name : str
            Name of the feature.
        sound : Sound
            As for a feature.
        vary : mapping of str to sequence
            Values by the name of the parameter; the last one varies from left to right.
        **params
            What does not vary.

        Returns
        -------
        Sheet
            Features by what varies, ``"n_fft=512,n_mels=32"``; `picture` is the contact sheet.
        """
        content, path = body(sound), f"v1/sweeps/{name}"
        grid = [
            ("vary", f"{parameter}:{spelt(list(values))}") for parameter, values in vary.items()
        ]
        asked = [*grid, *query(params)]

        def draw(**look: Any) -> bytes:
            return self._post(f"{path}.png", content, [*asked, *query(look)]).content

        return Sheet(several(self._post(f"{path}.npz", content, asked).content, name), draw)

    def plan(self, name: FeatureName, /, **params: Any) -> dict[str, Any]:
        """What a request would give and cost, without any sound.

        Parameters
        ----------
        name : str
            Name of the feature.
        **params
            Its parameters; `duration` and `sample_rate` are those of the prepared sound.

        Returns
        -------
        dict
            Shape, axes, resolution, bytes and time in each format, warnings, and what to change.
        """
        return self._get(f"v1/plan/{name}", query(params))

    def replay(self, sound: Sound, receipt: Features | Mapping[str, Any], /) -> NDArray[Any]:
        """Values of a receipt, computed again from the same sound.

        Parameters
        ----------
        sound : Sound
            The same as then.
        receipt : Features or mapping
            What is to be computed again, of one sound.

        Returns
        -------
        ndarray
            The same values.

        Raises
        ------
        Otherwise
            The sound, the parameters or a version are others, and the numbers might be.
        """
        told = receipt.receipt if isinstance(receipt, Features) else receipt
        content = body(sound).beside({"receipt": json.dumps(told)})
        answer = self._post("v1/replay", content, ())
        values: NDArray[Any] = np.load(io.BytesIO(answer.content), allow_pickle=False)
        return values

    def features(self) -> list[dict[str, Any]]:
        """All features with their parameters."""
        return self._list("features")

    def formats(self) -> list[dict[str, Any]]:
        """All formats."""
        return self._list("formats")

    def presets(self) -> list[dict[str, Any]]:
        """All presets."""
        return self._list("presets")

    def preset(self, name: str, /) -> dict[str, Any]:
        """One preset with all of its values; a name without a version means the newest."""
        return self._get(f"v1/presets/{name}")

    def _sound_file(self, name: str, sound: Sound, /, **params: Any) -> bytes:
        format = name.removeprefix("sound_")
        return self._post(f"v1/sound.{format}", body(sound), query(params)).content

    def _lookup(self, name: str, /, **params: Any) -> dict[str, Any]:
        return self._get(f"v1/{name}", query(params))

    def _list(self, name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._get(f"v1/{name}")[name]
        return found

    def _get(self, path: str, params: Query = ()) -> dict[str, Any]:
        found: dict[str, Any] = self._send("GET", path, params).json()
        return found

    def _post(self, path: str, content: Body, params: Query) -> httpx.Response:
        return self._send("POST", path, params, content)

    def _send(
        self, method: str, path: str, params: Query, content: Body = NOTHING
    ) -> httpx.Response:
        """Ask until there is an answer, or patience is at its end."""
        patience = time.monotonic() + self._patience
        for step in _waiting.steps():
            answer = self._attempt(method, path, params, content)
            if answer.is_success:
                return answer
            told = _waiting.retry_after(answer)
            pause = _waiting.jittered(step if told is None else told)
            late = time.monotonic() + pause > patience
            if answer.status_code not in _waiting.AGAIN or late:
                raise problem(answer, told)
            time.sleep(pause)
        raise AssertionError("the steps never end")

    def _attempt(self, method: str, path: str, params: Query, content: Body) -> httpx.Response:
        try:
            with content.opened() as sent:
                return self._http.request(method, path, params=list(params), **sent)
        except httpx.TimeoutException as error:
            raise TimedOut(f"{self._http.base_url}: {error}") from error
        except httpx.TransportError as error:
            raise Unreachable(f"{self._http.base_url}: {error}") from error
