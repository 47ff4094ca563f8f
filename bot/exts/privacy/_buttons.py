"""The button that asks whether everything shall be deleted, and the one that deletes it."""

import logging
import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot import texts
from bot.incidents import report

if TYPE_CHECKING:
    from bot.client import DeepStyle

_log = logging.getLogger(__name__)


class _PrivacyButton(ui.DynamicItem[ui.Button[ui.LayoutView]], template="privacy:unused"):
    """A button that only its member sees, since its message is theirs alone."""

    ID: str
    LABEL: str

    def __init__(self, locale: str) -> None:
        label = texts.say(locale, self.LABEL)
        super().__init__(
            ui.Button(label=label, style=discord.ButtonStyle.danger, custom_id=self.ID)
        )

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: ui.Item[Any],  # noqa: ARG003
        match: re.Match[str],  # noqa: ARG003
        /,
    ) -> Self:
        """Return the button that was pressed."""
        return cls(str(interaction.locale))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says."""
        # discord.py would only log what is raised here, and the member would wait for nothing.
        try:
            await self.press(interaction, str(interaction.locale))
        except Exception as error:
            await report(interaction, error)

    async def press(self, interaction: discord.Interaction[Any], locale: str) -> None:
        """Do it, in the language of a locale."""
        raise NotImplementedError


class AskButton(_PrivacyButton, template="privacy:ask"):
    """Asks back before anything is deleted."""

    ID = "privacy:ask"
    LABEL = "privacy-ask-button"

    async def press(self, interaction: discord.Interaction[Any], locale: str) -> None:
        """Ask."""
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay[Any](texts.say(locale, "privacy-ask")))
        view.add_item(ui.ActionRow[Any](EraseButton(locale)))
        await interaction.response.edit_message(view=view)


class EraseButton(_PrivacyButton, template="privacy:erase"):
    """Deletes everything about whoever presses it."""

    ID = "privacy:erase"
    LABEL = "privacy-erase-button"

    async def press(self, interaction: discord.Interaction[Any], locale: str) -> None:
        """Delete."""
        bot: DeepStyle = interaction.client
        await interaction.response.defer()
        await bot.privacy.erase(interaction.user.id)
        _log.info("a member had everything about them deleted")
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay[Any](texts.say(locale, "privacy-erased")))
        await interaction.edit_original_response(view=view)
