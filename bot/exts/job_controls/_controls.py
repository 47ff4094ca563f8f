"""What the buttons do while a job is not finished."""

import logging

import discord

from bot.delivery.job_buttons import JobAction, JobPress
from bot.errors import RefusalError
from bot.jobs.runner import JobRunner
from bot.ui.persistent import Handler

_log = logging.getLogger(__name__)


class JobControls:
    """Cancels jobs, or settles for their drafts."""

    def __init__(self, runner: JobRunner) -> None:
        self._runner = runner
        self.handlers: dict[JobAction, Handler] = {
            JobAction.CANCEL: self.cancel,
            JobAction.TAKE_DRAFT: self.take_draft,
        }

    async def cancel(self, interaction: discord.Interaction, press: JobPress) -> None:
        """Cancel a job, for its owner and for moderators; raises RefusalError."""
        job = self._runner.find(press.job_id)
        if job is None:
            raise RefusalError("cancel-too-late")
        # Their permissions are those in the server where they press.
        here = interaction.guild_id is not None and interaction.guild_id == job.guild_id
        moderates = here and interaction.permissions.manage_messages
        if interaction.user.id != job.user_id and not moderates:
            raise RefusalError("cancel-not-yours")
        await interaction.response.defer()
        _log.info("cancelled by %d", interaction.user.id, extra={"job": job.id})
        if not await self._runner.cancel(job.id):
            raise RefusalError("cancel-too-late")

    async def take_draft(self, interaction: discord.Interaction, press: JobPress) -> None:
        """Take a job's draft for its result, for its owner; raises RefusalError."""
        job = self._runner.find(press.job_id)
        if job is None:
            raise RefusalError("draft-too-late")
        if interaction.user.id != job.user_id:
            raise RefusalError("draft-not-yours")
        await interaction.response.defer()
        _log.info("its draft will do", extra={"job": job.id})
        if not await self._runner.accept_draft(job.id):
            raise RefusalError("draft-too-late")
