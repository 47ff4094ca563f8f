"""Posts of forums and scheduled events of guilds, by the real discord.py and by hand."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from discord import ui

from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import Channel, ChannelKind, Guild
from bot.sandbox.state.permissions import Permission
from tests.sandbox.conftest import Client, running
from tests.sandbox.openapi import DESCRIPTION, faults
from tests.sandbox.pictures import png
from tests.sandbox.rest import Rest


@pytest.fixture
def guild(sandbox: Sandbox) -> Guild:
    world = sandbox.backend.world
    guild = next(iter(world.guilds.values()))
    own = next(role for role in guild.roles.values() if role.bot_id)
    own.permissions |= Permission.CREATE_EVENTS
    world.add_channel(Channel(world.snowflakes.next(), ChannelKind.FORUM, "exhibition", guild))
    return guild


def _described(schema: str, payload: object) -> bool:
    return not DESCRIPTION.exists() or faults(schema, payload) == []


async def test_a_post_of_a_forum_is_a_thread_with_its_first_message(
    client: Client, sandbox: Sandbox, guild: Guild, rest: Rest
) -> None:
    view = ui.LayoutView()
    view.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://a.png")))
    forum = next(c for c in guild.channels.values() if c.kind is ChannelKind.FORUM)
    async with running(client, sandbox):
        channel = client.get_channel(forum.id)
        assert isinstance(channel, discord.ForumChannel)
        file = discord.File(io.BytesIO(png()), "a.png")
        made = await channel.create_thread(name="Waves", view=view, files=[file])
        await made.thread.send("said")
        found = await channel.guild.active_threads()
    assert made.message.id == made.thread.id
    assert [(t.name, t.parent_id) for t in found if t.id == made.thread.id] == [("Waves", forum.id)]
    shown = await rest.get(f"/channels/{made.thread.id}/messages")
    assert [message["content"] for message in shown.body] == ["said", ""]
    assert _described("GuildChannelResponse", (await rest.get(f"/channels/{forum.id}")).body)
    refused = await rest.post(f"/channels/{forum.id}/messages", {"content": "in no post"})
    assert refused.code == 50008
    message = {"content": "a"}
    for body in ({"name": "Waves"}, {"name": "Waves", "message": {}}, {"message": message}):
        assert (await rest.post(f"/channels/{forum.id}/threads", body)).status == 400


async def test_scheduled_events_begin_and_end_by_themselves(
    client: Client, sandbox: Sandbox, guild: Guild, rest: Rest
) -> None:
    path = f"/guilds/{guild.id}/scheduled-events"
    begins = datetime.now(UTC) + timedelta(hours=1)
    async with running(client, sandbox):
        made = await client.get_guild(guild.id).create_scheduled_event(
            name="Waves",
            start_time=begins,
            end_time=begins + timedelta(hours=1),
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location="#exhibition",
        )
    (listed,) = (await rest.get(path)).body
    assert _described("ExternalScheduledEventResponse", listed)
    assert (listed["id"], listed["status"]) == (str(made.id), 1)
    assert (await rest.patch(f"{path}/{made.id}", {"status": 3})).status == 400
    sandbox.backend.clock.forward(3700)
    assert (await rest.get(f"{path}/{made.id}")).body["status"] == 2
    sandbox.backend.clock.forward(3700)
    assert (await rest.get(path)).body == []
    assert (await rest.delete(f"{path}/{made.id}")).status == 204
    assert (await rest.get(f"{path}/{made.id}")).code == 10070


async def test_events_that_discord_refuses(guild: Guild, sandbox: Sandbox, rest: Rest) -> None:
    path = f"/guilds/{guild.id}/scheduled-events"
    now = sandbox.backend.clock.now()

    def event(**values: Any) -> dict[str, Any]:
        return {
            "name": "Waves",
            "entity_type": 3,
            "privacy_level": 2,
            "entity_metadata": {"location": "here"},
            "scheduled_start_time": (now + timedelta(hours=1)).isoformat(),
            "scheduled_end_time": (now + timedelta(hours=2)).isoformat(),
        } | values

    for wrong in (
        {"name": "x" * 101},
        {"entity_metadata": {}},
        {"scheduled_end_time": None},
        {"scheduled_end_time": now.isoformat()},
        {"scheduled_start_time": (now - timedelta(hours=1)).isoformat()},
        {"scheduled_start_time": "soon"},
        {"privacy_level": 1},
    ):
        assert (await rest.post(path, event(**wrong))).code == 50035, wrong
    for role in guild.roles.values():
        role.permissions &= ~Permission.CREATE_EVENTS
    assert (await rest.post(path, event())).code == 50013
