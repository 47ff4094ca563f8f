"""What a member sees of a job that is not finished."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """In line behind `ahead` other jobs; ready at about `ready_at`, where that can be known."""

    ahead: int
    ready_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Painting:
    """Being painted: `fraction` 0..1, `preview` the newest small JPEG."""

    fraction: float
    seconds_left: float
    preview: bytes | None
