"""Short lines for moderators, in the channel that they have chosen for them."""

import asyncio
import logging

import discord

from bot.database.servers import Servers
from bot.i18n import texts

_log = logging.getLogger(__name__)


class ModLog:
    """Says in a server's log channel what has happened; nobody waits for that."""

    def __init__(self, client: discord.Client, servers: Servers) -> None:
        self._client = client
        self._servers = servers
        self._posts: set[asyncio.Task[None]] = set()

    def tell(self, guild_id: int | None, key: str, **values: str | int) -> None:
        """Post a line soon, where a server has a log channel.

        Names in `values` are escaped already; whom they mention is not pinged.
        """
        channel_id = self._servers.of(guild_id).log_channel_id
        if guild_id is None or channel_id is None:
            return
        line = texts.say(self.locale(guild_id), key, **values)
        post = asyncio.create_task(self._post(guild_id, channel_id, line))
        self._posts.add(post)
        post.add_done_callback(self._posts.discard)

    def locale(self, guild_id: int) -> str:
        """Return the language in which a server's moderators are told something."""
        guild = self._client.get_guild(guild_id)
        spoken = str(guild.preferred_locale) if guild else texts.FALLBACK
        return self._servers.of(guild_id).language or spoken

    async def close(self) -> None:
        """Post no more."""
        for post in self._posts:
            post.cancel()

    async def _post(self, guild_id: int, channel_id: int, line: str) -> None:
        channel = self._client.get_partial_messageable(channel_id, guild_id=guild_id)
        try:
            # Silent: a log is for whoever looks.
            await channel.send(
                line,
                silent=True,
                suppress_embeds=True,
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except (discord.HTTPException, OSError) as error:
            _log.info("server %d: its log cannot be written: %s", guild_id, type(error).__name__)
