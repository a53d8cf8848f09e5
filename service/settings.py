"""The operator's limits, read once from ``SONOGRAPH_*`` environment variables."""

import tempfile
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from service import machine

MIB = 1 << 20
IDLE_BYTES = 512 * MIB
WORKER_BYTES = 256 * MIB


def usual_workers() -> int:
    """Number of workers for the processors that there are, and no more than fit into memory."""
    fitting = (machine.memory_bytes() - IDLE_BYTES) // WORKER_BYTES
    return max(1, min(machine.processors(), fitting))


def usual_worker_memory() -> int:
    """Memory for one worker, bytes: 2 GiB, or what the idle service leaves where that is less."""
    left = machine.memory_bytes() - IDLE_BYTES
    return max(WORKER_BYTES, min(2048 * MIB, left))


class Limits(BaseModel):
    """What one request may cost; plain data that travels with every job."""

    model_config = ConfigDict(frozen=True)

    max_duration_s: float = Field(
        900.0, gt=0, description="Longest sound that is decoded or synthesised, s."
    )
    max_samples: int = Field(
        100_000_000,
        ge=1,
        description="Most samples of one sound, counted over all channels that are kept, at its "
        "own rate and after resampling.",
    )
    max_answer_bytes: int = Field(
        256 * MIB, ge=1024, description="Largest answer, bytes; of a picture its array."
    )


class ApiKey(BaseModel):
    """Who may call: never the key itself, only its digest."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    per_minute: float | None = Field(None, gt=0)


class Settings(BaseSettings, Limits):
    """Limits and sizes that an operator may change without touching the code."""

    model_config = SettingsConfigDict(env_prefix="SONOGRAPH_", frozen=True, extra="forbid")

    workers: int = Field(
        default_factory=usual_workers,
        ge=1,
        description="Processes that decode and compute; as many as there are processors, of which "
        "a container's limit counts, and one for each 256 MiB of memory above 512 MiB at the most.",
    )
    long_tail_workers: int = Field(
        default_factory=lambda: max(1, usual_workers() // 2),
        ge=1,
        description="Further processes, with librosa, for the features that need it; half as many "
        "as the default of `SONOGRAPH_WORKERS`.",
    )
    max_waiting: int = Field(
        256,
        ge=0,
        description="Requests that may wait for a worker of one kind; beyond it the answer is 503.",
    )
    max_wait_s: float = Field(
        5.0,
        gt=0,
        description="Longest predicted wait for a worker, s; beyond it the answer is 503, before "
        "the body is read.",
    )
    short_job_s: float = Field(
        0.5,
        gt=0,
        description="Jobs that are predicted to take longer leave one worker of each kind to the "
        "others, s.",
    )
    max_upload_bytes: int = Field(256 * MIB, ge=1, description="Largest request body, bytes.")
    max_bytes_in_flight: int = Field(
        1024 * MIB,
        ge=1,
        description="Most bytes of bodies and answers that are held at a time, in memory and in "
        "files, at least `SONOGRAPH_MAX_UPLOAD_BYTES`; beyond it the answer is 503.",
    )
    worker_memory_bytes: int = Field(
        default_factory=usual_worker_memory,
        ge=256 * MIB,
        description="Memory that one worker may take for its work, bytes; 2 GiB, or what a smaller "
        "machine or container has above 512 MiB, and 256 MiB at least.",
    )
    deadline_s: float = Field(
        30.0,
        gt=0,
        description="Longest time from the last byte of the body to the answer, s; a caller may "
        "ask for less in the header `Sonograph-Deadline`.",
    )
    head_timeout_s: float = Field(
        5.0,
        ge=0.1,
        description="Longest time for the head of a request, from the start of the connection or "
        "from its first byte, s; then 408.",
    )
    max_head_bytes: int = Field(
        32 * 1024,
        ge=1024,
        description="Largest head of a request, bytes of its address and its header fields; beyond "
        "it 431.",
    )
    max_headers: int = Field(100, ge=10, description="Most header fields of a request; then 431.")
    keep_alive_s: float = Field(
        15.0, gt=0, description="How long a connection stays open between two requests, s."
    )
    patience_s: float = Field(
        5.0,
        ge=0.1,
        description="In each such time a body must bring, and a reader of an answer take, what "
        "`SONOGRAPH_MIN_BYTES_PER_S` asks for, s; then 408, or the end of the connection.",
    )
    min_bytes_per_s: float = Field(
        1024, ge=0, description="Slowest transfer of a body or an answer, bytes/s."
    )
    max_connections: int = Field(
        1000, ge=1, description="Most connections at a time, idle ones counted; then 503."
    )
    shutdown_delay_s: float = Field(
        0.0,
        ge=0,
        description="Time after SIGTERM in which `/readyz` answers 503 and all else goes on, so "
        "that a proxy can turn to others first, s; then what is in work is finished.",
    )
    spool_dir: Path = Field(
        default_factory=lambda: Path(tempfile.gettempdir()),
        description="Directory for bodies too large for memory; its files have no names.",
    )
    root_path: str = Field(
        "", description="Path prefix that a proxy strips, e.g. /sonograph.", pattern="^(/.*[^/])?$"
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Web origins that may call from a browser, comma separated; none by default.",
    )

    api_keys: Annotated[tuple[ApiKey, ...], NoDecode] = Field(
        (),
        description="Who may call: `name:digest`, comma separated, the digest being the SHA-256 of "
        "the key in hexadecimal, and `name:digest:quota` for a quota of its own; everybody by "
        "default.",
    )
    quota_per_minute: float | None = Field(
        None, ge=1, description="Requests a minute that each key allows; without limit by default."
    )

    @field_validator("api_keys", mode="before")
    @classmethod
    def _keys(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [entry.strip().split(":") for entry in value.split(",") if entry.strip()]
        if not all(len(part) in {2, 3} for part in parts):
            raise ValueError("must be name:digest or name:digest:quota, comma separated")
        return [dict(zip(ApiKey.model_fields, part, strict=False)) for part in parts]

    @field_validator("api_keys")
    @classmethod
    def _distinct(cls, value: tuple[ApiKey, ...]) -> tuple[ApiKey, ...]:
        for what in ("name", "sha256"):
            if len({getattr(key, what) for key in value}) < len(value):
                raise ValueError(f"two keys have the same {what}")
        return value

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, value.split(","))) if isinstance(value, str) else value

    @field_validator("max_bytes_in_flight")
    @classmethod
    def _enough(cls, value: int, info: ValidationInfo) -> int:
        least = info.data.get("max_upload_bytes", 0)
        if value < least:
            raise ValueError(f"must be at least the largest body, {least} bytes")
        return value

    @cached_property
    def limits(self) -> Limits:
        """The part that a worker needs."""
        return Limits(**{name: getattr(self, name) for name in Limits.model_fields})
