"""Where a job is answered, and what of it stands there: Discord's word, when ours was lost."""

import contextlib
import logging
from datetime import UTC, datetime

import aiohttp
import discord

from bot.database.models import Job
from bot.delivery import job_messages
from bot.ui.layout import Post

_log = logging.getLogger(__name__)

# Discord's error codes for an answer that cannot be edited any more: unknown message, unknown
# webhook, unknown interaction, invalid webhook token, too many edits of an old message.
GONE = (10008, 10015, 10062, 50027, 30046)
# How many messages from an answer on are searched for a result that was sent in its place.
_LOOKED_AT = 100


def answer_lives(job: Job) -> bool:
    """Say whether the answer to a job can still be edited, if the clock is right."""
    return job.token_ends_at is None or datetime.now(UTC) < job.token_ends_at


class Answers:
    """Reads, edits and deletes the messages in which jobs are answered."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def channel(self, job: Job) -> discord.PartialMessageable:
        """Return where a job was asked for."""
        return self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)

    def webhook(self, token: str) -> discord.Webhook:
        """Return the webhook that an interaction's token is for."""
        application = self._client.application_id
        assert application is not None
        return discord.Webhook.partial(application, token, client=self._client)

    async def edit(self, job: Job, post: Post) -> None:
        """Put something into an answer. Raises discord.HTTPException or aiohttp.ClientError."""
        mentions = discord.AllowedMentions.none()
        files = post.files
        if job.interaction_token is None:
            message = self.channel(job).get_partial_message(job.message_id)
            await message.edit(view=post.view, attachments=files, allowed_mentions=mentions)
        else:
            await self.webhook(job.interaction_token).edit_message(
                job.message_id, view=post.view, attachments=files, allowed_mentions=mentions
            )

    async def remove(self, job: Job) -> None:
        """Delete an answer in whose place another message has the result."""
        try:
            await self.channel(job).get_partial_message(job.message_id).delete()
        except discord.HTTPException as error:
            _log.info("its old message stays (%d)", error.status, extra={"job": job.id})

    async def find(self, job: Job) -> int | None:
        """Return the message that shows the result of a job already.

        Between Discord's taking a result and our writing that down, the bot may have died.
        """
        try:
            if (result := await self._in_answer(job)) is not None:
                return result
            # It may have been sent in the answer's place, whatever can be done with that now.
            before = discord.Object(job.message_id - 1)
            async for message in self.channel(job).history(after=before, limit=_LOOKED_AT):
                if job_messages.shows_result(message, job):
                    if message.id != job.message_id:
                        await self.remove(job)
                    return message.id
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            _log.info("its answer cannot be seen: %s", type(error).__name__, extra={"job": job.id})
        return None

    async def may_have_pinged(self, job: Job) -> bool:
        """Say whether a job's member was called to their result, or nobody can tell."""
        before = discord.Object(job.message_id - 1)
        try:
            history = self.channel(job).history(after=before, limit=_LOOKED_AT, oldest_first=True)
            seen = [message async for message in history]
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            _log.info("pings cannot be seen: %s", type(error).__name__, extra={"job": job.id})
            return True
        own = self._client.user and self._client.user.id
        calls = (m for m in seen if m.author.id == own and job.user_id in m.raw_mentions)
        if any(m.reference and m.reference.message_id == job.message_id for m in calls):
            return True
        # Where the bot may not read, Discord's history is empty; the result itself tells.
        return all(message.id != job.message_id for message in seen)

    async def _in_answer(self, job: Job) -> int | None:
        if not answer_lives(job):
            return None
        with contextlib.suppress(discord.HTTPException):
            if job.interaction_token is None:
                message = await self.channel(job).fetch_message(job.message_id)
            else:
                message = await self.webhook(job.interaction_token).fetch_message(job.message_id)
            if job_messages.shows_result(message, job):
                return message.id
        return None
