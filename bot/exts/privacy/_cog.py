"""The command `/privacy`."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import DeepStyle
from bot.exts.privacy._buttons import PrivacyButton
from bot.i18n import texts
from bot.i18n.commands import localised
from bot.services import Services


class PrivacyCog(commands.Cog):
    """Tell members what is kept of them."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(
        name=localised("command-privacy-name"), description=localised("command-privacy-description")
    )
    async def privacy(self, interaction: discord.Interaction[DeepStyle]) -> None:
        """Say what is kept and for how long, with a button to delete it."""
        locale = str(interaction.locale)
        kept = await self._services.erasure.count(interaction.user.id)
        paragraphs = [
            texts.say(locale, "privacy-kept", days=self._services.settings.keep_days),
            texts.say(locale, "privacy-challenges", days=self._services.settings.keep_days),
            texts.say(locale, "privacy-not-kept"),
            texts.say(locale, "privacy-count", count=kept),
        ]
        title = texts.say(locale, "privacy-title")
        said = "\n\n".join(paragraphs)
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay[ui.LayoutView](f"### {title}\n{said}"))
        if kept:
            view.add_item(ui.ActionRow[Any](PrivacyButton("ask", locale)))
        await interaction.response.send_message(view=view, ephemeral=True)
