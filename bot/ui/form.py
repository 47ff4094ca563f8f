"""Forms, and what becomes of their errors."""

from abc import abstractmethod
from typing import Any

import discord
from discord import ui

from bot.ui.errors import explain

# As long as an interaction lives; a form that is closed says nothing of it.
_OPEN_SECONDS = 15 * 60


class Form(ui.Modal):
    """A form; a subclass says what its answers are for."""

    def __init__(self, title: str) -> None:
        super().__init__(title=title, timeout=_OPEN_SECONDS)

    @abstractmethod
    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the form is for; raises RefusalError."""

    async def on_error(self, interaction: discord.Interaction, error: Exception) -> None:
        """Say in one sentence why nothing was done."""
        await explain(interaction, error)
