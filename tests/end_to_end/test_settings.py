"""`/settings`: what moderators decide holds for everybody, also for many presses at once."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.sandbox.client.member import File, Member
from tests.end_to_end import stage
from tests.end_to_end.challenges import gathered
from tests.end_to_end.conftest import Quick
from tests.end_to_end.stage import PATIENCE_S, Message


@pytest_asyncio.fixture(loop_scope="session")
async def people(quick: Quick) -> AsyncIterator[tuple[Member, Member, Member]]:
    """A moderator, an artist, and somebody without a role."""
    async with (
        quick.connected("moderator") as moderator,
        quick.connected("artist") as artist,
        quick.connected("newcomer") as newcomer,
    ):
        yield moderator, artist, newcomer


def _is_last(message: Message) -> bool:
    return stage.is_result(message) or stage.is_sentence(message)


async def _ask(member: Member, photo: bytes, channel: str = "stylize", **options: str | int) -> str:
    """Ask for a picture; returns what the bot's last word is."""
    image = File("photo.jpg", photo)
    answered = await member.slash(channel, "stylize", {"image": image, **options})
    return stage.text(await member.response(answered, _is_last, timeout_s=PATIENCE_S))


async def _decide(moderator: Member, name: str, /, **options: str | int | bool) -> str:
    answered = await moderator.slash("gallery", f"settings {name}", options)
    return stage.text(await moderator.response(answered, stage.is_sentence))


async def test_what_moderators_decide_holds(quick: Quick, people, photo: bytes) -> None:
    moderator, artist, newcomer = people
    channels = quick.sandbox.address.channels
    with pytest.raises(LookupError):
        await _decide(newcomer, "show")

    said = await _decide(moderator, "channel", channel=channels["gallery"], allowed=True)
    assert f"<#{channels['gallery']}>" in said
    assert f"in <#{channels['gallery']}> only" in await _ask(newcomer, photo)
    assert "strength" in await _ask(newcomer, photo, "gallery")
    await _decide(moderator, "channel", channel=channels["gallery"], allowed=False)

    guild = next(iter(quick.sandbox.backend.world.guilds.values()))
    role = next(str(role.id) for role in guild.roles.values() if role.name == "Artist")
    await _decide(moderator, "role", role=role, allowed=True)
    assert f"<@&{role}>" in await _ask(newcomer, photo)
    assert "세기" in await _ask(artist, photo)
    await _decide(moderator, "role", role=role, allowed=False)

    await _decide(moderator, "style", style="munch", allowed=False)
    assert "switched off" in await _ask(newcomer, photo, style="munch")
    await _decide(moderator, "limits", size=128)
    assert "up to 128 pixels" in await _ask(newcomer, photo, size=256)
    await _decide(moderator, "language", language="ko")
    assert "세기" in await _ask(newcomer, photo)

    await quick.bot.crash()
    await quick.bot.start()
    shown = await _decide(moderator, "show")
    assert "ko" in shown
    assert "The Scream" in shown
    await _decide(moderator, "language", language="auto")
    await _decide(moderator, "style", style="munch", allowed=True)
    await _decide(moderator, "limits", size=0)


async def test_a_quota_holds_for_many_presses_at_once(quick: Quick, people, photo: bytes) -> None:
    moderator, _, _ = people
    await _decide(moderator, "limits", member=3)
    # One whom no other test has had paint.
    async with gathered(quick.sandbox, 1) as (guest,):
        said = await asyncio.gather(*(_ask(guest, photo) for _ in range(6)))
    refused = [sentence for sentence in said if "limit for each member, 3 in" in sentence]
    assert len(refused) == 3
    assert all("<t:" in sentence and ":R>" in sentence for sentence in refused)
    await _decide(moderator, "limits", member=0, server=1)
    assert "reached its limit, 1 in" in await _ask(moderator, photo)
    await _decide(moderator, "limits", server=0)
    assert "strength" in await _ask(moderator, photo)
