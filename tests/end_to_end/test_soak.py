"""Hours of ordinary use, by `make soak MINUTES=120`: nothing grows, nothing is left behind."""

import asyncio
import os
import random
import statistics
import time
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest

from bot.sandbox.client.member import File
from bot.sandbox.server import Sandbox
from tests.end_to_end import stage
from tests.end_to_end.challenges import Guest, gathered
from tests.end_to_end.stage import BotProcess

MINUTES = float(os.environ.get("SOAK_MINUTES", "0"))
GUESTS = 6
PAUSE_S = (1.0, 6.0)
LOOK_S = max(5.0, MINUTES)  # sixty looks
MOST_MIB = 24


@dataclass(frozen=True, slots=True)
class Seen:
    """What both processes hold; MiB, and numbers of things."""

    bot: float
    painter: float
    files: int
    kept: int
    late: int
    delivered: int


@pytest.mark.slow
@pytest.mark.skipif(not MINUTES, reason="takes as long as SOAK_MINUTES says, which is not set")
@pytest.mark.timeout(600 + 60 * MINUTES)
async def test_nothing_grows_in_hours_of_use(tmp_path: Path, photo: bytes) -> None:
    async with (
        Sandbox.started() as sandbox,
        stage.running(sandbox, tmp_path, keep_days="1") as bot,
        gathered(sandbox, GUESTS, a_room=2) as guests,
    ):
        until = time.monotonic() + 60 * MINUTES
        rooms = [f"room-{number // 2}" for number in range(GUESTS)]
        using = [
            asyncio.create_task(_use(guest, room, photo, until))
            for guest, room in zip(guests, rooms, strict=True)
        ]
        seen: list[Seen] = []
        while time.monotonic() < until:
            await asyncio.sleep(LOOK_S)
            seen.append(await _look(bot))
            print(*(f"{each:.0f}" for each in astuple(seen[-1])), sep="\t", flush=True)
        await asyncio.gather(*using)
    third = len(seen) // 3
    for name in ("bot", "painter", "files"):
        middle = statistics.mean(getattr(each, name) for each in seen[third : 2 * third])
        end = statistics.mean(getattr(each, name) for each in seen[2 * third :])
        print(f"{name}: {middle:.1f} in the middle third, {end:.1f} in the last")
        assert end - middle < (MOST_MIB if name != "files" else 4)
    assert seen[-1].delivered > seen[third].delivered


async def _use(guest: Guest, room: str, photo: bytes, until: float) -> None:
    chance = random.Random(room)
    while time.monotonic() < until:
        quality = chance.choice(("draft", "draft", "draft", "painting"))
        # Another photo each time, so that another file is kept.
        asked = await guest.slash(
            room,
            "stylize",
            {"image": File("photo.jpg", photo + chance.randbytes(8)), "quality": quality},
        )
        result = await guest.response(asked, stage.is_result, timeout_s=600)
        await asyncio.sleep(chance.uniform(*PAUSE_S))
        await stage.go_on(guest, result, chance.choice(("stronger", "recipe", "colors")))
        if chance.random() < 0.5:
            await guest.slash(room, "history")
        await asyncio.sleep(chance.uniform(*PAUSE_S))


async def _look(bot: BotProcess) -> Seen:
    numbers = await bot.metrics()
    lag = "deepstyle_event_loop_lag_seconds"
    return Seen(
        numbers["process_resident_memory_bytes",] / 2**20,
        numbers["deepstyle_painter_memory_bytes", "cpu"] / 2**20,
        int(numbers["process_open_fds",]),
        sum(1 for path in bot.data.rglob("*") if path.is_file() and len(path.name) != 64),
        int(numbers[f"{lag}_count",] - numbers[f"{lag}_bucket", "0.1"]),
        int(numbers["deepstyle_jobs_ended_total", "delivered"]),
    )
