"""Channels."""

from bot.sandbox import errors
from bot.sandbox.render import channels
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.state.model import Channel
from bot.sandbox.state.permissions import Permission
from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

routes = Routes()
_CHANNEL = "/channels/{channel_id}"


@routes.add("GET", _CHANNEL)
async def get_channel(call: Call) -> JsonObject:
    """Answer with a channel or thread."""
    return channels.channel(call.world.channel(call.id("channel_id"), call.user), call.user)


@routes.add("PATCH", _CHANNEL)
async def edit_channel(call: Call) -> JsonObject:
    """Change a channel's name, topic and age restriction, or a thread."""
    channel, at = call.world.channel(call.id("channel_id"), call.user), call.field()
    if channel.thread:
        _edit_thread(call, channel, at)
        call.backend.events.channel("THREAD_UPDATE", channel)
    else:
        call.world.demand(call.user, channel, Permission.MANAGE_CHANNELS)
        name = at["name"].string(least=1, most=100) if "name" in at else channel.name
        topic = at["topic"].string(most=1024) if "topic" in at else channel.topic
        nsfw = at["nsfw"].boolean(default=channel.nsfw)
        slow = at["rate_limit_per_user"].integer(least=0, most=21_600)
        if slow is None:
            slow = channel.rate_limit_per_user
        call.close()
        channel.name, channel.topic, channel.nsfw = name, topic, nsfw
        channel.rate_limit_per_user = slow
        call.backend.events.channel("CHANNEL_UPDATE", channel)
    return channels.channel(channel, call.user)


def _edit_thread(call: Call, channel: Channel, at: Field) -> None:
    thread = channel.thread
    if thread is None:
        raise errors.unknown("channel")
    if thread.owner_id != call.user.id or "locked" in at:
        call.world.demand(call.user, channel, Permission.MANAGE_THREADS)
    name = at["name"].string(least=1, most=100) if "name" in at else channel.name
    archived = at["archived"].boolean(default=thread.archived)
    locked = at["locked"].boolean(default=thread.locked)
    minutes = at["auto_archive_duration"].choice({60, 1440, 4320, 10080}, required=False)
    slow = at["rate_limit_per_user"].integer(least=0, most=21_600)
    call.close()
    if slow is not None:
        channel.rate_limit_per_user = slow
    channel.name, thread.archived, thread.locked = name, archived, locked
    thread.auto_archive_minutes = minutes or thread.auto_archive_minutes


@routes.add("DELETE", _CHANNEL, reads=False)
async def delete_channel(call: Call) -> JsonObject:
    """Delete a channel or thread; a direct message is only closed."""
    channel = call.world.channel(call.id("channel_id"), call.user)
    body = channels.channel(channel, call.user)
    if channel.guild is None:
        return body
    needed = Permission.MANAGE_THREADS if channel.thread else Permission.MANAGE_CHANNELS
    call.world.demand(call.user, channel, needed)
    event = "THREAD_DELETE" if channel.thread else "CHANNEL_DELETE"
    call.backend.events.channel(event, channel)
    del call.world.channels[channel.id]
    channel.guild.channels.pop(channel.id, None)
    return body
