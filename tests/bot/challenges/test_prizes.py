from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import discord
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker

from bot.challenges.prizes import Prizes
from bot.database.challenges.models import Prize
from bot.database.challenges.notices import Notices
from tests.bot.challenges.samples import GUILD, START


class Discord:
    """Refuses to give roles until a moderator has put that right."""

    def __init__(self) -> None:
        self.is_right = False
        self.given: list[int] = []

    async def add_role(self, _guild: int, member: int, _role: int) -> None:
        if not self.is_right:
            answer: Any = SimpleNamespace(status=403, reason="Forbidden")
            raise discord.Forbidden(answer, "Missing Permissions")
        self.given.append(member)


async def test_moderators_have_time_to_let_the_bot_give_a_role(engine: AsyncEngine) -> None:
    async with async_sessionmaker(engine).begin() as session:
        session.add(Prize("challenge", 3, GUILD, 8, START + timedelta(days=7)))
    ours = Discord()
    client: Any = SimpleNamespace(http=ours)
    prizes = Prizes(client, Notices(engine))
    for look in range(20):  # every few seconds
        await prizes.settle(START + timedelta(seconds=5 * look))
    ours.is_right = True
    await prizes.settle(START + timedelta(hours=2))
    await prizes.settle(START + timedelta(hours=4))
    assert ours.given == [3]
