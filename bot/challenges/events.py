"""A challenge among the scheduled events of its server."""

import logging
from datetime import timedelta

import discord

from bot.challenges.repositories import ChallengeRepositories
from bot.database.challenges.models import RUNNING, Challenge, Notice
from bot.discord_limits import LONGEST_EVENT_DESCRIPTION, LONGEST_NAME
from bot.ui.links import message_link

_log = logging.getLogger(__name__)

# Discord takes no event that has begun.
_SOON = timedelta(minutes=1)


class ServerEvents:
    """Makes the event of a challenge, once, and removes that of one that is cancelled."""

    def __init__(self, client: discord.Client, repositories: ChallengeRepositories) -> None:
        self._client = client
        self._repositories = repositories

    async def keep(self, challenge: Challenge, notice: Notice) -> None:
        """Make the event unless it is there, and write that down. Raises discord.HTTPException."""
        guild = self._client.get_guild(challenge.guild_id)
        if guild is None or challenge.phase not in RUNNING:
            await self._repositories.notices.end(notice, self._repositories.clock.now())
            return
        where = _link(challenge)
        event = None
        if notice.begun:
            known = await guild.fetch_scheduled_events(with_counts=False)
            event = next((one for one in known if one.location == where), None)
        await self._repositories.notices.begin(notice)
        if event is None:
            event = await guild.create_scheduled_event(
                name=challenge.title[:LONGEST_NAME],
                description=challenge.theme[:LONGEST_EVENT_DESCRIPTION],
                start_time=max(challenge.opens_at, self._repositories.clock.now() + _SOON),
                end_time=challenge.ends_at,
                entity_type=discord.EntityType.external,
                privacy_level=discord.PrivacyLevel.guild_only,
                location=where,
            )
        await self._repositories.challenges.change(challenge.id, event_id=event.id)
        await self._repositories.notices.end(notice, self._repositories.clock.now())

    async def remove(self, challenge: Challenge) -> None:
        """Remove the event of a challenge that ends before its time, if it has one."""
        if challenge.event_id is None:
            return
        try:
            await self._client.http.delete_scheduled_event(challenge.guild_id, challenge.event_id)
        except discord.HTTPException as error:
            _log.info("its event stays (%d)", error.status, extra={"challenge": challenge.id})


def _link(challenge: Challenge) -> str:
    return message_link(challenge.guild_id, challenge.channel_id, challenge.announcement_id)
