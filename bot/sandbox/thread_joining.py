"""Who is in a thread because somebody took them in."""

from bot.sandbox.events import Events
from bot.sandbox.state.model import Channel, ChannelKind, Message, User
from bot.sandbox.state.permissions import Permission, in_channel
from bot.sandbox.state.world import World


def may_take_in(user: User, channel: Channel) -> bool:
    """Say whether a user who can write in a thread may take others in."""
    thread = channel.thread
    open_to_all = channel.kind is not ChannelKind.PRIVATE_THREAD or (thread and thread.invitable)
    owns = thread is not None and thread.owner_id == user.id
    return bool(open_to_all or owns or in_channel(channel, user) & Permission.MANAGE_THREADS)


def take_in(world: World, events: Events, channel: Channel, user: User) -> None:
    """Let somebody who sees the parent channel be in a thread, and tell of it."""
    thread = channel.thread
    if thread is None or user.id in thread.member_ids:
        return
    saw = in_channel(channel, user) & Permission.VIEW_CHANNEL
    thread.member_ids[user.id] = world.clock.now()
    if not saw:
        events.taken_in(channel, user)
    events.thread_members(channel, added=[user.id], removed=[])


def take_mentioned_in(world: World, events: Events, message: Message) -> None:
    """Take those in whom a message mentions, as far as its author may and they see the parent."""
    channel = message.channel
    if channel.thread is None or channel.parent is None or message.ephemeral:
        return
    if not may_take_in(message.author, channel):
        return
    for user in message.mentions:
        if in_channel(channel.parent, user) & Permission.VIEW_CHANNEL:
            take_in(world, events, channel, user)
