"""What a server's moderators allow."""

import discord

from bot.database.models import ServerSettings
from bot.database.servers import Servers
from bot.errors import RefusalError
from bot.recipe import Recipe


def check_rules(
    rules: ServerSettings, recipe: Recipe, places: frozenset[int], roles: frozenset[int]
) -> None:
    """Raise RefusalError if a server does not allow a picture, as in `check_member` or else."""
    check_member(rules, places, roles)
    if rules.max_size is not None and recipe.size > rules.max_size:
        raise RefusalError("rules-size", most=str(rules.max_size))
    if any(style.preset in rules.hidden_presets for style in recipe.styles if style.preset):
        raise RefusalError("rules-style")


def check_member(rules: ServerSettings, places: frozenset[int], roles: frozenset[int]) -> None:
    """Raise RefusalError if a member may ask for nothing here.

    `places` are the channel and, for a thread, the one that it belongs to; `roles` the member's.
    """
    if rules.channels and places.isdisjoint(rules.channels):
        channels = ", ".join(f"<#{channel}>" for channel in rules.channels)
        raise RefusalError("rules-channel", channels=channels)
    if rules.roles and roles.isdisjoint(rules.roles):
        raise RefusalError("rules-role", roles=", ".join(f"<@&{role}>" for role in rules.roles))


async def check_quota(servers: Servers, guild_id: int, user_id: int) -> None:
    """Raise RefusalError if a server, or a member there, has had its pictures of a day."""
    rules = servers.of(guild_id)
    for most, whose in ((rules.member_per_day, user_id), (rules.server_per_day, None)):
        if most is not None and (until := await servers.quota_resets_at(most, guild_id, whose)):
            when = discord.utils.format_dt(until, "R")
            raise RefusalError(
                "rules-member-quota" if whose else "rules-server-quota", most=most, when=when
            )
