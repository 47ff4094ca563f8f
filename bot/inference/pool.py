"""The painters of this bot, and which of them is free."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Sequence

from bot.errors import PainterDiedError
from bot.inference.painter import Health, JobEvent, Painter
from styletransfer.worker.protocol import (
    Draft,
    Dream,
    Fingerprint,
    Fingerprinted,
    Judge,
    Judged,
    Paint,
    Painted,
    Podium,
    Shrink,
    SideRequest,
)

_log = logging.getLogger(__name__)

# A job that has ended two painters is likely to end a third.
_PAINTERS_A_JOB = 2


class PainterPool:
    """Lends painters to jobs, one at a time each."""

    def __init__(self, painters: Sequence[Painter]) -> None:
        self._painters = tuple(painters)
        self._idle: asyncio.Queue[Painter] = asyncio.Queue()
        for painter in painters:
            self._idle.put_nowait(painter)

    def __len__(self) -> int:
        return len(self._painters)

    def health(self) -> tuple[Health, ...]:
        """Return how each painter is."""
        return tuple(painter.health() for painter in self._painters)

    def expected_seconds(self, size: int, aspect: float = 1.0) -> float | None:
        """Return how long a picture will be painted, waiting aside; None before anybody knows.

        `size` is the long side in pixels, `aspect` the short side over it. The slowest painter
        counts: nobody complains of a picture that comes early.
        """
        speeds = [painter.speed for painter in self._painters]
        return max((speed.seconds(size, aspect) for speed in speeds if speed), default=None)

    async def paint(self, request: Paint | Dream | Draft) -> AsyncGenerator[JobEvent, None]:
        """Yield what happens to a job; when its painter dies, the next one begins it again.

        Closing the iterator cancels the job. Raises PainterDiedError when that one dies too. A
        draft waits for no painter: it is drawn beside whatever is being painted.
        """
        ended = 0
        while True:
            try:
                if isinstance(request, Draft):
                    yield await self._aside(request)
                    return
                async with (
                    self._borrowed() as painter,
                    contextlib.aclosing(painter.work(request)) as events,
                ):
                    async for event in events:
                        yield event
                    return
            except PainterDiedError as error:
                # What was ended for the sake of another job says nothing of this one.
                ended += error.culprit in (None, request.job)
                about = {"job": request.job}
                _log.warning("painters ended: %d: %s", ended, error, extra=about)
                if ended == _PAINTERS_A_JOB:
                    raise

    async def shrink(self, request: Shrink) -> Painted | None:
        """Return a painted picture encoded smaller, or None if it cannot be.

        Raises PainterDiedError.
        """
        event = await self._worked(request)
        return event if isinstance(event, Painted) else None

    async def judge(self, request: Judge) -> Judged | None:
        """Return how near a picture is to its style and photo, or None if it cannot be said.

        It waits for a painter that is free. Raises PainterDiedError.
        """
        event = await self._worked(request)
        return event if isinstance(event, Judged) else None

    async def fingerprint(self, request: Fingerprint) -> str | None:
        """Return what a picture is known again by, or None if it is none; raises PainterDiedError.

        It is answered beside whatever is being painted, and so are `draft` and `podium`.
        """
        event = await self._aside(request)
        return event.fingerprint if isinstance(event, Fingerprinted) else None

    async def draft(self, request: Draft) -> Painted | None:
        """Return a draft, or None if it cannot be drawn; raises PainterDiedError."""
        event = await self._aside(request)
        return event if isinstance(event, Painted) else None

    async def podium(self, request: Podium) -> Painted | None:
        """Return a picture of the first of a challenge, or None if it cannot be drawn.

        Raises PainterDiedError.
        """
        event = await self._aside(request)
        return event if isinstance(event, Painted) else None

    async def close(self) -> None:
        """End all painters."""
        await asyncio.gather(*(painter.close() for painter in self._painters))

    async def _worked(self, request: Shrink | Judge) -> JobEvent | None:
        async with (
            self._borrowed() as painter,
            contextlib.aclosing(painter.work(request)) as events,
        ):
            async for event in events:
                return event
        return None

    async def _aside(self, request: SideRequest) -> JobEvent:
        painter = max(self._painters, key=lambda painter: painter.health().alive)
        return await painter.answer(request)

    @contextlib.asynccontextmanager
    async def _borrowed(self) -> AsyncGenerator[Painter]:
        painter = await self._idle.get()
        try:
            yield painter
        finally:
            self._idle.put_nowait(painter)
