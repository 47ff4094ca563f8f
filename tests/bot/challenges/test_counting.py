"""Counting the votes takes a while where there are many duels."""

import asyncio
import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.challenges import transitions
from bot.database.challenges.entries import Entries
from bot.database.challenges.models import Entry, Phase, Vote
from bot.database.erasure import Erasure
from tests.bot.challenges.samples import START, challenge


async def test_others_write_meanwhile_and_it_counts(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast_at, ends_at = START + timedelta(days=2, hours=1), START + timedelta(days=3)
    found = challenge(phase=Phase.VOTING)
    async with async_sessionmaker(engine, expire_on_commit=False).begin() as session:
        session.add(found)
        session.add_all(
            Entry(name, found.id, member, 1, START, None, picture="p")
            for member, name in enumerate("ab", start=1)
        )
        session.add_all(
            Vote(entry, voter, found.id, 1, cast_at)
            for voter, entry in ((11, "a"), (12, "a"), (13, "b"))
        )
    counting, go_on, count = threading.Event(), threading.Event(), transitions.outcome

    def slowly(*args: Any) -> Any:
        counting.set()
        assert go_on.wait(30)
        return count(*args)

    monkeypatch.setattr(transitions, "outcome", slowly)
    turning = asyncio.create_task(transitions.Transitions(engine).turn(found, ends_at))
    assert await asyncio.to_thread(counting.wait, 30)
    await Erasure(engine).erase(11)
    go_on.set()
    assert await turning is Phase.ENDED
    entries = await Entries(engine).of(found.id)
    assert {entry.id: (entry.voters, entry.rank) for entry in entries} == {"a": (1, 1), "b": (1, 2)}
