"""Far more presses than pictures: each is answered in time, and leaves nothing behind.

`FLOOD=5000 FLOOD_SECONDS=60` is what is measured now and then.
"""

import asyncio
import itertools
import math
import os
import statistics
import time
from pathlib import Path

import pytest

from bot.sandbox.client.member import File
from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import MessageFlag
from tests.end_to_end import stage
from tests.end_to_end.challenges import Guest, gathered
from tests.end_to_end.conftest import connected

# What is pressed twice in it is meant once.
MOMENT_S = 3.5
PRESSES = int(os.environ.get("FLOOD", "60"))
SECONDS = float(os.environ.get("FLOOD_SECONDS", "5"))
GUESTS = 20
WAYS = ("stronger", "weaker", "colors")
PICTURES = math.ceil(MOMENT_S * PRESSES / SECONDS / GUESTS / len(WAYS))
MOST_MIB = 100


@pytest.mark.slow
@pytest.mark.timeout(240 + 2 * SECONDS)
async def test_a_flood_of_presses_is_answered_in_time_and_leaves_nothing(
    tmp_path: Path, photo: bytes
) -> None:
    async with (
        Sandbox.started() as sandbox,
        stage.running(sandbox, tmp_path, quick=0.1, edit_seconds="4") as bot,
        connected(sandbox, "moderator") as moderator,
        gathered(sandbox, GUESTS, a_room=1) as guests,
    ):

        async def painted(guest: Guest) -> list[stage.Message]:
            photos = {"image": File("photo.jpg", photo)}
            room = f"room-{guests.index(guest)}"
            asked = [await guest.slash(room, "stylize", photos) for _ in range(PICTURES)]
            return [await guest.response(each, stage.is_result) for each in asked]

        # Several pictures of each: what is pressed again within a moment is meant once.
        results = await asyncio.gather(*map(painted, guests))
        await moderator.slash("stylize", "settings limits", {"member": 1})
        presses = [
            (guest, own[number], way)
            for number in range(PICTURES)
            for way in WAYS
            for guest, own in zip(guests, results, strict=True)
        ]
        took: list[float] = []

        async def press(guest: Guest, result: stage.Message, way: str) -> None:
            began = time.monotonic()
            # Raises where nobody answers in the time that Discord gives.
            await stage.go_on(guest, result, way)
            took.append(time.monotonic() - began)

        first = await bot.metrics()
        turns = itertools.islice(itertools.cycle(presses), PRESSES)
        began = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as fingers:
            for number, turn in enumerate(turns):
                due = began + number * SECONDS / PRESSES
                await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
                fingers.create_task(press(*turn))
        in_all = asyncio.get_running_loop().time() - began

        async def thinking() -> int:
            return sum(bool(m.flags & MessageFlag.LOADING) for m in _messages(sandbox))

        await stage.until(thinking, lambda left: left == 0)
        numbers = await bot.metrics()
        memory, processor = "process_resident_memory_bytes", "process_cpu_seconds_total"
        grown = (numbers[memory,] - first[memory,]) / 2**20
        busy = 1000 * (numbers[processor,] - first[processor,]) / PRESSES
        most = statistics.quantiles(took, n=100)[98]
        refused = numbers["deepstyle_refusals_total", "rules-member-quota"]
        late = (
            numbers["deepstyle_event_loop_lag_seconds_count",]
            - (numbers["deepstyle_event_loop_lag_seconds_bucket", "0.1"])
        )
        print(
            f"{len(took)} presses in {in_all:.0f} s, half answered in"
            f" {statistics.median(took):.3f} s, 99 % in {most:.2f} s, all in {max(took):.2f} s;"
            f" {refused:.0f} refused by the quota; {grown:+.0f} MiB, {busy:.1f} ms of processor"
            f" time each; {late:.0f} times the loop was late by more than .1 s"
        )
        assert len(took) == PRESSES
        assert refused >= 0.8 * (PRESSES - GUESTS)
        assert grown < MOST_MIB


def _messages(sandbox: Sandbox):
    channels = sandbox.backend.world.channels.values()
    return [m for channel in channels for m in channel.messages.values() if m.author.bot]
