"""Buttons under a job's message while it is not finished."""

import logging
from typing import TYPE_CHECKING, Any, ClassVar

import discord

from bot.errors import RefusalError
from bot.ui.persistent import PersistentItem

if TYPE_CHECKING:
    from bot.client import DeepStyle

_log = logging.getLogger(__name__)

_JOB = r"([\w-]{1,22})"


class CancelButton(PersistentItem, template=rf"cancel:{_JOB}"):
    """Cancels a job, for its owner and for moderators."""

    prefix: ClassVar[str] = "cancel"

    async def use(self, interaction: discord.Interaction[Any]) -> None:
        """Cancel the job; raises RefusalError."""
        bot: DeepStyle = interaction.client
        job = bot.services.runner.find(self.words[0])
        if job is None:
            raise RefusalError("cancel-too-late")
        moderates = interaction.guild_id is not None and interaction.permissions.manage_messages
        if interaction.user.id != job.user_id and not moderates:
            raise RefusalError("cancel-not-yours")
        await interaction.response.defer()
        _log.info("job %s: cancelled by %d", job.id, interaction.user.id)
        if not await bot.services.runner.cancel(job.id):
            raise RefusalError("cancel-too-late")


class DraftButton(PersistentItem, template=rf"draft:{_JOB}"):
    """Takes a job's draft for its result, for its owner."""

    prefix: ClassVar[str] = "draft"

    async def use(self, interaction: discord.Interaction[Any]) -> None:
        """Take the draft; raises RefusalError."""
        bot: DeepStyle = interaction.client
        job = bot.services.runner.find(self.words[0])
        if job is None:
            raise RefusalError("draft-too-late")
        if interaction.user.id != job.user_id:
            raise RefusalError("draft-not-yours")
        await interaction.response.defer()
        _log.info("job %s: its draft will do", job.id)
        if not await bot.services.runner.settle(job.id):
            raise RefusalError("draft-too-late")
