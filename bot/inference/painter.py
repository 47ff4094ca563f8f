"""What a painter is, wherever it runs."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

from styletransfer.speed import Speed
from styletransfer.worker.protocol import (
    Cancelled,
    Failed,
    Fingerprinted,
    Judged,
    Order,
    Painted,
    Progress,
    Refused,
    SideRequest,
)

JobEvent = Progress | Painted | Judged | Fingerprinted | Refused | Cancelled | Failed


@dataclass(frozen=True, slots=True)
class Health:
    """How a painter is: whether it is ready for jobs, and how often it has come back from death."""

    name: str
    alive: bool
    restarts: int
    memory_bytes: int


class Painter(Protocol):
    """Paints one job at a time, answers asides meanwhile, and comes back when it has died."""

    @property
    def speed(self) -> Speed | None:
        """How fast it paints; None until it has been ready once."""
        ...

    def health(self) -> Health:
        """Return how the painter is."""
        ...

    def work(self, request: Order) -> AsyncGenerator[JobEvent, None]:
        """Yield what happens to a job; the last event is none of `Progress`.

        Closing the iterator before that cancels the job. Raises PainterDiedError.
        """
        ...

    async def answer(self, request: SideRequest) -> JobEvent:
        """Return what an aside gives, also while a job is worked at. Raises PainterDiedError."""
        ...

    async def close(self) -> None:
        """End the painter and whatever it is working on."""
        ...
