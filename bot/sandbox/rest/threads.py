"""Threads."""

from datetime import datetime

from bot.sandbox import errors
from bot.sandbox.limits import Limit
from bot.sandbox.render import channels
from bot.sandbox.rest.messages import read_draft
from bot.sandbox.rest.routing import Call, Reply, Routes
from bot.sandbox.state.model import Channel, ChannelKind, MessageFlag, MessageKind, Reference
from bot.sandbox.state.permissions import Permission
from bot.sandbox.wire import JsonObject

routes = Routes()
_CREATE = Limit("thread-create", 5, 5.0)
_NEEDED = {
    ChannelKind.PUBLIC_THREAD: Permission.CREATE_PUBLIC_THREADS,
    ChannelKind.PRIVATE_THREAD: Permission.CREATE_PRIVATE_THREADS,
}
_DURATIONS = {60, 1440, 4320, 10080}


@routes.add("POST", "/channels/{channel_id}/messages/{message_id}/threads", limit=_CREATE)
async def start_from_message(call: Call) -> Reply:
    """Start a thread at a message; it has the message's identifier."""
    channel = _parent(call)
    call.world.demand(call.user, channel, Permission.CREATE_PUBLIC_THREADS)
    message = call.world.message(channel, call.id("message_id"))
    if message.thread:
        raise errors.DiscordError(400, 160004, "A thread has already been created for this message")
    thread = _open(call, channel, ChannelKind.PUBLIC_THREAD, message.id)
    message.thread = thread
    message.flags |= MessageFlag.HAS_THREAD
    call.backend.events.message_updated(message)
    at = Reference(message.id, channel.id, channel.guild.id if channel.guild else None)
    call.backend.poster.announce(thread, call.user, MessageKind.THREAD_STARTER, "", at)
    return Reply(201, channels.thread(thread, call.user))


@routes.add("POST", "/channels/{channel_id}/threads", limit=_CREATE, forms=True)
async def start(call: Call) -> Reply:
    """Start a thread in a channel, or in a forum a post."""
    channel, at = _parent(call), call.field()
    if channel.kind is ChannelKind.FORUM:
        return await _start_post(call, channel)
    kind = ChannelKind(at["type"].choice(_NEEDED, required=False) or ChannelKind.PRIVATE_THREAD)
    call.world.demand(call.user, channel, _NEEDED[kind])
    invitable = True
    if kind is ChannelKind.PRIVATE_THREAD:
        invitable = at["invitable"].boolean(default=True)
    else:
        # discord.py always sends it; it says nothing of a thread that is open to all.
        at.skip("invitable")
    thread = _open(call, channel, kind, call.world.snowflakes.next())
    if thread.thread:
        thread.thread.invitable = invitable
    if kind is ChannelKind.PUBLIC_THREAD:
        call.backend.poster.announce(
            channel,
            call.user,
            MessageKind.THREAD_CREATED,
            thread.name,
            Reference(None, thread.id, channel.guild.id if channel.guild else None),
        )
    return Reply(201, channels.thread(thread, call.user))


async def _start_post(call: Call, forum: Channel) -> Reply:
    """Start a post of a forum: a thread with its first message, which has the same identifier."""
    # Whoever may write in a forum may begin a post.
    call.world.demand(call.user, forum, Permission.SEND_MESSAGES)
    # The first message has a field of its own and the post a type, whatever these say.
    call.flag("use_nested_fields")
    call.field().skip("type")
    at = call.field()["message"]
    at.require()
    at.form.check()
    draft = await read_draft(call, at, forum)
    if draft.empty:
        raise errors.empty_message()
    if draft.attachments:
        call.world.demand(call.user, forum, Permission.ATTACH_FILES)
    thread = _open(call, forum, ChannelKind.PUBLIC_THREAD, call.world.snowflakes.next())
    message = call.backend.poster.create(thread, call.user, draft, number=thread.id)
    shown = {"message": call.backend.rendered(message, call.user)}
    return Reply(201, channels.thread(thread, call.user) | shown)


def _parent(call: Call) -> Channel:
    channel = call.world.channel(call.id("channel_id"), call.user)
    if channel.guild is None or channel.thread:
        raise errors.DiscordError(400, 50024, "Cannot execute action on this channel type")
    return channel


def _open(call: Call, parent: Channel, kind: ChannelKind, thread_id: int) -> Channel:
    at = call.field()
    name = at["name"].string(least=1, most=100, required=True)
    minutes = at["auto_archive_duration"].choice(_DURATIONS, required=False)
    slow = at["rate_limit_per_user"].integer(least=0, most=21_600)
    call.close()
    thread = call.world.open_thread(parent, call.user, name, kind, thread_id)
    thread.rate_limit_per_user = slow or 0
    if thread.thread and minutes:
        thread.thread.auto_archive_minutes = minutes
    call.backend.events.channel("THREAD_CREATE", thread)
    return thread


@routes.add("GET", "/guilds/{guild_id}/threads/active")
async def get_active(call: Call) -> JsonObject:
    """Answer with all threads of a guild that are not archived."""
    guild = call.world.guild(call.id("guild_id"), call.user)
    threads = [
        c
        for c in call.world.channels.values()
        if c.thread
        and c.guild is guild
        and not c.thread.archived
        and call.world.allows(call.user, c, Permission.VIEW_CHANNEL)
    ]
    return _listed(call, threads, more=False)


def _listed(call: Call, threads: list[Channel], *, more: bool) -> JsonObject:
    joined = [c for c in threads if c.thread and call.user.id in c.thread.member_ids]
    return {
        "threads": [channels.thread(c, call.user) for c in threads],
        "members": [channels.thread_member(c, call.user.id) for c in joined],
        "has_more": more,
    }


@routes.add("GET", "/channels/{channel_id}/threads/archived/public")
async def get_archived(call: Call) -> JsonObject:
    """Answer with the archived threads of a channel that are open to all."""
    return _archived(call, ChannelKind.PUBLIC_THREAD)


@routes.add("GET", "/channels/{channel_id}/threads/archived/private")
async def get_archived_private(call: Call) -> JsonObject:
    """Answer with the archived private threads of a channel, to who manages threads."""
    channel = call.world.channel(call.id("channel_id"), call.user)
    call.world.demand(call.user, channel, Permission.MANAGE_THREADS)
    return _archived(call, ChannelKind.PRIVATE_THREAD)


def _archived(call: Call, kind: ChannelKind) -> JsonObject:
    channel, query = call.world.channel(call.id("channel_id"), call.user), call.query()
    call.world.demand(call.user, channel, Permission.READ_MESSAGE_HISTORY)
    before = query["before"].moment()
    limit = query["limit"].integer(least=2, most=100) or 100
    query.form.check()
    found = [
        (c.thread.archive_changed_at, c)
        for c in call.world.channels.values()
        if c.parent is channel and c.kind is kind and c.thread and c.thread.archived
    ]
    found = sorted(((at, c) for at, c in found if not before or at < before), key=_when)
    return _listed(call, [c for _, c in found[::-1][:limit]], more=len(found) > limit)


def _when(archived: tuple[datetime, Channel]) -> datetime:
    return archived[0]
