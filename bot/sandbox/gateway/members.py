"""Answers to REQUEST_GUILD_MEMBERS."""

from collections.abc import Iterator
from typing import cast

from bot.sandbox.gateway.intents import Intent
from bot.sandbox.gateway.session import Session
from bot.sandbox.render import users
from bot.sandbox.state import snowflake
from bot.sandbox.state.model import Guild, GuildMember
from bot.sandbox.state.world import World
from bot.sandbox.wire import JsonObject

MEMBERS_A_CHUNK = 1000


def members_named(guild: Guild, prefix: str) -> list[GuildMember]:
    """Return the members whose name in the guild begins with something, in any case."""
    return [
        member
        for member in guild.members.values()
        if (member.nick or member.user.username).casefold().startswith(prefix.casefold())
    ]


def members_chunks(world: World, session: Session, request: JsonObject) -> Iterator[JsonObject]:
    """Yield the chunks that answer one request; none where Discord ignores it."""
    guild = world.guilds.get(snowflake.parse(request.get("guild_id")) or 0)
    if guild is None or session.user.id not in guild.members:
        return
    wanted, query = request.get("user_ids"), request.get("query")
    not_found: list[str] = []
    if wanted is not None:
        ids = cast("list[object]", wanted if isinstance(wanted, list) else [wanted])
        found = [guild.members.get(snowflake.parse(i) or 0) for i in ids]
        not_found = [str(i) for i, m in zip(ids, found, strict=True) if m is None]
        members = [m for m in found if m]
    elif isinstance(query, str):
        limit = request.get("limit")
        limit = limit if isinstance(limit, int) and limit > 0 else 0
        if not limit and (query or not session.has(Intent.GUILD_MEMBERS)):
            return
        members = members_named(guild, query)[: min(limit, 100) or None]
    else:
        return
    count = max(1, -(-len(members) // MEMBERS_A_CHUNK))
    for index in range(count):
        start = index * MEMBERS_A_CHUNK
        chunk: JsonObject = {
            "guild_id": str(guild.id),
            "members": [users.member(m) for m in members[start : start + MEMBERS_A_CHUNK]],
            "chunk_index": index,
            "chunk_count": count,
            "not_found": not_found,
        }
        if request.get("presences"):
            chunk["presences"] = []
        if request.get("nonce"):
            chunk["nonce"] = request["nonce"]
        yield chunk
