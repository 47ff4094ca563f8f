"""Everything goes wrong at once, and each picture comes once or is refused in a sentence.

CHAOS_JOBS=1000 CHAOS_SEED=3 is what is measured now and then (`make chaos`).
"""

import asyncio
import os
import random
import sqlite3
from collections import Counter
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from bot.database.models import UNFINISHED, State
from bot.sandbox.client.member import File, InteractionFailedError, Member
from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import MessageFlag
from tests.end_to_end import crowd, stage
from tests.end_to_end.chaos import Chaos
from tests.end_to_end.stage import BotProcess

_JOBS = int(os.environ.get("CHAOS_JOBS", "16"))
_SEED = os.environ.get("CHAOS_SEED", "1508.06576")
_MEMBERS = min(100, max(4, _JOBS // 5))
# A server has a room, for the most of them.
_A_ROOM = 5 if _MEMBERS > 10 else 2
_SERVERS = min(20, _MEMBERS // _A_ROOM)
_PATIENCE_S = 300.0
# A member presses, looks, and presses again.
_PAUSE_S = 6.0
_WAKE_S = 5.0


@pytest.mark.timeout(_PATIENCE_S + 120 + 2 * _JOBS)
async def test_whatever_breaks_each_picture_comes_once(tmp_path: Path, photo: bytes) -> None:
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(Sandbox.started())
        sandbox.backend.handshake.identify_interval_s = 0
        running = stage.running(sandbox, tmp_path, quick=0.1, max_waiting="1000")
        bot = await stack.enter_async_context(running)
        members = [
            (await stack.enter_async_context(_connected(sandbox, invited)), invited.room)
            for invited in crowd.invite(sandbox, [0] * _MEMBERS, _A_ROOM, _SERVERS)
        ]
        chaos = Chaos(sandbox, bot, tmp_path, _SEED)
        keeping = asyncio.create_task(chaos.keep_up())
        breaking = asyncio.create_task(chaos.run())
        asking = (_ask(member, room, photo, -(-_JOBS // _MEMBERS)) for member, room in members)
        outcomes = await asyncio.gather(*asking)
        chaos.end()
        await breaking
        await _all_ended(bot, chaos)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        assert await bot.stop() == 0

        states = _states(bot)
        print(dict(chaos.done), dict(sum(outcomes, Counter())), dict(Counter(states.values())))
        posted = [
            {"components": message.components, "flags": message.flags}
            for channel in sandbox.backend.world.channels.values()
            for message in channel.messages.values()
            if message.author.bot
        ]
        shown = Counter(_job(each) for each in posted if stage.is_result(each))
        delivered = [job for job, state in states.items() if state == State.DELIVERED]
        assert shown == dict.fromkeys(delivered, 1)
        assert [each for each in posted if (stage.button(each) or "").startswith("cancel:")] == []
        assert [each for each in posted if each["flags"] & MessageFlag.LOADING] == []
        # Some begin too often with a bot that is killed again and again: those failed, and say so.
        assert set(states.values()) <= {State.DELIVERED, State.FAILED}
        assert len(delivered) > 0.9 * len(states)


def _connected(sandbox: Sandbox, invited: crowd.Invitation) -> Any:
    address = sandbox.address
    return Member.connected(address.api, address.gateway, invited.token, address.application_id)


def _job(result: stage.Message) -> str:
    return stage.way(result, "other").split(":")[2]


async def _ask(member: Member, room: str, photo: bytes, share: int) -> Counter[str]:
    """Ask for so many pictures; where Discord says that nobody answers, once more."""
    outcomes: Counter[str] = Counter()
    while outcomes["acknowledged"] < share:
        await asyncio.sleep(random.uniform(0, _PAUSE_S))
        options = {"image": File("photo.jpg", photo), "quality": "painting"}
        try:
            await member.slash(room, "stylize", options)
        except InteractionFailedError:
            outcomes["not answered"] += 1
        else:
            outcomes["acknowledged"] += 1
    return outcomes


async def _all_ended(bot: BotProcess, chaos: Chaos) -> None:
    # What was asked last may not be written down yet.
    await asyncio.sleep(_WAKE_S)
    async with asyncio.timeout(_PATIENCE_S):
        while _promises(bot) or set(_states(bot).values()) & {*UNFINISHED}:
            await asyncio.sleep(_WAKE_S)
            chaos.end()


def _promises(bot: BotProcess) -> int:
    return len(list((bot.data / "promises").glob("*.json")))


def _states(bot: BotProcess) -> dict[str, str]:
    with closing(sqlite3.connect(bot.data / "deepstyle.db")) as database:
        return dict(database.execute("SELECT id, state FROM jobs"))
