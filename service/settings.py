"""The operator's limits, read once from ``SONOGRAPH_*`` environment variables."""

import os
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

MIB = 1 << 20


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


class Settings(BaseSettings, Limits):
    """Limits and sizes that an operator may change without touching the code."""

    model_config = SettingsConfigDict(env_prefix="SONOGRAPH_", frozen=True, extra="forbid")

    workers: int = Field(
        default_factory=lambda: len(os.sched_getaffinity(0)),
        ge=1,
        description="Processes that decode and compute; as many as there are processors.",
    )
    long_tail_workers: int = Field(
        default_factory=lambda: max(1, len(os.sched_getaffinity(0)) // 2),
        ge=1,
        description="Further processes, with librosa, for the features that need it; half as many "
        "as there are processors.",
    )
    max_waiting: int = Field(
        64,
        ge=0,
        description="Requests that may wait for a worker of one kind; beyond it the answer is 503.",
    )
    max_upload_bytes: int = Field(256 * MIB, ge=1, description="Largest request body, bytes.")
    worker_memory_bytes: int = Field(
        2048 * MIB, ge=256 * MIB, description="Memory that one worker may take for its work, bytes."
    )
    deadline_s: float = Field(
        30.0, gt=0, description="Longest time from the last byte of the body to the answer, s."
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

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(filter(None, value.split(","))) if isinstance(value, str) else value

    @cached_property
    def limits(self) -> Limits:
        """The part that a worker needs."""
        return Limits(**{name: getattr(self, name) for name in Limits.model_fields})
