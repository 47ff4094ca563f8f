"""Answers that were promised, and never given because the bot died or Discord was away."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import aiohttp
import discord

from bot.database.jobs import JobRepository
from bot.delivery.retries import is_ill
from bot.i18n import texts
from bot.storage.promise_journal import Promise, PromiseJournal
from bot.ui import layout

_log = logging.getLogger(__name__)
_REPEATS = {"repeats": True}
_NOT_TAKEN_BACK = "a promise could not be taken back (%s)"

# Discord wants to hear of an interaction within three seconds; a folder that hangs must not cost
# them.
_WRITING_SECONDS = 0.5
# A message may be answered at any time, but nobody looks for its answer the next day.
_MESSAGES_ARE_ANSWERED = timedelta(hours=6)
# The bot's reply to a message stands among so many that came after it.
_LOOKED_THROUGH = 50


def promise_to(interaction: discord.Interaction) -> Promise:
    """Return the promise to answer a command or a press."""
    assert interaction.channel_id is not None
    return Promise(
        id=interaction.id,
        channel_id=interaction.channel_id,
        locale=str(interaction.locale),
        ends_at=interaction.expires_at,
        interaction_token=interaction.token,
    )


def promise_to_answer(message: discord.Message, locale: str, answer: int | None = None) -> Promise:
    """Return the promise to answer a message, by a reply or in an `answer` that is there."""
    ends_at = datetime.now(UTC) + _MESSAGES_ARE_ANSWERED
    return Promise(message.id, message.channel.id, locale, ends_at, message_id=answer)


class Promises:
    """Remembers promises from a member's press to their job, and apologises for broken ones."""

    def __init__(
        self, client: discord.Client, jobs: JobRepository, journal: PromiseJournal
    ) -> None:
        self._client = client
        self._jobs = jobs
        self._journal = journal
        self._being_kept: set[int] = set()
        # What this process has promised; the journal may not have been told, nor that it was kept.
        self._made: dict[int, Promise] = {}
        self._kept: set[int] = set()

    @contextlib.asynccontextmanager
    async def made(self, promise: Promise) -> AsyncGenerator[None]:
        """Keep a promise within a block, which answers the member or writes their job down.

        It is written down before the block begins. Where the block fails, the promise is broken:
        whoever handles the error may not be heard.
        """
        self._being_kept.add(promise.id)
        self._made[promise.id] = promise
        try:
            with contextlib.suppress(OSError, TimeoutError):
                await asyncio.wait_for(self._journal.add(promise), _WRITING_SECONDS)
            yield
            self._kept.add(promise.id)
            with contextlib.suppress(OSError):
                await self._forget(promise.id)
        finally:
            self._being_kept.discard(promise.id)

    async def apologise(self) -> None:
        """Tell those whose promises were broken to ask once more."""
        try:
            written = {promise.id: promise for promise in await self._journal.all()}
            for number, promise in (self._made | written).items():
                if number in self._being_kept:
                    continue
                if number in self._kept or await self._is_told(promise):
                    await self._forget(number)
        except OSError as error:
            _log.warning("promises cannot be looked up (%s)", error.strerror, extra=_REPEATS)

    async def _forget(self, number: int) -> None:
        await self._journal.remove(number)
        self._made.pop(number, None)
        self._kept.discard(number)

    async def _is_told(self, promise: Promise) -> bool:
        """Edit an answer; say whether that is done, not needed, or cannot be done any more."""
        # Asked before the try, which may take long. It is made in any case: the clock may be wrong.
        is_past = promise.ends_at <= datetime.now(UTC)
        try:
            if promise.interaction_token is None:
                await self._apologise_in_channel(promise)
            else:
                await self._apologise_by_token(promise, promise.interaction_token)
        except discord.HTTPException as error:
            _log.info(_NOT_TAKEN_BACK, f"{error.status}, code {error.code}", extra=_REPEATS)
            # Discord has never taken the first word, so the member was told nothing.
            if error.status == HTTPStatus.NOT_FOUND:
                return True
            # A token that is refused before its time may be taken in a minute.
            return is_past or (promise.interaction_token is None and not is_ill(error))
        except (aiohttp.ClientError, OSError) as error:
            _log.info(_NOT_TAKEN_BACK, type(error).__name__, extra=_REPEATS)
            return is_past
        return True

    async def _apologise_by_token(self, promise: Promise, token: str) -> None:
        application = self._client.application_id
        assert application is not None
        webhook = discord.Webhook.partial(application, token, client=self._client)
        shown = await webhook.fetch_message("@original")  # pyright: ignore[reportArgumentType]
        # Words outside of a layout are those of an error that somebody has explained.
        if not shown.content and not await self._jobs.is_written_in(shown.id):
            await webhook.edit_message(shown.id, view=_apology(promise))

    async def _apologise_in_channel(self, promise: Promise) -> None:
        channel = self._client.get_partial_messageable(promise.channel_id)
        answer = promise.message_id or await self._reply_to(promise.id, channel)
        if answer is None:
            asked = channel.get_partial_message(promise.id)
            reference = asked.to_reference(fail_if_not_exists=False)
            none = discord.AllowedMentions.none()
            await channel.send(view=_apology(promise), reference=reference, allowed_mentions=none)
        elif not await self._jobs.is_written_in(answer):
            await channel.get_partial_message(answer).edit(view=_apology(promise))

    async def _reply_to(self, asked: int, channel: discord.PartialMessageable) -> int | None:
        """Return the bot's reply to a message, if it has got as far as that."""
        assert self._client.user is not None
        after = discord.Object(asked)
        async for each in channel.history(limit=_LOOKED_THROUGH, after=after, oldest_first=True):
            reference = each.reference.message_id if each.reference else None
            if each.author.id == self._client.user.id and reference == asked:
                return each.id
        return None


def _apology(promise: Promise) -> discord.ui.LayoutView:
    return layout.sentence(texts.say(promise.locale, "was-interrupted")).view
