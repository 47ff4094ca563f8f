"""Buttons under a job's message; they outlive the process, for their ids carry all they need."""

import logging
import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot import texts
from bot.incidents import answer, report

if TYPE_CHECKING:
    from bot.client import DeepStyle

_log = logging.getLogger(__name__)

CANCEL = "cancel:"


class CancelButton(
    ui.DynamicItem[ui.Button[ui.LayoutView]], template=CANCEL + r"(?P<job>[\w-]{1,22})"
):
    """Cancels a job, for its owner and for moderators."""

    def __init__(self, job_id: str, label: str) -> None:
        super().__init__(
            ui.Button(
                label=label, style=discord.ButtonStyle.secondary, custom_id=f"{CANCEL}{job_id}"
            )
        )
        self._job_id = job_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed."""
        label = item.label if isinstance(item, ui.Button) else None
        return cls(match["job"], label or texts.say(str(interaction.locale), "cancel-button"))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Cancel the job or say in one sentence why not."""
        # discord.py would only log what is raised here, and the member would wait for nothing.
        try:
            await self._press(interaction)
        except Exception as error:
            await report(interaction, error)

    async def _press(self, interaction: discord.Interaction[Any]) -> None:
        bot: DeepStyle = interaction.client
        runner = bot.runner
        locale = str(interaction.locale)
        job = runner.find(self._job_id)
        if job is None:
            await answer(interaction, texts.say(locale, "cancel-too-late"))
            return
        moderates = interaction.guild_id is not None and interaction.permissions.manage_messages
        if interaction.user.id != job.user_id and not moderates:
            await answer(interaction, texts.say(locale, "cancel-not-yours"))
            return
        await interaction.response.defer()
        _log.info("job %s: cancelled by %d", job.id, interaction.user.id)
        if not await runner.cancel(job.id):
            await answer(interaction, texts.say(locale, "cancel-too-late"))
