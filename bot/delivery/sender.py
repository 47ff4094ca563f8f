"""Send messages: edit the answer while its token lives, else post in the channel."""

import asyncio
import dataclasses
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import TypeVar

import aiohttp
import discord

from bot.database.jobs import Result
from bot.database.models import Job
from bot.delivery import job_messages
from bot.delivery.answers import GONE, Answers, answer_lives
from bot.delivery.retries import RETRIED, Retries, is_ill
from bot.delivery.states import Painting, Waiting
from bot.errors import UndeliverableError
from bot.i18n import texts
from bot.storage.picture_store import PictureStore
from bot.ui import layout
from bot.ui.layout import Post
from bot.ui.live_message import LiveMessage
from styletransfer.worker.protocol import Painted, Shrink

_log = logging.getLogger(__name__)

_REQUEST_TOO_LARGE = 40005
_MAY_NOT_REPLY = 160002
_SHRINKS = 3

_T = TypeVar("_T")


class Sender:
    """Shows members how far their jobs are and what came of them."""

    def __init__(
        self,
        client: discord.Client,
        pictures: PictureStore,
        shrink: Callable[[Shrink], Awaitable[Painted | None]],
        is_last: Callable[[Job], Awaitable[bool]],
        edit_seconds: float,
    ) -> None:
        """Send as a client; `is_last` says whether a job's attempt may still change its message."""
        self._client = client
        self.answers = Answers(client)
        self._pictures = pictures
        self._shrink = shrink
        self._is_last = is_last
        self._edit_seconds = edit_seconds
        self._retries = Retries(partial(client.dispatch, RETRIED, "delivery"))
        self._live: dict[str, LiveMessage[Waiting | Painting]] = {}
        self._drafts: dict[str, Painted] = {}

    def show(self, job: Job, state: Waiting | Painting) -> None:
        """Show how far a job is, soon."""
        if job.id not in self._live:

            async def edit(state: Waiting | Painting) -> None:
                if answer_lives(job) and await self._is_last(job):
                    draft = self._drafts.get(job.id)
                    await self.answers.edit(job, job_messages.status(job, state, draft))

            self._live[job.id] = LiveMessage(edit, self._edit_seconds)
        self._live[job.id].show(state)

    async def show_draft(self, job: Job, draft: Painted) -> None:
        """Show the draft of a job whose status is shown, at once."""
        if live := self._live.get(job.id):
            self._drafts[job.id] = draft
            await live.renew()

    async def say(self, job: Job, key: str, **values: str | int) -> None:
        """End a job's message with a sentence. Raises UndeliverableError."""
        await self._end_live(job)
        text = texts.say(job.locale, key, **values)

        def post(mention: bool) -> Post:
            return layout.sentence(f"<@{job.user_id}> {text}" if mention else text)

        await self._insist(job, partial(self._send, job, post))

    async def deliver(self, job: Job, result: Result) -> int:
        """End a job's message with its picture; return the message that has it.

        Raises UndeliverableError, PainterDiedError or OSError.
        """
        await self._end_live(job)
        picture = await self._pictures.read(result.picture)
        for _ in range(_SHRINKS):
            message = await self._insist(job, partial(self._send_picture, job, result, picture))
            if message is not None:
                return message
            smaller = await self._smaller(job, picture)
            picture = smaller.picture
            result = dataclasses.replace(
                result, extension=smaller.extension, width=smaller.width, height=smaller.height
            )
        raise UndeliverableError("the picture is too large for Discord however small")

    async def ping(self, job: Job) -> None:
        """Call a job's member to the message that has their result. Raises UndeliverableError."""
        await self._insist(job, partial(self._ping, job))

    async def write_to_member(self, job: Job, key: str, **values: str | int) -> None:
        """Tell a job's member something in a direct message, if they let us."""
        try:
            channel = await self._client.create_dm(discord.Object(job.user_id))
            await channel.send(texts.say(job.locale, key, **values))
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            _log.info("no direct message: %s", type(error).__name__, extra={"job": job.id})

    def try_again(self) -> None:
        """Send at once whatever waits to be sent again."""
        self._retries.try_again()

    async def close(self) -> None:
        """Stop following jobs."""
        await asyncio.gather(*(live.close() for live in self._live.values()))

    async def _insist(self, job: Job, send: Callable[[], Awaitable[_T]]) -> _T:
        return await self._retries.insist(job.id, send)

    async def _end_live(self, job: Job) -> None:
        self._drafts.pop(job.id, None)
        if live := self._live.pop(job.id, None):
            await live.close()

    async def _smaller(self, job: Job, picture: bytes) -> Painted:
        request = Shrink(job=job.id, picture=picture, max_bytes=len(picture) // 2)
        smaller = await self._shrink(request)
        if smaller is None:
            raise UndeliverableError("the picture cannot be made smaller")
        return smaller

    async def _send_picture(self, job: Job, result: Result, picture: bytes) -> int | None:
        """Send the picture; return its message, or None if it was too large."""

        def post(mention: bool) -> Post:
            return job_messages.result(job, result, picture, mention=mention)

        try:
            return await self._send(job, post)
        except discord.HTTPException as error:
            if not _is_too_large(error):
                raise
            return None

    async def _ping(self, job: Job) -> None:
        call = texts.say(job.locale, "result-for", member=f"<@{job.user_id}>")
        reply = partial(
            self.answers.channel(job).send, call, nonce=f"p:{job.id}", allowed_mentions=_only(job)
        )
        result = discord.MessageReference(
            message_id=job.message_id,
            channel_id=job.channel_id,
            guild_id=job.guild_id,
            fail_if_not_exists=False,
        )
        try:
            await reply(reference=result)
        except (discord.Forbidden, discord.NotFound):
            if job.interaction_token is None or not answer_lives(job):
                raise
            # Where the bot itself is not, or may not speak, it answers all the same.
            await self.answers.webhook(job.interaction_token).send(
                call, allowed_mentions=_only(job)
            )
        except discord.HTTPException as error:
            if error.code != _MAY_NOT_REPLY:
                raise
            await reply()

    async def _send(self, job: Job, post: Callable[[bool], Post]) -> int:
        if not await self._is_last(job):
            raise UndeliverableError("somebody else works on it by now")
        if answer_lives(job):
            try:
                await self.answers.edit(job, post(False))
            except discord.HTTPException as error:
                # Whatever stands against an edit, such as a thread that is archived, a message of
                # its own may be let through; but what one member alone may see has no other way.
                if is_ill(error) or _is_too_large(error):
                    raise
                if job.private and error.code not in GONE:
                    raise
                _log.info("its answer cannot be edited (%d)", error.code, extra={"job": job.id})
            else:
                return job.message_id
        if job.private:
            raise UndeliverableError("nobody else may see it, and the answer to its member is gone")
        return await self._send_to_channel(job, post(True))

    async def _send_to_channel(self, job: Job, post: Post) -> int:
        """Send a message of its own in place of the answer, which is left behind otherwise."""
        guild_id = job.guild_id
        if self._client.is_ready() and guild_id and not self._client.get_guild(guild_id):
            raise UndeliverableError("the bot is not in this server")
        # Discord posts only one of several messages with the same nonce: a crash between its
        # saying so and our writing it down makes no second one.
        message = await self.answers.channel(job).send(
            view=post.view,
            files=post.files,
            nonce=job.id,
            allowed_mentions=_only(job),
        )
        await self.answers.remove(job)
        return message.id


def _only(job: Job) -> discord.AllowedMentions:
    """Let a message ping the member of a job, and nobody else."""
    member = discord.Object(job.user_id)
    return discord.AllowedMentions(everyone=False, users=[member], roles=False, replied_user=False)


def _is_too_large(error: discord.HTTPException) -> bool:
    too_large = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return error.status == too_large or error.code == _REQUEST_TOO_LARGE
