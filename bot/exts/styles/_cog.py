"""The commands `/styles …`."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import DeepStyle
from bot.exts.styles._gallery import LONGEST_SEARCH, found, show_page
from bot.localised import localised


class StylesCog(
    commands.GroupCog,
    group_name=localised("command-styles-name"),
    group_description=localised("command-styles-description"),
):
    """Show members what they can choose from."""

    def __init__(self, bot: DeepStyle) -> None:
        self._bot = bot
        super().__init__()

    @app_commands.command(
        name=localised("command-show-name"),
        description=localised("command-styles-show-description"),
    )
    @app_commands.rename(search=localised("option-search-name"))
    @app_commands.describe(search=localised("option-search-description"))
    async def show(
        self,
        interaction: discord.Interaction[DeepStyle],
        search: app_commands.Range[str, 1, LONGEST_SEARCH] = "",
    ) -> None:
        """Open the gallery on its first page."""
        search = search[:LONGEST_SEARCH]
        found(interaction, search)  # before anything is answered that would have to be taken back
        await interaction.response.defer(ephemeral=True, thinking=True)
        await show_page(interaction, search, 0)
