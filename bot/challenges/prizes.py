"""Give winners the role that they have won, and take it back when its time is over."""

import logging
from datetime import datetime, timedelta

import aiohttp
import discord

from bot.database.challenges.models import Prize
from bot.database.challenges.notices import Notices

_log = logging.getLogger(__name__)

# Moderators may put right what the bot is not let do.
_PAUSE = timedelta(hours=1)


class Prizes:
    """Gives and takes roles; doing so twice does no harm, so it is written down afterwards."""

    def __init__(self, client: discord.Client, notices: Notices) -> None:
        self._client = client
        self._notices = notices
        self._next_tries: dict[tuple[str, int], datetime] = {}

    async def settle(self, now: datetime) -> None:
        """Give and take back what is due."""
        for prize in await self._notices.prizes(now):
            key = (prize.challenge_id, prize.user_id)
            if now < self._next_tries.get(key, now):
                continue
            self._next_tries.pop(key, None)
            try:
                if prize.until <= now:
                    await self._take_back(prize, now)
                else:
                    await self._give(prize)
            except (discord.DiscordServerError, aiohttp.ClientError, OSError) as error:
                said = type(error).__name__
                _log.info("a prize has to wait: %s", said, extra={"repeats": True})
            except discord.NotFound:
                # The member has left, or the role is gone.
                await self._notices.prize_taken_back(prize)
            except discord.HTTPException as error:
                about = {"challenge": prize.challenge_id}
                _log.warning("no prize role: %d", error.status, extra=about)
                await self._notices.prize_tried(prize, given=False)
                self._next_tries[key] = now + _PAUSE

    async def _give(self, prize: Prize) -> None:
        await self._client.http.add_role(prize.guild_id, prize.user_id, prize.role_id)
        await self._notices.prize_tried(prize, given=True)

    async def _take_back(self, prize: Prize, now: datetime) -> None:
        if not await self._notices.still_holds(prize, now):
            await self._client.http.remove_role(prize.guild_id, prize.user_id, prize.role_id)
        await self._notices.prize_taken_back(prize)
