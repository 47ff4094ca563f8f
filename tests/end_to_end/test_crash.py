"""Bot and painter killed among fifteen jobs, again and again: each is delivered exactly once."""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.sandbox.client.member import File, Member
from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import Message as Posted
from tests.end_to_end import stage
from tests.end_to_end.conftest import connected
from tests.end_to_end.stage import PATIENCE_S, BotProcess, Message

_MEMBERS = ("newcomer", "artist", "moderator")
_JOBS_EACH = 5
_TOKEN_LIFE_S = 15 * 60
# How much may happen between two kills.
_MOST_RESULTS = 2
_MOST_SECONDS = 0.4


class _Executioner:
    """Kills a bot and its painter with -9 once Discord has taken so many results."""

    def __init__(self, sandbox: Sandbox, bot: BotProcess, patch: pytest.MonkeyPatch) -> None:
        self._bot = bot
        self._left: int | None = None
        self._seconds = 0.0
        for name in ("message_created", "message_updated"):
            tell = getattr(sandbox.backend.events, name)
            patch.setattr(sandbox.backend.events, name, self._watched(tell))

    def kill(self) -> None:
        for process in (self._bot.process.pid, *self._bot.painters()):
            os.kill(process, signal.SIGKILL)

    def wait_for(self, results: int, seconds: float = 0.0) -> None:
        """Kill when so many more results are taken and not yet answered, or a moment later."""
        self._left, self._seconds = results, seconds

    def _watched(self, tell: Callable[[Posted], None]) -> Callable[[Posted], None]:
        def watched(message: Posted) -> None:
            tell(message)
            if self._left is None or not stage.is_result({"components": message.components}):
                return
            self._left -= 1
            if self._left == 0 and self._seconds == 0:
                self.kill()
            elif self._left == 0:
                asyncio.get_running_loop().call_later(self._seconds, self.kill)

        return watched


# Each kill is a start of the bot more: the other database goes through the two plainest.
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_fifteen_jobs_outlive_every_kill(
    database: str,
    tmp_path: Path,
    photo: bytes,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    settings: dict[str, str] = {}
    if database == "postgresql":
        settings["database_url"] = await request.getfixturevalue("postgres_server").new_database()
    chance = random.Random(f"{database} 1508.06576")
    async with (
        Sandbox.started() as sandbox,
        stage.running(sandbox, tmp_path, quick=3, **settings) as bot,
        connected(sandbox, "newcomer") as newcomer,
        connected(sandbox, "artist") as artist,
        connected(sandbox, "moderator") as moderator,
    ):
        sandbox.backend.handshake.identify_interval_s = 0
        members = (newcomer, artist, moderator)
        executioner = _Executioner(sandbox, bot, monkeypatch)
        await asyncio.gather(*(_ask(member, photo) for member in members))
        (tmp_path / "hurry").touch()

        await asyncio.sleep(chance.uniform(0, _MOST_SECONDS))
        executioner.kill()
        await bot.ended()
        executioner.wait_for(chance.randint(1, _MOST_RESULTS))
        assert await bot.run_to_its_end() == -signal.SIGKILL
        if database == "sqlite":
            executioner.wait_for(chance.randint(1, _MOST_RESULTS), chance.uniform(0, _MOST_SECONDS))
            assert await bot.run_to_its_end() == -signal.SIGKILL
            # What is left goes into messages of its own: the tokens of the answers are no more.
            sandbox.backend.clock.forward(_TOKEN_LIFE_S + 60)
            executioner.wait_for(chance.randint(1, _MOST_RESULTS))
            assert await bot.run_to_its_end() == -signal.SIGKILL
        await bot.start()

        everything = _JOBS_EACH * len(members)
        await stage.until(lambda: _results(newcomer), lambda seen: len(seen) >= everything)
        # Whatever would be delivered once more is so by the time that the bot has ended.
        assert await bot.stop() == 0
        for member in members:
            assert set((await _results(member)).values()) == {1}
        in_channel = [m for m in await newcomer.messages("stylize", 100) if stage.is_result(m)]
        assert len({_job(m) for m in in_channel}) == len(in_channel) == _JOBS_EACH * len(members)
        owners = Counter(_owner(m) for m in in_channel)
        assert owners == {member.user["id"]: _JOBS_EACH for member in members}


async def _ask(member: Member, photo: bytes) -> None:
    """Ask for pictures, and wait until the bot has said that each is in line."""
    options = {"image": File("photo.jpg", photo)}
    answers = [await member.slash("stylize", "stylize", options) for _ in range(_JOBS_EACH)]
    for answered in answers:
        await member.response(answered, stage.text, timeout_s=PATIENCE_S)


async def _results(member: Member) -> Counter[str]:
    """Count how often each job's result came to a member's eyes, in whichever message."""
    news = [d for name, d in member.events if name in ("MESSAGE_CREATE", "MESSAGE_UPDATE")]
    return Counter(_job(m) for m in news if stage.is_result(m))


def _job(message: Message) -> str:
    return stage.way(message, "other").split(":")[2]


def _owner(message: Message) -> str:
    asked = message.get("interaction_metadata")
    return asked["user"]["id"] if asked else message["mentions"][0]["id"]
