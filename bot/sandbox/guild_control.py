"""The sandbox's own calls about guilds: what nobody at Discord may do by its API.

Everything else a script does by the API itself, with the token of a guild's owner.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox import errors
from bot.sandbox.backend import Backend
from bot.sandbox.control import MOST_LIMIT, read_fields
from bot.sandbox.errors import DiscordError
from bot.sandbox.rest.api import respond
from bot.sandbox.state import snowflake
from bot.sandbox.state.guilds import add_channel, add_guild, add_member, remove_guild
from bot.sandbox.state.model import ChannelKind, Guild, User
from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

MOST_CHANNELS = 500
_GUILDS = "/sandbox/guilds"
_GUILD = _GUILDS + "/{guild_id}"
_Answering = Callable[[web.Request], Awaitable[JsonObject]]


class GuildControl:
    """Answers under `/sandbox/guilds`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._world = backend.world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post(_GUILDS, _refusing(self._add)),
            web.patch(_GUILD, _refusing(self._change)),
            web.delete(_GUILD, _refusing(self._delete)),
            web.put(_GUILD + "/members/{user_id}", _refusing(self._let_in)),
        ]

    async def _add(self, request: web.Request) -> JsonObject:
        """Add a guild with its owner, members (the bot may be one of them) and channels."""
        at = await read_fields(request)
        name = at["name"].string(least=2, most=100, required=True)
        owner = at["owner_id"].snowflake(required=True)
        members = [item.snowflake(required=True) for item in at["members"].items()]
        channels = [_channel(item) for item in at["channels"].items(most=MOST_CHANNELS)]
        limit = at["attachment_size_limit"].integer(least=1, most=MOST_LIMIT)
        at.form.close()
        people = [self._world.user(number) for number in (owner, *members)]
        guild = add_guild(self._world, name, people[0])
        guild.attachment_size_limit = limit or guild.attachment_size_limit
        for user in people[1:]:
            if user.id not in guild.members:
                add_member(self._world, guild, user)
        for kind, called in channels:
            add_channel(self._world, guild, kind, called)
        self._backend.guild_events.came(guild)
        return _shown(guild)

    async def _change(self, request: web.Request) -> JsonObject:
        """Change how large files may be; with `unavailable` let the gateway lose the guild."""
        guild, at = self._guild(request), await read_fields(request)
        limit = at["attachment_size_limit"].integer(least=1, most=MOST_LIMIT)
        unavailable = at["unavailable"].boolean(default=guild.unavailable)
        at.form.close()
        guild.attachment_size_limit = limit or guild.attachment_size_limit
        if unavailable and not guild.unavailable:
            self._backend.guild_events.went(guild, unavailable=True)
            guild.unavailable = True
        elif guild.unavailable and not unavailable:
            guild.unavailable = False
            self._backend.guild_events.came(guild, back=True)
        return _shown(guild)

    async def _delete(self, request: web.Request) -> JsonObject:
        """Delete a guild."""
        guild = self._guild(request)
        self._backend.guild_events.went(guild)
        remove_guild(self._world, guild)
        return _shown(guild)

    async def _let_in(self, request: web.Request) -> JsonObject:
        """Let somebody into a guild, the bot or a person, as an invite would."""
        guild, user = self._guild(request), self._user(request)
        if user.id not in guild.members:
            self._backend.guild_events.joined(guild, add_member(self._world, guild, user))
        return _shown(guild)

    def _guild(self, request: web.Request) -> Guild:
        guild = self._world.guilds.get(snowflake.parse(request.match_info["guild_id"]) or 0)
        if guild is None:
            raise errors.unknown("guild")
        return guild

    def _user(self, request: web.Request) -> User:
        return self._world.user(snowflake.parse(request.match_info["user_id"]))


def _channel(at: Field) -> tuple[ChannelKind, str]:
    at.object()
    kind = at["type"].choice({ChannelKind.TEXT, ChannelKind.FORUM}, required=False)
    return ChannelKind(kind or 0), at["name"].string(least=1, most=100, required=True)


def _shown(guild: Guild) -> JsonObject:
    return {
        "id": str(guild.id),
        "unavailable": guild.unavailable,
        "attachment_size_limit": guild.attachment_size_limit,
        "members": [str(user_id) for user_id in guild.members],
        "roles": {role.name: str(role.id) for role in guild.roles.values()},
        "channels": {channel.name: str(channel.id) for channel in guild.channels.values()},
    }


def _refusing(handler: _Answering) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            return respond(200, await handler(request))
        except DiscordError as refusal:
            return respond(refusal.status, refusal.body())

    return answer
