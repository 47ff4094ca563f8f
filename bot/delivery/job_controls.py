"""Buttons under a job's message while it is not finished."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

import discord
from discord import ui

from bot.ui.persistent import PersistentItem


class JobAction(StrEnum):
    """What a press asks for."""

    CANCEL = "cancel"
    TAKE_DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class JobPress:
    """An action, and the job that it is about."""

    action: JobAction
    job_id: str


class JobButton(PersistentItem, template=r"(?P<action>cancel|draft):(?P<job>[\w-]{1,22})"):
    """Cancels a job, or takes its draft for its result."""

    def __init__(self, press: JobPress, label: str) -> None:
        super().__init__(ui.Button(label=label), press.action, press.job_id)
        self._press = press

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that was pressed."""
        label = item.label if isinstance(item, ui.Button) else None
        return cls(JobPress(JobAction(match["action"]), match["job"]), label or "…")

    async def use(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the action is for; raises RefusalError."""
        await interaction.client.action_handlers.handle(interaction, self._press)
