"""Buttons under a job's message; they outlive the process, for their ids carry all they need."""

import logging
import re
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot import texts
from bot.incidents import answer, report

if TYPE_CHECKING:
    from bot.client import DeepStyle
    from bot.database.models import Job

_log = logging.getLogger(__name__)

CANCEL = "cancel:"
DRAFT = "draft:"
_JOB = r"(?P<job>[\w-]{1,22})"


class _JobButton(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"(?!)"):
    """A button that does something about a job which is not finished."""

    kind: str
    too_late: str

    def __init__(self, job_id: str, label: str) -> None:
        super().__init__(
            ui.Button(
                label=label, style=discord.ButtonStyle.secondary, custom_id=f"{self.kind}{job_id}"
            )
        )
        self._job_id = job_id

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003
        item: ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """Return the button that was pressed."""
        label = item.label if isinstance(item, ui.Button) else None
        return cls(match["job"], label or "…")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button is for, or say in one sentence why not."""
        # discord.py would only log what is raised here, and the member would wait for nothing.
        try:
            await self._press(interaction)
        except Exception as error:
            await report(interaction, error)

    async def _press(self, interaction: discord.Interaction[Any]) -> None:
        bot: DeepStyle = interaction.client
        locale = str(interaction.locale)
        job = bot.runner.find(self._job_id)
        if job is None:
            await answer(interaction, texts.say(locale, self.too_late))
            return
        if (refused := self._refused(interaction, job)) is not None:
            await answer(interaction, texts.say(locale, refused))
            return
        await interaction.response.defer()
        if not await self._act(interaction, job):
            await answer(interaction, texts.say(locale, self.too_late))

    @abstractmethod
    def _refused(self, interaction: discord.Interaction[Any], job: "Job") -> str | None:
        """Return what to say to somebody who may not press it."""

    @abstractmethod
    async def _act(self, interaction: discord.Interaction[Any], job: "Job") -> bool:
        """Do it; say whether it was not too late."""


class CancelButton(_JobButton, template=CANCEL + _JOB):
    """Cancels a job, for its owner and for moderators."""

    kind = CANCEL
    too_late = "cancel-too-late"

    def _refused(self, interaction: discord.Interaction[Any], job: "Job") -> str | None:
        moderates = interaction.guild_id is not None and interaction.permissions.manage_messages
        return None if interaction.user.id == job.user_id or moderates else "cancel-not-yours"

    async def _act(self, interaction: discord.Interaction[Any], job: "Job") -> bool:
        bot: DeepStyle = interaction.client
        _log.info("job %s: cancelled by %d", job.id, interaction.user.id)
        return await bot.runner.cancel(job.id)


class DraftButton(_JobButton, template=DRAFT + _JOB):
    """Takes a job's draft for its result, for its owner."""

    kind = DRAFT
    too_late = "draft-too-late"

    def _refused(self, interaction: discord.Interaction[Any], job: "Job") -> str | None:
        return None if interaction.user.id == job.user_id else "draft-not-yours"

    async def _act(self, interaction: discord.Interaction[Any], job: "Job") -> bool:
        bot: DeepStyle = interaction.client
        _log.info("job %s: its draft will do", job.id)
        return await bot.runner.settle(job.id)
