"""Forms, and what becomes of their errors."""

from abc import abstractmethod
from typing import Any

import discord
from discord import ui

from bot.ui.errors import explain


class Form(ui.Modal):
    """A form; a subclass says what its answers are for."""

    @abstractmethod
    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the form is for; raises RefusalError."""

    async def on_error(self, interaction: discord.Interaction, error: Exception) -> None:
        """Say in one sentence why nothing was done."""
        await explain(interaction, error)
