"""A painter in a process of its own on this machine."""

import asyncio
import contextlib
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Self

from bot.errors import PainterDiedError
from bot.inference.painter import Health, JobEvent
from bot.settings import PREFIX
from styletransfer.features.allocator import with_huge_pages
from styletransfer.speed import Speed
from styletransfer.worker.framing import ProtocolError, frame, read_event
from styletransfer.worker.logs import LogFormat
from styletransfer.worker.protocol import (
    Cancel,
    Event,
    Order,
    Paint,
    Painted,
    Progress,
    Ready,
    Request,
    SideRequest,
)

_log = logging.getLogger(__name__)

_BACKOFF_SECONDS = (0.5, 1, 2, 5, 15, 60)
_LONG_LIFE_SECONDS = 60
# A process looks for what it is sent after each iteration, and one of a large picture takes long on
# a small machine: so many of the longest are granted.
_ITERATIONS_TO_HEED = 2


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a process is waited for before it is killed, at least."""

    start: float = 180
    silence: float = 120
    cancel: float = 10


class ProcessPainter:
    """Keeps one inference process alive and talks to it."""

    def __init__(
        self,
        device: str,
        network: Path | None = None,
        *,
        log_format: LogFormat = "text",
        command: Sequence[str] = (),
        patience: Patience | None = None,
    ) -> None:
        """Make a painter for a device; `network` draws its drafts."""
        own = [sys.executable, "-m", "styletransfer.worker", "--device", device]
        own += ["--log-format", log_format]
        if network is not None:
            own += ["--network", str(network)]
        self._command = tuple(command or own)
        self._device = device
        self._patience = patience or Patience()
        self._process: Process | None = None
        self._ready = asyncio.Event()
        self._events: asyncio.Queue[Event | PainterDiedError] = asyncio.Queue()
        self._culprit: str | None = None
        self._side_requests: dict[str, asyncio.Future[JobEvent]] = {}
        # The process answers one at a time, and who waits behind others is not late.
        self._side_lane = asyncio.Lock()
        self._numbers = count()
        self._keeper: asyncio.Task[None] | None = None
        self._restarts = 0
        self._speed: Speed | None = None

    @property
    def speed(self) -> Speed | None:
        """How fast the process paints; None until it has been ready once."""
        return self._speed

    @property
    def process_id(self) -> int | None:
        """The process's number while it is ready for jobs."""
        return self._process.pid if self._process and self._ready.is_set() else None

    def start(self) -> Self:
        """Start the process in the background; jobs wait until it is ready."""
        self._keeper = asyncio.create_task(self._keep_alive(), name=f"painter {self._device}")
        return self

    async def close(self) -> None:
        """Kill the process."""
        if self._keeper:
            self._keeper.cancel()
            await asyncio.wait([self._keeper])

    def health(self) -> Health:
        """Return how the process is."""
        process = self.process_id
        memory = 0 if process is None else _resident_bytes(process)
        return Health(self._device, process is not None, self._restarts, memory)

    async def work(self, request: Order) -> AsyncGenerator[JobEvent, None]:
        """Yield what happens to a job. Raises PainterDiedError."""
        await self._until_ready()
        self._events = asyncio.Queue()
        clock = asyncio.get_running_loop().time
        heard, longest, done = clock(), 0.0, False
        try:
            await self._send(request)
            while not done:
                event = await self._next(request.job, self._patience.silence)
                longest, heard = max(longest, clock() - heard), clock()
                done = not isinstance(event, Progress)
                if isinstance(event, Painted) and isinstance(request, Paint):
                    self._learn(request, event)
                yield event
        except PainterDiedError:
            done = True
            raise
        finally:
            if not done:
                longest = max(longest, clock() - heard)
                await self._abandon(request.job, _ITERATIONS_TO_HEED * longest)

    async def answer(self, request: SideRequest) -> JobEvent:
        """Return what an aside gives; a process that does not give it is killed.

        Raises PainterDiedError.
        """
        async with self._side_lane:
            return await self._answer(request)

    async def _answer(self, request: SideRequest) -> JobEvent:
        await self._until_ready()
        # A job of the same name may be worked at.
        name = f"{request.job}, aside {next(self._numbers)}"
        answer = self._side_requests[name] = asyncio.get_running_loop().create_future()
        try:
            await self._send(request.model_copy(update={"job": name}))
            async with asyncio.timeout(self._patience.silence):
                return await answer
        except TimeoutError as error:
            self._kill(request.job)
            raise PainterDiedError("the process does not answer", culprit=request.job) from error
        finally:
            del self._side_requests[name]

    async def _until_ready(self) -> None:
        try:
            async with asyncio.timeout(self._patience.start):
                await self._ready.wait()
        except TimeoutError as error:
            raise PainterDiedError("the process does not start") from error

    def _learn(self, request: Paint, painted: Painted) -> None:
        short, long = sorted((painted.width, painted.height))
        # A strength of 0 paints nothing, and of what had to be made smaller the work is not known.
        if self._speed and request.strength and long == request.size:
            self._speed.learn(request.size, short / long, painted.seconds)

    async def _next(self, job: str, seconds: float) -> JobEvent:
        """Return the next event of a job, killing a process that is silent for too long."""
        while True:
            try:
                async with asyncio.timeout(seconds):
                    event = await self._events.get()
            except TimeoutError as error:
                self._kill(job)
                silent = f"the process was silent for {seconds:.0f} s"
                raise PainterDiedError(silent, culprit=job) from error
            if isinstance(event, PainterDiedError):
                raise event
            if not isinstance(event, Ready) and event.job == job:
                return event

    async def _abandon(self, job: str, seconds: float) -> None:
        """Cancel a job; a process that does not heed it for so long is killed."""
        heeded = False
        try:
            async with asyncio.timeout(max(self._patience.cancel, seconds)):
                await self._send(Cancel(job=job))
                while isinstance(await self._next(job, self._patience.silence), Progress):
                    pass
                heeded = True
        except (TimeoutError, PainterDiedError):
            _log.warning("painter on %s did not cancel it", self._device, extra={"job": job})
        finally:
            if not heeded:
                self._kill(job)

    async def _send(self, request: Request) -> None:
        if not (self._process and self._process.stdin):
            raise PainterDiedError("the process is not there")
        self._process.stdin.write(frame(request))
        try:
            await self._process.stdin.drain()
        except ConnectionError as error:
            raise PainterDiedError("the process does not listen any more") from error

    async def _keep_alive(self) -> None:
        loop = asyncio.get_running_loop()
        failures = 0
        while True:
            began = loop.time()
            try:
                await self._live()
            except Exception:
                _log.exception("painter on %s failed", self._device)
            if loop.time() - began > _LONG_LIFE_SECONDS:
                failures = 0
            pause = _BACKOFF_SECONDS[min(failures, len(_BACKOFF_SECONDS) - 1)]
            failures += 1
            _log.warning("painter on %s ended; starting again in %s s", self._device, pause)
            await asyncio.sleep(pause)
            self._restarts += 1

    async def _live(self) -> None:
        """Run the process from its start to its end."""
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, env=_environment()
        )
        events = process.stdout
        assert events is not None
        self._process = process
        try:
            async with asyncio.timeout(self._patience.start):
                first = await read_event(events)
            if not isinstance(first, Ready):
                raise ProtocolError("the process did not say that it is ready")
            _log.info("painter on %s is ready (%s)", first.device, first.precision)
            # What the paintings have taught is truer than what a new process finds at its start.
            self._speed = self._speed or Speed(first.work_per_second)
            self._ready.set()
            while (event := await read_event(events)) is not None:
                self._hear(event)
        finally:
            self._kill(self._culprit)
            died = partial(PainterDiedError, "the process ended", culprit=self._culprit)
            self._culprit = None
            self._events.put_nowait(died())
            for answer in self._side_requests.values():
                if not answer.done():
                    answer.set_exception(died())
            await process.wait()

    def _hear(self, event: Event) -> None:
        if not isinstance(event, Ready) and (answer := self._side_requests.get(event.job)):
            if not answer.done():
                answer.set_result(event)
        else:
            self._events.put_nowait(event)

    def _kill(self, culprit: str | None) -> None:
        """Kill the process for the sake of a job, if one is to blame."""
        self._culprit = culprit
        self._ready.clear()
        if self._process:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()


def _resident_bytes(process: int) -> int:
    """Return how much memory a process holds; 0 where the system does not tell."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _environment() -> dict[str, str]:
    """Return this environment without the bot's settings: its token is nobody else's business."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return with_huge_pages(own)
