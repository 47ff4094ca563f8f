"""Whoever waited long is pinged when their picture is there, once, wherever they asked."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import aiohttp
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.models import Job, State
from bot.sandbox.client.member import File, Member
from bot.sandbox.state.seed import add_guild_without_bot
from tests.databases import open_database
from tests.end_to_end import stage
from tests.end_to_end.conftest import Quick
from tests.end_to_end.stage import PATIENCE_S, Message

_LONG = timedelta(minutes=3)


def _pings(member: Member, channel: str) -> list[Message]:
    """Return the messages in a channel that do nothing but mention the member."""
    here = member.channels[channel]
    created = [d for name, d in member.events if name == "MESSAGE_CREATE"]
    calls = [m for m in created if m["channel_id"] == here and not m.get("components")]
    return [m for m in calls if member.user["id"] in [user["id"] for user in m["mentions"]]]


async def _painted(member: Member, channel: str, photo: bytes) -> Message:
    answered = await member.slash(channel, "stylize", {"image": File("a.jpg", photo)})
    return await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)


async def test_a_long_wait_ends_with_one_ping_also_after_a_restart(
    quick: Quick, photo: bytes
) -> None:
    world = quick.sandbox.backend.world
    traveller = world.users[int(quick.sandbox.address.users["owner"].id)]
    guild = add_guild_without_bot(world, [traveller])
    traveller.has_installed_app = True
    async with quick.connected("newcomer") as member, quick.connected("owner") as owner:
        late = {
            "stylize": await _painted(member, "stylize", photo),
            "dm": await _painted(member, "dm", photo),
        }
        elsewhere = await _painted(owner, "elsewhere", photo)
        soon, owed, known = [await _painted(member, "gallery", photo) for _ in range(3)]
        assert not any(_pings(member, channel) for channel in ("stylize", "dm", "gallery"))

        await quick.bot.crash()
        await _ping_as_the_bot(quick, member, known)
        async with _jobs(quick) as jobs:
            # As it is when the bot dies with a picture that is painted and not delivered yet,
            for message in (*late.values(), elsewhere, soon):
                jobs[message["id"]].state = State.PAINTED
                jobs[message["id"]].ended_at = None
                jobs[message["id"]].deliveries = 0
            for message in (*late.values(), elsewhere):
                jobs[message["id"]].created_at = datetime.now(UTC) - _LONG
            # with one that is delivered, and its member not pinged, or before that is written down.
            jobs[owed["id"]].owes_ping = jobs[known["id"]].owes_ping = True
        await quick.bot.start()

        for channel, result in late.items():
            pings = await stage.until(lambda here=channel: _now(_pings(member, here)), bool)
            assert _answered(pings[0]) == result["id"]
            assert "your picture is ready" in pings[0]["content"]
        await stage.until(lambda: _now(_pings(owner, "elsewhere")), bool)
        await stage.until(lambda: _owed(quick), lambda owed: owed == 0)
        counts = {channel: len(_pings(member, channel)) for channel in late}
        assert counts == {"stylize": 1, "dm": 1}
        assert sorted(map(_answered, _pings(member, "gallery"))) == [owed["id"], known["id"]]
        assert len(_pings(owner, "elsewhere")) == 1
    traveller.has_installed_app = False
    del world.guilds[guild.id]


async def _now(pings: list[Message]) -> list[Message]:
    return pings


def _answered(ping: Message) -> str:
    return ping["message_reference"]["message_id"]


@contextlib.asynccontextmanager
async def _jobs(quick: Quick) -> AsyncIterator[dict[str, Job]]:
    """Yield the jobs by their messages, and write down what is changed."""
    engine = await open_database(f"sqlite+aiosqlite:///{quick.bot.data / 'deepstyle.db'}")
    async with AsyncSession(engine) as session, session.begin():
        yield {str(job.message_id): job for job in await session.scalars(select(Job))}
    await engine.dispose()


async def _owed(quick: Quick) -> int:
    async with _jobs(quick) as jobs:
        return sum(job.owes_ping for job in jobs.values())


async def _ping_as_the_bot(quick: Quick, member: Member, result: Message) -> None:
    address = quick.sandbox.address
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{address.api}/channels/{result['channel_id']}/messages",
            json={
                "content": f"<@{member.user['id']}>",
                "message_reference": {"message_id": result["id"]},
            },
            headers={"Authorization": f"Bot {address.bot_token}"},
        ) as response,
    ):
        assert response.status == HTTPStatus.OK
