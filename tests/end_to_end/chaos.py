"""What may go wrong while a bot serves, one thing after the other, as chance decides."""

import asyncio
import os
import random
import resource
import shutil
import signal
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path

from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.server import Sandbox
from tests.end_to_end.stage import BotProcess

# Between two of them, in seconds.
_PAUSE_S = (0.5, 2.0)
# Ends a bot that has hardly begun.
_FORWARD = signal.SIGUSR2
_EVERYTHING = ".*"
_EDITS = "PATCH .*"
_POSTS = "POST .*"


class Chaos:
    """Breaks a bot, its painter, its disk, its database and Discord; `done` counts what it did."""

    def __init__(self, sandbox: Sandbox, bot: BotProcess, folder: Path, seed: str) -> None:
        self._sandbox = sandbox
        self._bot = bot
        self._folder = folder
        self._chance = random.Random(seed)
        self._over = asyncio.Event()
        self.done: Counter[str] = Counter()

    async def run(self) -> None:
        """Break things until `end` is called; what is broken heals by itself."""
        deeds: list[Callable[[], Awaitable[None]]] = [
            self._kill_bot,
            self._kill_painter,
            self._stop_painter,
            self._lock_database,
            self._take_pictures_away,
            self._fill_disk,
            self._drop_gateway,
            self._set_clock_forward,
            self._let_discord_fail,
            self._let_discord_fail,
            self._let_discord_fail,
        ]
        while not self._over.is_set():
            deed = self._chance.choice(deeds)
            self.done[deed.__name__.strip("_")] += 1
            await deed()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._chance.uniform(*_PAUSE_S)):
                    await self._over.wait()

    async def keep_up(self) -> None:
        """Start the bot again whenever it has ended, as a service manager does."""
        while True:
            await self._bot.process.wait()
            status = await self._bot.ended()
            # It is killed, or cannot reach Discord; nothing that only a host can put right.
            assert status in (-signal.SIGKILL, -_FORWARD, 1), self._bot.log[-1]
            self.done[f"ended with {status}"] += 1
            await self._bot.spawn()

    def end(self) -> None:
        """Break nothing more, and let Discord be well."""
        self._over.set()
        self._sandbox.backend.faults.clear()
        self._drop()

    async def _kill_bot(self) -> None:
        with suppress(ProcessLookupError):
            self._bot.process.kill()

    async def _kill_painter(self) -> None:
        self._signal_painters(signal.SIGKILL)

    async def _stop_painter(self) -> None:
        self._signal_painters(signal.SIGSTOP)
        await asyncio.sleep(self._chance.uniform(0.2, 2))
        self._signal_painters(signal.SIGCONT)

    def _signal_painters(self, number: int) -> None:
        with suppress(OSError):  # the bot may be gone
            for painter in self._bot.painters():
                os.kill(painter, number)

    async def _lock_database(self) -> None:
        file = self._bot.data / "deepstyle.db"
        seconds = self._chance.uniform(0.5, 4)
        locked = sqlite3.connect(file, timeout=0.1, isolation_level=None)
        with closing(locked) as database, suppress(sqlite3.OperationalError):
            database.execute("BEGIN EXCLUSIVE")
            await asyncio.sleep(seconds)
            database.execute("ROLLBACK")

    async def _take_pictures_away(self) -> None:
        pictures, away = self._bot.data / "pictures", self._folder / "away"
        with suppress(OSError):
            pictures.rename(away)
            await asyncio.sleep(self._chance.uniform(0.2, 2))
        if not away.exists():
            return
        # A bot that was started meanwhile has made the folder anew.
        pictures.mkdir(exist_ok=True)
        for path in pictures.iterdir():
            path.replace(away / path.name)
        shutil.rmtree(pictures)
        away.rename(pictures)

    async def _fill_disk(self) -> None:
        """Let the bot write nothing, whatever file it opens, as on a full disk."""
        number = self._bot.process.pid
        with suppress(OSError):  # it may be gone
            soft, hard = resource.prlimit(number, resource.RLIMIT_FSIZE)
            resource.prlimit(number, resource.RLIMIT_FSIZE, (0, hard))
            await asyncio.sleep(self._chance.uniform(0.5, 4))
            resource.prlimit(number, resource.RLIMIT_FSIZE, (soft, hard))

    async def _set_clock_forward(self) -> None:
        with suppress(ProcessLookupError):
            self._bot.process.send_signal(_FORWARD)

    async def _drop_gateway(self) -> None:
        self._drop()

    def _drop(self) -> None:
        for session in self._sandbox.backend.handshake.sessions.values():
            if session.user.bot and session.socket is not None:
                session.socket.close(4000)

    async def _let_discord_fail(self) -> None:
        seconds = self._chance.uniform(0.2, 3)
        faults = (
            Fault(_EVERYTHING, FaultKind.REFUSED, status=503, for_s=seconds),
            Fault(_EVERYTHING, FaultKind.REFUSED, status=429, retry_after_s=0.5, for_s=seconds),
            Fault(_EVERYTHING, FaultKind.RESET, for_s=seconds),
            Fault(_EVERYTHING, FaultKind.SLOW, seconds=0.5, for_s=seconds),
            Fault(_EVERYTHING, FaultKind.ANSWER_LOST, times=self._chance.randint(1, 5)),
            Fault(_EDITS, FaultKind.REFUSED, status=403, code=50013, for_s=seconds),
            Fault(_EDITS, FaultKind.REFUSED, status=401, code=50027, times=3),
            Fault(_EDITS, FaultKind.REFUSED, status=400, code=50083, times=3),
            Fault(_EDITS, FaultKind.REFUSED, status=404, code=10008, times=2),
            Fault(_POSTS, FaultKind.REFUSED, status=403, code=50001, for_s=seconds),
            Fault(_EDITS, FaultKind.SILENT, times=1),
        )
        fault = self._chance.choice(faults)
        self.done[f"{fault.kind} {fault.status if fault.kind is FaultKind.REFUSED else ''}"] += 1
        self._sandbox.backend.faults.add(fault)
