"""No order of events counts a vote twice, goes back a phase, or loses an entry."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.challenges.transitions import Transitions
from bot.database.challenges.challenges import Challenges
from bot.database.challenges.entries import Entries
from bot.database.challenges.models import Entry, Notice, Phase
from bot.database.challenges.votes import Votes
from bot.database.erasure import Erasure
from bot.database.jobs import Result
from bot.database.models import Base
from bot.errors import RefusalError
from tests.bot.challenges.samples import START, challenge, job

_ORDER = (Phase.SCHEDULED, Phase.OPEN, Phase.VOTING, Phase.ENDED)
_MEMBERS = st.integers(1, 4)
_PICK = st.integers(0, 5)


@dataclass
class Picture:
    """An entry as the test remembers it; `job` is what is being painted for it."""

    member: int | None
    job: str | None
    entered_at: datetime
    shown: str | None = None
    hidden: bool = False
    hearts: dict[int, int] = field(default_factory=dict)


class Challenged(RuleBasedStateMachine):
    """Everything that members, moderators, painters and the clock can do, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.now = START - timedelta(minutes=30)
        self.numbers = count()
        self.phase = Phase.SCHEDULED
        self.pictures: dict[str, Picture] = {}
        self.ranks: dict[str, int | None] | None = None
        self.run(self._open())

    async def _open(self) -> None:
        self.engine: AsyncEngine = create_async_engine("sqlite+aiosqlite://")
        async with self.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        self.challenges, self.entries = Challenges(self.engine), Entries(self.engine)
        self.transitions = Transitions(self.engine)
        self.votes = Votes(self.engine)
        await self.challenges.add(challenge())

    def run(self, work: Any) -> Any:
        return self.runner.run(work)

    def teardown(self) -> None:
        self.run(self.engine.dispose())
        self.runner.close()

    @rule(hours=st.integers(1, 20))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def the_clock_is_looked_at(self) -> None:
        found = self.run(self.challenges.get("challenge"))
        self.run(self.transitions.turn(found, self.now))
        self.run(self.transitions.turn(found, self.now))  # by an old memory of it: nothing more

    @rule(member=_MEMBERS)
    def somebody_asks_for_an_entry(self, member: int) -> None:
        name = f"job{next(self.numbers)}"
        mine = [p for p in self.pictures.values() if p.member == member]
        possible = self._is_open() and len(mine) < 2
        assert possible == self._tried(
            self.entries.reserve("challenge", member, name, self.now, None)
        )
        if possible:
            (entry,) = [e for e in self._kept() if e.pending_job_id == name]
            self.pictures[entry.id] = Picture(member, name, self.now)

    @rule(pick=_PICK, member=_MEMBERS)
    def somebody_replaces_an_entry(self, pick: int, member: int) -> None:
        if not (chosen := self._pick(pick)):
            return
        entry_id, picture = chosen
        name = f"job{next(self.numbers)}"
        possible = self._is_open() and picture.member == member
        reserving = self.entries.reserve("challenge", member, name, self.now, entry_id)
        assert possible == self._tried(reserving)
        if possible:
            picture.job = name

    @rule(pick=_PICK, good=st.booleans())
    def a_painter_is_done(self, pick: int, good: bool) -> None:
        waiting = {i: p for i, p in self.pictures.items() if p.job}
        if not waiting:
            return
        entry_id = sorted(waiting)[pick % len(waiting)]
        picture = waiting[entry_id]
        assert picture.job
        if good:
            result = Result(f"result of {picture.job}", "png", 1, 1, 1.0)
            self.run(self.entries.painted(job(picture.job, picture.member or 0), result))
            in_time = self.phase is Phase.OPEN or (
                self.phase is Phase.VOTING and picture.shown is None
            )
        else:
            self.run(self.entries.release(picture.job))
            in_time = False
        if in_time:
            picture.shown = f"result of {picture.job}"
        elif picture.shown is None:
            del self.pictures[entry_id]
        picture.job = None

    @rule(pick=_PICK, member=_MEMBERS)
    def somebody_withdraws(self, pick: int, member: int) -> None:
        if not (chosen := self._pick(pick)):
            return
        possible = self._is_open() and chosen[1].member == member
        assert possible == self._tried(self.entries.withdraw(chosen[0], member, self.now))
        if possible:
            del self.pictures[chosen[0]]

    @rule(pick=_PICK, hide=st.booleans())
    def a_moderator_hides(self, pick: int, hide: bool) -> None:
        if not (chosen := self._pick(pick)):
            return
        done = self.run(self.entries.hide(chosen[0], "not nice" if hide else None))
        assert done == (self.phase in _ORDER[:3])
        if done:
            chosen[1].hidden = hide

    @rule(pick=_PICK, member=_MEMBERS, value=st.integers(0, 1), times=st.integers(1, 3))
    def somebody_votes(self, pick: int, member: int, value: int, times: int) -> None:
        if not (chosen := self._pick(pick)):
            return
        entry_id, picture = chosen
        possible = (
            self.phase is Phase.VOTING
            and self.now < START + timedelta(days=3)
            and picture.shown is not None
            and not picture.hidden
            and picture.member != member
        )
        for _ in range(times):
            assert possible == self.run(self.votes.rate(entry_id, member, value, self.now))
        if possible:
            picture.hearts[member] = value

    @rule(member=_MEMBERS)
    def somebody_is_forgotten(self, member: int) -> None:
        self.run(Erasure(self.engine).erase(member))
        for entry_id, picture in list(self.pictures.items()):
            if picture.member == member and self.phase is not Phase.ENDED:
                del self.pictures[entry_id]
            elif picture.member == member:
                picture.member = picture.shown = None
            if self.phase is not Phase.ENDED:
                picture.hearts.pop(member, None)

    @invariant()
    def all_is_as_it_should_be(self) -> None:
        found = self.run(self.challenges.get("challenge"))
        notices = [n.kind for n in self.run(self._all(Notice))]
        assert len(notices) == len(set(notices))
        before, self.phase = self.phase, found.phase
        assert _ORDER.index(before) <= _ORDER.index(self.phase)
        if self.phase is Phase.ENDED and self.ranks is None:
            self.pictures = {i: p for i, p in self.pictures.items() if p.shown}
            self.ranks = self._expected()
        assert (self.phase in notices) == (self.phase is not Phase.SCHEDULED)
        self._check_entries()

    def _check_entries(self) -> None:
        """No entry is lost or doubled, and ranks stay as they were at the end."""
        kept = {e.id: (e.user_id, e.picture, e.pending_job_id) for e in self._kept()}
        known = {
            i: (p.member, p.shown, None if self.phase is Phase.ENDED else p.job)
            for i, p in self.pictures.items()
        }
        if self.phase is Phase.ENDED:
            kept = {i: (member, picture, None) for i, (member, picture, _) in kept.items()}
        assert kept == known
        if self.ranks is not None:
            assert {e.id: e.rank for e in self._kept()} == self.ranks

    def _expected(self) -> dict[str, int | None]:
        """Count anew, in the plainest way."""
        hearts = Counter({i: sum(p.hearts.values()) for i, p in self.pictures.items()})
        counted = [i for i, p in self.pictures.items() if not p.hidden]
        if not any(hearts[i] for i in counted):
            return dict.fromkeys(self.pictures)
        best = sorted(counted, key=lambda i: (-hearts[i], self.pictures[i].entered_at, i))
        return dict.fromkeys(self.pictures) | {i: n for n, i in enumerate(best, start=1)}

    def _is_open(self) -> bool:
        return self.phase is Phase.OPEN and self.now < START + timedelta(days=2)

    def _pick(self, pick: int) -> tuple[str, Picture] | None:
        known = sorted(self.pictures.items(), key=lambda item: item[0])
        return known[pick % len(known)] if known else None

    def _tried(self, work: Any) -> bool:
        try:
            self.run(work)
        except RefusalError:
            return False
        return True

    def _kept(self) -> list[Entry]:
        return self.run(self._all(Entry))

    async def _all(self, table: type[Base]) -> list[Any]:
        async with self.challenges._sessions() as session:
            return list(await session.scalars(select(table)))


TestChallenged = Challenged.TestCase
TestChallenged.settings = settings(max_examples=8, stateful_step_count=30, deadline=None)
TestChallenged.pytestmark = [pytest.mark.slow]
