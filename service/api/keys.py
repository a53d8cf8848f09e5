"""API keys, if the operator asks for them: who may call, and how often; as pure ASGI."""

import math
import time
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.problems import problem
from service.errors import NoKey, OverQuota, ServiceError
from service.settings import ApiKey, Settings

PREFIX = "/v1/"
SCHEME = b"bearer "


@dataclass(slots=True)
class Bucket:
    """Requests that a key has left: filled at a steady rate, a minute's worth at the most.

    Attributes
    ----------
    per_minute : float
        The quota.
    left : float
        How many at `since`.
    since : float
        When that was.
    """

    per_minute: float
    left: float
    since: float

    def take(self, now: float) -> float:
        """Take one request; give how long to wait for it, s, if there is none."""
        self.left = min(self.per_minute, self.left + (now - self.since) * self.per_minute / 60)
        self.since = now
        if self.left < 1:
            return (1 - self.left) * 60 / self.per_minute
        self.left -= 1
        return 0.0


class Keys:
    """Let only those in who send ``Authorization: Bearer`` and a key, each within its quota.

    What is not under `/v1/` (pages, health checks, measurements) needs no key.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    settings : Settings
        The keys' digests and quotas.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._keys = app, settings.api_keys
        self._prefix = settings.root_path + PREFIX
        quotas = {
            key.name: key.per_minute or settings.quota_per_minute for key in settings.api_keys
        }
        now = time.monotonic()
        self._buckets = {n: Bucket(quota, quota, now) for n, quota in quotas.items() if quota}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["path"].startswith(self._prefix):
            try:
                self._admit(scope)
            except ServiceError as error:
                await problem(Request(scope), error)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _admit(self, scope: Scope) -> None:
        key = self._named(dict(scope["headers"]).get(b"authorization", b""))
        scope["caller"] = key.name
        bucket = self._buckets.get(key.name)
        wait_s = bucket.take(time.monotonic()) if bucket else 0.0
        if bucket and wait_s:
            quota = f"{bucket.per_minute:g} requests a minute"
            raise OverQuota(f"the key {key.name} has used its {quota}", math.ceil(wait_s))

    def _named(self, header: bytes) -> ApiKey:
        """Find the key, looking at all of them in the same way whatever is sent."""
        if not header.lower().startswith(SCHEME):
            raise NoKey("send the header Authorization: Bearer, and your key")
        digest = sha256(header[len(SCHEME) :].strip()).hexdigest()
        found = [key for key in self._keys if compare_digest(key.sha256, digest)]
        if not found:
            raise NoKey("this key is none that the service knows")
        return found[0]
