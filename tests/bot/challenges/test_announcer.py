"""What a channel of the sandbox is told of a challenge: where, once, and who is called."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import discord
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.challenges.announcer import Announcer
from bot.challenges.podium import PodiumMaker
from bot.challenges.repositories import ChallengeRepositories
from bot.database.challenges.challenges import ANNOUNCED
from bot.database.challenges.models import Challenge, Entry, Notice, Phase
from bot.inference.pool import PainterPool
from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import Channel, ChannelKind, Message, Overwrite
from bot.sandbox.state.permissions import Permission
from bot.storage.picture_store import PictureStore
from tests.bot.challenges.clocks import HandClock
from tests.bot.challenges.samples import START, challenge
from tests.bot.conftest import on_sqlite

pytestmark = on_sqlite

# Longer than Discord remembers the nonce of a message.
_LONG_S = 3600


@pytest.fixture
def repositories(engine: AsyncEngine) -> ChallengeRepositories:
    return ChallengeRepositories(engine, HandClock(START))


@pytest.fixture
def announcer(
    client: discord.Client, repositories: ChallengeRepositories, pictures: PictureStore
) -> Announcer:
    podiums = PodiumMaker(client, pictures, PainterPool([]))
    return Announcer(client, repositories, pictures, podiums, card_seconds=0.01)


class Told:
    """A challenge in the sandbox, and what its server has been told of it."""

    def __init__(
        self,
        sandbox: Sandbox,
        place: Channel,
        repositories: ChallengeRepositories,
        announcer: Announcer,
    ) -> None:
        self.sandbox = sandbox
        self.repositories = repositories
        self.announcer = announcer
        self.channels = sandbox.backend.world.channels
        self.place = place

    async def begin(self, **values: Any) -> None:
        assert self.place.guild is not None
        in_forum = self.place.kind is ChannelKind.FORUM
        where = {"guild_id": self.place.guild.id, "channel_id": self.place.id, "in_forum": in_forum}
        await self.repositories.challenges.add(challenge(**where | values))

    async def now(self) -> Challenge:
        found = await self.repositories.challenges.get("challenge")
        assert found is not None
        return found

    async def pend(self, kind: str) -> None:
        """Write down that something is to be said."""
        if kind in list(Phase):
            await self.repositories.challenges.change("challenge", phase=Phase(kind))
        await self.repositories.notices.remind(
            await self.now(), kind, self.sandbox.backend.clock.now()
        )

    async def pending(self) -> Sequence[tuple[Challenge, Notice]]:
        return await self.repositories.notices.pending()

    async def say(self, kind: str) -> bool:
        if kind != ANNOUNCED:
            await self.pend(kind)
        whole = [await self.announcer.say(about, notice) for about, notice in await self.pending()]
        return all(whole)

    async def thread(self) -> Channel:
        return self.channels[(await self.now()).thread_id or 0]

    def messages(self) -> list[Message]:
        """Return what the bot has said anywhere, the newest last."""
        bot = self.sandbox.backend.world.bot
        said = [m for channel in self.channels.values() for m in channel.messages.values()]
        ours = (message for message in said if message.author is bot and message.components)
        return sorted(ours, key=lambda message: message.id)


@pytest.fixture(params=[ChannelKind.TEXT])
def place(request: pytest.FixtureRequest, sandbox: Sandbox) -> Channel:
    """The channel of the challenge, as it is when the bot comes."""
    channel = sandbox.backend.world.channels[int(sandbox.address.channels["challenge"])]
    channel.kind = request.param
    return channel


@pytest.fixture
def told(
    place: Channel,
    listening: discord.Client,
    sandbox: Sandbox,
    repositories: ChallengeRepositories,
    announcer: Announcer,
) -> Told:
    return Told(sandbox, place, repositories, announcer)


def _forbid(channel: Channel, permission: int) -> None:
    assert channel.guild is not None
    channel.overwrites[channel.guild.id] = Overwrite(channel.guild.id, 0, deny=permission)


async def test_news_are_said_in_the_channel_and_reminders_beside_the_talk(told: Told) -> None:
    await told.begin()
    await told.say(ANNOUNCED)
    (card,) = told.messages()
    assert (await told.now()).announcement_id == card.id
    thread = await told.thread()
    assert thread.parent is told.place
    for kind, place in (("open", told.place), ("closes-day", thread), ("voting", told.place)):
        await told.say(kind)
        assert told.messages()[-1].channel is place
        assert await told.pending() == []


async def test_where_no_thread_may_be_begun_all_is_said_in_the_channel(told: Told) -> None:
    _forbid(told.place, Permission.CREATE_PUBLIC_THREADS)
    await told.begin()
    assert not await told.say(ANNOUNCED)
    assert await told.say("closes-day")
    assert (await told.now()).thread_id is None
    assert [message.channel for message in told.messages()] == [told.place] * 2


@pytest.mark.parametrize("kind", [ANNOUNCED, "open", "ends-hour", "ended", "cancelled"])
@pytest.mark.parametrize("place", [ChannelKind.TEXT, ChannelKind.FORUM], indirect=True)
async def test_what_was_said_before_a_crash_is_found_and_not_said_again(
    told: Told, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    await told.begin()
    if kind != ANNOUNCED:
        await told.say(ANNOUNCED)

    async def dies(*_: Any) -> None:
        raise OSError("killed")

    with monkeypatch.context() as broken:
        broken.setattr(told.repositories.notices, "end", dies)
        with pytest.raises(OSError, match="killed"):
            await told.say(kind)
    said = told.messages()
    told.sandbox.backend.clock.forward(_LONG_S)
    for about, notice in await told.pending():
        await told.announcer.say(about, notice)
    assert told.messages() == said
    assert await told.pending() == []
    now = await told.now()
    assert now.announcement_id in {message.id for message in said}
    assert (await told.thread()).parent is told.place


async def test_a_refusal_is_passed_on_and_what_was_to_be_said_stays_due(told: Told) -> None:
    await told.begin()
    _forbid(told.place, Permission.SEND_MESSAGES)
    with pytest.raises(discord.Forbidden):
        await told.say(ANNOUNCED)
    ((_, notice),) = await told.pending()
    assert notice.begun == 1


async def test_followers_and_winners_are_called_and_nobody_else(
    told: Told, engine: AsyncEngine
) -> None:
    users = told.sandbox.address.users
    follower, winner, jury, other = (
        int(users[name].id) for name in ("newcomer", "artist", "moderator", "owner")
    )
    await told.begin(title=f"<@{other}> @everyone")
    await told.say(ANNOUNCED)
    await told.repositories.notices.follow("challenge", follower)

    def entry(member: int, **values: Any) -> Entry:
        kept = {"picture": "p" * 64, "extension": "png", "appraised": True}
        made = START + timedelta(minutes=1)
        return Entry(f"e{member}", "challenge", member, 1, made, None, **kept | values)

    async with AsyncSession(engine) as session, session.begin():
        session.add(entry(winner, rank=1, score=3, voters=3, jury=0.1))
        session.add(entry(jury, jury=0.9))
        session.add(entry(other, jury=1.0, hidden_because="against the rules"))
    for kind, called in (("open", {follower}), ("ended", {follower, winner, jury})):
        await told.say(kind)
        newest = told.messages()[-1]
        assert {user.id for user in newest.mentions} == called
        assert not newest.mention_everyone
