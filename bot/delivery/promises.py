"""Answers that were promised, and never given because the bot died or Discord was away."""

import contextlib
import logging
from collections.abc import AsyncGenerator
from datetime import UTC, datetime

import aiohttp
import discord
from sqlalchemy.exc import SQLAlchemyError

from bot.database.models import PendingAnswer
from bot.database.pending_answers import PendingAnswers
from bot.delivery.retries import is_ill
from bot.i18n import texts
from bot.ui import layout

_log = logging.getLogger(__name__)


class Promises:
    """Remembers promises from a member's press to their job, and apologises for broken ones."""

    def __init__(self, client: discord.Client, answers: PendingAnswers) -> None:
        self._client = client
        self._answers = answers
        self._being_kept: set[int] = set()
        # What this process has promised; the database may not have been told, nor that it was kept.
        self._made: dict[int, PendingAnswer] = {}
        self._kept: set[int] = set()

    @contextlib.asynccontextmanager
    async def made(self, answer: PendingAnswer) -> AsyncGenerator[None]:
        """Keep a promise within a block, which answers the member or writes their job down.

        Where the block fails, the promise is broken: whoever handles the error may not be heard.
        """
        number = answer.message_id
        self._being_kept.add(number)
        self._made[number] = answer
        try:
            with contextlib.suppress(SQLAlchemyError):
                await self._answers.add(answer)
            yield
            del self._made[number]
            self._kept.add(number)
            with contextlib.suppress(SQLAlchemyError):
                await self._forget(number)
        finally:
            self._being_kept.discard(number)

    async def apologise(self) -> None:
        """Tell those whose promises were broken to ask once more."""
        written = {answer.message_id: answer for answer in await self._answers.all()}
        for number, answer in (self._made | written).items():
            if number in self._being_kept:
                continue
            if number in self._kept or await self._is_told(answer):
                await self._forget(number)

    async def _forget(self, number: int) -> None:
        await self._answers.remove(number)
        self._made.pop(number, None)
        self._kept.discard(number)

    async def _is_told(self, answer: PendingAnswer) -> bool:
        """Edit an answer; say whether that is done, or cannot be done any more."""
        if answer.token_ends_at is not None and answer.token_ends_at <= datetime.now(UTC):
            return True
        said = layout.sentence(texts.say(answer.locale, "was-interrupted")).view
        try:
            if answer.interaction_token is None:
                channel = self._client.get_partial_messageable(answer.channel_id)
                await channel.get_partial_message(answer.message_id).edit(view=said)
            else:
                application = self._client.application_id
                assert application is not None
                token = answer.interaction_token
                webhook = discord.Webhook.partial(application, token, client=self._client)
                shown = await webhook.fetch_message(answer.message_id)
                # Words outside of a layout are those of an error that somebody has explained.
                if not shown.content:
                    await webhook.edit_message(answer.message_id, view=said)
        except discord.HTTPException as error:
            _log.info("a promise could not be taken back (%d, %d)", error.status, error.code)
            # A token that is refused before its time may be taken in a minute.
            return answer.token_ends_at is None and not is_ill(error)
        except (aiohttp.ClientError, OSError) as error:
            _log.info("a promise could not be taken back (%s)", type(error).__name__)
            return False
        return True
