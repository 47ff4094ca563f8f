"""Channels."""

from bot.sandbox import errors
from bot.sandbox.render import channels
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.state.model import Channel, ChannelKind, Thread
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
    archived = at["archived"].boolean(default=thread.archived)
    if thread.archived and "archived" not in at:
        raise errors.thread_archived()
    call.world.demand(call.user, channel, _needed_to_edit(call, thread))
    name = at["name"].string(least=1, most=100) if "name" in at else channel.name
    locked = at["locked"].boolean(default=thread.locked)
    minutes = at["auto_archive_duration"].choice({60, 1440, 4320, 10080}, required=False)
    slow = at["rate_limit_per_user"].integer(least=0, most=21_600)
    invitable = thread.invitable
    if channel.kind is ChannelKind.PRIVATE_THREAD:
        invitable = at["invitable"].boolean(default=invitable)
    call.close()
    if slow is not None:
        channel.rate_limit_per_user = slow
    channel.name, thread.locked, thread.invitable = name, locked, invitable
    call.world.archive(thread, archived)
    thread.auto_archive_minutes = minutes or thread.auto_archive_minutes


def _needed_to_edit(call: Call, thread: Thread) -> Permission:
    given = call.object()
    taken_out = thread.archived and given.get("archived") is False
    if taken_out and not thread.locked and set(given) == {"archived"}:
        # Whoever may write takes a thread out again.
        return Permission.SEND_MESSAGES
    own = thread.owner_id == call.user.id
    if own and "locked" not in given and not (taken_out and thread.locked):
        return Permission.VIEW_CHANNEL
    return Permission.MANAGE_THREADS


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
    call.world.remove_channel(channel)
    return body
