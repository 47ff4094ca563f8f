"""Whoever waited long is pinged when their picture is there, once, wherever they asked."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.engine import open_database
from bot.database.models import Job, State
from bot.sandbox.beginning import add_guild_without_bot
from bot.sandbox.member import File, Member
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
        soon, owed = [await _painted(member, "gallery", photo) for _ in range(2)]
        assert not any(_pings(member, channel) for channel in ("stylize", "dm", "gallery"))

        await quick.bot.crash()
        engine = await open_database(f"sqlite+aiosqlite:///{quick.bot.data / 'deepstyle.db'}")
        async with AsyncSession(engine) as session, session.begin():
            jobs = {str(job.message_id): job for job in await session.scalars(select(Job))}
            # As it is when the bot dies with a picture that is painted and not delivered yet,
            for message in (*late.values(), elsewhere, soon):
                jobs[message["id"]].state = State.PAINTED
                jobs[message["id"]].deliveries = 0
            for message in (*late.values(), elsewhere):
                jobs[message["id"]].created_at = datetime.now(UTC) - _LONG
            # or with one that is delivered, and its member not pinged.
            jobs[owed["id"]].owes_ping = True
        await engine.dispose()
        await quick.bot.start()

        for channel, result in ({**late, "gallery": owed}).items():
            (ping,) = await stage.until(
                lambda here=channel: _now(_pings(member, here)), lambda pings: bool(pings)
            )
            assert ping["message_reference"]["message_id"] == result["id"]
            assert "your picture is ready" in ping["content"]
        await stage.until(lambda: _now(_pings(owner, "elsewhere")), lambda pings: bool(pings))

        # As it is when it dies after the ping, before that is written down.
        await quick.bot.crash()
        engine = await open_database(f"sqlite+aiosqlite:///{quick.bot.data / 'deepstyle.db'}")
        async with AsyncSession(engine) as session, session.begin():
            for job in await session.scalars(select(Job)):
                assert not job.owes_ping
                job.owes_ping = str(job.message_id) in {m["id"] for m in (*late.values(), owed)}
        await engine.dispose()
        await quick.bot.start()
        await _painted(member, "stylize", photo)
        counts = {channel: len(_pings(member, channel)) for channel in (*late, "gallery")}
        assert counts == {"stylize": 1, "dm": 1, "gallery": 1}
        assert len(_pings(owner, "elsewhere")) == 1
    traveller.has_installed_app = False
    del world.guilds[guild.id]


async def _now(pings: list[Message]) -> list[Message]:
    return pings
