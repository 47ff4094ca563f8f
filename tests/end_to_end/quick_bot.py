"""The bot as it ships but for its painter, the clock of challenges, and a wait: `quick_bot.py run`.

That clock is as many seconds ahead as the file `ahead` in the bot's folder says. SIGUSR2 sets the
clock of the whole process forward.
"""

import asyncio
import functools
import random
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import time_machine

from bot import app
from bot.__main__ import main
from bot.client import DeepStyle
from bot.clock import Clock
from bot.inference.process import ProcessPainter

_PAINTER = (sys.executable, str(Path(__file__).with_name("quick_painter.py")))
_AHEAD = Path("ahead")
_TICK_SECONDS = 0.2
# Longer than the answer to a command can be edited.
_JUMP_MINUTES = (20, 120)


class ForwardClock(Clock):
    def now(self) -> datetime:
        ahead = float(_AHEAD.read_text() or 0) if _AHEAD.exists() else 0.0
        return datetime.now(UTC) + timedelta(seconds=ahead)

    async def tick(self) -> None:
        await asyncio.sleep(_TICK_SECONDS)


class ReadyAtOnce(DeepStyle):
    def __init__(self, http_trace: aiohttp.TraceConfig) -> None:
        super().__init__(http_trace)
        # All guilds arrive at once here; discord.py waits two seconds for more of them.
        self._connection.guild_ready_timeout = 0.05


def _jump(*_: object) -> None:
    minutes = random.uniform(*_JUMP_MINUTES)
    time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes)).start()


signal.signal(signal.SIGUSR2, _jump)
app.ProcessPainter = functools.partial(ProcessPainter, command=_PAINTER)  # type: ignore[misc,assignment]
app.DeepStyle = ReadyAtOnce  # type: ignore[misc]
app.Clock = ForwardClock  # type: ignore[misc]
sys.exit(main())
