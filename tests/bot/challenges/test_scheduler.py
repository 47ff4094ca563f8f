"""What is said of a challenge and when, whatever the clock, Discord and the bot's host do."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncGenerator, Callable
from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from bot.challenges import scheduler
from bot.challenges.repositories import ChallengeRepositories
from bot.challenges.scheduler import ChallengeScheduler
from bot.challenges.series import begin
from bot.database.challenges.challenges import ANNOUNCED
from bot.database.challenges.models import Challenge, Entry, Notice, Phase
from bot.database.models import Base
from tests.bot.challenges.clocks import HandClock
from tests.bot.challenges.samples import START, challenge
from tests.bot.wire import answer

ORDER = [ANNOUNCED, "open", "closes-day", "closes-hour", "voting", "ends-day", "ends-hour", "ended"]


# Two days of entries and two of votes, and the hours from one thing to be said to the next.
LONG = partial(challenge, ends_at=START + timedelta(days=4))
HOURS = (1.5, 24, 23, 1, 24, 23, 1)


class Channels:
    """Stands in for the announcer: hears what is said, or raises `faults` one by one."""

    def __init__(self, repositories: ChallengeRepositories) -> None:
        self.repositories = repositories
        self.said: list[tuple[str, str]] = []
        self.faults: list[Exception] = []
        self.refuses: set[tuple[str, str]] = set()
        self.has_threads = True

    async def say(self, about: Challenge, notice: Notice) -> bool:
        key = (about.id, notice.kind)
        await self.repositories.notices.begin(notice)
        if key in self.refuses:
            forbidden: Any = SimpleNamespace(status=403, reason="")
            raise discord.Forbidden(forbidden, "")
        if self.faults:
            raise self.faults.pop()
        self.said.append(key)
        await self.repositories.notices.end(notice, self.repositories.clock.now(), 1)
        return self.has_threads

    def kinds(self, challenge_id: str = "challenge") -> list[str]:
        return [kind for about, kind in self.said if about == challenge_id]

    def refresh(self, challenge_id: str) -> None:
        pass

    async def close(self) -> None:
        pass


class Jury:
    """Looks at no entry before it `may`."""

    def __init__(self, repositories: ChallengeRepositories) -> None:
        self.repositories = repositories
        self.may = asyncio.Event()
        self.may.set()

    async def look(self) -> None:
        await self.may.wait()
        for entry in await self.repositories.entries.unappraised():
            await self.repositories.entries.appraise(entry, None, None)


class Moderators:
    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, guild_id: int | None, key: str, **values: str | int) -> None:
        self.told.append(key)


class Client:
    """A client of Discord that is connected, and in no server."""

    async def wait_until_ready(self) -> None:
        pass

    def get_guild(self, guild_id: int) -> None:
        return None


class Stage:
    """A scheduler with a clock to be set by hand."""

    def __init__(self, repositories: ChallengeRepositories, clock: HandClock) -> None:
        self.repositories = repositories
        self.clock = clock
        self.channels = Channels(repositories)
        self.jury = Jury(repositories)
        self.moderators = Moderators()
        self._start()

    def _start(self) -> None:
        parts: Any = (Client(), self.repositories, self.channels, self.jury, self.moderators)
        self.scheduler = ChallengeScheduler(*parts)
        self._running = asyncio.create_task(self.scheduler.run())

    async def stop(self) -> None:
        self._running.cancel()
        await asyncio.wait([self._running])

    async def restart(self) -> None:
        """Let the process end in the middle of whatever it does, and another one begin."""
        await self.stop()
        self._start()

    async def forward(self, time: timedelta) -> None:
        """Set the clock forward and wait until it was looked at since."""
        self.clock.moment += time
        looks = self.clock.looks
        async with asyncio.timeout(30):
            while self.clock.looks < looks + 2:
                self.scheduler.wake()
                await asyncio.sleep(0)

    async def settled(self, phase: Phase | None = None) -> None:
        """Wait until nothing is to be said any more, and the challenge is in a phase."""
        async with asyncio.timeout(30):
            while await self._has_more_to_say() or (phase and await self.phase() is not phase):
                await self.forward(timedelta(0))

    async def _has_more_to_say(self) -> bool:
        if await self.repositories.notices.pending():
            return True
        await self.forward(timedelta(0))  # what is due by now is written down by now
        return bool(await self.repositories.notices.pending())

    async def phase(self) -> Phase:
        found = await self.repositories.challenges.get("challenge")
        assert found is not None
        return found.phase


@contextlib.asynccontextmanager
async def on_stage(*challenges: Challenge, entries: int = 0) -> AsyncGenerator[Stage]:
    """Begin some challenges, each with painted entries, an hour before they open."""
    clock = HandClock(START - timedelta(hours=1))
    kept: dict[str, Any] = {"picture": "p" * 64, "extension": "png"}
    with tempfile.TemporaryDirectory() as folder:
        # In memory all sessions would share a connection, and undo what others do.
        engine = create_async_engine(f"sqlite+aiosqlite:///{folder}/challenges.db")
        async with engine.begin() as connection:
            await connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            await connection.run_sync(Base.metadata.create_all)
        repositories = ChallengeRepositories(engine, clock)
        for one in challenges:
            async with AsyncSession(engine) as session, session.begin():
                session.add_all(
                    Entry(f"{one.id}{n}", one.id, n, 1, START, None, **kept) for n in range(entries)
                )
            await repositories.challenges.add(one)
        stage = Stage(repositories, clock)
        try:
            yield stage
        finally:
            await stage.stop()
            await engine.dispose()


@pytest.fixture(autouse=True, scope="module")
def _no_pauses() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scheduler, "_LONGEST_PAUSE", timedelta())
        yield


FAULTS: list[Callable[[], Exception]] = [
    lambda: answer(503),
    lambda: OSError("no way to Discord"),
    lambda: ZeroDivisionError("our own fault"),
]
STEPS = st.tuples(st.integers(0, 40), st.lists(st.sampled_from(FAULTS), max_size=2), st.booleans())


def _due(moment: datetime, entries: int) -> Phase:
    if moment < START:
        return Phase.SCHEDULED
    if moment < START + timedelta(days=2):
        return Phase.OPEN
    voting = entries >= 2 and moment < START + timedelta(days=3)
    return Phase.VOTING if voting else Phase.ENDED


@pytest.mark.slow
@settings(max_examples=10)
@given(steps=st.lists(STEPS, max_size=8), entries=st.integers(0, 3))
async def test_everything_that_is_news_is_said_once_and_in_order(
    steps: list[tuple[int, list[Callable[[], Exception]], bool]], entries: int
) -> None:
    """The clock goes on by any hours, saying fails now and then, and the bot is restarted."""
    async with on_stage(challenge(), entries=entries) as stage:
        for hours, faults, restarts in steps:
            stage.channels.faults = [make() for make in faults]
            await stage.forward(timedelta(hours=hours))
            if restarts:
                await stage.restart()
            await stage.settled(_due(stage.clock.moment, entries))
        await stage.forward(timedelta(days=4))
        await stage.settled(Phase.ENDED)
        said = stage.channels.kinds()
    assert len(said) == len(set(said))
    assert said[0] == ANNOUNCED
    assert said[-1] == "ended"
    assert said == sorted(said, key=ORDER.index)


async def test_all_is_said_of_a_challenge_whose_time_is_kept() -> None:
    async with on_stage(LONG(), entries=2) as stage:
        for hours in HOURS:
            await stage.forward(timedelta(hours=hours))
            await stage.settled()
    assert stage.channels.kinds() == ORDER


async def test_the_results_wait_for_the_jury_and_nothing_else_does() -> None:
    async with on_stage(challenge(), entries=2) as stage:
        stage.jury.may.clear()
        await stage.forward(timedelta(days=5))
        async with asyncio.timeout(30):
            while not stage.channels.kinds():
                await stage.forward(timedelta(0))
        for _ in range(5):
            await stage.forward(timedelta(hours=1))
        assert stage.channels.kinds() == [ANNOUNCED]
        stage.jury.may.set()
        await stage.settled()
    assert stage.channels.kinds() == [ANNOUNCED, "ended"]


async def test_a_challenge_that_cannot_be_announced_is_given_up() -> None:
    async with on_stage(challenge()) as stage:
        stage.channels.refuses = {("challenge", ANNOUNCED)}
        await stage.forward(timedelta(minutes=5))
        assert await stage.phase() is not Phase.CANCELLED
        await stage.forward(timedelta(hours=2))
        await stage.settled()
        await stage.forward(timedelta(days=5))
        await stage.settled()
        assert await stage.phase() is Phase.CANCELLED
    assert stage.channels.said == []
    assert stage.moderators.told == ["log-unannounced"]


async def test_moderators_hear_of_a_challenge_without_a_thread() -> None:
    async with on_stage(challenge()) as stage:
        stage.channels.has_threads = False
        await stage.forward(timedelta(minutes=5))
        async with asyncio.timeout(30):
            while not stage.moderators.told:
                await stage.forward(timedelta(0))
    assert stage.moderators.told == ["log-no-thread"]


async def test_a_refused_reminder_is_not_said_and_holds_up_nothing() -> None:
    async with on_stage(LONG(), entries=2) as stage:
        stage.channels.refuses = {("challenge", "closes-day")}
        for hours in HOURS:
            await stage.forward(timedelta(hours=hours))
            if hours != 24:
                await stage.settled()
    assert stage.channels.kinds() == [kind for kind in ORDER if kind != "closes-day"]
    assert stage.moderators.told == ["log-unsaid"]


async def test_results_that_are_refused_are_said_once_they_may_be() -> None:
    async with on_stage(challenge(), entries=2) as stage:
        await stage.forward(timedelta(hours=2))
        await stage.settled()
        stage.channels.refuses = {("challenge", "ended")}
        await stage.forward(timedelta(days=4))
        await stage.forward(timedelta(hours=3))
        assert "ended" not in stage.channels.kinds()
        stage.channels.refuses.clear()
        await stage.settled(Phase.ENDED)
        assert stage.channels.kinds()[-1] == "ended"
        assert stage.moderators.told == []


async def test_moderators_hear_of_results_that_nobody_may_see() -> None:
    async with on_stage(challenge(), entries=2) as stage:
        stage.channels.refuses = {("challenge", "ended")}
        await stage.forward(timedelta(days=5))
        await stage.forward(timedelta(hours=7))
        await stage.settled(Phase.ENDED)
    assert stage.moderators.told == ["log-unsaid"]


async def test_what_is_no_news_any_more_is_not_said() -> None:
    async with on_stage(challenge(), entries=2) as stage:
        await stage.forward(timedelta(0))
        await stage.settled()
        await stage.stop()
        # Nobody looks while the challenge opens, closes and is about to end.
        stage.clock.moment = START + timedelta(days=3, minutes=-30)
        await stage.restart()
        await stage.forward(timedelta(0))
        await stage.settled()
        assert stage.channels.kinds() == [ANNOUNCED, "voting", "ends-hour"]
        await stage.repositories.challenges.cancel("challenge", stage.clock.now())
        await stage.forward(timedelta(days=1))
        await stage.settled()
    assert stage.channels.kinds()[3:] == ["cancelled"]


async def test_one_challenge_in_trouble_holds_up_no_other() -> None:
    async with on_stage(challenge(id="ill"), challenge(id="well")) as stage:
        say = stage.channels.say
        stuck = asyncio.Event()

        async def waits(about: Challenge, notice: Notice) -> None:
            if about.id == "ill":
                stuck.set()
                await asyncio.Event().wait()
            await say(about, notice)

        stage.channels.say = waits  # type: ignore[method-assign]
        await stage.forward(timedelta(hours=2))
        await stuck.wait()
        async with asyncio.timeout(30):
            while stage.channels.kinds("well") != [ANNOUNCED, "open"]:
                await stage.forward(timedelta(0))


async def test_the_next_of_a_series_is_announced_once() -> None:
    async with on_stage() as stage:
        first = challenge(id="first")
        await stage.repositories.challenges.add(first, begin(first, [], ZoneInfo("UTC")))
        for _ in range(2):
            await stage.forward(timedelta(days=4))
            await stage.settled()
        announced = [about for about, kind in stage.channels.said if kind == ANNOUNCED]
        assert len(announced) == len(set(announced)) == 2
        assert announced[0] == "first"
        second = await stage.repositories.challenges.get(announced[1])
    assert second is not None
    assert second.opens_at == START + timedelta(weeks=1)
