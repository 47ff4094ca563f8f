"""Permissions as Discord computes them: roles, then the channel's overwrites."""

import math
from enum import IntEnum

from bot.sandbox.state.model import Channel, ChannelKind, Guild, GuildMember, User


class Permission(IntEnum):
    """The permissions that the sandbox asks about, at Discord's bits.

    No IntFlag: combining those is slow, and who may see a channel is asked for each event.
    """

    KICK_MEMBERS = 1 << 1
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    CHANGE_NICKNAME = 1 << 26
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51


EVERY_PERMISSION = (1 << 53) - 1
OF_A_DIRECT_MESSAGE = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.USE_EXTERNAL_APPS
    | Permission.PIN_MESSAGES
)
# What a new guild gives to everybody.
EVERYONE = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.CHANGE_NICKNAME
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.USE_EXTERNAL_APPS
)
LENT_TO_APPS = (
    Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.MENTION_EVERYONE
    | Permission.USE_EXTERNAL_APPS
)


def in_guild(guild: Guild, member: GuildMember) -> int:
    """Return what a member may do in the guild as a whole."""
    if member.user.id == guild.owner_id:
        return EVERY_PERMISSION
    granted = guild.roles[guild.id].permissions
    for role_id in member.role_ids:
        granted |= guild.roles[role_id].permissions
    return EVERY_PERMISSION if granted & Permission.ADMINISTRATOR else granted


def highest_role(guild: Guild, member: GuildMember) -> float:
    """Return how high a member stands; nobody stands above the owner."""
    if member.user.id == guild.owner_id:
        return math.inf
    return max((guild.roles[role_id].position for role_id in member.role_ids), default=0)


def in_channel(channel: Channel, user: User) -> int:
    """Return what a user may do in a channel; 0 for somebody who has no business there."""
    guild = channel.guild
    if guild is None:
        return OF_A_DIRECT_MESSAGE if user in channel.recipients else 0
    member = guild.members.get(user.id)
    if member is None:
        return 0
    granted = _in_place(channel, guild, member)
    return granted if _is_let_in(channel, user, granted) else 0


def _is_let_in(channel: Channel, user: User, granted: int) -> bool:
    """Say whether somebody gets into a private thread; any other channel is open by this."""
    if channel.kind is not ChannelKind.PRIVATE_THREAD or channel.thread is None:
        return True
    return user.id in channel.thread.member_ids or bool(granted & Permission.MANAGE_THREADS)


def _in_place(channel: Channel, guild: Guild, member: GuildMember) -> int:
    granted = in_guild(guild, member)
    if granted & Permission.ADMINISTRATOR:
        return granted
    place = channel.parent or channel
    granted = _overwritten(granted, place, guild.id, member)
    if not granted & Permission.VIEW_CHANNEL:
        return 0
    may_write = Permission.SEND_MESSAGES_IN_THREADS if channel.parent else Permission.SEND_MESSAGES
    if channel.parent and granted & may_write:
        granted |= Permission.SEND_MESSAGES
    if not granted & may_write:
        granted &= ~(
            Permission.SEND_MESSAGES
            | Permission.ATTACH_FILES
            | Permission.EMBED_LINKS
            | Permission.MENTION_EVERYONE
        )
    return granted


def of_app(channel: Channel, user: User, bot: User) -> int:
    """Return what the bot may do with an interaction of a user's in a channel.

    In a guild that it is not in, the user's own installation lends it a few of their permissions.
    """
    if channel.guild is None:
        return in_channel(channel, bot)
    if bot.id in channel.guild.members:
        # It answers in a private thread that it is not in, by the interaction's own webhook.
        return _in_place(channel, channel.guild, channel.guild.members[bot.id])
    return in_channel(channel, user) & LENT_TO_APPS


def _overwritten(granted: int, channel: Channel, everyone_id: int, member: GuildMember) -> int:
    everyone = channel.overwrites.get(everyone_id)
    if everyone:
        granted = granted & ~everyone.deny | everyone.allow
    roles = [channel.overwrites[role] for role in member.role_ids if role in channel.overwrites]
    for overwrite in roles:
        granted &= ~overwrite.deny
    for overwrite in roles:
        granted |= overwrite.allow
    own = channel.overwrites.get(member.user.id)
    return granted & ~own.deny | own.allow if own else granted
