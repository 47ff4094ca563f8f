"""Guilds that come and go, and who is in them."""

from bot.sandbox.state.model import Channel, ChannelKind, Guild, GuildMember, Role, User
from bot.sandbox.state.permissions import EVERYONE
from bot.sandbox.state.world import World


def add_guild(world: World, name: str, owner: User) -> Guild:
    """Add a guild with its owner in it; channels are yet to come."""
    guild = Guild(world.snowflakes.next(), name, owner.id)
    guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE, 0)
    world.guilds[guild.id] = guild
    add_member(world, guild, owner)
    return guild


def add_member(world: World, guild: Guild, user: User) -> GuildMember:
    """Let a user into a guild; a bot brings a role of its own."""
    member = guild.members[user.id] = GuildMember(user, world.clock.now())
    if user.bot:
        top = max(role.position for role in guild.roles.values()) + 1
        own = Role(world.snowflakes.next(), user.username, EVERYONE, top, bot_id=user.id)
        guild.roles[own.id] = own
        member.role_ids.append(own.id)
    return member


def remove_member(world: World, guild: Guild, user: User) -> None:
    """Put a user out of a guild and its threads; a bot's own role goes with it."""
    del guild.members[user.id]
    for role in [role for role in guild.roles.values() if role.bot_id == user.id]:
        del guild.roles[role.id]
    for channel in world.channels.values():
        if channel.guild is guild and channel.thread:
            channel.thread.member_ids.pop(user.id, None)


def add_channel(world: World, guild: Guild, kind: ChannelKind, name: str) -> Channel:
    """Add a channel below those that a guild has."""
    below = max((channel.position for channel in guild.channels.values()), default=-1) + 1
    channel = Channel(world.snowflakes.next(), kind, name, guild, position=below)
    world.add_channel(channel)
    return channel


def remove_guild(world: World, guild: Guild) -> None:
    """Let a guild exist no more, with all that is in it."""
    for channel in list(guild.channels.values()):
        world.remove_channel(channel)
    del world.guilds[guild.id]
